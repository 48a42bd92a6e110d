"""`status`, `diff`, `translate` and `translated`: the two languages in step."""

import os
from pathlib import Path

import click

from site_gen.cli.asking import (
    check_known,
    day_of,
    named,
    project_folder,
    request_for,
    states_of,
    translation_of,
)
from site_gen.cli.root import JSON, LANG, NOW, commands
from site_gen.cli.telling import Done, print_problems
from site_gen.errors import CONTENT, printable


@commands.command()
@click.argument("stories", nargs=-1, metavar="[STORY]…")
@click.option("--lang", "langs", metavar="CODE", multiple=True, help="Only these languages.")
@click.option("--state", "states", metavar="STATES", help="Only stories in one of these: stale,missing.")
@click.option("--section", metavar="ID", default="", help="Only stories of this section.")
@click.option("--since", metavar="DATE", default="", help="Only stories from this day on.")
@click.option("--fail-on", metavar="STATES", help="Exit with 1 if a story is in one of these: stale,missing.")
@JSON
@click.option("--csv", "as_csv", is_flag=True, help="For a spreadsheet.")
@NOW
@click.pass_obj
def status(
    project: Path | None,
    stories: tuple[str, ...],
    langs: tuple[str, ...],
    states: str | None,
    section: str,
    since: str,
    fail_on: str | None,
    as_json: bool,
    as_csv: bool,
    now: str | None,
) -> None:
    """Say which stories are translated: current, stale, a machine's, a draft, or missing."""
    from site_gen.desk import status as table
    from site_gen.desk.stories import find_story, read_all
    from site_gen.site.translations import coverage

    if as_json and as_csv:
        raise click.UsageError("--json and --csv: one of the two")
    failing = states_of("--fail-on", fail_on)
    root = project_folder(project)
    request = request_for(root, now)
    every = read_all(request).certain()
    codes = every.config.codes
    for code in langs:
        check_known("--lang", "language", code, codes)
    if section:
        check_known("--section", "section", section, [one.id for one in every.config.sections])
    if since:
        since = day_of("--since", since, every.config)
    asked = [find_story(every, named(root, name))[0] for name in stories]
    keys = {document.key for versions in asked for document in versions.values()}
    found = [one for one in coverage(every.documents, codes) if not keys or one.key in keys]
    wanted = table.Wanted(langs, states_of("--state", states), section, since, request.now)
    chosen = table.chosen(found, wanted)
    if as_json:
        click.echo(table.as_json(chosen))
    elif as_csv:
        click.echo(table.as_csv(chosen), nl=False)
    else:
        click.echo(printable(table.as_text(chosen)))
    if failed := table.failing(chosen, failing):
        said = ", ".join(f"{number} {state}" for state, number in failed.items())
        click.echo(f"{said}.", err=True)
        raise Done(CONTENT)


@commands.command()
@click.argument("story")
@LANG
@JSON
@click.pass_obj
def diff(project: Path | None, story: str, lang: str, as_json: bool) -> None:
    """Show what changed in STORY's original since it was translated, beside the paragraphs to touch."""
    from site_gen.desk import differences
    from site_gen.desk.stories import find_story, read_all

    root = project_folder(project)
    stories = read_all(request_for(root, None))
    versions, meant = find_story(stories, named(root, story))
    found = differences.compare(stories, versions, lang or translation_of(meant))
    if as_json:
        click.echo(differences.as_json(found))
        return
    click.echo(printable("\n\n".join(map(differences.as_text, found)) or "It has no translation."))


@commands.command()
@click.argument("story")
@click.option("--to", "target", metavar="CODE", required=True, help="The language to translate into.")
@click.option("--from", "origin", metavar="CODE", default="", help="The language to translate from.")
@click.option("--by-hand", is_flag=True, help="Ask no machine, also if config.yaml names a translator.")
@click.pass_obj
def translate(project: Path | None, story: str, target: str, origin: str, by_hand: bool) -> None:
    """Make STORY's file in another language, by the translator in config.yaml or to be written by hand."""
    from site_gen.desk.engines import engine_of
    from site_gen.desk.stories import find_story, read_all
    from site_gen.desk.translating import begin_translation
    from site_gen.site.translations import original_of

    root = project_folder(project)
    stories = read_all(request_for(root, None))
    versions, meant = find_story(stories, named(root, story))
    origin = origin or (meant or original_of(versions, stories.config.codes)).lang
    key = os.environ.get("LIBRETRANSLATE_API_KEY", "")
    settings = stories.config.translator
    engine = None if by_hand else engine_of(settings, origin, target, root, key)
    made = begin_translation(stories, versions, target, origin, engine)
    print_problems(made.problems)
    if not made.engine:
        click.echo(f"Write on in {made.path}: a draft with the words of {made.original} to be written over.")
        return
    click.echo(f"{made.path} was made by {made.engine} from {made.original}; the page says so.")
    if made.draft:
        click.echo("It is a draft until you take that line out.")
    click.echo(f"When a person has read it: site-gen translated {made.path} --reviewed")


@commands.command()
@click.argument("story")
@LANG
@click.option("--from", "origin", metavar="CODE", default="", help="The original's language.")
@click.option("--reviewed", is_flag=True, help="A person has read it: take `machine: true` out.")
@click.pass_obj
def translated(project: Path | None, story: str, lang: str, origin: str, reviewed: bool) -> None:
    """Record that STORY's translation fits the original as it now stands: one line of its front matter."""
    from site_gen.desk.marking import mark_current
    from site_gen.desk.stories import find_story, read_all

    root = project_folder(project)
    stories = read_all(request_for(root, None))
    versions, meant = find_story(stories, named(root, story))
    for done in mark_current(stories, versions, lang or translation_of(meant), origin, reviewed=reviewed):
        verb = "now says" if done.changed else "said already"
        click.echo(f"{done.path} {verb} {done.line} ({done.original}).")

"""`check`, `next`, `why` and `show`: questions that change nothing."""

import sys
from pathlib import Path

import click

from site_gen.cli.asking import named, project_folder, request_for
from site_gen.cli.root import JSON, NOW, commands
from site_gen.cli.telling import Done, count, print_problems
from site_gen.errors import CONTENT


@commands.command()
@click.argument("stories", nargs=-1, metavar="[STORY]…")
@click.option("--drafts", is_flag=True, help="Check drafts and embargoed stories, too.")
@click.option("--parity", is_flag=True, help="Compare figures, days, names and quotations of translations.")
@NOW
@JSON
@click.pass_obj
def check(
    project: Path | None, stories: tuple[str, ...], drafts: bool, parity: bool, now: str | None, as_json: bool
) -> None:
    """Look for mistakes, also for those that a build lets pass; publish nothing.

    With STORY, only those in its files are told, also while it is a draft.
    """
    from site_gen.check import check_project
    from site_gen.desk.stories import find_story, read_all

    root = project_folder(project)
    request = request_for(root, now, drafts=drafts or bool(stories))
    every = read_all(request) if stories else None
    # Where a file could not be read, everything is told that stops a build: its story would be half a story.
    readable = every and not any(problem.fatal for problem in every.problems)
    asked = [find_story(every, named(root, name))[0] for name in stories] if every and readable else []
    files = {document.path for versions in asked for document in versions.values()}
    problems = check_project(request, parity=parity, files=files)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(problems)))
    else:
        print_problems(problems)
        fatal = sum(problem.fatal for problem in problems)
        click.echo(f"{count(fatal, 'error')}, {count(len(problems) - fatal, 'warning')}.")
    if any(problem.fatal for problem in problems):
        raise Done(CONTENT)


@commands.command("next")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ics", "cron"]),
    default="text",
    show_default=True,
    help="For a person, a program, a calendar or a crontab (in UTC).",
)
@NOW
@click.pass_obj
def next_(project: Path | None, form: str, now: str | None) -> None:
    """Say when the site must be built again, without any edit: stories that come due or expire."""
    from site_gen.desk.schedule import schedule

    root = project_folder(project)
    click.echo(schedule(request_for(root, now), form), nl=False)


@commands.command()
@click.argument("url")
@NOW
@click.pass_obj
def why(project: Path | None, url: str, now: str | None) -> None:
    """Say whether the page at URL would be made again, and which of its parts has changed."""
    from site_gen.explain import explain

    root = project_folder(project)
    click.echo(explain(request_for(root, now), url))


@commands.command()
@click.argument("url")
@NOW
@click.option("--drafts", is_flag=True, help="Drafts and embargoed stories have an address, too.")
@click.pass_obj
def show(project: Path | None, url: str, now: str | None, drafts: bool) -> None:
    """Print what stands at URL, without publishing anything. FILE.md shows the story's page."""
    from site_gen.explain import show_bytes

    sys.stdout.buffer.write(show_bytes(request_for(project_folder(project), now, drafts=drafts), url))

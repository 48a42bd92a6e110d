"""`new`, `init` and `correct`: what begins or amends a file by hand."""

import shlex
from pathlib import Path

import click

from site_gen.cli.asking import iso, moment_of, named, project_folder, request_for
from site_gen.cli.root import LANG, NOW, commands


@commands.command()
@click.argument("title")
@click.option("--lang", metavar="CODE", default="", help="The language it is written in [the default one].")
@click.option("--section", metavar="ID", default="", help="One of the sections in config.yaml.")
@NOW
@click.pass_obj
def new(project: Path | None, title: str, lang: str, section: str, now: str | None) -> None:
    """Begin a story: a draft with front matter, at the right place in content/."""
    from site_gen.desk.beginning import new_story
    from site_gen.reading.project import read_config

    root = project_folder(project)
    config = read_config(root)
    path = new_story(
        root, config, title, lang or config.default_language.code, section, moment_of(now, config)
    )
    click.echo(f"Write on in {path}; it is a draft until you take that line out.")


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Begin a project in FOLDER: config.yaml, and the folders that it needs."""
    from site_gen.desk.beginning import new_project

    for path in new_project(folder):
        click.echo(f"  {folder / path}")
    click.echo(f"Now: cd {shlex.quote(str(folder))} && site-gen serve")


@commands.command()
@click.argument("story")
@click.option(
    "--kind", required=True, metavar="KIND", help="ralat, koreksi, hak-jawab, update or retraction."
)
@click.option("--text", required=True, help="What was wrong, and what is right.")
@click.option("--at", metavar="ISO-8601", help="When it is published [now].")
@LANG
@click.pass_obj
def correct(project: Path | None, story: str, kind: str, text: str, at: str | None, lang: str) -> None:
    """Enter a correction of STORY (a file, folder, key or address), to be shown with it and in the list of all."""
    from site_gen.desk.correcting import correct as enter
    from site_gen.desk.stories import find_story, read_all

    root = project_folder(project)
    stories = read_all(request_for(root, None))
    versions, meant = find_story(stories, named(root, story))
    if lang and lang not in versions:
        raise click.UsageError(f'--lang: the story has no "{lang}" text; it has: {", ".join(versions)}')
    document = versions[lang] if lang else meant
    if document is None and len(versions) > 1:
        raise click.UsageError(f"which text? Name its file, or add --lang: {', '.join(versions)}")
    document = document or next(iter(versions.values()))
    moment = iso(moment_of(at, stories.config, "--at"), stories.config)
    done = enter(stories, versions, document, moment, kind, text)
    click.echo(f"{done.path}: entered.")
    for path in done.uncorrected:
        click.echo(f"Does {path} say the same? Then: site-gen correct {path} --kind {kind} --text …")

"""`import`: raw texts into stories."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli.asking import iso, moment_of, project_folder
from site_gen.cli.root import JOBS, JSON, NOW, commands
from site_gen.cli.telling import Done, Progress, count, print_problems, write_report
from site_gen.errors import BUG, CONTENT, SiteError

if TYPE_CHECKING:
    from site_gen.cache.memory import Cache
    from site_gen.config import Config
    from site_gen.desk.importing import ImportReport
    from site_gen.wire.story import Story


@commands.command("import")
@click.argument("files", nargs=-1, metavar="[FILE]…")
@click.option("--explain", is_flag=True, help="Say for each field what was found, by which rule, how surely.")
@click.option("--review", is_flag=True, help="Say only what is doubtful.")
@JSON
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.option(
    "--lang", metavar="CODE", default="", help="The language of the texts, where it cannot be told."
)
@NOW
@JOBS
@click.pass_obj
def import_(
    project: Path | None,
    files: tuple[str, ...],
    explain: bool,
    review: bool,
    as_json: bool,
    dry_run: bool,
    lang: str,
    now: str | None,
    jobs: int | None,
) -> None:
    """Turn raw texts (all of seeds/, or FILEs, or - for standard input) into Markdown in content/."""
    from site_gen.reading.project import read_config
    from site_gen.wire import report

    root = project_folder(project)
    config = read_config(root)
    if lang and lang not in config.codes:
        raise click.BadParameter(
            f'the site has no language "{lang}", but: {", ".join(config.codes)}', param_hint="--lang"
        )
    printers = (
        [report.as_json] if as_json else [report.explain] if explain else [report.review] if review else []
    )

    def on_story(story: "Story", path: str) -> None:
        for printer in printers:
            if told := printer(story):
                click.echo(told, nl=not as_json)

    done = _run_import(
        root, config, moment_of(now, config), files, dry_run, lang, on_story if printers else None, jobs
    )
    if not as_json:
        _print_import(done, dry_run)
    print_problems(done.problems)
    if not as_json:
        click.echo(_import_summary(done, dry_run))
    _report_mistakes(done)
    if done.failed:
        raise Done(BUG if done.mistakes else CONTENT)


def import_seeds_first(
    root: Path,
    config: "Config",
    now: int,
    quiet: bool,
    cache: "Cache | None" = None,
    jobs: int | None = None,
) -> bool:
    """Import what is new in seeds/, as a part of a build. A bad seed keeps the site from being published.

    Whether anything may have been written into `content/`. With a `cache` seeds are not read again of which it
    knows that there was nothing to do for them.
    """
    if not (root / "seeds").is_dir():
        return False
    from site_gen.desk.unchanged import is_imported, note_imported, seeds_seen

    seen = seeds_seen(root, config) if cache else ""
    if cache and is_imported(seen, cache):
        return False
    done = _run_import(root, config, now, (), False, "", None, jobs)
    if not quiet:
        _print_import(done)
    _report_mistakes(done)
    if done.failed:
        raise SiteError(done.problems, BUG if done.mistakes else CONTENT)
    if not quiet:
        print_problems(done.problems)
    if cache and not done.imported and not done.problems:
        note_imported(seen, cache)
    return bool(done.of("written") or done.of("rewritten"))


def _run_import(
    root: Path,
    config: "Config",
    now: int,
    files: tuple[str, ...],
    dry_run: bool,
    lang: str,
    on_story: "Callable[[Story, str], None] | None",
    jobs: int | None,
) -> "ImportReport":
    from site_gen.desk.importing import import_seeds
    from site_gen.reading.tables import glossary_of
    from site_gen.tables.glossary import fold
    from site_gen.wire.story import WireRules

    glossary = glossary_of(root, config)
    rules = WireRules(
        languages=config.codes,
        sections=tuple(section.id for section in config.sections),
        section_names=tuple(
            (fold(name), section.id)
            for section in config.sections
            for name in (section.id, *section.names.values())
        ),
        outlets=config.wire.outlets,
        agencies=config.wire.agencies,
        noise=config.wire.noise,
        places=config.wire.places,
        tags=config.wire.tags,
    )
    progress = Progress()
    try:
        return import_seeds(
            root,
            rules,
            glossary,
            iso(now, config),
            files,
            dry_run=dry_run,
            lang=lang,
            on_story=on_story,
            progress=progress,
            jobs=jobs or 0,
        )
    except KeyboardInterrupt:
        progress.end()
        kept = "nothing was written" if dry_run else "what was written is noted, and the next import goes on"
        click.echo(f"Stopped after {count(progress.texts, 'text')}: {kept}.", err=True)
        raise click.Abort from None
    finally:
        progress.end()


def _report_mistakes(done: "ImportReport") -> None:
    if done.mistakes:
        report = write_report(*done.traces)
        click.echo(
            f"site-gen: a mistake of ours kept {count(done.mistakes, 'text')} from being read.\n"
            f"  Please report it with {report}, and with the text if you may pass it on.",
            err=True,
        )


def _print_import(done: "ImportReport", dry_run: bool = False) -> None:
    for one in done.imported:
        outcome = f"would be {one.outcome}" if dry_run and one.outcome in _WRITTEN else one.outcome
        note = f" ({one.note})" if one.note else ""
        click.echo(f"  {outcome}: {one.seed}{' → ' + one.path if one.path else ''}{note}")


_WRITTEN = ("written", "rewritten")
_LEFT = {"edited": "edited by hand", "deleted": "deleted by hand", "duplicate": "there already"}


def _import_summary(done: "ImportReport", dry_run: bool) -> str:
    written = sum(one.outcome in _WRITTEN for one in done.imported)
    bad = sum(problem.fatal for problem in done.problems) - done.mistakes
    verb = "would be written" if dry_run else "written"
    parts = [f"{written:,} {'story' if written == 1 else 'stories'} {verb}", f"{done.unchanged:,} unchanged"]
    parts += [f"{len(found):,} {name}" for outcome, name in _LEFT.items() if (found := done.of(outcome))]
    parts.append(f"{bad:,} not readable")
    parts += [f"{done.mistakes:,} set aside by a mistake of ours"] if done.mistakes else []
    summary = ", ".join(parts) + "."
    doubts = ", ".join(f"{number:,} {name}" for name, number in done.doubts if number)
    return f"{summary}\nLook at: {doubts}. --review lists them." if doubts else summary

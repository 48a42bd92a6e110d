"""The commands. The only module that prints, and the only one that reads clock and environment.

What a command needs is imported inside it: `--help` must not wait for a Markdown library.
"""

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from site_gen import __version__
from site_gen.errors import CONTENT, ENVIRONMENT, USAGE, Problem, SiteError, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_gen.build import BuildReport
    from site_gen.config import Config
    from site_gen.desk.importing import ImportReport
    from site_gen.documents.document import Document
    from site_gen.project import Request
    from site_gen.site.translations import State
    from site_gen.wire.story import Story

BUG = 70
"""Exit code: our own mistake (EX_SOFTWARE of sysexits.h)."""


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        commands.main(arguments, prog_name="site-gen", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        return 130
    except SiteError as error:
        _print_problems(error.problems)
        if error.exit_code == CONTENT:
            click.echo(f"{_count(len(error.problems), 'problem')}; nothing was published.", err=True)
        return error.exit_code
    except _Done as done:
        return done.exit_code
    except SystemExit:
        # Click's answer to a reader of our output that has gone (`site-gen show … | head`): no error of anybody's.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(printable(f"site-gen: error: {error.filename or ''}: {error.strerror or error}"), err=True)
        return ENVIRONMENT
    except Exception as error:
        return _bug(error)
    return 0


class _Done(Exception):
    """A command has said what there is to say, and ends with this exit code."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


def _bug(error: Exception) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="site-gen-", suffix=".txt", delete=False) as report:
        report.write(f"site-gen {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n")
        traceback.print_exception(error, file=report)
    click.echo(
        printable(
            f"site-gen: a mistake of ours: {type(error).__name__}: {error}\n"
            f"  What was published is as it was. Please report it with {report.name}"
        ),
        err=True,
    )
    return BUG


class _Commands(click.Group):
    """Commands in the order in which one needs them, with the nearest name for a mistyped one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            close = nearest(args[0], self.commands)
            hint = f'Did you mean "{close}"?' if close else "site-gen --help lists them."
            ctx.fail(f'there is no command "{args[0]}". {hint}')
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-gen")
@click.option(
    "-C",
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The project; else the nearest folder upwards with a config.yaml.",
)
@click.pass_context
def commands(ctx: click.Context, project: Path | None) -> None:
    """Raw wire text in, a news site in two languages out."""
    ctx.obj = project


NOW = click.option(
    "--now", metavar="ISO-8601", help="Build the site as of this moment: 2016-11-15T09:00+07:00."
)
JSON = click.option("--json", "as_json", is_flag=True, help="For machines.")


@commands.command()
@click.option("--output", metavar="DIR", help="The folder for the site, in place of the one in config.yaml.")
@click.option("--cache", metavar="DIR", help="The folder for what is remembered between builds [.site_gen].")
@click.option("--no-cache", is_flag=True, help="Remember nothing, and believe nothing that was remembered.")
@click.option("--no-import", is_flag=True, help="Leave seeds/ alone: for build machines.")
@NOW
@click.option(
    "--drafts", is_flag=True, help="With drafts and embargoed stories; needs an --output of its own."
)
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes [one for each core].")
@click.option(
    "--verify", is_flag=True, help="Read every published byte, and mend what is not as it was written."
)
@JSON
@click.option("--timings", is_flag=True, help="Say how long each stage took.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that was written or removed.")
@click.pass_obj
def build(
    project: Path | None,
    output: str | None,
    cache: str | None,
    no_cache: bool,
    no_import: bool,
    now: str | None,
    drafts: bool,
    jobs: int | None,
    verify: bool,
    as_json: bool,
    timings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Import new seeds, and build the site."""
    from site_gen.batches import jobs_available
    from site_gen.build import build as build_site
    from site_gen.cache import Cache
    from site_gen.engine import engine_digest
    from site_gen.project import Request, read_config

    began = time.perf_counter()
    root = _project(project)
    memory = Cache(None if no_cache else _folder(root, cache or ".site_gen"), engine_digest())
    config = read_config(root, memory)
    moment = _now(now, config)
    if not no_import:
        _import_seeds(root, config, moment, quiet=quiet or as_json)
    request = Request(
        project=root,
        now=moment,
        output=_folder(root, output),
        cache=memory.folder,
        drafts=drafts,
        jobs=jobs or jobs_available(),
        verify=verify,
    )
    report = build_site(request, memory)
    _print_problems(report.warnings)
    for note in report.notes:
        click.echo(f"site-gen: {note}", err=True)
    seconds = time.perf_counter() - began
    if as_json:
        import msgspec

        click.echo(
            msgspec.json.format(msgspec.json.encode({**msgspec.structs.asdict(report), "wall": seconds}))
        )
        return
    if not quiet:
        _print_report(report, seconds, config, verbose)
    if timings:
        for stage, spent in report.seconds.items():
            click.echo(f"  {stage:<10} {spent * 1000:8.1f} ms", err=True)


def _print_report(report: "BuildReport", seconds: float, config: "Config", verbose: bool) -> None:
    stories = ", ".join(f"{report.stories[code]} {code}" for code in config.codes)
    if verbose:
        for path in report.written:
            click.echo(f"  written  {report.output}/{path}")
        for path in report.removed:
            click.echo(f"  removed  {report.output}/{path}")
    if report.written or report.removed:
        done = f"{len(report.written)} written, {len(report.removed)} removed"
    else:
        done = "nothing has changed"
    click.echo(
        f"Built {report.output}/: stories {stories}; {_count(report.pages, 'page')}, "
        f"{_count(report.total - report.pages, 'other file')}; {done}; {seconds:.2f} s."
    )
    if report.next_instant:
        click.echo(f"The site changes by itself {_in_zone(report.next_instant, config)}: build again then.")
    if report.written:
        click.echo("See it: site-gen serve")


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
) -> None:
    """Turn raw texts (all of seeds/, or FILEs, or - for standard input) into Markdown in content/."""
    from site_gen.project import read_config
    from site_gen.wire import report

    root = _project(project)
    config = read_config(root)
    printers = (
        [report.as_json] if as_json else [report.explain] if explain else [report.review] if review else []
    )

    def on_story(story: "Story", path: str) -> None:
        for printer in printers:
            click.echo(printer(story))

    done = _run_import(root, config, _now(now, config), files, dry_run, lang, on_story if printers else None)
    if not as_json:
        _print_import(done, quiet=False)
        click.echo(_import_summary(done, dry_run))
    _print_problems(done.problems)
    if done.failed:
        raise _Done(CONTENT)


def _import_seeds(root: Path, config: "Config", now: int, quiet: bool) -> None:
    """Import what is new in seeds/, as a part of a build. A bad seed keeps the site from being published."""
    if not (root / "seeds").is_dir():
        return
    done = _run_import(root, config, now, (), False, "", None)
    _print_import(done, quiet)
    if done.failed:
        raise SiteError(done.problems)
    if not quiet:
        _print_problems(done.problems)


def _run_import(
    root: Path,
    config: "Config",
    now: int,
    files: tuple[str, ...],
    dry_run: bool,
    lang: str,
    on_story: "Callable[[Story, str], None] | None",
) -> "ImportReport":
    import datetime
    from zoneinfo import ZoneInfo

    from site_gen.desk.importing import import_seeds
    from site_gen.project import glossary_of
    from site_gen.wire.story import WireRules

    glossary = glossary_of(root, config)
    rules = WireRules(
        languages=config.codes,
        sections=tuple(section.id for section in config.sections),
        outlets=config.wire.outlets,
        agencies=config.wire.agencies,
        noise=config.wire.noise,
        places=config.wire.places,
        tags=config.wire.tags,
    )
    moment = datetime.datetime.fromtimestamp(now, ZoneInfo(config.timezone)).isoformat()
    return import_seeds(
        root,
        rules,
        glossary,
        moment,
        files,
        dry_run=dry_run,
        lang=lang,
        on_story=on_story,
        progress=_progress(),
    )


def _progress() -> "Callable[[int, int], None] | None":
    """Something that shows how far long work is, on a terminal; in a pipe nothing does."""
    if not sys.stderr.isatty():
        return None

    def show_progress(done: int, total: int) -> None:
        if total > 50 and (done % 20 == 0 or done == total):
            end = "\n" if done == total else ""
            click.echo(f"\rReading seeds: {done:,} of {total:,}{end}", err=True, nl=False)

    return show_progress


def _print_import(done: "ImportReport", quiet: bool) -> None:
    for one in () if quiet else done.imported:
        note = f" ({one.note})" if one.note else ""
        click.echo(f"  {one.outcome}: {one.seed}{' → ' + one.path if one.path else ''}{note}")


def _import_summary(done: "ImportReport", dry_run: bool) -> str:
    written = sum(one.outcome in ("written", "rewritten") for one in done.imported)
    bad = sum(problem.fatal for problem in done.problems)
    verb = "would be written" if dry_run else "written"
    return f"{_count(written, 'story')} {verb}, {done.unchanged} unchanged, {bad} not readable.".replace(
        "storys", "stories"
    )


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one."
)
@click.option("--no-drafts", is_flag=True, help="Show only what readers would see now.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in a browser.")
@NOW
@click.pass_obj
def serve(
    project: Path | None, host: str, port: int, no_drafts: bool, open_browser: bool, now: str | None
) -> None:
    """Show the site on this machine, and show every edit at once."""
    from site_gen.batches import jobs_available
    from site_gen.preview import Options
    from site_gen.preview import serve as serve_site
    from site_gen.project import read_config

    root = _project(project).resolve()
    if now is not None:
        _now(now, read_config(root))  # a mistake in it is to be told before anything begins

    def ready(address: str) -> None:
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    serve_site(
        Options(
            project=root,
            host=host,
            port=port,
            drafts=not no_drafts,
            cache=root / ".site_gen",
            jobs=jobs_available(),
        ),
        now=lambda config: _now(now, config),
        import_seeds=lambda config, moment: _import_seeds(root, config, moment, quiet=True),
        say=lambda line: click.echo(line, err=True),
        ready=ready,
    )


@commands.command()
@click.option("--drafts", is_flag=True, help="Check drafts and embargoed stories, too.")
@click.option("--parity", is_flag=True, help="Compare figures, days, names and quotations of translations.")
@NOW
@JSON
@click.pass_obj
def check(project: Path | None, drafts: bool, parity: bool, now: str | None, as_json: bool) -> None:
    """Look for mistakes, also for those that a build lets pass; publish nothing."""
    from site_gen.check import check_project

    root = _project(project)
    problems = check_project(_request(root, now, drafts=drafts), parity=parity)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(problems)))
    else:
        _print_problems(problems)
        fatal = sum(problem.fatal for problem in problems)
        click.echo(f"{_count(fatal, 'error')}, {_count(len(problems) - fatal, 'warning')}.")
    if any(problem.fatal for problem in problems):
        raise _Done(CONTENT)


LANG = click.option("--lang", metavar="CODE", default="", help="Only the translation in this language.")


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

    root = _project(project)
    request = _request(root, now)
    every = read_all(request).certain()
    codes = every.config.codes
    for code in langs:
        _known("--lang", "language", code, codes)
    if section:
        _known("--section", "section", section, [one.id for one in every.config.sections])
    if since:
        since = _day("--since", since, every.config)
    named = [find_story(every, _named(root, name))[0] for name in stories]
    keys = {document.key for versions in named for document in versions.values()}
    found = [one for one in coverage(every.documents, codes) if not keys or one.key in keys]
    wanted = table.Wanted(langs, _states("--state", states), section, since, request.now)
    chosen = table.chosen(found, wanted)
    if as_json:
        click.echo(table.as_json(chosen))
    elif as_csv:
        click.echo(table.as_csv(chosen), nl=False)
    else:
        click.echo(printable(table.as_text(chosen)))
    if failing := table.failing(chosen, _states("--fail-on", fail_on)):
        click.echo(f"{_count(failing, 'translation')}: {fail_on}.", err=True)
        raise _Done(CONTENT)


@commands.command()
@click.argument("story")
@LANG
@JSON
@click.pass_obj
def diff(project: Path | None, story: str, lang: str, as_json: bool) -> None:
    """Show what changed in STORY's original since it was translated, beside the paragraphs to touch."""
    from site_gen.desk import differences
    from site_gen.desk.stories import find_story, read_all

    root = _project(project)
    stories = read_all(_request(root, None))
    versions, meant = find_story(stories, _named(root, story))
    found = differences.compare(stories, versions, lang or _translation(meant))
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

    root = _project(project)
    stories = read_all(_request(root, None))
    versions, meant = find_story(stories, _named(root, story))
    origin = origin or (meant or original_of(versions, stories.config.codes)).lang
    key = os.environ.get("LIBRETRANSLATE_API_KEY", "")
    settings = stories.config.translator
    engine = None if by_hand else engine_of(settings, origin, target, root, key)
    made = begin_translation(stories, versions, target, origin, engine)
    _print_problems(made.problems)
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

    root = _project(project)
    stories = read_all(_request(root, None))
    versions, meant = find_story(stories, _named(root, story))
    for done in mark_current(stories, versions, lang or _translation(meant), origin, reviewed=reviewed):
        verb = "now says" if done.changed else "said already"
        click.echo(f"{done.path} {verb} {done.line} ({done.original}).")


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

    root = _project(project)
    stories = read_all(_request(root, None))
    versions, meant = find_story(stories, _named(root, story))
    if lang and lang not in versions:
        raise click.UsageError(f'--lang: the story has no "{lang}" text; it has: {", ".join(versions)}')
    document = versions[lang] if lang else meant
    if document is None and len(versions) > 1:
        raise click.UsageError(f"which text? Name its file, or add --lang: {', '.join(versions)}")
    document = document or next(iter(versions.values()))
    moment = _iso(_now(at, stories.config), stories.config)
    done = enter(stories, versions, document, moment, kind, text)
    click.echo(f"{done.path}: entered.")
    for path in done.uncorrected:
        click.echo(f"Does {path} say the same? Then: site-gen correct {path} --kind {kind} --text …")


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

    root = _project(project)
    click.echo(schedule(_request(root, now), form), nl=False)


@commands.command()
@click.argument("url")
@NOW
@click.pass_obj
def why(project: Path | None, url: str, now: str | None) -> None:
    """Say whether the page at URL would be made again, and which of its parts has changed."""
    from site_gen.explain import explain

    root = _project(project)
    click.echo(explain(_request(root, now), url))


@commands.command()
@click.argument("url")
@NOW
@click.option("--drafts", is_flag=True, help="Drafts and embargoed stories have an address, too.")
@click.pass_obj
def show(project: Path | None, url: str, now: str | None, drafts: bool) -> None:
    """Print what stands at URL, without publishing anything. FILE.md shows the story's page."""
    from site_gen.explain import show_bytes

    sys.stdout.buffer.write(show_bytes(_request(_project(project), now, drafts=drafts), url))


@commands.command()
@click.argument("title")
@click.option("--lang", metavar="CODE", default="", help="The language it is written in [the default one].")
@click.option("--section", metavar="ID", default="", help="One of the sections in config.yaml.")
@NOW
@click.pass_obj
def new(project: Path | None, title: str, lang: str, section: str, now: str | None) -> None:
    """Begin a story: a draft with front matter, at the right place in content/."""
    from site_gen.desk.beginning import new_story
    from site_gen.project import read_config

    root = _project(project)
    config = read_config(root)
    path = new_story(root, config, title, lang or config.default_language.code, section, _now(now, config))
    click.echo(f"Write on in {path}; it is a draft until you take that line out.")


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Begin a project in FOLDER: config.yaml, and the folders that it needs."""
    from site_gen.desk.beginning import new_project

    for path in new_project(folder):
        click.echo(f"  {folder / path}")
    click.echo(f"Now: cd {folder} && site-gen serve")


@commands.command()
@click.option("--output", metavar="DIR", help="The folder of the site, in place of the one in config.yaml.")
@click.option("--cache", metavar="DIR", help="The folder of what is remembered between builds [.site_gen].")
@click.pass_obj
def clean(project: Path | None, output: str | None, cache: str | None) -> None:
    """Remove the published site and the cache: what site-gen wrote, nothing else."""
    from site_gen.cache import remove_cache
    from site_gen.project import read_config
    from site_gen.publish import clean as clean_output

    root = _project(project)
    config = read_config(root)
    removed = clean_output(_folder(root, output) or root / config.output)
    remove_cache(_folder(root, cache or ".site_gen") or root)
    click.echo(f"{_count(removed.removed, 'file')} removed, and the cache.")
    for path in removed.left:
        click.echo(f"  left: {path}, which site-gen did not write.")


def _translation(document: "Document | None") -> str:
    """The language of the one translation that was named, if one was."""
    return document.lang if document is not None and (document.translates or document.machine) else ""


def _named(root: Path, story: str) -> str:
    """STORY as the project calls it: a path counted from where the person is becomes one of the project."""
    here = Path.cwd() / story
    if here.exists() and here.resolve().is_relative_to(root):
        return here.resolve().relative_to(root).as_posix()
    return story


def _known(option: str, what: str, word: str, known: "Iterable[str]") -> None:
    known = tuple(known)
    if word not in known:
        close = nearest(word, known)
        hint = f'Did you mean "{close}"?' if close else f"One of: {', '.join(known)}."
        raise click.UsageError(f'{option}: unknown {what} "{word}". {hint}')


def _states(option: str, given: str | None) -> "tuple[State, ...]":
    from site_gen.site.translations import STATES

    words = [word.strip() for word in (given or "").split(",") if word.strip()]
    for word in words:
        _known(option, "state", word, STATES)
    return tuple(state for state in STATES if state in words)


def _day(option: str, given: str, config: "Config") -> str:
    from zoneinfo import ZoneInfo

    from site_gen.moments import parse_moment

    try:
        return parse_moment(given, ZoneInfo(config.timezone))[0][:10]
    except ValueError as error:
        raise click.UsageError(f"{option}: {str(error).partition(chr(10))[0]}") from None


def _project(given: Path | None) -> Path:
    """The project's folder, absolute."""
    if given is not None:
        if not (given / "config.yaml").is_file():
            raise click.UsageError(
                f"no config.yaml in {given}. Is it a project? Make one: site-gen init {given}"
            )
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "config.yaml").is_file():
            return folder
    raise click.UsageError("no config.yaml here or above. Go into a project, or make one: site-gen init NAME")


def _folder(root: Path, given: str | None) -> Path | None:
    if given is None:
        return None
    if not given.strip():
        raise click.UsageError("the name of a folder is empty")
    return Path(os.path.normpath(root / given))


def _now(given: str | None, config: "Config") -> int:
    """The moment of this build: what was said, else SOURCE_DATE_EPOCH, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given is not None:
        from zoneinfo import ZoneInfo

        from site_gen.moments import parse_moment

        try:
            return parse_moment(given, ZoneInfo(config.timezone))[1]
        except ValueError as error:
            raise click.UsageError(f"--now: {str(error).partition(chr(10))[0]}") from None
    if epoch:
        if not epoch.isdecimal():
            raise click.UsageError(f'SOURCE_DATE_EPOCH is "{epoch}", not a number of seconds')
        return int(epoch)
    return int(time.time())


def _request(root: Path, now: str | None, drafts: bool = False) -> "Request":
    from site_gen.project import Request, read_config

    return Request(
        project=root,
        now=_now(now, read_config(root)),
        cache=root / ".site_gen",
        drafts=drafts,
    )


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _in_zone(instant: int, config: "Config") -> str:
    import datetime
    from zoneinfo import ZoneInfo

    moment = datetime.datetime.fromtimestamp(instant, ZoneInfo(config.timezone))
    return f"{moment:%Y-%m-%d %H:%M} ({config.timezone})"


def _iso(instant: int, config: "Config") -> str:
    """An instant as front matter has it: ISO 8601 in the site's zone."""
    import datetime
    from zoneinfo import ZoneInfo

    return datetime.datetime.fromtimestamp(instant, ZoneInfo(config.timezone)).isoformat()

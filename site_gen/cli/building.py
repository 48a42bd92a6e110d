"""`build`, `serve` and `clean`: the commands about the site as a whole."""

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cache.folder import DEFAULT
from site_gen.cli.asking import cluster_of, folder_of, moment_of, project_folder
from site_gen.cli.importing import import_seeds_first
from site_gen.cli.root import JOBS, JSON, NOW, commands
from site_gen.cli.telling import count, in_zone, print_problems
from site_gen.errors import CONTENT, SiteError
from site_gen.files.ahead import processors
from site_gen.files.listing import Lookout, can_look_out

if TYPE_CHECKING:
    from site_gen.build import BuildReport
    from site_gen.cache.memory import Cache
    from site_gen.config import Config
    from site_gen.reading.project import Request


@commands.command()
@click.option("--output", metavar="DIR", help="The folder for the site, in place of the one in config.yaml.")
@click.option("--cache", metavar="DIR", help="The folder for what is remembered between builds [.site_gen].")
@click.option("--no-cache", is_flag=True, help="Remember nothing, and believe nothing that was remembered.")
@click.option("--no-import", is_flag=True, help="Leave seeds/ alone: for build machines.")
@NOW
@click.option(
    "--drafts", is_flag=True, help="With drafts and embargoed stories; needs an --output of its own."
)
@JOBS
@click.option("--executor", metavar="dask://HOST:PORT", help="Have the work done by a Dask cluster.")
@click.option(
    "--verify", is_flag=True, help="Read every published byte, and mend what is not as it was written."
)
@click.option("--durable", is_flag=True, help="Have the new site on the disk before it is put in place.")
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
    executor: str | None,
    verify: bool,
    durable: bool,
    as_json: bool,
    timings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Import new seeds, and build the site."""
    began = time.perf_counter()
    cluster = cluster_of(executor, jobs)
    root = project_folder(project)
    asked, jobs = jobs, jobs or processors()
    folder = None if no_cache else folder_of(root, DEFAULT if cache is None else cache)
    lookout = Lookout(root, folder) if can_look_out(jobs) else None
    if lookout:
        click.get_current_context().call_on_close(lookout.give_up)
    from site_gen.build import build as build_site
    from site_gen.cache.memory import Cache
    from site_gen.engine import engine_digest
    from site_gen.reading.project import Request, read_config

    memory = Cache(folder, engine_digest(folder))
    config = read_config(root, memory)
    moment = moment_of(now, config)
    if not no_import:
        try:
            wrote = import_seeds_first(root, config, moment, quiet or as_json, memory, asked)
        except SiteError as error:
            request = Request(root, moment, cache=memory.folder, drafts=drafts, jobs=jobs)
            raise _with_mistakes_of_stories(error, request, config, memory) from None
        lookout = None if wrote else lookout

    def record(addresses: str) -> None:
        from site_gen.desk.addresses import write_addresses

        write_addresses(root, addresses)

    request = Request(
        project=root,
        now=moment,
        output=folder_of(root, output),
        cache=memory.folder,
        drafts=drafts,
        jobs=cluster or jobs,
        verify=verify,
        durable=durable,
        # What a build for another moment or another folder shows was not published.
        record=None if no_import or drafts or output or moment > time.time() else record,
    )
    report = build_site(request, memory, lookout)
    print_problems(report.warnings)
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


def _with_mistakes_of_stories(
    error: SiteError, request: "Request", config: "Config", cache: "Cache"
) -> SiteError:
    """What is wrong with the seeds, and with it what is wrong with the stories: all in one run."""
    from site_gen.planning import make_plan

    if error.exit_code != CONTENT:
        return error
    try:
        make_plan(request, config, cache)
    except SiteError as other:
        if other.exit_code == CONTENT:
            return SiteError([*error.problems, *other.problems])
    return error


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
        f"Built {report.output}/: stories {stories}; {count(report.pages, 'page')}, "
        f"{count(report.total - report.pages, 'other file')}; {done}; {seconds:.2f} s."
    )
    for old, new in report.moved:
        click.echo(f"{old} → {new}, redirect added")
    if report.unrecorded:
        click.echo(_unrecorded(report.unrecorded))
    if report.next_instant:
        click.echo(f"The site changes by itself {in_zone(report.next_instant, config)}: build again then.")
    if report.written:
        click.echo("See it: site-gen serve")


def _unrecorded(number: int) -> str:
    are = "address is" if number == 1 else "addresses are"
    return (
        f"{number:,} published {are} not in content/addresses.tsv: should one change, nothing would lead on from it. "
        "Run site-gen build where you write, and commit the file."
    )


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one."
)
@click.option("--no-drafts", is_flag=True, help="Show only what readers would see now.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in a browser.")
@NOW
@JOBS
@click.pass_obj
def serve(
    project: Path | None,
    host: str,
    port: int,
    no_drafts: bool,
    open_browser: bool,
    now: str | None,
    jobs: int | None,
) -> None:
    """Show the site on this machine, and show every edit at once."""
    from site_gen.desk.addresses import write_addresses
    from site_gen.preview import Options
    from site_gen.preview import serve as serve_site
    from site_gen.reading.project import read_config

    root = project_folder(project).resolve()
    if not host.strip():
        raise click.UsageError("--host is empty")  # to the system that would mean every address
    if now is not None:
        moment_of(now, read_config(root))  # a mistake in it is to be told before anything begins

    def import_seeds(config: "Config", moment: int) -> None:
        import_seeds_first(root, config, moment, quiet=True, jobs=jobs)

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
            cache=root / DEFAULT,
            jobs=jobs or processors(),
        ),
        now=lambda config: moment_of(now, config),
        import_seeds=import_seeds,
        say=lambda line: click.echo(line, err=True),
        ready=ready,
        record=partial(write_addresses, root) if now is None else None,
    )


@commands.command()
@click.option("--output", metavar="DIR", help="The folder of the site, in place of the one in config.yaml.")
@click.option("--cache", metavar="DIR", help="The folder of what is remembered between builds [.site_gen].")
@click.pass_obj
def clean(project: Path | None, output: str | None, cache: str | None) -> None:
    """Remove the published site and the cache: what site-gen wrote, nothing else."""
    from site_gen.cache.folder import check_cache_folder, remove_cache
    from site_gen.publish import clean as clean_output
    from site_gen.reading.project import read_config

    root = project_folder(project)
    config = read_config(root)
    kept = root / (folder_of(root, cache) or DEFAULT)
    check_cache_folder(kept)  # before anything is removed
    removed = clean_output(folder_of(root, output) or root / config.output)
    remove_cache(kept)
    click.echo(f"{count(removed.removed, 'file')} removed, and the cache.")
    for path in removed.left:
        click.echo(f"  left: {path}, which site-gen did not write.")

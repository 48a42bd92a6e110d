"""`deploy`: the command that reaches a host."""

import os
import sys
import time
from pathlib import Path

import click

from site_gen.cache.folder import DEFAULT
from site_gen.cli.asking import folder_of, project_folder
from site_gen.cli.root import JSON, commands
from site_gen.cli.telling import count


@commands.command()
@click.argument("target", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be sent and removed, and change nothing.")
@click.option("--all", "everything", is_flag=True, help="Send every file, also what is there already.")
@click.option("--output", metavar="DIR", help="The folder of the site, in place of the one in config.yaml.")
@JSON
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.pass_obj
def deploy(
    project: Path | None,
    target: str | None,
    dry_run: bool,
    everything: bool,
    output: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Send the published site to TARGET of config.yaml; to the first one if none is named."""
    from site_gen.cache.memory import Cache
    from site_gen.deploy import Tools
    from site_gen.deploy import deploy as deploy_site
    from site_gen.engine import engine_digest
    from site_gen.reading.project import Request, read_config

    root = project_folder(project)
    # A dry run leaves no cache where there was none.
    folder = None if dry_run and not (root / DEFAULT).is_dir() else root / DEFAULT
    cache = Cache(folder, engine_digest(folder))
    config = read_config(root, cache)
    # The clock, whatever SOURCE_DATE_EPOCH says: readers see what goes out today.
    request = Request(root, int(time.time()), folder_of(root, output), folder)
    progress = _Progress(sys.stderr.isatty() and not quiet)
    try:
        report = deploy_site(
            request,
            config,
            cache,
            target,
            Tools(os.environ, progress),
            everything=everything,
            dry_run=dry_run,
        )
    finally:
        progress.end()
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(report)))
        return
    if quiet:
        return
    if dry_run:
        for path in report.sent:
            click.echo(f"  send    {path}")
        for path in report.removed:
            click.echo(f"  remove  {path}")
    sent, removed = f"{len(report.sent):,} sent", f"{len(report.removed):,} removed"
    done = f"{sent}, {removed}" if report.sent or report.removed else "nothing has changed"
    verb = "Would deploy" if dry_run else "Deployed"
    click.echo(f"{verb} to {report.target}, {report.where}: {count(report.total, 'file')}; {done}.")


class _Progress:
    """Shows on stderr how many files are done."""

    def __init__(self, is_shown: bool) -> None:
        self.files, self.is_shown = 0, is_shown

    def __call__(self, files: int) -> None:
        self.files += files
        if self.is_shown:
            click.echo(f"\rDeploying: {count(self.files, 'file')} ", err=True, nl=False)

    def end(self) -> None:
        """Leaves the line to what is printed next."""
        if self.is_shown and self.files:
            click.echo(err=True)

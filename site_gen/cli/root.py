"""The root of the command line: the group of all commands, and the options that several share."""

from pathlib import Path
from typing import Any, Final

import click

from site_gen import __version__
from site_gen.errors import nearest

ORDER: Final = [
    "build",
    "import",
    "serve",
    "check",
    "status",
    "diff",
    "translate",
    "translated",
    "correct",
    "next",
    "deploy",
    "why",
    "show",
    "new",
    "init",
    "clean",
]
"""The commands as `--help` lists them: in the order in which one needs them."""


class Commands(click.Group):
    """Commands in the order in which one needs them, with the nearest name for a mistyped one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in ORDER if name in self.commands]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            close = nearest(args[0], self.commands)
            hint = f'Did you mean "{close}"?' if close else "site-gen --help lists them."
            ctx.fail(f'there is no command "{args[0]}". {hint}')
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-gen")
@click.option(
    "-C",
    "--project",
    metavar="DIR",
    help="The project; else the nearest folder upwards with a config.yaml.",
)
@click.pass_context
def commands(ctx: click.Context, project: str | None) -> None:
    """Raw wire text in, a news site in two languages out."""
    if project is not None and not project.strip():
        raise click.UsageError("the name of the project's folder is empty")
    ctx.obj = None if project is None else Path(project)


NOW = click.option("--now", metavar="ISO-8601", help="The moment that counts as now: 2016-11-15T09:00+07:00.")


JOBS = click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes [one for each core].")


JSON = click.option("--json", "as_json", is_flag=True, help="For machines.")


LANG = click.option("--lang", metavar="CODE", default="", help="Only the translation in this language.")

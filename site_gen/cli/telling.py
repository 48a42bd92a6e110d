"""What several commands print, and how one ends with an exit code."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from site_gen import __version__
from site_gen.errors import Problem

if TYPE_CHECKING:
    from site_gen.config import Config


class Done(Exception):
    """A command has said what there is to say, and ends with this exit code."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to stderr, a line or two each."""
    for problem in problems:
        click.echo(str(problem), err=True)


def write_report(*traces: str) -> str:
    """Write down where our own program went wrong; returns the path of the file, to be sent to us."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="site-gen-", suffix=".txt", encoding="utf-8", errors="backslashreplace", delete=False
    ) as report:
        report.write(f"site-gen {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n")
        report.writelines(f"\n{trace}" for trace in traces)
    return report.name


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 page", "2,345 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_zone(instant: int, config: "Config") -> str:
    """An instant as a person of the site's zone reads it."""
    import datetime
    from zoneinfo import ZoneInfo

    moment = datetime.datetime.fromtimestamp(instant, ZoneInfo(config.timezone))
    return f"{moment:%Y-%m-%d %H:%M} ({config.timezone})"


class Progress:
    """Shows on stderr how far long work is, on a terminal; in a pipe nothing does."""

    def __init__(self) -> None:
        self.texts = 0
        self._is_shown = False

    def __call__(self, files: int, of: int, texts: int) -> None:
        self.texts = texts
        if sys.stderr.isatty() and max(of, texts) > 50:
            many = f", {count(texts, 'text')}" if of < texts else ""
            self._is_shown = True
            click.echo(f"\rReading seeds: {files:,} of {of:,}{many} ", err=True, nl=False)

    def end(self) -> None:
        """Leaves the line to what is printed next."""
        if self._is_shown:
            click.echo(err=True)
            self._is_shown = False

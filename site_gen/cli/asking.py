"""What was typed → values: the project, a folder, a moment, a story. The only reader of clock and environment."""

import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cache.folder import DEFAULT
from site_gen.errors import nearest_or_all
from site_gen.files.ahead import project_above

if TYPE_CHECKING:
    from site_gen.config import Config
    from site_gen.documents.document import Document
    from site_gen.reading.project import Request
    from site_gen.site.translations import State


def project_folder(given: Path | None) -> Path:
    """The project's folder, absolute."""
    if given is not None:
        if not (given / "config.yaml").is_file():
            raise click.UsageError(
                f"no config.yaml in {given}. Is it a project? Make one: site-gen init {given}"
            )
        return given.resolve()
    found = project_above(str(Path.cwd()))
    if found:
        return Path(found)
    raise click.UsageError("no config.yaml here or above. Go into a project, or make one: site-gen init NAME")


def folder_of(root: Path, given: str | None) -> Path | None:
    """A folder that an option names, absolute; relative ones are the project's. None if none was named."""
    if given is None:
        return None
    if not given.strip():
        raise click.UsageError("the name of a folder is empty")
    return Path(os.path.normpath(root / given))


def cluster_of(given: str | None, jobs: int | None) -> str | None:
    """The address of a cluster, if one was named."""
    if given is None:
        return None
    if not re.fullmatch(r"dask://[^\s/:]+:\d+", given):
        raise click.UsageError(f'--executor: "{given}" is no address of a cluster: dask://HOST:PORT')
    if jobs is not None:
        raise click.UsageError("--executor and --jobs: the cluster decides how much it does at once")
    return given


def moment_of(given: str | None, config: "Config", option: str = "--now") -> int:
    """The moment of this build: what was said with `option`, else SOURCE_DATE_EPOCH, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given is None and not epoch:
        return int(time.time())
    from zoneinfo import ZoneInfo

    from site_gen.moments import FIRST_YEAR, LAST_YEAR, in_range, parse_moment

    if given is not None:
        try:
            return parse_moment(given, ZoneInfo(config.timezone))[1]
        except ValueError as error:
            raise click.UsageError(f"{option}: {str(error).partition(chr(10))[0]}") from None
    if not epoch.isdecimal() or len(epoch) > 20:  # of thousands of digits, Python makes no number
        raise click.UsageError(f'SOURCE_DATE_EPOCH is "{epoch}", not a number of seconds')
    instant = int(epoch)
    if not in_range(instant, ZoneInfo(config.timezone)):
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH is {instant}, and so many seconds after 1970 is no year from {FIRST_YEAR} "
            f"to {LAST_YEAR}. Are these milliseconds? It counts whole seconds."
        )
    return instant


def request_for(root: Path, now: str | None, drafts: bool = False) -> "Request":
    """What a command that publishes nothing asks of the project: its plan at a moment, with its cache."""
    from site_gen.reading.project import Request, read_config

    return Request(
        project=root,
        now=moment_of(now, read_config(root)),
        cache=root / DEFAULT,
        drafts=drafts,
    )


def iso(instant: int, config: "Config") -> str:
    """An instant as front matter has it: ISO 8601 in the site's zone."""
    from zoneinfo import ZoneInfo

    from site_gen import moments

    return moments.iso(instant, ZoneInfo(config.timezone))


def named(root: Path, story: str) -> str:
    """STORY as the project calls it: a path counted from where the person is becomes one of the project."""
    here = Path.cwd() / story
    if here.exists() and here.resolve().is_relative_to(root):
        return here.resolve().relative_to(root).as_posix()
    return story


def check_known(option: str, what: str, word: str, known: "Iterable[str]") -> None:
    known = tuple(known)
    if word not in known:
        hint = nearest_or_all(word, known)
        raise click.UsageError(f'{option}: unknown {what} "{word}". {hint}')


def states_of(option: str, given: str | None) -> "tuple[State, ...]":
    from site_gen.site.translations import STATES

    words = [word.strip() for word in given.split(",")] if given is not None else []
    for word in words:
        check_known(option, "state", word, STATES)
    return tuple(state for state in STATES if state in words)


def day_of(option: str, given: str, config: "Config") -> str:
    from zoneinfo import ZoneInfo

    from site_gen.moments import parse_moment

    try:
        return parse_moment(given, ZoneInfo(config.timezone))[0][:10]
    except ValueError as error:
        raise click.UsageError(f"{option}: {str(error).partition(chr(10))[0]}") from None


def translation_of(document: "Document | None") -> str:
    """The language of the one translation that was named, if one was."""
    return document.lang if document is not None and (document.translates or document.machine) else ""

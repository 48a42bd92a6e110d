"""Older texts of a file, out of the project's own git history.

Why the history, and no ledger of ours: it has every text that was ever committed already, with its author
and its day, on every machine that has the project. A ledger would hold each text a second time, and be wrong
whenever somebody writes a `translates` line by hand.

git is run with a list of arguments, never through a shell; nothing here writes.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from site_gen.documents.front_matter import split_source
from site_gen.documents.reading import revision_of
from site_gen.errors import SiteError
from site_gen.repositories import without_repository
from site_gen.safe_yaml import Scalar, read_yaml

_TEXTS: Final = 2_000
"""Older texts of one file that are looked through, the newest first."""
_BATCH: Final = 50
_SECONDS: Final = 60


class OlderText(msgspec.Struct, frozen=True):
    """A text as it once was."""

    data: bytes
    commit: str
    day: str
    """Of the commit: `2016-11-15`."""


class NoHistory(Exception):
    """There is no history to look into; the text says why, as the second half of a sentence."""


def older_text(project: Path, path: str, revision: str) -> OlderText | None:
    """The file's text whose revision is `revision`; None if the history does not have it.

    Renames are followed, and all branches looked at. Raises NoHistory.
    """
    commit = day = ""
    blobs: dict[str, tuple[str, str]] = {}
    for line in _log(project, path):
        if line.startswith("@"):
            commit, day = line[1:].split(" ")
            commit = commit[:10]
        elif line.startswith(":"):
            # :mode mode OLD NEW status
            _, _, old, new, _ = line.split("\t")[0].split(" ")
            if not blobs.get(new, ("", ""))[0]:
                blobs[new] = (commit, day)
            blobs.setdefault(old, ("", ""))  # of a shallow clone's first commit nothing else is known
    wanted = [blob for blob in blobs if blob.strip("0")][:_TEXTS]
    for start in range(0, len(wanted), _BATCH):
        for blob, data in _blobs(project, wanted[start : start + _BATCH]):
            if _revision(path, data) == revision:
                return OlderText(data, *blobs[blob])
    return None


def _log(project: Path, path: str) -> list[str]:
    arguments = [
        *("log", "--all", "--follow", "-m", "--raw", "--no-abbrev", "--no-color", "--no-ext-diff"),
        *("--format=@%H %cs", "--", path),
    ]
    return _git(project, ["-c", "log.showSignature=false", *arguments]).decode("utf-8", "replace").split("\n")


def _blobs(project: Path, names: list[str]) -> Iterator[tuple[str, bytes]]:
    if not names:
        return
    out = _git(project, ["cat-file", "--batch"], "".join(f"{name}\n" for name in names).encode())
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        head = out[at:end].split(b" ")
        at = end + 1
        if len(head) == 3 and head[2].isdigit():
            size = int(head[2])
            if head[1] == b"blob":
                yield head[0].decode(), out[at : at + size]
            at += size + 1


def _git(project: Path, arguments: list[str], given: bytes = b"") -> bytes:
    environment = without_repository(os.environ) | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
    command = ["git", "--no-pager", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=project,
            env={**environment, "LC_ALL": "C"},
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise NoHistory("git is not installed") from None
    except (OSError, subprocess.TimeoutExpired):
        raise NoHistory("git does not answer") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        if "not a git repository" in said:
            raise NoHistory("the project is in no git repository")
        raise NoHistory(f"git says: {said}")
    return done.stdout


def _revision(path: str, data: bytes) -> str:
    try:
        source = split_source(path, data)
        values = read_yaml(source.front_matter, path, 2).values
    except SiteError:
        return ""
    texts = []
    for key in ("title", "summary"):
        node = values.get(key)
        empty = not isinstance(node, Scalar) or node.empty
        texts.append("" if empty else " ".join(node.text.split()))  # type: ignore[union-attr]
    return revision_of(texts[0], texts[1], source.body)

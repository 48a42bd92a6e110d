"""What is to be done at a target: a pure function of what is published here and what was put there.

Nothing is sent that is there already, and nothing removed that we did not put there. A deploy that is killed leaves
a record of everything that it may have put there, so the next one knows what to send again and what to take away.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from site_gen.deploy.values import UNSURE, Note, Record, Remove, Send, Step
from site_gen.media_types import LASTING
from site_gen.publish.paths import fold

_FOR_MACHINES: Final = (".xml", ".json", ".txt")
"""Feeds, sitemaps and what else names pages: fetched by programs that come once and do not ask again."""


def make_steps(files: Mapping[str, str], record: Record | None) -> tuple[Step, ...]:
    """The steps from what `record` says of a target to `files` (path to digest); none if all is there.

    First what pages are made of, then pages, those that lie deeper first, since a list leads to stories; then what
    tells programs of pages. What is no more goes last, but for what is in the way of something new.
    """
    there = record.files if record else {}
    changed = [path for path, digest in files.items() if there.get(path, UNSURE) != digest]
    gone = sorted(there.keys() - files.keys())
    if record is not None and not changed and not gone:
        return ()
    begun = {path: digest for path, digest in files.items() if there.get(path) == digest}
    begun.update(dict.fromkeys([*changed, *gone], UNSURE))
    first = _in_the_way(gone, changed)
    last = [path for path in gone if path not in first]
    return (
        Note(Record(begun)),
        *([Remove(tuple(sorted(first)))] if first else ()),
        *[Send(paths) for paths in _batches(changed)],
        *([Remove(tuple(last))] if last else ()),
        Note(Record(dict(files))),
    )


def _in_the_way(gone: Sequence[str], new: Sequence[str]) -> set[str]:
    """The files of `gone` in whose place a new one comes: as a folder, in a folder, or by another case."""
    places = {fold(path) for path in new}
    taken = places | {fold(path) for path in folders_of(new)}
    return {
        path for path in gone if fold(path) in taken or not places.isdisjoint(map(fold, folders_of([path])))
    }


def _batches(paths: list[str]) -> Iterator[tuple[str, ...]]:
    ordered = sorted(paths, key=lambda path: (_turn(path), -path.count("/"), path))
    for _, batch in groupby(ordered, key=_turn):
        yield tuple(batch)


def _turn(path: str) -> int:
    if path.startswith(LASTING):
        return 0
    return 2 if posixpath.splitext(path)[1] in _FOR_MACHINES else 1


def doubted(record: Record | None) -> Record | None:
    """The same record, with nothing vouched for: everything will be sent."""
    return record and Record(dict.fromkeys(record.files, UNSURE))


def emptied(removed: Sequence[str], left: Iterable[str]) -> tuple[str, ...]:
    """The folders in which nothing of ours is left, those that lie deeper first."""
    found = folders_of(removed) - folders_of(left)
    return tuple(sorted(found, key=lambda path: (-path.count("/"), path)))


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that is part of a path."""
    found: set[str] = set()
    for path in paths:
        folder = posixpath.dirname(path)
        while folder and folder not in found:
            found.add(folder)
            folder = posixpath.dirname(folder)
    return found

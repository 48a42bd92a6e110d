"""Takes away what was published, and nothing else."""

import contextlib
import os
from pathlib import Path

import msgspec

from site_gen.publish.faults import environment
from site_gen.publish.files import is_there
from site_gen.publish.leftovers import take_apart
from site_gen.publish.lock import BuildLock, lock
from site_gen.publish.manifest import ManifestError
from site_gen.publish.place import Place, find_place
from site_gen.publish.tree import read_tree


class CleanReport(msgspec.Struct, frozen=True):
    """What was removed, and what was not ours to remove."""

    removed: int
    """Files of the published tree."""
    left: tuple[str, ...]
    """What is still there since no manifest lists it, sorted."""


def clean(output_dir: Path | str, *, held: BuildLock | None = None) -> CleanReport:
    """Remove every file a manifest of ours lists, in the output folder and in the tree beside it.

    Folders go when they are empty, so does the lock. A folder without a manifest is left alone. A
    SiteError (ENVIRONMENT) for what the system refuses.
    """
    place = find_place(output_dir)
    if not os.path.isdir(place.parent):
        return CleanReport(0, ())
    if held is None:
        with lock(output_dir, "clean") as taken:
            return clean(output_dir, held=taken)
    try:
        removed, left = _take_away(place, place.output)
        for folder in [*place.beside("building"), place.previous]:
            left += _take_away(place, folder)[1]
        for folder in place.beside("probe"):
            with contextlib.suppress(OSError):
                os.rmdir(folder)
        os.unlink(place.lock)  # whoever opened it meanwhile sees that it is no longer there and opens it anew
    except OSError as error:
        raise environment(place.shows(str(error.filename or place.output)), error) from error
    return CleanReport(removed, tuple(sorted(left)))


def _take_away(place: Place, folder: str) -> tuple[int, list[str]]:
    try:
        tree = read_tree(folder)
    except ManifestError:
        return 0, [place.shows(folder)]
    if tree is None:
        return 0, [place.shows(folder)] if is_there(folder) else []
    count, left = take_apart(tree)
    return count, [place.shows(f"{folder}/{name}") for name in left]

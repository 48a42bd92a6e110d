"""The folder of the cache: which one it may be, and by what it is known as ours.

A folder that is named by hand may be anybody's, and what a cache keeps has everyday names: `index`, `files`,
`templates`. So a cache carries a mark, and where there is none, nothing is written or deleted. It is that of the
Cache Directory Tagging Specification (https://bford.info/cachedir/), by which backups leave such folders out.
"""

from pathlib import Path
from typing import Final

from site_gen.errors import USAGE, Location, Problem, SiteError

DEFAULT: Final = ".site_gen"
"""The cache of a project that names none. It was called after us: so it is ours without the mark, too."""
_FILE: Final = "CACHEDIR.TAG"
_MARK: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# This is the cache of site_gen"
"""The first line is every cache's, the second one ours."""
NOTE: Final = "engine"
"""The file in which the engine notes its digest."""
_KEPT: Final = ("index", "files", "made", "blobs", "places", NOTE)


def is_cache_folder(folder: Path) -> bool:
    """Whether `folder` is there, and known as ours."""
    return folder.is_dir() and (folder.name == DEFAULT or _is_marked(folder))


def check_cache_folder(folder: Path) -> None:
    """Raise SiteError (USAGE) for a folder that something is in, and that is not known as a cache of ours; and for a file."""
    if folder.exists() and not folder.is_dir():
        message = "a file, where the cache is to be a folder"
        raise SiteError(Problem(Location(str(folder)), message, "Name another: --cache DIR."), USAGE)
    if folder.name == DEFAULT or _is_marked(folder) or not folder.is_dir() or not any(folder.iterdir()):
        return
    message = "not a cache of site_gen, and something is in it"
    hint = "Name a folder that is empty or not there yet: a cache is written into it, and clean deletes that."
    raise SiteError(Problem(Location(str(folder)), message, hint), USAGE)


def make_cache_folder(folder: Path) -> None:
    """Make a cache's folder, for its owner alone: unreleased stories are in it. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)
    if not (folder / _FILE).exists():
        (folder / _FILE).write_bytes(_MARK + b", which can be deleted at any time.\n")


def remove_cache(folder: Path) -> None:
    """Delete what a Cache keeps in `folder`, and the folder if nothing else is in it.

    Raises OSError, and SiteError for a folder that is not ours.
    """
    check_cache_folder(folder)
    for name in _KEPT:
        (folder / name).unlink(missing_ok=True)
    templates = folder / "templates"
    if templates.is_dir():
        for path in templates.iterdir():
            path.unlink()
        templates.rmdir()
    if _is_marked(folder):  # last: what dies half way through is still known
        (folder / _FILE).unlink()
        if not any(folder.iterdir()):
            folder.rmdir()


def _is_marked(folder: Path) -> bool:
    try:
        return (folder / _FILE).read_bytes().startswith(_MARK)
    except OSError:
        return False

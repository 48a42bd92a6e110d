"""Whether there is anything to import, found out without reading a seed.

Most builds have no new seed, and to read all of them again, with the desk's tables, would take as long as the
rest of such a build.
"""

import time
from pathlib import Path

from site_gen.cache.memory import Cache
from site_gen.config import Config
from site_gen.digest import digest
from site_gen.files.listing import files_under
from site_gen.files.scanning import is_settled
from site_gen.reading.project import GLOSSARY

_NAME = "seeds"


def seeds_seen(project: Path, config: Config) -> str:
    """The digest of all that an import of `seeds/` depends on.

    Empty while one of its files is so young that another look could not tell a further change.
    """
    at = time.time_ns()
    seeds = files_under(project, "seeds")
    if any(not is_settled(max(stat[:2]), at) for stat in seeds.values()):
        return ""
    glossary = project / GLOSSARY
    return digest((seeds.paths, seeds.rows, config, glossary.read_bytes() if glossary.is_file() else None))


def is_imported(seen: str, cache: Cache) -> bool:
    """Whether there was nothing to do, and nothing to tell, for the seeds as they were `seen`."""
    return bool(seen) and cache.recall(_NAME, seen) is not None


def note_imported(seen: str, cache: Cache) -> None:
    """Remember that there is nothing to do for the seeds as they were `seen`."""
    if seen:
        cache.remember(_NAME, seen, b"")

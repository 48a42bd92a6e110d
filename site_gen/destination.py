"""Where a build may put the site, and what the site may take the place of.

Readers see one folder, and nothing of a draft may ever come into it: not by its own name, nor by another one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from site_gen.config import Config
from site_gen.errors import USAGE, Location, Problem, SiteError
from site_gen.publish import holds, tree_around
from site_gen.reading.project import SOURCES, Request, shown

DRAFTS: Final = {"drafts": "yes"}
"""The mark of a tree with drafts and embargoed stories in it."""


def destination(request: Request, config: Config) -> Path:
    """The output folder of a build. Raises SiteError (exit code 2) for one in which it would do harm."""
    own = request.project / config.output
    output = request.output or own
    if request.drafts and holds(own, output):
        where = shown(own, request.project)
        raise _drafts_apart(f"{where} is the site's own." if request.output else "")
    for what, folder in (("output", output), ("cache", request.cache)):
        if folder is None:
            continue
        for name in SOURCES:
            source = request.project / name
            if folder.is_relative_to(source) or folder.resolve().is_relative_to(source):
                raise _refused(folder, request, f"the {what} would lie in {name}/")
    if around := tree_around(output):
        site = shown(Path(around), request.project.resolve())
        raise _refused(output, request, f"the output would lie in a published site, {site}")
    return output


def displaced(mark: Mapping[str, str], output: Path, request: Request) -> list[Problem]:
    """What is to be told of the tree with this mark that stands where the site is put.

    Raises SiteError (exit code 2) where drafts would take the place of a site without any. The other way round
    the site goes in: nobody can want readers to go on seeing drafts.
    """
    where = shown(output, request.project)
    if request.drafts and mark != DRAFTS:
        raise _drafts_apart(f"In {where} is a site without drafts.")
    if mark and not request.drafts:
        message = "drafts stood here, and the site has taken their place"
        hint = "If it was a preview, it goes on in another folder: --drafts --output DIR."
        return [Problem(Location(where), message, hint, fatal=False)]
    return []


def _drafts_apart(why: str) -> SiteError:
    message, hint = "drafts need an output folder of their own", f"{why} Add: --output DIR.".strip()
    return SiteError(Problem(Location("--drafts"), message, hint), USAGE)


def _refused(folder: Path, request: Request, message: str) -> SiteError:
    where = Location(shown(folder, request.project))
    return SiteError(Problem(where, message, "Name a folder of its own."), USAGE)

"""What goes out: the published tree, if it is the site as it is due now, and whole.

Readers of a target see what is sent and nothing else, so a build that failed, was never made, is a preview of drafts
or was touched by hand is refused here, where somebody can still do something about it.
"""

from pathlib import Path
from typing import Final

from site_gen.cache.memory import Cache
from site_gen.config import Config
from site_gen.deploy.values import Site
from site_gen.errors import ENVIRONMENT, USAGE, Location, Problem, SiteError
from site_gen.files.listing import look
from site_gen.publish import Manifest, Output, check_paths, published, verify
from site_gen.reading.project import Request, read_project, seen, shown
from site_gen.standing import is_published, still_stands
from site_gen.theme.files import read_theme

_BUILD: Final = "Run site-gen build first."


def output_of(request: Request, config: Config) -> Path:
    """The folder that is deployed. A SiteError if there is no site of ours in it."""
    output = request.output or request.project / config.output
    _manifest(output, request)
    return output


def outgoing(request: Request, config: Config, cache: Cache, output: Path) -> Site:
    """The site that may go out; its lock is held. A SiteError (and nothing goes out) if it may not.

    Every byte is read: what is sent is what was built.
    """
    manifest = _manifest(output, request)
    where = shown(output, request.project)
    if manifest.mark:
        message = "drafts are in it"
        raise SiteError(Problem(Location(where), message, f"Readers must not see them. {_BUILD}"), USAGE)
    problems = check_paths([Output(path, "") for path in manifest.paths]) or verify(output)
    if problems:
        raise SiteError(problems, ENVIRONMENT)
    _check_currency(request, config, cache, output, manifest)
    return Site(output, where, dict(zip(manifest.paths, manifest.digests, strict=True)))


def _manifest(output: Path, request: Request) -> Manifest:
    manifest = published(output)
    if manifest is None:
        where = Location(shown(output, request.project))
        raise SiteError(Problem(where, "nothing is published there", _BUILD), ENVIRONMENT)
    return manifest


def _check_currency(request: Request, config: Config, cache: Cache, output: Path, manifest: Manifest) -> None:
    """A SiteError if a build would now publish anything else: after an edit, or since something has come due.

    A look at the files tells at once that nothing has changed, or reading those that were touched. Where little is
    remembered, the site is planned as a build would, and the keys of all files are compared. A mistake in the project
    is a SiteError, too: its build has failed.
    """
    theme, sight = read_theme(request.project, config.theme, config.theme_named), look(request.project)
    if still_stands(request, seen(sight.digest, request, config, theme), output, cache):
        return
    reading = read_project(request, config, cache, sight, theme)
    if is_published(reading, output, cache):
        return
    from site_gen.planning import plan_site

    planned = {one.path: one.key for one in plan_site(reading, cache).outputs}
    built = dict(zip(manifest.paths, manifest.keys, strict=True))
    differing = sorted(path for path in planned.keys() | built.keys() if planned.get(path) != built.get(path))
    if differing:
        many = f"{len(differing):,} files" if len(differing) > 1 else "1 file"
        message = f"not what a build would publish now: {many} would change, such as {differing[0]}"
        raise SiteError(Problem(Location(shown(output, request.project)), message, _BUILD), ENVIRONMENT)

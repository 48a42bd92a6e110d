"""The published tree → a host."""

import contextlib
from typing import Final

import msgspec

from site_gen.cache.memory import Cache
from site_gen.config import FILE_NAME, Config, Target
from site_gen.deploy.outgoing import outgoing, output_of
from site_gen.deploy.steps import doubted, make_steps
from site_gen.deploy.values import Destination, Found, Remove, Send, Tools
from site_gen.errors import USAGE, Location, Problem, SiteError, nearest_or_all
from site_gen.publish import lock
from site_gen.reading.project import Request

_NAMED: Final = 5


class DeployReport(msgspec.Struct, frozen=True):
    """What a deploy did, or would do."""

    target: str
    where: str
    total: int
    """Files of the site."""
    sent: tuple[str, ...]
    """In the order in which they went."""
    removed: tuple[str, ...]
    dry_run: bool
    """Whether nothing was changed, and this is what would be."""


def deploy(
    request: Request,
    config: Config,
    cache: Cache,
    name: str | None,
    tools: Tools,
    *,
    everything: bool = False,
    dry_run: bool = False,
) -> DeployReport:
    """Have the published site at a target: the one of this name, else the first.

    With `everything`, what is known to be there is sent, too. The site's lock is held, so no build exchanges it
    meanwhile. Raises SiteError; what is at the target is then as it was, or as a next deploy will put right.
    """
    target = _target(config, name)
    output = output_of(request, config)
    with lock(output, "site-gen deploy"):
        site = outgoing(request, config, cache, output)
        with contextlib.closing(_destination(target, tools)) as destination:
            found = destination.look()
            if found.record is None and found.others:
                raise _foreign(target, found)
            steps = make_steps(site.files, doubted(found.record) if everything else found.record)
            if steps and not dry_run:
                destination.carry_out(steps, site, tools.progress)
    return DeployReport(
        target=target.name,
        where=target.where,
        total=len(site.files),
        sent=tuple([path for step in steps if isinstance(step, Send) for path in step.paths]),
        removed=tuple([path for step in steps if isinstance(step, Remove) for path in step.paths]),
        dry_run=dry_run,
    )


def _target(config: Config, name: str | None) -> Target:
    if not config.deploy:
        hint = "Add one under `deploy`, such as: live: {rsync: HOST:FOLDER}"
        raise SiteError(Problem(Location(FILE_NAME), "it names no target to deploy to", hint), USAGE)
    if name is None:
        return config.deploy[0]
    for target in config.deploy:
        if target.name == name:
            return target
    hint = nearest_or_all(name, [target.name for target in config.deploy])
    raise SiteError(Problem(Location(FILE_NAME), f'there is no target "{name}" under `deploy`', hint), USAGE)


def _destination(target: Target, tools: Tools) -> Destination:
    if target.kind == "git":
        from site_gen.deploy.git import GitBranch

        return GitBranch(target, tools)
    if target.kind == "s3":
        from site_gen.deploy.s3 import Bucket

        return Bucket(target, tools)
    from site_gen.deploy.rsync import RsyncFolder

    return RsyncFolder(target, tools)


def _foreign(target: Target, found: Found) -> SiteError:
    names = ", ".join(found.others[:_NAMED])
    message = f"it holds what site_gen did not put there: {names}"
    what = {"git": "another branch", "s3": "another bucket, or a folder in it"}.get(
        target.kind, "another folder"
    )
    hint = f"Name {what}, or empty this one."
    return SiteError(Problem(Location(target.where), message, hint), USAGE)

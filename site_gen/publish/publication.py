"""From the plan to the published tree."""

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.batches.apprentice import beside
from site_gen.batches.processes import Jobs
from site_gen.errors import USAGE, Location, Problem, SiteError, reason
from site_gen.publish.claims import Claims
from site_gen.publish.faults import environment, refusal, refuse_strangers
from site_gen.publish.files import is_there, sync_folder
from site_gen.publish.leftovers import complete_swap, doubt_claims, rest, take_apart
from site_gen.publish.lock import BuildLock, lock
from site_gen.publish.manifest import (
    Manifest,
    ManifestError,
    boot,
    checksum_of,
    read_head,
    read_manifest,
    save_manifest,
)
from site_gen.publish.paths import check_paths
from site_gen.publish.place import Place, find_place, place_of
from site_gen.publish.spare import Spare
from site_gen.publish.swap import can_exchange, exchange, is_mount, unsupported
from site_gen.publish.tree import (
    Tree,
    foreign_names,
    is_as_left,
    misread,
    read_tree,
    strangers,
    top_differs,
)
from site_gen.publish.values import Output, Produce, PublishReport, Written
from site_gen.publish.writer import TreeWriter

_MANY: Final = 2_000
"""Files from which on linking them all is worth a process of its own."""


def publish(
    output_dir: Path | str,
    outputs: Sequence[Output],
    produce: Produce,
    *,
    amend: bool = False,
    mark: Mapping[str, str] | None = None,
    durable: bool = False,
    verify: bool = False,
    forbidden: Sequence[Path | str] = (),
    admit: Callable[[Mapping[str, str]], None] | None = None,
    held: BuildLock | None = None,
    meanwhile: Callable[[PublishReport], None] = lambda report: None,
    jobs: Jobs = 1,
) -> PublishReport:
    """Make the output folder hold exactly `outputs`, in one step; `produce` is asked for what is missing.

    To `amend` is to have them in place of the published ones with their paths, and to keep all others. With
    `verify` every published byte is read first, and what is not as it was written is made anew; nor does a
    later build find it in the other tree. With `durable` the new site is on the disk before it is put in
    place. `forbidden` are folders the output must not be or hold. `admit` is asked with the mark of the tree
    that is published now, if there is one, and may raise for one that is not to be replaced. `held` is the
    lock, where the caller has it already. `meanwhile` is called when the new site is in place, with what
    there is to report; of several `jobs` one may make the other tree at that time, where there was none.

    A SiteError, and the published site as it was, for paths that collide (CONTENT), a folder that must
    not be used (USAGE), and all that the system refuses (ENVIRONMENT). Whatever `produce` or `admit` raise passes
    through, with the site as it was. What fails once the new site is in place is a warning of the report.
    """
    place = find_place(output_dir, forbidden)
    if held is None:
        with lock(output_dir, "publish") as taken:
            return publish(
                output_dir,
                outputs,
                produce,
                amend=amend,
                mark=mark,
                durable=durable,
                verify=verify,
                forbidden=forbidden,
                admit=admit,
                held=taken,
                meanwhile=meanwhile,
                jobs=jobs,
            )
    if held.path != place.lock:
        raise ValueError(f"the lock held is {held.path}, not {place.lock}")
    try:
        report, mirror = _publish(
            place, outputs, produce, dict(mark or {}), admit, amend=amend, durable=durable, verify=verify
        )
        if mirror is None:
            meanwhile(report)
            return report
        warnings = _mirrored(mirror, lambda: meanwhile(report), jobs if report.total >= _MANY else 1)
        return msgspec.structs.replace(report, warnings=(*report.warnings, *warnings))
    except OSError as error:
        name = error.filename
        path = os.fsdecode(name) if isinstance(name, (str, bytes)) else place.output
        raise environment(place.shows(path), error) from error


def published(output_dir: Path | str) -> Manifest | None:
    """What the published tree says of itself; None where nothing is published.

    A SiteError for a manifest that is damaged, and for a tree that was being taken apart.
    """
    place = place_of(output_dir)
    try:
        manifest = read_manifest(place.output)
    except ManifestError as error:
        raise _damaged(place, error) from None
    except OSError as error:
        raise environment(place.shown, error) from error
    if manifest is not None and not manifest.whole:
        raise refusal(place.shown, "the site there is not whole", "Build again.")
    return manifest


def checksum(output_dir: Path | str) -> str:
    """The checksum of the list that the published tree carries, as it says itself; empty if there is none."""
    return checksum_of(place_of(output_dir).output)


def stands(output_dir: Path | str, manifest: str) -> bool:
    """Whether what is published is the tree whose list has the checksum `manifest`, with nothing amiss.

    Where it is not, or where that is not certain at one look, `publish` finds out what is to be done.
    """
    place = place_of(output_dir)
    head = read_head(place.output, manifest)
    return head is not None and head.boot in ("", boot()) and is_as_left(place.output, head.top)


def _publish(
    place: Place,
    outputs: Sequence[Output],
    produce: Produce,
    mark: dict[str, str],
    admit: Callable[[Mapping[str, str]], None] | None,
    *,
    amend: bool,
    durable: bool,
    verify: bool,
) -> tuple[PublishReport, Callable[[], list[Problem]] | None]:
    """The report, and what is still to be done about the other tree."""
    given = {output.path: output for output in outputs}
    tree = _published_tree(place)
    if tree and admit:
        admit(tree.manifest.mark)
    plan = _planned(given, tree if amend else None)
    walked = _doubt(place, tree, verify=verify) if tree else False
    same_paths = tree is not None and tree.listed == plan.paths
    as_planned = tree and same_paths and tree.claims.keys == plan.keys and "" not in plan.keys
    if tree and as_planned and len(given) == len(outputs) and tree.manifest.mark == mark:
        if verify:
            doubt_claims(place)
        _settle(tree, durable=durable)
        return PublishReport(
            total=len(plan.paths), kept=len(plan.paths), manifest=checksum_of(tree.root)
        ), None
    if not (tree and same_paths and tree.manifest.whole) or len(given) != len(outputs):
        problems = check_paths(outputs)
        if problems:
            raise SiteError(problems)

    atomic = _probe(place)
    spare = Spare(place, plan, tree, mark, outputs=given, thorough=walked)
    if tree and spare.tree is None and not walked:
        refuse_strangers(place.shown, strangers(tree))
    spare.begin()
    writer = TreeWriter(spare.root, tree.root if tree else "", place.shown, durable)
    written = spare.produce(produce, writer)
    manifest = spare.finish(durable=durable)
    atomic = _put_in_place(place, spare, tree, atomic=atomic)
    if durable:
        _sync_swap(place)
    kept = [one for one in written if not one.produced]
    brought_back = spare.brought_back + [one.path for one in kept if not _is_published(one, tree)]
    produced = [one for one in written if one.produced]
    changed = [one.path for one in produced if one.changed]
    report = PublishReport(
        total=len(plan.paths),
        kept=len(plan.paths) - len(produced),
        written=len(changed),
        unchanged=len(produced) - len(changed),
        linked=len(spare.to_link),
        paths=tuple(sorted([*changed, *brought_back])),
        removed=tuple(sorted(set(tree.listed).difference(plan.paths))) if tree and not same_paths else (),
        exchanged=True,
        atomic=atomic,
        manifest=checksum_of(place.output),
        warnings=tuple(spare.warnings),
    )
    return report, (lambda: _mirror(place, spare.plan, manifest)) if _may_lack_other(place) else None


def _is_published(one: Written, tree: Tree | None) -> bool:
    return tree is not None and tree.claims.digest(one.path) == one.digest


def _planned(given: Mapping[str, Output], amended: Tree | None) -> Claims:
    """What the site shall have: what is given, and of the tree that is to be amended all else."""
    if amended is None:
        return Claims.of({path: output.key for path, output in given.items()})
    plan = Claims(amended.listed, amended.manifest.keys).with_others(given)
    for path, output in given.items():
        at = plan.place(path)
        assert at is not None
        plan.keys[at] = output.key
    return plan


def _published_tree(place: Place) -> Tree | None:
    """The tree at the output; None where it is absent or empty. A SiteError for a folder of someone else."""
    try:
        tree = read_tree(place.output)
        if tree is None and not is_there(place.output):
            complete_swap(place)
            tree = read_tree(place.output)
    except ManifestError as error:
        raise _damaged(place, error) from None
    if tree is None:
        names = foreign_names(place.output)
        if names:
            raise refusal(
                place.shown,
                f"the output folder holds what site_gen did not make: {', '.join(names[:5])}",
                "Name another folder for the site, or empty this one.",
                USAGE,
            )
    return tree


def _doubt(place: Place, tree: Tree, *, verify: bool) -> bool:
    """Withdraw the claims of the published tree that do not hold. Returns whether all of it was looked at.

    One look at its root tells of a folder emptied by hand, and of files put there by others. All of it is
    read if that look, the caller or a power cut gives a reason to.
    """
    foreign, missing = top_differs(tree)
    refuse_strangers(place.shown, foreign)
    if not (missing or verify or tree.manifest.boot not in ("", boot())):
        return False
    refuse_strangers(place.shown, strangers(tree))
    wrong = misread(tree)
    if wrong:
        tree.withdraw(wrong)
    return True


def _settle(tree: Tree, *, durable: bool) -> None:
    """The site is as planned. Note what is newly known of it: that it is on the disk for good."""
    when = tree.manifest.boot
    if when == "" or (when == boot() and not durable):
        return
    os.sync()
    save_manifest(tree.root, msgspec.structs.replace(tree.manifest, boot=""))


def _probe(place: Place) -> bool:
    """Whether the exchange will work, found out before anything is produced."""
    if not is_there(place.output):
        return True
    if is_mount(place.output):
        raise refusal(
            place.shown,
            "the output folder is a mount point and cannot be exchanged",
            f"Name a folder inside it as the output, such as {place.shown}/site.",
        )
    return can_exchange(place.new_probe(), place.new_probe())


def _put_in_place(place: Place, spare: Spare, tree: Tree | None, *, atomic: bool) -> bool:
    """Make the spare tree the published one, and let the old one rest. Returns whether in one step."""
    if tree is None:
        try:
            os.rename(spare.root, place.output)  # to nothing, or in the place of an empty folder
            return True
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
    try:
        if atomic:
            try:
                exchange(spare.root, place.output)
            except OSError as error:
                if not unsupported(error):
                    raise
            else:
                _lay_to_rest(place, spare)
                return True
        rest(place, place.output, spare.warnings)
    except OSError as error:
        if error.errno != errno.EXDEV or tree is None:
            raise
        take_apart(tree)  # in the lower layer of an overlay, where folders do not move: once
    try:
        os.rename(spare.root, place.output)
    except OSError:
        if not is_there(place.output):
            os.rename(place.previous, place.output)
        raise
    return False


def _lay_to_rest(place: Place, spare: Spare) -> None:
    """Give the old tree its resting name. The new one is published: this failing is no reason to say otherwise."""
    try:
        rest(place, spare.root, spare.warnings)
    except OSError as error:
        spare.warnings.append(
            _published_but(place, f"the tree before it could not be renamed: {reason(error)}")
        )


def _sync_swap(place: Place) -> None:
    try:
        sync_folder(place.parent)
    except OSError as error:
        message = f"the new site is in place, but may not outlive a power cut: {reason(error)}"
        raise refusal(place.shown, message, "Build again with --durable.") from error


def _may_lack_other(place: Place) -> bool:
    try:
        return not is_there(place.previous)
    except OSError:  # told of by whoever tries to make it
        return True


def _mirrored(
    mirror: Callable[[], list[Problem]], meanwhile: Callable[[], None], jobs: Jobs
) -> list[Problem]:
    """What `mirror` gives, which is done by a process of its own while `meanwhile` is done here; or else after it."""
    with beside(lambda: msgspec.msgpack.encode(mirror()), jobs) as mirrored:
        meanwhile()
        answer = mirrored()
    return mirror() if answer is None else msgspec.msgpack.decode(answer, type=list[Problem])


def _mirror(place: Place, plan: Claims, manifest: Manifest) -> list[Problem]:
    """Make the other tree of links, so that the next build costs only what it changes. Returns warnings.

    The site is published already: where this fails, the next build does it.
    """
    warnings: list[Problem] = []
    try:
        if is_there(place.previous):
            return warnings
        mirror = Spare(place, plan, Tree(place.output, manifest), manifest.mark, looked_at=True)
        mirror.begin()
        mirror.finish(durable=False)
        rest(place, mirror.root, warnings)
    except (OSError, SiteError) as error:
        what = reason(error) if isinstance(error, OSError) else error.problems[0].message
        warnings.append(_published_but(place, f"the next build will take longer: {what}"))
    return warnings


def _published_but(place: Place, message: str) -> Problem:
    return Problem(Location(place.shown), f"the site is published, but {message}", fatal=False)


def _damaged(place: Place, error: ManifestError) -> SiteError:
    return refusal(
        f"{place.shown}/.site_gen.json",
        f"the list of published files cannot be relied on: {error}",
        f"Remove {place.shown} yourself, after a look into it, and build again.",
    )

"""The other tree, brought up to the plan beside the published one, which meanwhile nobody sees change.

Each of its files is already there from the generation before, or linked from the published tree, or
produced anew, or not planned and removed. Only the last three cost anything.
"""

import contextlib
import os
import stat
from collections.abc import Mapping
from typing import Final

import msgspec

from site_gen.errors import Problem
from site_gen.publish.claims import Claims
from site_gen.publish.faults import refusal
from site_gen.publish.files import is_file, link_file, sync_folder
from site_gen.publish.folders import Folders
from site_gen.publish.leftovers import adopt
from site_gen.publish.manifest import Manifest, boot, make_manifest, save_manifest, withdraw_claims
from site_gen.publish.place import Place
from site_gen.publish.tree import Tree
from site_gen.publish.values import Output, Produce, Standing, Written
from site_gen.publish.writer import TreeWriter

_FEW: Final = 100


class Spare:
    """One bringing-up: `begin`, `produce`, `finish`."""

    def __init__(
        self,
        place: Place,
        plan: Claims,
        published: Tree | None,
        mark: Mapping[str, str],
        *,
        outputs: Mapping[str, Output] | None = None,
        thorough: bool = False,
        looked_at: bool = False,
    ) -> None:
        self.place = place
        self.plan = Claims(plan.paths, plan.keys)
        """Everything the site shall have, with the digests of what is known to be in place; what is produced may
        bring its key along."""
        self.outputs = outputs or {}
        """What is known of paths of the plan that may have to be produced."""
        self.published = published
        self.looked_at = looked_at
        """Whether every file of the published tree was seen to be there a moment ago."""
        self.mark = mark
        self.warnings: list[Problem] = []
        self.root = place.new_building()
        self.tree = adopt(place, self.root, published, self.warnings, thorough=thorough)
        """What was there; None: nothing."""
        self.to_link: dict[str, str] = {}
        """Path and digest of files to take from the published tree."""
        self.to_produce: list[Output] = []
        self.to_remove: list[str] = []
        self.brought_back: list[str] = []
        """Paths of files that were here already, and are not the published ones."""
        self._folders = Folders(self.root, new=self.tree is None)
        self._divide()

    def _divide(self) -> None:
        paths, keys = self.plan.paths, self.plan.keys
        nothing = [""] * len(paths)
        old_keys, old_digests = self.published.claims.along(paths) if self.published else (nothing, nothing)
        own_keys, own_digests = self.tree.claims.along(paths) if self.tree else (nothing, nothing)
        other = [
            at for at, (key, old) in enumerate(zip(keys, old_keys, strict=True)) if key != old or not key
        ]
        digests = self.plan.digests = list(old_digests)
        for at in other:
            digests[at] = ""
        # Equal bytes here and there are one file: it was linked when that tree was made.
        for at, (digest, own) in enumerate(zip(digests, own_digests, strict=True)):
            if digest and digest != own:
                self.to_link[paths[at]] = digest
                digests[at] = ""
        for at in other:
            if self.tree and keys[at] and own_keys[at] == keys[at] and self.tree.holds(paths[at]):
                digests[at] = own_digests[at]  # an edit was taken back: its page is still here
                if digests[at] != old_digests[at]:
                    self.brought_back.append(paths[at])
                continue
            output = self._output(paths[at])
            if not output.key:  # nobody knows it yet: this is what it may turn out to be
                places = (own_keys[at], own_digests[at], True), (old_keys[at], old_digests[at], False)
                standing = tuple([Standing(*place) for place in places if place[1]])
                output = msgspec.structs.replace(output, standing=standing) if standing else output
            self.to_produce.append(output)
        if self.tree and self.tree.listed != paths:
            self.to_remove = sorted(set(self.tree.listed).difference(paths))

    def _output(self, path: str) -> Output:
        return self.outputs.get(path) or Output(path, self.plan.key(path))

    def _vouch(self, path: str, digest: str, key: str = "") -> bool:
        """Say that a file is in place; with an empty digest, that it is not. Returns whether it is planned at all."""
        at = self.plan.place(path)
        if at is None:
            return False
        self.plan.digests[at] = digest
        self.plan.keys[at] = key or self.plan.keys[at]
        return True

    def begin(self) -> None:
        """Withdraw the claims on all that will change, remove what is not planned, link what is kept."""
        if self.tree is None:
            os.mkdir(self.root)
        produced = len(self.to_produce)
        few_or_most = produced < _FEW or 2 * produced > len(self.plan.paths)
        if self.tree and self.tree.listed == self.plan.paths and few_or_most:
            # Nothing new will be there. To promise nothing is quicker said than to leave out a few promises,
            # and what it costs is little: a build that dies here leaves the next one as much to link again, or
            # the little that an edit of the theme leaves.
            withdraw_claims(self.root)
        else:
            self._note()
        self._folders.remove(self.to_remove)
        removed = []  # by someone, from the published tree
        for path, digest in self.to_link.items():
            assert self.published is not None
            self._folders.make(path.rpartition("/")[0])
            if self.looked_at or is_file(f"{self.published.root}/{path}"):
                link_file(f"{self.published.root}/{path}", f"{self.root}/{path}")
                self._vouch(path, digest)
            else:
                removed.append(path)
        if self.published and removed:
            self.published.withdraw(removed)
        self.to_produce.extend(self._output(path) for path in removed)
        for output in self.to_produce:
            self._folders.make(output.path.rpartition("/")[0])

    def produce(self, produce: Produce, writer: TreeWriter) -> list[Written]:
        """Have what is missing produced, and see that it is all there and whole.

        If producing fails, what was written so far is claimed, so that the next build need not produce it
        again; if there is no space even for that, it is removed.
        """
        written: list[Written] = []
        try:
            if self.to_produce:
                for one in produce(tuple(self.to_produce), writer):
                    written.append(one)
                    if not self._vouch(one.path, one.digest, one.key):
                        self.to_remove.append(one.path)  # a mistake, and to be listed all the same
            self._check(written)
        except BaseException:
            self._leave()
            raise
        return written

    def _check(self, taken: list[Written]) -> None:
        asked, made = sorted(output.path for output in self.to_produce), sorted(one.path for one in taken)
        if asked != made:
            odd = sorted(set(asked) ^ set(made)) or made
            raise RuntimeError(f"asked to produce {len(asked)} files, but got {len(made)}: {odd[0]}")
        wrong = [one.path for one in taken if not self._is_whole(one)]
        if wrong:
            for path in wrong:
                self._vouch(path, "")
            raise refusal(
                f"{self.place.shown}/{wrong[0]}", "it changed while the site was built", "Build again."
            )

    def _is_whole(self, one: Written) -> bool:
        try:
            status = os.lstat(f"{self.root}/{one.path}")
        except FileNotFoundError:
            return False
        return stat.S_ISREG(status.st_mode) and status.st_size == one.size

    def finish(self, *, durable: bool) -> Manifest:
        """Claim every file of the plan; with `durable`, have all of it on the disk first."""
        if durable:
            for folder in sorted(self._folders.touched):
                sync_folder(f"{self.root}/{folder}")
            trees = [tree for tree in (self.published, self.tree) if tree]
            if any(tree.manifest.boot for tree in trees):
                os.sync()  # for the files kept from builds that did not sync
        manifest = make_manifest(self.plan, self.mark, "" if durable else boot())
        if not manifest.whole or "" in manifest.keys:
            raise RuntimeError("a file of the plan is neither kept nor produced, or has no key")
        save_manifest(self.root, manifest)
        if durable:
            sync_folder(self.root)
        return manifest

    def _note(self) -> None:
        """Save what is claimed at this moment, with every path that may be there."""
        listed = self.plan.with_others(self.to_remove)
        save_manifest(self.root, make_manifest(listed, self.mark, boot()))

    def _leave(self) -> None:
        try:
            self._note()
        except OSError:
            for output in self.to_produce:
                with contextlib.suppress(OSError):
                    os.unlink(f"{self.root}/{output.path}")

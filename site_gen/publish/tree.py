"""A tree on the disk and what its manifest claims; looking for what is not as claimed."""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from site_gen.digest import digest_bytes
from site_gen.errors import reason
from site_gen.publish.claims import Claims
from site_gen.publish.files import read_file
from site_gen.publish.manifest import (
    NAMES,
    Manifest,
    checksum_of,
    make_manifest,
    read_manifest,
    save_manifest,
)
from site_gen.publish.paths import fold

_LITTER: Final = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.nfs[0-9a-f]+|\.fuse_hidden[0-9a-f]+|lost\+found"
)
"""What systems leave in folders by themselves. No one published it, it is never deployed, and it is let be."""
_LOOKED_AT: Final = 2_000
"""Files of a tree that are looked at before it is published: 5 ms."""


class Tree:
    """One tree. `claims` are those that stand; a path may be listed without one."""

    def __init__(self, root: str, manifest: Manifest) -> None:
        self.root = root
        self.manifest = manifest
        self.listed = manifest.paths
        self.claims = Claims(manifest.paths, manifest.keys, manifest.digests)

    def holds(self, path: str) -> bool:
        """Whether the file has the bytes that are claimed. Reads it."""
        return digest_bytes(read_file(f"{self.root}/{path}")) == self.claims.digest(path)

    def withdraw(self, paths: Iterable[str]) -> None:
        """Drop the claims to these paths, and have the tree's own list drop them.

        This tree is the other one of the next build, which reads nothing and believes that list.
        """
        self.claims.drop(paths)
        self.manifest = make_manifest(self.claims, self.manifest.mark, self.manifest.boot)
        save_manifest(self.root, self.manifest)


def read_tree(root: str) -> Tree | None:
    """The tree at `root`, or None where no manifest is; a ManifestError for a bad one."""
    manifest = read_manifest(root)
    return None if manifest is None else Tree(root, manifest)


def foreign_names(root: str) -> list[str]:
    """The names in a folder that are neither a manifest of ours nor litter; none if there is no folder."""
    try:
        return sorted(name for name in os.listdir(root) if name not in NAMES and not _LITTER.fullmatch(name))
    except FileNotFoundError:
        return []


def is_as_left(root: str, top: tuple[str, ...]) -> bool:
    """Whether a tree's root holds what its manifest says, and nothing else."""
    return foreign_names(root) == list(top)


def top_differs(tree: Tree) -> tuple[list[str], list[str]]:
    """The strangers in the tree's root, and the names missing there. One look at one folder."""
    present = foreign_names(tree.root)
    expected = tree.manifest.top
    if present == list(expected):
        return [], []
    known = {fold(name) for name in expected}
    if not tree.manifest.whole:  # `top` names only what is claimed
        known.update(fold(path.partition("/")[0]) for path in tree.listed)
    there = {fold(name) for name in present}  # some file systems give a name back in another form
    return [name for name in present if fold(name) not in known], [
        name for name in expected if fold(name) not in there
    ]


def strangers(tree: Tree) -> list[str]:
    """Everything in the tree that its manifest does not list, sorted; an unlisted folder as one, with `/`.

    Walks the tree without following links. Empty folders and litter do not count. An OSError for a folder
    that cannot be read.
    """
    files = set(tree.listed)
    folders = {
        "/".join(parts[:n]) for parts in (path.split("/") for path in files) for n in range(1, len(parts))
    }
    return sorted(_strangers(tree.root, "", files, folders))


def _strangers(root: str, folder: str, files: set[str], folders: set[str]) -> Iterator[str]:
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}{entry.name}"
            if (not folder and entry.name in NAMES) or _LITTER.fullmatch(entry.name):
                continue
            if not entry.is_dir(follow_symlinks=False):
                if path not in files:
                    yield path
            elif path in folders:
                yield from _strangers(root, path + "/", files, folders)
            elif foreign_names(entry.path):
                yield path + "/"


def unlike(tree: Tree, published: Tree | None) -> list[str]:
    """The files of a tree that are gone, or that `published` is said to have as well and has not.

    Such files are one, by a link. Where a file system has no links, a copy has the size and the time. One look
    at each, and none is read. Of a large tree a part is looked at, by each build another: a build costs what it
    changes. A NotADirectoryError where something else stands in the place of a file: the
    tree is not as it was left.
    """
    digests = tree.claims.digests
    shared = published.claims.along(tree.listed)[1] if published else []
    found = []
    root = os.open(tree.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for at in _looked_at(tree):
            path = tree.listed[at]
            try:
                status = os.lstat(path, dir_fd=root)
            except FileNotFoundError:
                found.append(path)
                continue
            except NotADirectoryError:
                if digests[at]:
                    raise
                found.append(path)
                continue
            if not stat.S_ISREG(status.st_mode) and not _is_to_be(tree, path):
                raise NotADirectoryError(errno.ENOTDIR, "not a file", path)
            if published and status.st_nlink == 1 and shared[at] == digests[at]:
                other = _stat(f"{published.root}/{path}")
                if not other or (other.st_size, other.st_mtime_ns) != (status.st_size, status.st_mtime_ns):
                    found.append(path)
    finally:
        os.close(root)
    return found


def _looked_at(tree: Tree) -> Sequence[int]:
    """The rows of the claims that are looked at."""
    count = len(tree.listed)
    if count <= _LOOKED_AT or not tree.manifest.whole:  # the latter of a build that died
        return range(count)
    begin = int(checksum_of(tree.root)[:8], 16) % count
    return [at % count for at in range(begin, begin + _LOOKED_AT)]


def _is_to_be(tree: Tree, folder: str) -> bool:
    """Whether a build that died was about to make a folder of this file."""
    return not tree.claims.digest(folder) and any(path.startswith(f"{folder}/") for path in tree.listed)


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def misread(tree: Tree) -> dict[str, str]:
    """Reads every claimed file: the paths whose bytes are not as claimed, each with what is wrong."""
    wrong: dict[str, str] = {}
    for path, claimed in zip(tree.listed, tree.claims.digests, strict=True):
        if not claimed:
            continue
        try:
            if digest_bytes(read_file(f"{tree.root}/{path}")) != claimed:
                wrong[path] = "its bytes are not those that were published"
        except (FileNotFoundError, NotADirectoryError):
            wrong[path] = "it is missing"
        except OSError as error:
            wrong[path] = reason(error)
    return wrong

"""The list a tree carries of its own files: paths, keys, digests.

It lies in the tree's root, so that exchanging two trees exchanges what is said about them. It holds no
times: the same site has the same manifest. It is neither served nor deployed.

A *claim* is a path with its key and digest. Before a file of a tree is touched, its claim is withdrawn
(both are then empty) while the path stays listed: a build that dies leaves a tree that promises nothing
it may not have, and of which every file may still be removed, because it is listed.
"""

import contextlib
import os
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from site_gen.digest import digest_bytes
from site_gen.publish.claims import Claims
from site_gen.publish.files import read_file, write_file

NAME: Final = ".site_gen.json"
NEW: Final = ".site_gen.json.new"
"""A manifest being written."""
GONE: Final = ".site_gen.gone.json"
"""A manifest whose claims were all withdrawn at once, by renaming it: that needs no space on the disk."""
NAMES: Final = frozenset({NAME, NEW, GONE})
VERSION: Final = 2


class ManifestError(Exception):
    """The file is not a manifest of ours, or not whole."""


class Manifest(msgspec.Struct, frozen=True):
    """The files of one tree. Three lists of one length and order: three times as quick to read as records."""

    version: int
    mark: dict[str, str]
    """What the build says of the tree as a whole, such as that drafts are in it."""
    boot: str
    """The run of the machine in which the tree was written, if it was not synced to the disk, else empty.

    In another run (after a power cut, say) its bytes are read before its claims are believed.
    """
    top: tuple[str, ...]
    """The names in the tree's root that lead to a claimed file, sorted: a `rm -rf public/*` is seen at once."""
    paths: tuple[str, ...]
    """Sorted."""
    keys: tuple[str, ...]
    digests: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every listed file is vouched for."""
        return "" not in self.digests


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Manifest)
_PREFIX: Final = b'{"checksum":"'
_HEAD: Final = len(_PREFIX) + 32 + len(b'",')


def make_manifest(claims: Claims, mark: Mapping[str, str], boot: str) -> Manifest:
    """The manifest of a tree. A path without a digest is listed without a claim."""
    paths, keys, digests = claims.paths, claims.keys, claims.digests
    vouched = paths
    if "" in digests:
        keys = [key if digest else "" for key, digest in zip(keys, digests, strict=True)]
        vouched = tuple([path for path, digest in zip(paths, digests, strict=True) if digest])
    return Manifest(
        version=VERSION,
        mark=dict(sorted(mark.items())),
        boot=boot,
        top=_top(vouched),
        paths=paths,
        keys=tuple(keys),
        digests=tuple(digests),
    )


def _top(paths: Sequence[str]) -> tuple[str, ...]:
    """The first names of sorted paths: what begins with one folder's name is passed over in one step."""
    found = []
    place = 0
    while place < len(paths):
        name, slash, _ = paths[place].partition("/")
        found.append(name)
        # "0" is the character after "/".
        place = bisect_left(paths, f"{name}0", place) if slash else place + 1
    return tuple(sorted(set(found)))


def without_claims(manifest: Manifest) -> Manifest:
    """The same list, with nothing vouched for."""
    nothing = ("",) * len(manifest.paths)
    return msgspec.structs.replace(manifest, keys=nothing, digests=nothing)


def encode_manifest(manifest: Manifest) -> bytearray:
    """A JSON object that begins with the checksum of all that follows it."""
    # Megabytes: written once, behind room for the checksum.
    data = bytearray(_HEAD)
    _encoder.encode_into(manifest, data, _HEAD - 1)
    data[:_HEAD] = _head_of(data)
    return data


def _head_of(data: bytes | bytearray) -> bytes:
    """What a manifest must begin with, by what stands behind that."""
    return _PREFIX + digest_bytes(memoryview(data)[_HEAD:]).encode() + b'",'


def decode_manifest(data: bytes) -> Manifest:
    """The manifest; a ManifestError unless it is ours, whole and of this version."""
    if data[:_HEAD] != _head_of(data):
        # Another version may take other checksums.
        if data.startswith(_PREFIX) and not data.startswith(b'"version":%d,' % VERSION, _HEAD):
            raise ManifestError("damaged, or made by another version of site_gen")
        raise ManifestError("damaged, or not made by site_gen")
    try:
        manifest = _decoder.decode(data)
    except msgspec.DecodeError as error:
        raise ManifestError(f"made by another version of site_gen: {error}") from None
    if manifest.version != VERSION or not len(manifest.paths) == len(manifest.keys) == len(manifest.digests):
        raise ManifestError("made by another version of site_gen")
    return manifest


class Head(msgspec.Struct, frozen=True):
    """What a manifest says of its tree as a whole."""

    mark: dict[str, str]
    boot: str
    top: tuple[str, ...]


_heads = msgspec.json.Decoder(Head)


def checksum_of(tree: str) -> str:
    """The checksum that a tree's manifest has, unchecked; empty if there is none."""
    try:
        with open(f"{tree}/{NAME}", "rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return ""
    return head[len(_PREFIX) : len(_PREFIX) + 32].decode("ascii", "replace") if len(head) == _HEAD else ""


def read_head(tree: str, checksum: str) -> Head | None:
    """What the manifest of this checksum says of `tree`; None if the tree has another, or it is damaged."""
    try:
        data = read_file(f"{tree}/{NAME}")
    except OSError:
        return None
    if not (data[:_HEAD] == _head_of(data) == _PREFIX + checksum.encode() + b'",'):
        return None
    return _heads.decode(data)


def read_manifest(tree: str) -> Manifest | None:
    """What `tree` says of itself; None where there is no manifest, a ManifestError for a bad one."""
    for name in (NAME, GONE):
        try:
            data = read_file(f"{tree}/{name}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except IsADirectoryError:
            raise ManifestError(f"{name} is a folder") from None
        manifest = decode_manifest(data)
        return manifest if name == NAME else without_claims(manifest)
    return None


def save_manifest(tree: str, manifest: Manifest) -> None:
    """Put the manifest in place in one step, on the disk and not only on its way there."""
    write_file(f"{tree}/{NEW}", encode_manifest(manifest), sync=True)
    os.replace(f"{tree}/{NEW}", f"{tree}/{NAME}")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(f"{tree}/{GONE}")


def withdraw_claims(tree: str) -> None:
    """Withdraw every claim of a tree that is about to be taken apart."""
    with contextlib.suppress(FileNotFoundError):
        os.rename(f"{tree}/{NAME}", f"{tree}/{GONE}")


def remove_manifest(tree: str) -> None:
    """The last step of taking a tree apart."""
    for name in sorted(NAMES):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{tree}/{name}")


@cache
def boot() -> str:
    """Which run of the machine this is; empty where the system does not tell (only Linux does)."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""

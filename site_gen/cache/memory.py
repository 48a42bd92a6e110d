"""What is remembered from one build to the next, in `.site_gen/`: disposable, and never believed blindly.

`index` is one value with a checksum before it; an index that is cut short, damaged or of another engine is
put aside, and the build starts from nothing. It vouches for `files`, what is known of each file, and for `made`,
which pages were made of what. Larger things
(the html of documents, what parsing made of them, what pages are made from) lie in a `Heap` beside it. Losing
any of them costs time and nothing else.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from site_gen.cache.folder import check_cache_folder, make_cache_folder, remove_cache
from site_gen.cache.heap import Heap, mapped, replace_file
from site_gen.digest import digest_bytes
from site_gen.errors import SiteError, reason
from site_gen.files.inventory import Columns, Inventory, Known

_MAGIC: Final = b"site_gen index 9\n"
_encode: Final = msgspec.msgpack.Encoder().encode  # in the order of the dicts: sorting is for digests
T = TypeVar("T")
_DAMAGED: Final = "the cache is damaged; building from nothing"


class Lost(SiteError):
    """Something that was remembered is not there any more, and without it nothing can be made."""


class Files:
    """What is known of the project's files. Read only where something has changed; replaced, never changed."""

    def __init__(self) -> None:
        self.documents = Inventory({})
        self.media: dict[str, Known] = {}
        self.files: dict[str, Known] = {}
        """Files that are published as they are."""

    @property
    def parts(self) -> tuple[Columns, dict[str, Known], dict[str, Known]]:
        """What is written of it. Where each part is the one that was read or written, nothing has changed, but for
        `changes` of the documents."""
        return self.documents.columns, self.media, self.files


class WrittenFiles(msgspec.Struct, array_like=True):
    """The same as it is written."""

    documents: Columns = Columns()
    media: dict[str, Known] = {}
    files: dict[str, Known] = {}


class Made(msgspec.Struct, array_like=True):
    """Which pages were made of what. Read only where there is a new plan."""

    standards: str = ""
    """Digest of all else that the keys depend on."""
    keys: dict[str, str] = {}
    """The digest of a recipe, to the key of the page that was made by it."""
    formes: dict[str, tuple[str, str]] = {}
    """The digest of a forme, to those of the recipes of its pages, and to the keys, each in one text. These are not
    among `keys`."""
    paths: str = ""
    """The paths of everything that was planned, a line each: nothing is wrong with them together."""


class Standing(msgspec.Struct, frozen=True, array_like=True):
    """The plan that is published, as far as it can be taken up again."""

    middle: str
    """Digest of all that the plan was made from, but the bodies of documents."""
    manifest: str
    """Checksum of the published manifest."""
    summary: bytes
    """The rest, for `standing` to read."""
    seen: str = ""
    """Digest of all that was looked at, where another look would tell any change; else empty."""


class Index(msgspec.Struct, array_like=True):
    """All that is remembered, but the blobs and what is known of each file."""

    values: dict[str, tuple[str, bytes]] = {}
    """Name to the digest of what a value was made from, and the value: the configuration, the theme."""
    standing: Standing | None = None
    known: str = ""
    """Digest of what is known of the files."""
    changes: dict[str, Known | None] = {}
    """What has been noted of documents since that was written; None of one that has gone."""
    made: str = ""
    """Digest of which pages were made of what."""
    bundle: str = ""
    """The blob of what parsing made of most of the files."""
    places: tuple[int, str] = (0, "")
    """By which the heap is known to have all that it had when the bundle was made."""
    kept: int = 0
    """Bytes of the blobs when they were last cleaned up."""


_CHANGES: Final = 200
"""Documents of which something is noted beside the columns, before these are written anew."""
_SLACK: Final = 300_000_000
"""Bytes that may be added before the first cleaning up: a cold build of 10,000 stories adds 100 million."""


class Cache:
    """The memory of one project. `folder` None remembers nothing beyond the process.

    Raises SiteError (USAGE) for a folder that is somebody else's.
    """

    def __init__(self, folder: Path | None, engine: str) -> None:
        if folder:
            check_cache_folder(folder)
        self.folder, self.engine = folder, engine
        self.note = ""
        """Why nothing was remembered, where something should have been: for a line on stderr."""
        self.index = Index()
        self.blobs = Heap(folder)
        self.parsed: dict[str, Any] = {}
        """What parsing made of the files, by the name of the blob, once it has been asked for."""
        self.fresh: dict[str, bytes] = {}
        """What it has made of files since, by the same names, as it is written down."""
        self.to_bind: dict[str, Any] = {}
        """Of `parsed` what is to be put into one blob."""
        self._known: Files | None = None
        self._made: Made | None = None
        self._saved: tuple[object, ...] = (None, None, None)
        self._payload = b""
        self._status: tuple[int, int] | None = None
        self.refresh()

    def empty(self) -> None:
        """Remember nothing any more, here or on the disk. Raises OSError."""
        if self.folder:
            remove_cache(self.folder)
        self.__init__(self.folder, self.engine)  # type: ignore[misc]
        self.note = _DAMAGED

    def refresh(self) -> None:
        """Read the index, if it is another than the one that was read."""
        if self.folder is None:
            return
        try:
            status = (self.folder / "index").stat()
            if self._status == (status.st_ino, status.st_mtime_ns):
                return
            self._status = (status.st_ino, status.st_mtime_ns)
            self.blobs.forget()
            self._read((self.folder / "index").read_bytes())
        except FileNotFoundError:
            return
        except OSError as error:
            self.note = f"the cache cannot be read ({reason(error)}); building from nothing"

    @property
    def saved_at(self) -> int:
        """When the index was written, in nanoseconds since 1970; 0 if there is none."""
        return self._status[1] if self._status else 0

    def _read(self, data: bytes) -> None:
        self.index, self._known, self._made, self._payload = Index(), None, None, b""
        head = _MAGIC + self.engine.encode() + b"\n"
        checksum, payload = data[len(head) : len(head) + 32], data[len(head) + 32 :]
        if not data.startswith(_MAGIC):
            self.note = "the cache is damaged or of another version; building from nothing"
        elif not data.startswith(head):
            self.note = "site_gen or a library has changed since the last build; building from nothing"
        elif digest_bytes(payload).encode() != checksum:
            self.note = _DAMAGED
        else:
            try:
                self.index = msgspec.msgpack.decode(payload, type=Index)
                self._payload = payload
            except msgspec.MsgspecError:
                self.note = _DAMAGED

    @property
    def known(self) -> Files:
        """What is known of the project's files. Its parts are replaced, never changed."""
        if self._known is None:
            self._known = known = Files()
            written = self._read_file("files", self.index.known, WrittenFiles)
            if not written.documents.rules:  # the file was lost, and what was noted since is of no use alone
                self.index.changes = {}
            known.documents = Inventory.of(written.documents, self.index.changes)
            known.media, known.files = written.media, written.files
            self._saved = known.parts
        return self._known

    @property
    def made(self) -> Made:
        """Which pages were made of what. Replaced, never changed."""
        if self._made is None:
            self._made = self._read_file("made", self.index.made, Made)
        return self._made

    @made.setter
    def made(self, made: Made) -> None:
        self._made = made

    def _read_file(self, name: str, digest: str, kind: type[T]) -> T:
        """The value in one of the files that the index vouches for; an empty one if it is not as it was."""
        if self.folder is None or not digest:
            return kind()
        try:
            data = memoryview(mapped(self.folder / name))
            if digest_bytes(data) == digest:
                return msgspec.msgpack.decode(data, type=kind)
        except (OSError, msgspec.MsgspecError):
            pass
        self.note = _DAMAGED
        return kind()

    def recall(self, name: str, source: str) -> bytes | None:
        """The value `name` that was made from `source`; None if another was, or none."""
        made_from, value = self.index.values.get(name, ("", b""))
        return value if made_from == source else None

    def remember(self, name: str, source: str, value: bytes) -> None:
        """Remember the value `name`, made from `source`."""
        self.index.values[name] = (source, value)

    def save(self, in_use: Callable[[], Iterable[str]]) -> None:
        """Write what has changed. Raises OSError.

        `in_use` names the blobs that must stay; it is asked when so much has been added that cleaning up is
        worth its time.
        """
        folder = self.folder
        if folder is None:
            return
        if self.blobs.damaged:
            # What is wrong is in the way of what would be right: a blob is not written where one has a place.
            self.note = _DAMAGED
            remove_cache(folder)
            return
        make_cache_folder(folder)
        self.blobs.save()
        sorted_again = self.blobs.settle()
        if self.blobs.weight > 2 * self.index.kept + _SLACK:
            self.blobs.rewrite(in_use())
            self.index.kept = self.blobs.weight
            sorted_again = True
        if sorted_again or not self.index.places[0]:
            self.index.places = self.blobs.vouch()
        self._save_files(folder)
        self.save_index()

    def save_index(self) -> None:
        """Write what has changed of the index alone. Raises OSError."""
        folder = self.folder
        payload = _encode(self.index)
        if folder is None or payload == self._payload:
            return
        make_cache_folder(folder)
        head = _MAGIC + self.engine.encode() + b"\n" + digest_bytes(payload).encode()
        replace_file(folder / "index", head + payload)
        self._payload = payload
        status = (folder / "index").stat()
        self._status = (status.st_ino, status.st_mtime_ns)

    def _save_files(self, folder: Path) -> None:
        """Written before the index, which says what must be in them: else nothing of them is believed."""
        known = self._known
        if known:
            if len(known.documents.changes) > _CHANGES:
                known.documents = known.documents.anew()
            if any(a is not b for a, b in zip(known.parts, self._saved, strict=True)):
                written = WrittenFiles(*known.parts)
                self.index.known = _write_file(folder / "files", written, self.index.known)
                self._saved = known.parts
            self.index.changes = known.documents.changes
        if self._made:
            self.index.made = _write_file(folder / "made", self._made, self.index.made)


def _write_file(path: Path, value: WrittenFiles | Made, before: str) -> str:
    """Write `value`, unless its digest is that of `before`. Returns its digest. Raises OSError."""
    payload = _encode(value)
    digest = digest_bytes(payload)
    if digest != before:
        replace_file(path, payload)
    return digest

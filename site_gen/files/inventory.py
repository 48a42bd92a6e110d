"""What is known of many files: of each by its path, and in columns.

Most builds of a large newspaper want two or three columns as a whole and one row of the others. Written in columns,
the rest need not be read; written in rows, ten thousand values would be made for nothing.
"""

from bisect import bisect_left
from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from typing import Any, Final

import msgspec

from site_gen.files.rows import number_of, row, rows_of, stats_in, with_row_before, with_rows, without
from site_gen.files.scanning import Hint


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A source file as it was when it was last read."""

    hint: Hint
    source: str
    """Digest of its bytes."""
    record: str = ""
    """The blob that holds what was made of it."""
    body: str = ""
    """Digest of a document's html."""
    middle: str = ""
    """Digest of all that other pages than its own can show of a document."""
    story: str = ""
    revision: str = ""
    translates: str = ""
    texts: tuple[str, ...] = ()
    """Digests of the html of a live story's entries."""
    published: str = ""
    """Digest of the html that the standing plan has in the place of `body`; empty where it is the same."""


_NAMES: Final = Known.__struct_fields__
_PLACES: Final = {name: place for place, name in enumerate(_NAMES)}
_KINDS: Final[dict[str, Any]] = {"texts": list[tuple[str, ...]]}
_encode: Final = msgspec.msgpack.Encoder().encode


VERY_MANY: Final = 20_000
"""Files from which on it is worth time to hold less of them in memory."""
_NO_HINT: Final = (0, 0, 0, 0)
_EMPTY: Final = msgspec.Raw(_encode([]))


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """An inventory as it is written."""

    paths: msgspec.Raw = _EMPTY
    """Sorted."""
    columns: tuple[msgspec.Raw, ...] = (msgspec.Raw(_encode(b"")), *(_EMPTY,) * (len(_NAMES) - 1))
    """One for each field of Known, in the order of the paths. Of hints, rows."""
    rules: str = ""


class Inventory(Mapping[str, Known]):
    """What is known of files, by their paths, sorted. Only of files in it can something else be noted."""

    def __init__(self, rows: Mapping[str, Known], rules: str = "") -> None:
        self.rules = rules
        """Digest of what the meaning of all of them depends on beside their bytes."""
        self._rows: dict[str, Known] | None = {path: rows[path] for path in sorted(rows)}
        self._written: Columns | None = None
        self.changes: dict[str, Known | None] = {}
        """What has been noted since the columns were written; None of a file that has gone."""
        self._read: dict[str, list[Any]] = {}
        """The columns that have been asked for, without changes."""

    @classmethod
    def of(cls, written: Columns, changes: Mapping[str, Known | None]) -> "Inventory":
        """The one that was written so, with what was noted since."""
        found = cls({}, written.rules)
        found._rows, found._written, found.changes = None, written, dict(changes)
        return found

    @property
    def columns(self) -> Columns:
        """How it was written, but for `changes`; where it never was, how it is to be."""
        if self._written is None:
            rows = self.rows.values()
            hints = _hints([one.hint for one in rows])
            others = [[getattr(one, name) for one in rows] for name in _NAMES[1:]]
            columns = (_raw(hints), *[_raw(column) for column in others])
            self._written = Columns(_raw(list(self.rows)), columns, self.rules)
        return self._written

    def put_down(self) -> None:
        """Of very many files have in memory what is written of them, a quarter of the room: for processes that are to be
        forked."""
        if len(self) > VERY_MANY and not self.changes:
            _ = self.columns
            self._rows, self._read = None, {}

    def emptied(self, name: str) -> "Inventory":
        """The same with one field, a text, empty in what is known of every file."""
        whole = self.anew() if self.changes else self
        columns = list(whole.columns.columns)
        columns[_PLACES[name]] = _raw([""] * len(whole))
        return Inventory.of(Columns(whole.columns.paths, tuple(columns), whole.rules), {})

    def anew(self) -> "Inventory":
        """The same, with all that was noted in its columns."""
        return Inventory(self.rows, self.rules)

    def hints(self) -> bytes:
        """The hints, as rows (see `rows`); of zeros where there is none."""
        hints = self._hints()
        hints = with_rows(hints, [(at, _hints([one.hint])) for at, one in self._moves.changed])
        hints = without(hints, self._moves.gone)
        for at, one in self._moves.new:
            hints = with_row_before(hints, at, _hints([one.hint]))
        return hints

    def column(self, name: str) -> list[Any]:
        """One field of what is known of each file, in the order of the paths."""
        if self._rows is not None:
            return [getattr(one, name) for one in self._rows.values()]
        found = self._column(name)
        if self.changes:
            found = found.copy()
            for at, one in self._moves.changed:
                found[at] = getattr(one, name)
            for at in reversed(self._moves.gone):
                del found[at]
            for at, one in self._moves.new:
                found.insert(at, getattr(one, name))
        return found

    @property
    def paths(self) -> list[str]:
        """The paths, sorted."""
        if self._rows is not None:
            return list(self._rows)
        return self._moves.paths if self.changes else self._column("paths")

    @cached_property
    def _moves(self) -> "_Moves":
        written = self._column("paths")
        places = {path: number_of(path, written) for path in self.changes}
        gone = sorted([at for path, at in places.items() if at is not None and self.changes[path] is None])
        paths = written.copy() if gone or None in places.values() else written
        for at in reversed(gone):
            del paths[at]
        moves = _Moves(gone=gone, paths=paths)
        for path, one in sorted(self.changes.items()):
            place = places[path]
            if one is not None and place is not None:
                moves.changed.append((place, one))
            elif one is not None:
                place = bisect_left(paths, path)
                paths.insert(place, path)
                moves.new.append((place, one))
        return moves

    @property
    def rows(self) -> dict[str, Known]:
        """All of it, by path."""
        if self._rows is None:
            columns = [self.column(name) for name in _NAMES]
            self._rows = dict(zip(self.paths, map(Known, *columns), strict=True))
        return self._rows

    def revised(
        self, changes: Mapping[str, Known], gone: Collection[str] = (), rules: str | None = None
    ) -> "Inventory":
        """The same with `changes`, some of which may be of files that are new, without those that are `gone`, and by
        other `rules`, where some are given.

        The very same where that is nothing.
        """
        rules = self.rules if rules is None else rules
        same_rules = rules == self.rules
        if not changes and not gone and same_rules:
            return self
        if self._written is not None and same_rules:
            found = Inventory({}, rules)
            found._rows, found._written, found._read = None, self._written, self._read
            found.changes = {**self.changes, **changes, **dict.fromkeys(gone)}
            return found
        rows = {**self.rows, **changes}
        for path in gone:
            rows.pop(path, None)
        return Inventory(rows, rules)

    def __setitem__(self, path: str, one: Known) -> None:
        if path not in self:
            raise KeyError(path)
        if self._written is not None:
            self.changes[path] = one
            self.__dict__.pop("_moves", None)
        if self._rows is not None:
            self._rows[path] = one

    def __getitem__(self, path: str) -> Known:
        if self._rows is not None:
            return self._rows[path]
        one = self.changes.get(path)
        if one is not None:
            return one
        place = None if path in self.changes else number_of(path, self._column("paths"))
        if place is None:
            raise KeyError(path)
        (hint,) = stats_in(row(self._hints(), place))
        others = [self._column(name)[place] for name in _NAMES[1:]]
        return Known(hint if any(hint) else (), *others)

    def __contains__(self, path: object) -> bool:
        return number_of(str(path), self.paths) is not None if self._rows is None else path in self._rows

    def values(self) -> ValuesView[Known]:
        return self.rows.values()

    def items(self) -> ItemsView[str, Known]:
        return self.rows.items()

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows if self._rows is not None else self.paths)

    def __len__(self) -> int:
        return len(self._rows if self._rows is not None else self.paths)

    def _hints(self) -> bytes:
        hints: bytes = msgspec.msgpack.decode(self.columns.columns[0], type=bytes)
        return hints

    def _column(self, name: str) -> list[Any]:
        assert self._written is not None
        found = self._read.get(name)
        if found is None:
            raw = self._written.paths if name == "paths" else self._written.columns[_PLACES[name]]
            if name == "hint":
                found = [one if any(one) else () for one in stats_in(self._hints())]
            else:
                found = msgspec.msgpack.decode(raw, type=_KINDS.get(name, list[str]))
            self._read[name] = found
        return found


class _Moves(msgspec.Struct):
    """What the changes of an inventory mean for its columns, to be done in this order."""

    changed: list[tuple[int, Known]] = []
    gone: list[int] = []
    """In order."""
    new: list[tuple[int, Known]] = []
    """In the order of their paths: before which each is to stand, once those before it are there."""
    paths: list[str] = []
    """All paths after that."""


def _hints(hints: Iterable[Hint]) -> bytes:
    return rows_of([hint or _NO_HINT for hint in hints])  # type: ignore[misc]


def _raw(column: bytes | list[Any]) -> msgspec.Raw:
    return msgspec.Raw(_encode(column))

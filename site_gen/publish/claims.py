"""What is said about the files of a tree, in rows: a path, a key, a digest.

A site has ten thousands of them, and an edit is about a few. Rows in one order are compared as they stand, and
nothing is made of each.
"""

from collections.abc import Iterable, Mapping, Sequence

from site_gen.files.rows import number_of


class Claims:
    """Sorted paths; to each a key and a digest, both empty where nothing is vouched for."""

    __slots__ = ("digests", "keys", "paths")

    def __init__(self, paths: tuple[str, ...], keys: Iterable[str], digests: Iterable[str] = ()) -> None:
        self.paths, self.keys = paths, list(keys)
        self.digests = list(digests) or [""] * len(paths)

    @classmethod
    def of(cls, keys: Mapping[str, str], digests: Mapping[str, str] | None = None) -> "Claims":
        """The paths of `keys` with these keys, and those of `digests` that are theirs."""
        paths = tuple(sorted(keys))
        known = digests or {}
        return cls(paths, [keys[path] for path in paths], [known.get(path, "") for path in paths])

    def place(self, path: str) -> int | None:
        """The row of a path; None if it is not there."""
        return number_of(path, self.paths)

    def key(self, path: str) -> str:
        """The key of a path; empty if there is none."""
        at = self.place(path)
        return "" if at is None else self.keys[at]

    def digest(self, path: str) -> str:
        """The digest of a path; empty if there is none."""
        at = self.place(path)
        return "" if at is None else self.digests[at]

    def along(self, paths: tuple[str, ...]) -> tuple[Sequence[str], Sequence[str]]:
        """The keys and digests of other paths, in their order; empty where there are none."""
        if paths == self.paths:
            return self.keys, self.digests
        rows = {path: at for at, path in enumerate(self.paths)}
        keys, digests = [*self.keys, ""], [*self.digests, ""]
        found = [rows.get(path, -1) for path in paths]
        return [keys[at] for at in found], [digests[at] for at in found]

    def with_others(self, paths: Iterable[str]) -> "Claims":
        """The same with some more paths, about which nothing is said."""
        added = set(paths).difference(self.paths)
        if not added:
            return self
        every = tuple(sorted([*self.paths, *added]))
        return Claims(every, *self.along(every))

    def drop(self, paths: Iterable[str]) -> None:
        """Say nothing about these paths any more."""
        for path in paths:
            at = self.place(path)
            if at is not None:
                self.keys[at] = self.digests[at] = ""

    def drop_all(self) -> None:
        """Say nothing about any of them."""
        self.keys, self.digests = [""] * len(self.paths), [""] * len(self.paths)

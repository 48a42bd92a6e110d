"""The ledger of imports, `seeds/imported.jsonl`: what was made of which seed.

It is committed beside the seeds, so that a story which an editor deleted stays deleted on every machine. A
line is added after each story written; at the end of a run the file is put in order, one line a seed.
"""

import json
import os
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

import msgspec

from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError, reason

PATH = "seeds/imported.jsonl"


class Record(msgspec.Struct, frozen=True):
    """One seed and the story that was written of it."""

    seed: str
    """The seed's path in the project; of a table with `#` and the number of the row."""
    seed_digest: str
    """Of the seed's bytes when it was last imported."""
    path: str
    """Where the story was written."""
    written: str
    """Digest of the bytes that were written. Empty: the file was there already and is an editor's."""
    text: str = ""
    """Digest of the seed's letters and digits alone: finds the same text under another name."""
    date: str = ""
    """The moment of import, where the text fixed no date."""
    lang: str = ""


class Ledger:
    """All records, by seed."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.records: dict[str, Record] = {}
        self.by_text: dict[str, str] = {}
        self.paths: set[str] = set()
        path = project / PATH
        if not path.is_file():
            return
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    self._keep(_read(line, number))

    def _keep(self, record: Record) -> None:
        self.records[record.seed] = record
        if record.text:
            self.by_text.setdefault(record.text, record.seed)
        self.paths.add(record.path)

    def add(self, record: Record) -> None:
        """Keeps `record` and writes it down at once."""
        self._keep(record)
        path = self.project / PATH
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("ab") as file:
                file.write(_line(record))
        except OSError as error:
            raise SiteError(
                Problem(Location(PATH), f"cannot be written: {reason(error)}"), ENVIRONMENT
            ) from None

    def tidy(self) -> None:
        """Puts the file in order, where it is not: one line a seed, sorted."""
        path = self.project / PATH
        # Line by line: the whole of a large ledger, twice, would be most of what an import has in memory.
        if self.records and not (path.is_file() and _holds(path, self._ordered())):
            write_whole(path, self._ordered())

    def _ordered(self) -> Iterator[bytes]:
        return (_line(self.records[seed]) for seed in sorted(self.records))


def _read(line: bytes, number: int) -> Record:
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        hint = "Restore the file from version control; nothing was imported."
        where = Location(PATH, number)
        raise SiteError(Problem(where, f"not a line of the ledger: {error}", hint)) from None


def _holds(path: Path, lines: Iterable[bytes]) -> bool:
    """Whether a file has these lines and no others."""
    with path.open("rb") as file:
        return all(there == line for there, line in zip_longest(file, lines))


def _line(record: Record) -> bytes:
    fields = {
        name: value for name, value in msgspec.structs.asdict(record).items() if value or name == "written"
    }
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file, or its pieces, through another name: a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        os.replace(part, path)  # noqa: PTH105  (Path.replace says the same; os names the promise)
    except OSError as error:
        raise SiteError(
            Problem(Location(str(path)), f"cannot be written: {reason(error)}"), ENVIRONMENT
        ) from None

"""The seeds of a project: which raw texts there are, and those from elsewhere that are laid in beside them."""

import posixpath
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from site_gen.desk.ledger import PATH, write_whole
from site_gen.digest import digest_bytes
from site_gen.errors import Location, Problem, reason
from site_gen.wire.source import batch
from site_gen.wire.source.decoding import LARGEST

SEEDS = "seeds"


def seed_files(project: Path) -> tuple[str, ...]:
    """The seeds of a project, sorted: its texts and tables under `seeds/`, without hidden files and READMEs."""
    folder = project / SEEDS
    if not folder.is_dir():
        return ()
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(project).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/")) or path.stem == "README"
        if (
            not hidden
            and name != PATH
            and name.lower().endswith(batch.TEXTS + batch.TABLES)
            and path.is_file()
        ):
            found.append(name)
    return tuple(sorted(found))


class Seeds:
    """The seeds of one import."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.problems: list[Problem] = []
        """What was named and cannot be read, and what lies among the seeds and is none."""
        self._outside: dict[str, bytes] = {}
        """Bytes that are not in `seeds/` yet (or, in a dry run, never will be), by the seed's name."""
        self._within: dict[Path, bool] = {}

    def chosen(self, files: Iterable[str]) -> tuple[str, ...]:
        """The seeds that were asked for, as paths in the project; all of them if none was."""
        files = tuple(files)
        if not files:
            self._name_unread()
            return seed_files(self.project)
        chosen: list[str] = []
        for file in files:
            chosen += self._folder(file) or ([name] if (name := self._seed(file)) else [])
        return tuple(dict.fromkeys(chosen))

    def _folder(self, file: str) -> list[str]:
        """The seeds in a folder that was named; empty for what is no folder of seeds."""
        path = Path(file) if Path(file).is_dir() else self.project / file
        if file == "-" or not path.is_dir() or not path.resolve().is_relative_to(self.project.resolve()):
            return []
        below = path.resolve().relative_to(self.project.resolve()).as_posix()
        return [name for name in seed_files(self.project) if name.startswith(f"{below}/")]

    def _name_unread(self) -> None:
        """Warns of office documents among the seeds: somebody waits for their stories."""
        folder = self.project / SEEDS
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.name.lower().endswith(batch.OFFICE) and not path.name.startswith("."):
                name = path.relative_to(self.project).as_posix()
                message = f"a {path.suffix.lower()} file is not read"
                hint = "Save it as plain text (.txt, UTF-8)."
                self.problems.append(Problem(Location(name), message, hint, fatal=False))

    def _seed(self, file: str) -> str:
        try:
            if file == "-":
                data = sys.stdin.buffer.read(LARGEST + 1)
                if not data.strip():
                    hint = "Pipe the text in: site-gen import - < FILE"
                    self.problems.append(Problem(Location("-"), "nothing came on standard input", hint))
                    return ""
                return self._lay_in(f"{SEEDS}/stdin-{digest_bytes(data)[:12]}.txt", data)
            root, path = self.project.resolve(), Path(file)
            path = path if path.exists() else self.project / file
            mode = path.stat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                # To open a pipe may take for ever, and to read a device, too.
                message, hint = "cannot be read: not a file", "Pipe the text in: site-gen import - < FILE"
                self.problems.append(Problem(Location(file), message, hint))
                return ""
            path = path.resolve()
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
            return self._lay_in(f"{SEEDS}/{path.name}", _bytes_of(path))
        except OSError as error:
            hint = (
                "Name files, or lay the folder into seeds/." if isinstance(error, IsADirectoryError) else ""
            )
            self.problems.append(Problem(Location(file), f"cannot be read: {reason(error)}", hint))
            return ""

    def _lay_in(self, name: str, data: bytes) -> str:
        """Lays a text from elsewhere into `seeds/`, under a name that is free or has this very text."""
        stem, ending = posixpath.splitext(name)
        number = 1
        while self._there(name) not in (None, data):
            number += 1
            name = f"{stem}-{number}{ending}"
        self._outside[name] = data
        return name

    def _there(self, name: str) -> bytes | None:
        """What has this name already: another text of this command, or a file in `seeds/`."""
        if name in self._outside:
            return self._outside[name]
        path = self.project / name
        return path.read_bytes() if path.exists() else None

    def read(self, name: str) -> bytes:
        """The bytes of a seed. Raises OSError where it cannot be read, and for a link that leads somewhere else."""
        if name in self._outside:
            return self._outside[name]
        path = self.project / name
        # Thousands of seeds lie in one folder: where it is, is found out once.
        if not self._is_within(path.parent) or (path.is_symlink() and not self._is_within(path)):
            raise OSError("a link that leads out of the project")
        return _bytes_of(path)

    def _is_within(self, path: Path) -> bool:
        """Whether a path lies in the project, or in what its `seeds` leads to, links followed."""
        if path not in self._within:
            roots = (self.project.resolve(), (self.project / "seeds").resolve())
            self._within[path] = any(path.resolve().is_relative_to(root) for root in roots)
        return self._within[path]

    def keep(self, name: str) -> None:
        """Writes a seed from elsewhere down: its story has been made."""
        if name in self._outside:
            write_whole(self.project / name, self._outside[name])


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file: of one that is too large to be read as a text or a table, enough to see that."""
    largest = batch.LARGEST_TABLE if batch.is_table(path.name) else LARGEST
    with path.open("rb") as file:
        return file.read(largest + 1)

"""What was saved in a project, as it happens.

There are two eyes. The system tells of a change within milliseconds (inotify and its like, by way of
watchfiles). And every few seconds the whole tree is looked over, for what the system does not tell: on a
network disk, when its queue overflows, in a folder that was filled before it was watched. So a save may be
seen late, but it is always seen.

Folders are watched one by one: a recursive watch follows symbolic links, and one link to `/` would have it
watch the whole disk. Nothing is compared by the time of a file alone: a file put back by version control is
as old as it was.
"""

import os
import queue
import stat
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from watchfiles._rust_notify import RustNotify

from site_gen.files.scanning import Stat, is_passed_over, stat_of

FOLDERS: Final = ("content", "seeds", "static", "theme", "themes")
FILE: Final = "config.yaml"
LEDGER: Final = "seeds/imported.jsonl"
"""Written by the import itself."""

_STEP: Final = 10
"""Milliseconds without a further change after which a burst of saves is over."""
_BURST: Final = 40
"""Milliseconds after which a burst that does not end is reported all the same."""
_UNDONE: Final = 0.05
"""Seconds that a file may be empty before that is taken for what its author wants."""
_LOOK_EVERY: Final = 2.0
"""Seconds between two looks at the whole tree, where the system tells of changes."""
_LOOK_EVERY_DEAF: Final = 0.5
"""The same where it does not."""
_SHARE: Final = 50
"""Between two looks lies so many times what one takes."""
_LOOKS: Final = 5
"""After so many in a row what was seen is reported, even if folders still come and go."""


class Tree(msgspec.Struct, frozen=True):
    """What lies in a project's folders."""

    folders: frozenset[str]
    """By their path in the project."""
    files: dict[str, Stat]
    """Path to mtime, ctime, size and inode."""


class Watch:
    """Looks at one project. What changes from now on is reported, also before `begin`.

    `wait` is for the main thread: the system is listened to in another one, since the call that waits for it
    swallows the signals that are to end the program.
    """

    def __init__(self, project: Path) -> None:
        self.project = str(project)
        self.deaf = False
        """Whether the system tells nothing: all watches are taken, or it has none."""
        self._seen = look(self.project)
        self._heard: queue.SimpleQueue[set[str]] = queue.SimpleQueue()
        self._listening: _Listening | None = None
        self._next_look = 0.0

    def begin(self) -> None:
        """Have the system tell of changes."""
        self._listen(self._seen)
        self._next_look = 0.0

    def close(self) -> None:
        """Stop listening."""
        if self._listening:
            self._listening.close()
            self._listening = None

    def wake(self) -> None:
        """Let `wait` return now. For any thread."""
        self._heard.put(set())

    def wait(self, seconds: float) -> frozenset[str]:
        """The paths of files that were changed, made or deleted; nothing if that many seconds pass without.

        A path may be reported that is as it was before.
        """
        deadline = time.monotonic() + seconds
        while True:
            heard, woken = self._hear(max(min(deadline, self._next_look) - time.monotonic(), 0))
            changed = self._noted(heard)
            if time.monotonic() >= self._next_look:
                changed |= self._look()
            if any(self._is_empty(path) for path in changed):
                # An editor that writes into the file has emptied it first, and is not done yet.
                changed |= self._noted(self._hear(_UNDONE)[0])
            if changed or woken or time.monotonic() >= deadline:
                return frozenset(changed)

    def _is_empty(self, path: str) -> bool:
        try:
            return os.stat(f"{self.project}/{path}").st_size == 0  # noqa: PTH116
        except OSError:
            return False

    def _hear(self, seconds: float) -> tuple[set[str], bool]:
        heard: set[str] = set()
        woken = False
        with suppress(queue.Empty):
            first = self._heard.get(timeout=seconds) if seconds else self._heard.get_nowait()
            while True:
                heard |= first
                woken = woken or not first
                first = self._heard.get_nowait()
        return heard, woken

    def _noted(self, heard: Iterable[str]) -> set[str]:
        """Those of the paths that matter, entered into what was seen."""
        changed = set()
        another_folder = False
        for full in heard:
            path = os.path.relpath(full, self.project).replace(os.sep, "/")
            if not matters(path):
                continue
            changed.add(path)
            try:
                status = os.lstat(full)
            except OSError:
                another_folder |= path in self._seen.folders
                self._seen.files.pop(path, None)
                continue
            if stat.S_ISDIR(status.st_mode):
                another_folder |= path not in self._seen.folders
            else:
                self._seen.files[path] = stat_of(status)
        if another_folder:
            changed |= self._look()
        return changed

    def _look(self) -> set[str]:
        """Look at the whole tree: what differs from what was seen before."""
        began = time.monotonic()
        changed: set[str] = set()
        for _ in range(_LOOKS):
            tree = look(self.project)
            before, self._seen = self._seen, tree
            changed |= {path for path, _ in before.files.items() ^ tree.files.items()}
            if tree.folders == before.folders:
                break
            # Once more, for what was put into a new folder before it was watched.
            self._listen(tree)
        else:
            return changed  # folders come and go; the next call looks again
        now = time.monotonic()
        pause = _LOOK_EVERY_DEAF if self.deaf else _LOOK_EVERY
        self._next_look = now + max(pause, (now - began) * _SHARE)
        return changed

    def _listen(self, tree: Tree) -> None:
        before = self._listening
        try:
            self._listening = _Listening(self.project, tree, self._heard)
            self.deaf = False
        except (OSError, RuntimeError):
            self._listening, self.deaf = None, True
        if before:
            before.close()


class _Listening:
    """A thread that listens to the system."""

    def __init__(self, project: str, tree: Tree, heard: "queue.SimpleQueue[set[str]]") -> None:
        if sys.platform == "linux":
            paths, recursive = [project, *(f"{project}/{folder}" for folder in tree.folders)], False
        else:
            # There a folder is watched with all that it holds, and links are not followed.
            tops = [f"{project}/{name}" for name in (*FOLDERS, FILE)]
            paths, recursive = [path for path in tops if os.path.lexists(path)], True
        self._notify = _notify(paths, recursive)
        self._heard, self._end = heard, threading.Event()
        self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._end.set()
        self._thread.join(2)

    def _run(self) -> None:
        while not self._end.is_set():
            told = self._notify.watch(_BURST, _STEP, 1000, self._end)
            if isinstance(told, set):
                self._heard.put({path for _, path in told})


def _notify(paths: list[str], recursive: bool) -> RustNotify:
    """A watch on `paths`, but for those that went away meanwhile. Raises OSError."""
    while True:
        try:
            return RustNotify(paths, False, False, 0, recursive, True)
        except FileNotFoundError:
            there = [path for path in paths if os.path.lexists(path)]
            if len(there) == len(paths):
                raise
            paths = there


def look(project: str) -> Tree:
    """What lies in the folders that matter. What cannot be read is left out: planning will say so."""
    folders: set[str] = set()
    files: dict[str, Stat] = {}
    with suppress(OSError):
        files[FILE] = stat_of(os.lstat(f"{project}/{FILE}"))
    to_do = [name for name in FOLDERS if Path(project, name).is_dir()]
    while to_do:
        folder = to_do.pop()
        folders.add(folder)
        with suppress(OSError), os.scandir(f"{project}/{folder}") as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if not matters(path):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    to_do.append(path)
                else:
                    with suppress(OSError):
                        files[path] = stat_of(entry.stat(follow_symlinks=False))
    return Tree(frozenset(folders), files)


def matters(path: str) -> bool:
    """Whether a change at `path` (in the project) can change the site."""
    top, *names = path.split("/")
    if top not in FOLDERS:
        return path == FILE
    if path == LEDGER:
        return False
    return not any(is_passed_over(name, hidden=top == "static") for name in names)

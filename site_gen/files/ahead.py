"""The look at a project that a build begins with, taken by a process of its own.

To look at ten thousand stories takes as long as to load the program. So `look_ahead` begins before that, and this
module loads next to nothing.
"""

import gc
import marshal
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence

from site_gen.files.rows import rows_of
from site_gen.files.scanning import Files, Found, Unfit, found_in
from site_gen.handles import all_of, write_all

WARNING = b"!"
FOUND = b"#"
"""What comes through the pipe: a warning, maybe; then, that all has been found."""

_OTHERWISE = ("--cache", "--no-cache", "--jobs", "--help", "-h")
"""Beginnings of words with which a build looks elsewhere, later, or not at all."""


class Scout:
    """A process that looks at the project in the folder `project`.

    It warns as soon as it finds a file that was touched after the file `since` was.
    """

    def __init__(self, project: str, since: str) -> None:
        self.project, self.since, self.at = project, since, time.time_ns()
        self.pipe, end = os.pipe()
        # Not through the pipe: that holds a tenth of what there is to tell.
        self._report = os.memfd_create("found")
        self.child = os.fork()
        if self.child == 0:
            os.close(self.pipe)  # else the pipe would not end when nobody wants to hear any more
            _look(project, since, end, self._report)
        os.close(end)

    def report(self) -> bytes:
        """What was found, when the pipe has said that it is all there."""
        return all_of(self._report)

    def give_up(self) -> None:
        """Want no more of it."""
        if self.child:
            os.close(self.pipe)
            os.close(self._report)
            os.waitpid(self.child, 0)
            self.child = 0


Packed = tuple[int, dict[str, tuple[list[str], bytes]]]
"""When the last file was touched; by folder the paths of its files, sorted, and a row of each (`rows`)."""


def packed(found: Found) -> bytes:
    """What was found, in one text: the same bytes for the same files."""
    newest, folders = found
    listings = {top: (list(files), rows_of(files.values())) for top, files in folders.items()}
    return marshal.dumps((newest, listings), 2)  # later versions write a text in one of several ways


def unpacked(data: bytes) -> Packed:
    """What was packed."""
    found: Packed = marshal.loads(data)
    return found


_ahead: list[Scout] = []


def look_ahead(words: Sequence[str]) -> None:
    """Begin to look, if these are the words of a plain `build` of the project here.

    That is a guess: `scout` is asked for a look by somebody who has read the words.
    """
    if words[:1] != ["build"] or any(word.startswith(_OTHERWISE) for word in words) or processors() < 2:
        return
    project = project_above(os.getcwd())  # noqa: PTH109  pathlib takes 3 ms to load
    if project and sys.platform == "linux":
        _ahead.append(Scout(project, f"{project}/.site_gen/index"))


def scout(project: str, since: str) -> Scout:
    """A look at `project` that goes on beside all else, maybe for some time already."""
    ahead = _ahead.pop() if _ahead else None
    if ahead and (ahead.project, ahead.since) == (project, since):
        return ahead
    if ahead:
        ahead.give_up()
    return Scout(project, since)


def project_above(folder: str) -> str | None:
    """The nearest folder upwards that is a project's."""
    while not os.path.isfile(f"{folder}/config.yaml"):  # noqa: PTH113
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    return folder


def processors() -> int:
    """How many processes can work at once here."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _look(project: str, since: str, pipe: int, report: int) -> None:
    """What the child does: look, tell, and be gone without a word."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.disable()  # it would go through all that the parent has, to find nothing
        try:
            moment = os.stat(since).st_mtime_ns  # noqa: PTH116
        except OSError:
            moment = sys.maxsize  # nothing was built yet, and all is new: that is known

        def warn() -> None:
            os.write(pipe, WARNING)

        write_all(packed(found_in(project, moment, warn, _beside)), report)
        os.write(pipe, FOUND)
    except (OSError, Unfit):
        pass  # whoever takes the look will look, and tell
    finally:
        os._exit(0)


def _beside(look: Callable[[], Files]) -> Callable[[], Files]:
    """Have `look` done by a process of its own; see `scanning.Beside`."""
    report = os.memfd_create("half")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            write_all(marshal.dumps(look(), 2), report)
            status = 0
        finally:
            os._exit(status)  # without a word: whoever takes the look finds out what is wrong

    def found() -> Files:
        _, status = os.waitpid(child, 0)
        if status:
            raise OSError("the other half of the look did not come to its end")
        there: Files = marshal.loads(all_of(report))
        return there

    return found

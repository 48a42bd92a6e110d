"""What the system refuses, said in one line with the file and a way out."""

import errno
from typing import Final

from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError, reason

_HINTS: Final = {
    errno.ENOSPC: "Free some space (or inodes: see df -i) and build again.",
    errno.EDQUOT: "Your disk quota is used up: free some space and build again.",
    errno.EACCES: "The output folder and the folder it lies in must be writable for whoever builds.",
    errno.EPERM: "The output folder and the folder it lies in must be writable for whoever builds.",
    errno.EROFS: "The file system is mounted read-only: name an output folder elsewhere.",
    errno.EMFILE: "Raise the limit on open files (ulimit -n) and build again.",
    errno.ENFILE: "The machine has too many files open: try again.",
    errno.EIO: "The disk may be failing: look at the system's log.",
    errno.EFBIG: "A limit on file sizes is set (ulimit -f): raise it.",
    errno.EBUSY: "Is it a mount point? Name a folder inside it as the output.",
}

_NAMED: Final = 20


def environment(shown: str, error: OSError) -> SiteError:
    """The error as a Problem of the file `shown`."""
    hint = _HINTS.get(error.errno or 0, "")
    return SiteError(Problem(Location(shown), reason(error), hint), ENVIRONMENT)


def refusal(shown: str, message: str, hint: str, exit_code: int = ENVIRONMENT) -> SiteError:
    """One Problem with a folder as a whole."""
    return SiteError(Problem(Location(shown), message, hint), exit_code)


def refuse_strangers(shown: str, paths: list[str]) -> None:
    """A SiteError that names what others put into the output folder; nothing if there is none."""
    if not paths:
        return
    problems = [
        Problem(
            Location(f"{shown}/{path}"),
            "is in the output folder, but site_gen did not put it there",
            "To publish it, move it into static/ of the project; otherwise remove it.",
        )
        for path in paths[:_NAMED]
    ]
    if len(paths) > _NAMED:
        problems.append(Problem(Location(shown), f"and {len(paths) - _NAMED} more such files"))
    raise SiteError(problems, ENVIRONMENT)

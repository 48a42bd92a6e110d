"""Other people's programs: git and rsync. Given lists of arguments, never run through a shell."""

import re
import signal
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from site_gen.batches.processes import ending_with_parent
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError, printable, reason
from site_gen.repositories import without_repository

_TRACE: Final = re.compile(r"GIT_(?:TRACE\w*|CURL_VERBOSE)")
"""A trace would show keys."""
_SECRET: Final = re.compile(
    r"TOKEN|SECRET|PASS|PWD|KEY|CREDENTIAL|AUTH|(?:^|_)PAT(?:_|$)|GIT_(?:SSH|PROXY)_COMMAND|GIT_SSH|RSYNC_RSH",
    re.IGNORECASE,
)
"""Names of variables whose values nobody is shown. A command may have a password among its words."""
_LINES: Final = 5


class Failed(Exception):
    """A program ended with an exit code that means it did not do it."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(code, said)
        self.code, self.said = code, said


def run(
    words: Sequence[str],
    environment: Mapping[str, str],
    *,
    given: bytes | IO[bytes] = b"",
    folder: Path | None = None,
    good: Collection[int] = (0,),
    umask: int = -1,
) -> bytes:
    """What the program prints; `given` is its standard input. It ends with this process, however that ends. Failed for an exit code that is none of `good`; SiteError if it cannot be run."""
    source: dict[str, Any] = {"input": given} if isinstance(given, bytes) else {"stdin": given}
    kept = {n: v for n, v in without_repository(environment).items() if not _TRACE.fullmatch(n)}
    try:
        done = subprocess.run(
            list(words),
            cwd=folder,
            env={**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
            **source,
            capture_output=True,
            check=False,
            umask=umask,
            # One that went on would come behind the next deploy, and put the old files back. It may tidy up.
            preexec_fn=ending_with_parent(signal.SIGTERM),
        )
    except FileNotFoundError:
        message, hint = "is not there", f"Install {words[0]}: this target needs it."
        raise SiteError(Problem(Location(words[0]), message, hint), ENVIRONMENT) from None
    except OSError as error:
        raise SiteError(Problem(Location(words[0]), f"cannot be run: {reason(error)}"), ENVIRONMENT) from None
    if done.returncode not in good:
        said = done.stderr.decode("utf-8", "replace")
        raise Failed(done.returncode, discreet(said, environment))
    return done.stdout


def discreet(said: str, environment: Mapping[str, str]) -> str:
    """The end of what somebody said, in a line, without a secret of the environment or of an address."""
    for name, value in environment.items():
        if _SECRET.search(name) and len(value) > 5:
            said = said.replace(value, "…")
    said = re.sub(r"//[^/@\s]+@", "//…@", said)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return printable("; ".join(lines[-_LINES:]))

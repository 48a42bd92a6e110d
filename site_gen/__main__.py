"""The way in: `site-gen` and `python -m site_gen`.

Kept apart from the commands so that a signal that comes while they are being imported ends the program as
quietly as any other.
"""

import os
import signal
import sys
from types import FrameType


class Terminated(BaseException):
    """SIGTERM. Not an Exception: nothing on the way out may take it for a mistake of its own."""


def main() -> int:
    """Run a command; returns the exit code."""
    try:
        sys.unraisablehook = _raise_again
        signal.signal(signal.SIGTERM, _terminate)
        from site_gen.cli import run

        return run()
    except KeyboardInterrupt:
        return 130
    except Terminated:
        return 143


def _terminate(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Terminated


def _raise_again(lost: "sys.UnraisableHookArgs") -> None:
    """A signal that came while Python ran a destructor, or tidied up after an import, is not to be forgotten."""
    if not isinstance(lost.exc_value, KeyboardInterrupt | Terminated):
        sys.__unraisablehook__(lost)
        return
    import threading

    number = signal.SIGINT if isinstance(lost.exc_value, KeyboardInterrupt) else signal.SIGTERM
    if number == signal.SIGTERM:
        signal.signal(number, _terminate)
    # Not at once: that would still be inside what swallows it.
    threading.Timer(0.01, os.kill, (os.getpid(), number)).start()


if __name__ == "__main__":
    sys.exit(main())

"""The way in: `site-gen` and `python -m site_gen`.

Kept apart from the commands so that a signal that comes while they are being imported ends the program as
quietly as any other.
"""

import signal
import sys
from types import FrameType


class Terminated(BaseException):
    """SIGTERM. Not an Exception: nothing on the way out may take it for a mistake of its own."""


def main() -> int:
    """Run a command; returns the exit code."""
    try:
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


if __name__ == "__main__":
    sys.exit(main())

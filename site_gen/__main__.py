"""The way in: `site-gen` and `python -m site_gen`.

Kept apart from the commands so that a signal that comes while they are being imported ends the program as
quietly as any other.
"""

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn


class Terminated(BaseException):
    """SIGTERM. Not an Exception: nothing on the way out may take it for a mistake of its own."""


def main() -> int:
    """Run a command; returns the exit code."""
    try:
        sys.unraisablehook = _tell
        signal.signal(signal.SIGTERM, _terminate)
        # Where it is another one, whoever began us wants Ctrl-C to do something else, or nothing.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _interrupt)
        from site_gen.files.ahead import look_ahead

        look_ahead(sys.argv[1:])
        from site_gen.cli import run

        return run()
    except KeyboardInterrupt:
        return 130
    except Terminated:
        return 143


def command() -> NoReturn:
    """The program: `main`, and an end without taking apart what is in memory.

    Of a large newspaper that is a million values, and freeing each is a tenth of the time of a small build.
    """
    # Modules and values come by the ten thousand and stay to the end: to look for garbage after every 700, as
    # is the rule, is a twentieth of a small build.
    gc.set_threshold(50_000, 20, 20)
    _open_streams()
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 1
    os._exit(code)


def _open_streams() -> None:
    """Give a program that was started with closed streams (`>&-`) some that lead nowhere.

    Python has None in their place, and the next file to be opened would get the number of one.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _terminate(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.unraisablehook = _raise_again
    raise Terminated


def _interrupt(number: int, frame: FrameType | None) -> None:
    sys.unraisablehook = _raise_again
    raise KeyboardInterrupt


def _tell(lost: "sys.UnraisableHookArgs") -> None:
    """What is told of an exception that Python drops."""
    if isinstance(lost.exc_value, KeyboardInterrupt | Terminated):
        _raise_again(lost)
    else:
        sys.__unraisablehook__(lost)


def _raise_again(lost: "sys.UnraisableHookArgs") -> None:
    """A signal that came while Python ran a destructor, or tidied up after an import, is not to be forgotten.

    What else is dropped after a signal is of something that it left half made, and is nobody's mistake.
    """
    if not isinstance(lost.exc_value, KeyboardInterrupt | Terminated):
        return
    import threading

    number = signal.SIGINT if isinstance(lost.exc_value, KeyboardInterrupt) else signal.SIGTERM
    if number == signal.SIGTERM:
        signal.signal(number, _terminate)
    # Not at once: that would still be inside what swallows it.
    threading.Timer(0.01, os.kill, (os.getpid(), number)).start()


if __name__ == "__main__":
    command()

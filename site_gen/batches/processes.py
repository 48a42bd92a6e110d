"""Other processes: how many, how they are begun safely, and what is told when one dies."""

import gc
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError

Jobs = int | str
"""How many processes, or the address of a Dask cluster: `dask://HOST:PORT`."""


def forks() -> bool:
    """Whether processes that are begun now have all that this one has."""
    # A forked child of a process with threads may wait for a lock that nobody will ever release.
    return sys.platform == "linux" and threading.active_count() == 1


def safe_context() -> Any:
    """A way to begin processes that is safe now, and what there is to be done before."""
    import multiprocessing

    method = "fork" if forks() else "spawn"
    # What there is now is none of the collector's business, here or in a forked process: to look through it for
    # garbage would take long, and write into memory that the processes share as long as none of them does.
    gc.freeze()
    if method == "fork":
        _trim()
    return multiprocessing.get_context(method)


def begin(prepare: Callable[..., None] | None = None, arguments: tuple[Any, ...] = ()) -> None:
    """What a process does before its work, `prepare(*arguments)` at last."""
    # Ctrl-C goes to the whole group; the parent decides, children that print tracebacks only get in the way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ending_with_parent(signal.SIGKILL)()
    gc.disable()  # nothing that is done here leaves cycles: of 5,000 printed pages not one value was found
    if prepare:
        prepare(*arguments)


def ending_with_parent(number: signal.Signals) -> Callable[[], None]:
    """What a process calls that is to be sent a signal when its parent ends, though that be killed outright.

    Only Linux has it (PR_SET_PDEATHSIG): elsewhere it does nothing.
    """
    if sys.platform != "linux":
        return lambda: None
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(1, number)


def died() -> SiteError:
    """What is told where a process ends in the midst of its work: mostly the system ends one for want of memory."""
    message, hint = "a process died at its work", "Is there memory enough? Try: --jobs 1."
    return SiteError(Problem(Location("--jobs"), message, hint), ENVIRONMENT)


def _trim() -> None:
    """Give the system back what was freed: a part of it would be copied into every process that is forked."""
    import ctypes

    with suppress(AttributeError):  # not every C library has it
        ctypes.CDLL(None).malloc_trim(0)

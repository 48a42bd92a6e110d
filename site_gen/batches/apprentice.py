"""One piece of work in a process of its own, that gets ready while nobody knows yet what it will be asked."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache as once
from typing import NoReturn

from site_gen.batches.processes import Jobs, begin
from site_gen.handles import all_of, write_all


class Apprentice:
    """A process of its own that gets ready for some work, and does it when it is asked to."""

    def __init__(self, prepare: Callable[[], Callable[[bytes], bytes]]) -> None:
        # Not pipes: those would hold up whoever has much to say.
        self._order, self._answer = os.memfd_create("order"), os.memfd_create("answer")
        bell, self._bell = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._bell)
            self._work_and_leave(prepare, bell)
        os.close(bell)

    def ask(self, order: bytes) -> None:
        """Have the work done on `order`, once."""
        write_all(order, self._order)
        with suppress(BrokenPipeError):  # it has died, and has no answer
            os.write(self._bell, b"!")

    def answer(self) -> bytes | None:
        """What the work gave, when it is done; None if anything went wrong in it."""
        child, self._child = self._child, 0
        _, status = os.waitpid(child, 0)
        return all_of(self._answer) if status == 0 else None

    def dismiss(self) -> None:
        """Want nothing more of it."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self._child = 0
        for handle in (self._order, self._answer, self._bell):
            os.close(handle)

    def _work_and_leave(self, prepare: Callable[[], Callable[[bytes], bytes]], bell: int) -> NoReturn:
        """What the child does. It says nothing but its answer: what goes wrong in it is its parent's to find out."""
        status = 1
        with suppress(BaseException):
            begin()
            work = prepare()
            if os.read(bell, 1):
                write_all(work(all_of(self._order)), self._answer)
                status = 0
        os._exit(status)


def apprentice(prepare: Callable[[], Callable[[bytes], bytes]], jobs: Jobs) -> Apprentice | None:
    """An Apprentice, to be dismissed in the end; None where there is no process for it.

    What `prepare` returns is its work: it is given the order, and returns the answer.
    """
    alone = isinstance(jobs, str) or jobs < 2 or threading.active_count() > 1
    if alone or sys.platform != "linux" or not hasattr(os, "memfd_create"):
        return None
    return Apprentice(prepare)


@contextmanager
def beside(work: Callable[[], bytes], jobs: Jobs) -> Iterator[Callable[[], bytes | None]]:
    """A function that waits for what `work` returns, which is done in a process of its own from now on.

    It gives None where there is no such process, and where anything went wrong in it.
    """
    one = apprentice(lambda: lambda _: work(), jobs)
    if one is None:
        yield lambda: None
        return
    try:
        one.ask(b"")
        yield once(one.answer)
    finally:
        one.dismiss()

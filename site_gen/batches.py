"""Much work in batches, over whatever executor there is.

A batch is self-contained and picklable, and its failures come back as values; so it may run here, in
another process, or on another machine.
"""

import gc
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache as once
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, cast

from site_gen.errors import ENVIRONMENT, USAGE, Location, Problem, SiteError
from site_gen.handles import all_of, write_all

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

CLUSTER: Final = "dask://"
"""What the address of a cluster begins with."""
_PATIENCE: Final = 10
"""Seconds until a scheduler has to answer."""
_RETRIES: Final = 3
"""How often a batch is done again that a worker did not live to finish."""
_IN_HAND: Final = 3
"""Batches that a process of a lane has been given: one to work on, and others until somebody looks at what came of it."""
_AHEAD: Final = 32
"""Batches that are handed out before the first of them must have come back."""

T = TypeVar("T")
R = TypeVar("R")


Jobs = int | str
"""How many processes, or the address of a Dask cluster: `dask://HOST:PORT`."""


@contextmanager
def executor(
    jobs: Jobs, prepare: Callable[..., None] | None = None, arguments: tuple[Any, ...] = ()
) -> Iterator["Executor | None"]:
    """A pool of `jobs` processes; None for one, which means: do it here.

    `prepare(*arguments)` runs once in each process. Where processes are forked the arguments cost nothing. In a
    cluster it does not run: its batches bring along all that they need. Raises SiteError for a cluster that is
    not there, and if a process dies.
    """
    if isinstance(jobs, str):
        with _cluster(jobs) as pool:
            yield pool
        return
    if jobs < 2:
        yield None
        return
    # 20 ms that a small build need not pay.
    import multiprocessing
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    context = _processes()
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(prepare, arguments))
    others = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException as error:
        # Not waiting for what has begun: an error or Ctrl-C is to end the build now.
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        if isinstance(error, BrokenExecutor):
            raise _died() from None
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def in_lanes(work: Callable[[T], R], lanes: Sequence[Sequence[T]]) -> Iterator[R]:
    """The results of `work` on the batches of all lanes, in whatever order, by a process for each lane: this one
    has the first.

    The batches of a lane have something in common: a process keeps to its own to the end of it, and then takes
    from the end of the longest. Raises whatever `work` raises, and SiteError if a process dies.
    """
    from multiprocessing.connection import Connection, wait

    context = _processes()
    left = [deque(range(len(lane))) for lane in lanes]
    hands: dict[Connection, int] = {}
    flying: dict[Connection, int] = {}
    processes = []

    def taken(lane: int) -> tuple[int, int] | None:
        """The next batch for the process of a lane."""
        if left[lane]:
            return lane, left[lane].popleft()
        longest = max(range(len(lanes)), key=lambda one: len(left[one]))
        return (longest, left[longest].pop()) if left[longest] else None

    def hand_out(hand: Connection) -> None:
        batch = taken(hands[hand])
        if batch:
            # Not the batch, which every process has: what is sent may never fill a pipe, or each waits for the other.
            hand.send(batch)
            flying[hand] += 1

    def handed_in(patience: float | None) -> Iterator[R]:
        for ready in wait([hand for hand, count in flying.items() if count], patience):
            assert isinstance(ready, Connection)
            good, result = ready.recv()
            flying[ready] -= 1
            if not good:
                raise result
            hand_out(ready)
            yield result

    collects = gc.isenabled()
    try:
        for lane in range(1, len(lanes)):
            hand, end = context.Pipe()
            process = context.Process(target=_serve, args=(end, lanes, work))
            process.start()
            end.close()
            processes.append(process)
            hands[hand], flying[hand] = lane, 0
        gc.disable()
        for hand in [*hands] * _IN_HAND:
            hand_out(hand)
        while own := taken(0):
            yield work(lanes[own[0]][own[1]])
            yield from handed_in(0)
        while any(flying.values()):
            yield from handed_in(None)
        for hand in hands:
            hand.send(None)
    except BaseException as error:
        # Not waiting for what has begun: an error or Ctrl-C is to end the build now.
        for process in processes:
            process.terminate()
        if isinstance(error, EOFError | ConnectionError):
            raise _died() from None
        raise
    finally:
        if collects:
            gc.enable()
        for hand in hands:
            hand.close()
        for process in processes:
            process.join()
        gc.unfreeze()


def _died() -> SiteError:
    """What is told where a process ends in the midst of its work: mostly the system ends one for want of memory."""
    message, hint = "a process died at its work", "Is there memory enough? Try: --jobs 1."
    return SiteError(Problem(Location("--jobs"), message, hint), ENVIRONMENT)


def _serve(end: Any, lanes: Sequence[Sequence[T]], work: Callable[[T], R]) -> None:
    """What another process of `in_lanes` does."""
    _begin(None, ())
    for lane, place in iter(end.recv, None):
        answer: tuple[bool, R | Exception]
        try:
            answer = True, work(lanes[lane][place])
        except Exception as error:
            answer = False, error
        end.send(answer)


def forks() -> bool:
    """Whether processes that are begun now have all that this one has."""
    # A forked child of a process with threads may wait for a lock that nobody will ever release.
    return sys.platform == "linux" and threading.active_count() == 1


def _processes() -> Any:
    """A way to begin processes that is safe now, and what there is to be done before."""
    import multiprocessing

    method = "fork" if forks() else "spawn"
    # What there is now is none of the collector's business, here or in a forked process: to look through it for
    # garbage would take long, and write into memory that the processes share as long as none of them does.
    gc.freeze()
    if method == "fork":
        _trim()
    return multiprocessing.get_context(method)


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
            _begin(None, ())
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


class _Bundles:
    """An executor that is handed each batch as one text of bytes, and hands one back.

    Dask looks for its own values in whatever it is given, into the last tuple: longer than many a batch takes.
    """

    def __init__(self, pool: "Executor") -> None:
        self.pool = pool

    def submit(self, work: Callable[..., Any], batch: Any) -> "_Bundle":
        return _Bundle(self.pool.submit(_unbundle, pickle.dumps((work, batch))))


class _Bundle:
    def __init__(self, future: "Future[bytes]") -> None:
        self.future = future

    def result(self) -> Any:
        return pickle.loads(self.future.result())


def _unbundle(bundle: bytes) -> bytes:
    work, batch = pickle.loads(bundle)
    return pickle.dumps(work(batch))


@contextmanager
def _cluster(address: str) -> Iterator["Executor"]:
    """The executor of the Dask cluster whose scheduler is at `address`."""
    where = Location("--executor")
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        hint = "Install it: pip install 'site_gen[cluster]'."
        raise SiteError(Problem(where, "Dask is not installed", hint), USAGE) from None
    try:
        client = Client(f"tcp://{address.removeprefix(CLUSTER)}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "Is its scheduler running, and is this its address?"
        raise SiteError(Problem(where, f"no cluster answers at {address}", hint), ENVIRONMENT) from error
    pool = client.get_executor(retries=_RETRIES)
    try:
        yield cast("Executor", _Bundles(pool))  # as far as `in_batches` asks for one
    except KilledWorker as error:
        message, hint = f"the workers of {address} die again and again", "Have they memory enough?"
        raise SiteError(Problem(where, message, hint), ENVIRONMENT) from error
    except ModuleNotFoundError as error:
        message, hint = (
            f"{error}, on a worker of {address}",
            "Install the very same site_gen on each of them.",
        )
        raise SiteError(Problem(where, message, hint), ENVIRONMENT) from error
    finally:
        # Whatever has not begun is no longer wanted.
        pool.shutdown(wait=False)
        client.close()


def _trim() -> None:
    """Give the system back what was freed: a part of it would be copied into every process that is forked."""
    import ctypes

    with suppress(AttributeError):  # not every C library has it
        ctypes.CDLL(None).malloc_trim(0)


def _begin(prepare: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    # Ctrl-C goes to the whole group; the parent decides, children that print tracebacks only get in the way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes

        # PR_SET_PDEATHSIG: a parent that is killed outright takes its workers with it.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    gc.disable()  # nothing that is done here leaves cycles: of 5,000 printed pages not one value was found
    if prepare:
        prepare(*arguments)


def in_batches(
    work: Callable[[Sequence[T]], R],
    items: Iterable[T],
    size: int,
    pool: "Executor | None",
    most: int = _AHEAD,
) -> Iterator[R]:
    """The results of `work` on `items`, `size` at a time, in order.

    Items are taken while others are worked on, and not more than `most` batches ahead of them: neither they nor
    the results need be in memory all at once.
    """
    waiting = iter(items)
    batches = iter(lambda: tuple(islice(waiting, size)), ())
    if pool is None:
        yield from map(work, batches)
        return
    first, second = next(batches, ()), next(batches, ())
    if not second:
        yield from map(work, [first] if first else [])
        return
    ahead: deque[Future[R]] = deque()
    for batch in chain((first, second), batches):
        ahead.append(pool.submit(work, batch))
        if len(ahead) == most:
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()

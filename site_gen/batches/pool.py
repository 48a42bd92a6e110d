"""Batches in order, over a pool of processes or a cluster."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from site_gen.batches.processes import Jobs, begin, died, safe_context

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_AHEAD: Final = 32
"""Batches that are handed out before the first of them must have come back."""

T = TypeVar("T")
R = TypeVar("R")


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
        from site_gen.batches.cluster import cluster

        with cluster(jobs) as pool:
            yield pool
        return
    if jobs < 2:
        yield None
        return
    # 20 ms that a small build need not pay.
    import multiprocessing
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    context = safe_context()
    pool = ProcessPoolExecutor(jobs, context, initializer=begin, initargs=(prepare, arguments))
    others = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException as error:
        # Not waiting for what has begun: an error or Ctrl-C is to end the build now.
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        if isinstance(error, BrokenExecutor):
            raise died() from None
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


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

"""Batches of which some belong together, by a process for each lane of them."""

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from site_gen.batches.processes import begin, died, safe_context

_IN_HAND: Final = 3
"""Batches that a process of a lane has been given: one to work on, and others until somebody looks at what came of it."""

T = TypeVar("T")
R = TypeVar("R")


def in_lanes(work: Callable[[T], R], lanes: Sequence[Sequence[T]]) -> Iterator[R]:
    """The results of `work` on the batches of all lanes, in whatever order, by a process for each lane: this one
    has the first.

    The batches of a lane have something in common: a process keeps to its own to the end of it, and then takes
    from the end of the longest. Raises whatever `work` raises, and SiteError if a process dies.
    """
    from multiprocessing.connection import Connection, wait

    context = safe_context()
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
            raise died() from None
        raise
    finally:
        if collects:
            gc.enable()
        for hand in hands:
            hand.close()
        for process in processes:
            process.join()
        gc.unfreeze()


def _serve(end: Any, lanes: Sequence[Sequence[T]], work: Callable[[T], R]) -> None:
    """What another process of `in_lanes` does."""
    begin()
    for lane, place in iter(end.recv, None):
        answer: tuple[bool, R | Exception]
        try:
            answer = True, work(lanes[lane][place])
        except Exception as error:
            answer = False, error
        end.send(answer)

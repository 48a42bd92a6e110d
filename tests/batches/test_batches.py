"""Work in batches: the same results, in the same order, wherever it is done."""

import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from site_gen.batches.apprentice import apprentice, beside
from site_gen.batches.lanes import in_lanes
from site_gen.batches.pool import executor, in_batches
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError

PREPARED: list[str] = []


def squares(batch: Sequence[int]) -> list[int]:
    return [number * number for number in batch]


def whose(batch: Sequence[int]) -> tuple[int, list[str], bool]:
    return os.getpid(), PREPARED, signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def refuse(batch: Sequence[int]) -> None:
    raise SiteError(Problem(Location("a.md", 3), "no space"), ENVIRONMENT)


def prepare(word: str) -> None:
    PREPARED.append(word)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 35])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    with executor(jobs) as pool:
        found = [number for batch in in_batches(squares, range(count), 10, pool) for number in batch]
    assert found == [number * number for number in range(count)]


def test_for_one_job_no_process_is_begun() -> None:
    with executor(1) as pool:
        assert pool is None
    assert {pid for pid, _, _ in in_batches(whose, range(30), 10, None)} == {os.getpid()}


def test_workers_are_prepared_once_and_leave_ctrl_c_to_their_parent() -> None:
    with executor(2, prepare, ("siap",)) as pool:
        found = list(in_batches(whose, range(40), 10, pool))
    assert all(pid != os.getpid() and words == ["siap"] and ignored for pid, words, ignored in found)
    assert PREPARED == []


def test_little_work_is_done_here_even_if_there_is_a_pool() -> None:
    with executor(2) as pool:
        assert [pid for pid, _, _ in in_batches(whose, range(5), 10, pool)] == [os.getpid()]


def test_an_error_in_a_worker_comes_back_whole() -> None:
    with executor(2) as pool, pytest.raises(SiteError) as caught:
        list(in_batches(refuse, range(30), 10, pool))
    assert str(caught.value) == "a.md:3: error: no space"
    assert caught.value.exit_code == ENVIRONMENT


def test_a_process_that_dies_ends_all_with_what_to_do() -> None:
    before = children()
    with pytest.raises(SiteError) as caught, executor(2) as pool:
        list(in_batches(stopping_anywhere, range(30), 10, pool))
    assert str(caught.value).startswith("--jobs: error: a process died at its work\n  hint: ")
    assert caught.value.exit_code == ENVIRONMENT
    assert children() == before


def children() -> str:
    """The processes that this one has begun, ended ones that nobody waited for among them. Not by waiting: a
    browser of another test may be one, and goes on."""
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text()


def test_work_is_done_in_a_process_beside_this_one() -> None:
    before = children()
    with beside(lambda: b"%d" % os.getpid() * 100_000, 2) as answer:
        found = answer()
    assert found
    assert found != b"%d" % os.getpid() * 100_000
    assert children() == before


def test_an_apprentice_works_on_what_it_is_asked_when_it_is_ready() -> None:
    before = children()
    one = apprentice(lambda: lambda order: order[::-1], 2)
    assert one is not None
    try:
        one.ask(b"ab" * 100_000)
        assert one.answer() == b"ba" * 100_000
    finally:
        one.dismiss()
    assert children() == before


@pytest.mark.parametrize("prepare", [lambda: lambda order: order, lambda: time.sleep(60), lambda: 1 // 0])
def test_an_apprentice_that_is_not_asked_goes(prepare: Callable[[], Any]) -> None:
    before = children()
    one = apprentice(prepare, 2)
    assert one is not None
    one.dismiss()
    assert children() == before


def test_an_apprentice_that_could_not_get_ready_has_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    one = apprentice(lambda: 1 // 0, 2)  # type: ignore[arg-type, return-value]
    assert one is not None
    try:
        time.sleep(0.05)
        one.ask(b"x" * 1_000_000)
        assert one.answer() is None
    finally:
        one.dismiss()
    assert capfd.readouterr() == ("", "")


def test_where_one_process_is_allowed_there_is_no_apprentice() -> None:
    assert apprentice(lambda: lambda order: order, 1) is None


def test_where_one_process_is_allowed_no_other_answers() -> None:
    with beside(lambda: b"x", 1) as answer:
        assert answer() is None


def test_what_goes_wrong_beside_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with beside(lambda: b"%d" % (1 // 0), 2) as answer:
        assert answer() is None
    with beside(lambda: os.kill(os.getpid(), signal.SIGKILL) or b"", 2) as answer:
        assert answer() is None
    assert capfd.readouterr() == ("", "")


def test_an_answer_that_nobody_wants_keeps_nobody_waiting() -> None:
    before = children()
    with pytest.raises(KeyError), beside(lambda: time.sleep(60) or b"", 2):
        raise KeyError
    assert children() == before


def doubled(numbers: Sequence[int]) -> tuple[int, list[int]]:
    time.sleep(0.002 * len(numbers))
    return os.getpid(), [2 * number for number in numbers]


def stopping(numbers: Sequence[int], here: int) -> None:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)


def stopping_anywhere(numbers: Sequence[int]) -> None:
    if 3 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)


def stumbling(numbers: Sequence[int], at: int) -> None:
    if at in numbers:
        refuse(numbers)
    time.sleep(0.01)


LANES = [[range(n, n + 10) for n in range(0, 300, 10)], [range(n, n + 1) for n in range(300, 310)]]


@pytest.mark.parametrize("mine", [0, 1])
@pytest.mark.parametrize("threads", [0, 1])
def test_each_process_keeps_to_its_lane_and_helps_in_the_end(threads: int, mine: int) -> None:
    """With another thread beside it a process is not forked: everything goes to the others in writing."""
    ended = threading.Event()
    for _ in range(threads):
        threading.Thread(target=ended.wait, daemon=True).start()
    before = children()
    lanes = LANES[::-1] if mine else LANES
    try:
        found = list(in_lanes(doubled, lanes))
    finally:
        ended.set()
    assert sorted(number for _, numbers in found for number in numbers) == list(range(0, 620, 2))
    workers = {pid for pid, _ in found}
    assert len(workers) == 2
    assert os.getpid() in workers
    if not threads:  # a process that was not forked may come too late for anything
        (short,) = {pid for pid, numbers in found if len(numbers) == 1}
        assert (short == os.getpid()) is bool(mine)
        helped = [numbers for pid, numbers in found if pid == short and len(numbers) == 10]
        assert helped
        assert [580 + n for n in range(0, 20, 2)] in helped  # from the end
        assert children() == before


def test_one_lane_is_worked_on_here() -> None:
    assert [pid for pid, _ in in_lanes(doubled, [[range(1)] * 3])] == [os.getpid()] * 3


def test_another_process_of_a_lane_leaves_ctrl_c_to_this_one() -> None:
    ignored = {(pid != os.getpid(), there) for pid, _, there in in_lanes(whose, [[range(1)] * 9] * 2)}
    assert ignored == {(False, False), (True, True)}


def test_much_comes_back_and_nobody_waits_for_the_other() -> None:
    lanes = [[range(n, n + 1) for n in range(50)], [range(n, n + 1) for n in range(50, 100)]]
    assert sum(len(text) for text in in_lanes(long_text, lanes)) == 100 * 300_000


def long_text(numbers: Sequence[int]) -> str:
    return "x" * 300_000 * len(numbers)


@pytest.mark.parametrize("at", [3, 23])
def test_what_goes_wrong_in_a_lane_ends_all(at: int) -> None:
    before = children()
    lanes = [[range(n, n + 1) for n in range(20)], [range(n, n + 1) for n in range(20, 40)]]
    with pytest.raises(SiteError, match=r"a\.md:3: error: no space"):
        list(in_lanes(partial(stumbling, at=at), lanes))
    with pytest.raises(SiteError, match="a process died at its work") as caught:
        list(in_lanes(partial(stopping, here=os.getpid()), lanes))
    assert caught.value.exit_code == ENVIRONMENT
    assert children() == before
    assert gc.isenabled()


def test_lanes_that_nobody_wants_to_the_end_keep_nobody_waiting() -> None:
    before = children()
    lanes = [[range(30)] * 100, [range(30)] * 100]
    first = next(results := in_lanes(doubled, lanes))
    assert first[1] == [2 * n for n in range(30)]
    results.close()  # type: ignore[attr-defined]
    assert children() == before

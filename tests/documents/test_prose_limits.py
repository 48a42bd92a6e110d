"""No text stalls or crashes a build; it is refused at its line."""

import inspect
import signal
import sys
import threading
import time

import pytest

from site_gen.documents.prose import ProseRules, converter, limits, read_prose
from site_gen.errors import Problem

RULES = ProseRules(quotes="id")


def refused(source: str) -> list[Problem]:
    prose, problems = read_prose(source, "a.md", 7, RULES)
    assert prose is None
    return problems


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("a\n" * 140_000, "a.md:7", "a text of more than 256 KiB"),
        ("é" * 140_000, "a.md:7", "a text of more than 256 KiB"),
        ("a\nb\0c", "a.md:8:2", "control character U+0000"),
        ("a\n\n" + "- " * 40 + "a", "a.md:9:1", "more than 32 list or quote marks on a line"),
        ("a\n" + "> " * 40, "a.md:8:1", "more than 32 list or quote marks on a line"),
        (">" * 5_000, "a.md:7:1", "more than 32 list or quote marks on a line"),
        ("1. " * 33 + "a", "a.md:7:1", "more than 32 list or quote marks on a line"),
        ("a\n\n" + "a *b*\n" * 6_000, "a.md:9:1", "a paragraph of more than 32 KiB"),
        ("a\n\n" * 20_001, "a.md:20007", "more than 20000 lines"),
        ("a\nb" + "[" * 300, "a.md:8:2", 'more than 200 of "[" on a line'),
        ("a\n" + "![a](b)" * 201, "a.md:8:2", 'more than 200 of "[" on a line'),
        ("<![CDATA[" * 2_000, "a.md:7:3", 'more than 200 of "[" on a line'),
        ("a\n" + "`a` " * 101, "a.md:8:1", 'more than 200 of "`" on a line'),
        ("*a **b " * 100, "a.md:7:1", 'more than 200 of "*" on a line'),
        ("_a " * 300, "a.md:7:1", 'more than 200 of "_" on a line'),
        (("|" * 60 + "\n") * 400, "a.md:7:1", 'more than 20000 of "|"'),
        ("a\n" + "<b>\n" * 4_001, "a.md:4008:1", "more than 4000 HTML tags"),
        ("a\n\n" + "<div>\n" * 257, "a.md:9", "elements nested more than 256 deep"),
        ("\n\n".join("    " * n + "- a" for n in range(300)), "a.md:7", "elements nested more than 256 deep"),
    ],
)
def test_a_text_beyond_a_limit_is_refused_at_its_line(source: str, place: str, message: str) -> None:
    found = {str(problem.where): problem for problem in refused(source)}
    assert place in found
    assert found[place].message == message
    assert found[place].hint
    assert found[place].fatal


@pytest.mark.parametrize(
    "source",
    [
        "\\*" * 3_000,
        "-" * 500,
        "- - -",
        "* " * 32 + "a",
        "<p>a</p>\n" * 1_300,
        "<div>\n" * 256,
        "[a](b) " * 200,
        "| a " * 150 + "|",
        "kata " * 6_000,
        "\n\n".join(["kata " * 1_000] * 50),
    ],
)
def test_a_text_within_the_limits_is_read(source: str) -> None:
    prose, problems = read_prose(source, "a.md", 1, RULES)
    assert prose is not None
    assert not problems


def test_the_limits_are_the_same_for_text_that_is_plain() -> None:
    (problem,) = refused("a\n\n" + "kata " * 7_000)
    assert (str(problem.where), problem.message) == ("a.md:9:1", "a paragraph of more than 32 KiB")


def slow(text: str, guarded: bool = True) -> str:
    while True:
        pass


def test_a_text_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "convert", slow)
    monkeypatch.setattr(limits.within_seconds, "__defaults__", (0.1,))
    (problem,) = refused("a\n\nb\n\n*c* `d`\n\n*e*")
    assert str(problem.where) == "a.md:11"
    assert problem.message == "converting this takes more than two seconds"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_ring_that_is_lost_is_followed_by_another() -> None:
    class Closing:
        def __del__(self) -> None:  # an exception in here is printed and forgotten
            deadline = time.process_time() + 0.2
            while time.process_time() < deadline:
                pass

    def work() -> None:
        Closing()
        while True:
            pass

    with pytest.raises(limits.OutOfTime):
        limits.within_seconds(work, 0.05)


def test_a_fault_of_the_library_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise AttributeError("x")

    monkeypatch.setattr(converter._Converter, "convert", fail)
    (problem,) = refused("_a_")
    assert problem.message == "Python-Markdown fails here (AttributeError: x)"


def test_what_was_left_half_done_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read_prose("_a_", "a.md", 1, RULES)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        (problem,) = refused("\n\n".join("    " * n + "- a" for n in range(120)))
    finally:
        sys.setrecursionlimit(limit)
    assert str(problem) == "a.md:7: error: nested too deeply\n  hint: Write it flatter."
    prose, _ = read_prose("- a\n\n_b_", "a.md", 1, RULES)
    assert prose is not None
    assert prose.html == "<ul>\n<li>a</li>\n</ul>\n<p><em>b</em></p>"


def test_the_timer_and_handler_of_others_are_put_back() -> None:
    def ours(*_: object) -> None: ...

    before = signal.signal(signal.SIGPROF, ours)
    signal.setitimer(signal.ITIMER_PROF, 1_000, 5)
    try:
        assert limits.within_seconds(lambda: 1) == 1
        assert signal.getsignal(signal.SIGPROF) is ours
        left, interval = signal.getitimer(signal.ITIMER_PROF)
        assert 900 < left < 1_001
        assert interval == 5
        with pytest.raises(limits.OutOfTime):
            limits.within_seconds(lambda: slow(""), 0.05)
        assert signal.getsignal(signal.SIGPROF) is ours
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_in_another_thread_a_text_is_read_without_a_timer() -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(read_prose("_a_", "a.md", 1, RULES)[0]))
    thread.start()
    thread.join()
    assert found == [read_prose("_a_", "a.md", 1, RULES)[0]]


def test_depth_counts_what_is_open() -> None:
    assert not limits.too_deep("<p><b>a</b></p>" * 500)
    assert not limits.too_deep("<p>" * 500 + "<br>" * 500 + "<li>a" * 500)
    assert limits.too_deep("<b>" * 257)
    assert limits.too_deep("<div></b>" * 257)
    assert limits.too_deep("<div><!-- </div> -->" * 257)
    assert not limits.too_deep("<div title='>'></div>" * 500)


SLOW = [
    "[",
    "![",
    "[](",
    "[[]]",
    "<![CDATA[",
    "<a ",
    "\\*",
    "```a\n",
    "``` " + " " * 50 + "\n",
    "a\n=\n",
    "|`",
    "*a **b ",
]


@pytest.mark.parametrize("unit", SLOW)
def test_what_is_slow_for_the_library_is_refused_or_over_soon(unit: str) -> None:
    start = time.process_time()
    read_prose((unit * 60_000)[:60_000], "a.md", 1, RULES)
    assert time.process_time() - start < 10  # it would be minutes

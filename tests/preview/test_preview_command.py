"""`site-gen serve` as a person starts and ends it."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from previews import PATIENCE

TELLING = "import sys, site_gen.__main__ as way_in; print(flush=True); sys.exit(way_in.main())"
"""Says when Python is through with its own start, in which a signal is none of our business."""


def begin(project: Path, *more: str, way: tuple[str, str] = ("-m", "site_gen")) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *way, "-C", str(project), "serve", "--port", "0", *more],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Where tests run in the background, Ctrl-C is switched off for all that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )


@pytest.fixture
def serving(paper: Path) -> Iterator["subprocess.Popen[str]"]:
    process = begin(paper)
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_soon_and_quietly(
    serving: "subprocess.Popen[str]", number: signal.Signals, code: int
) -> None:
    assert serving.stderr
    line = serving.stderr.readline()
    assert re.fullmatch(r"Serving Warta Uji at http://127\.0\.0\.1:\d+/ – drafts shown – Ctrl-C ends\n", line)
    with socket.create_connection(("127.0.0.1", int(re.findall(r":(\d+)/", line)[0]))) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")  # somebody is in the middle of asking
        serving.send_signal(number)
        began = time.monotonic()
        out, err = serving.communicate(timeout=PATIENCE)
    assert serving.returncode == code
    assert time.monotonic() - began < 2
    assert (out, err.strip()) == ("", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("delay", [0.01, 0.1, 0.3, 0.6])
def test_a_signal_while_it_starts_ends_it_as_quietly(
    paper: Path, number: signal.Signals, delay: float
) -> None:
    process = begin(paper, way=("-c", TELLING))
    assert process.stdout
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (-number, 128 + number)
    assert "Traceback" not in err


def test_a_port_that_is_taken_ends_it_with_a_hint(paper: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = begin(paper, "--port", str(taken.getsockname()[1]))
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    assert "this port is taken" in err
    assert "hint: " in err


def test_a_mistake_in_the_configuration_keeps_it_from_nothing(paper: Path) -> None:
    (paper / "config.yaml").write_text("title: [\n", "utf-8")
    process = begin(paper)
    assert process.stderr
    lines = [process.stderr.readline() for _ in range(3)]
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert lines[0].startswith("config.yaml:")
    assert any(line.startswith("Serving http://127.0.0.1:") for line in lines)
    assert process.returncode == 143

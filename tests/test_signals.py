"""Ctrl-C and SIGTERM end the program, whatever it is doing when they come."""

import signal
import subprocess
import sys

import pytest

SWALLOWING = """
import os, sys, time
import site_gen.__main__ as main, site_gen.cli as cli

class Destructor:
    def __del__(self):
        os.kill(os.getpid(), {number})
        time.sleep(0.01)  # what is raised here, Python drops

def run():
    Destructor()
    time.sleep(20)
    return 0

cli.run = run
sys.exit(main.main())
"""


HALF_MADE = """
import os, sys, time
import site_gen.__main__ as main, site_gen.cli as cli

class HalfMade:
    def __init__(self):
        os.kill(os.getpid(), {number})
        time.sleep(20)
        self.made = True

    def __del__(self):
        assert self.made

cli.run = HalfMade
sys.exit(main.main())
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("program", [SWALLOWING, HALF_MADE], ids=["in a destructor", "half made"])
def test_a_signal_is_not_lost_and_what_it_leaves_is_not_complained_about(
    program: str, number: signal.Signals, code: int
) -> None:
    result = subprocess.run(
        [sys.executable, "-c", program.format(number=int(number))],
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (result.returncode, result.stderr) == (code, "")

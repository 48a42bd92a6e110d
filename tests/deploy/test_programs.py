"""Other people's programs: they end with us, and nobody is told a secret."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_gen.deploy.programs import discreet

CALLING = """
import os, sys
from site_gen.deploy.programs import run
run(["sh", "-c", f"echo $$ > {sys.argv[1]}; exec sleep 60"], os.environ)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_a_program_ends_with_a_deploy_that_is_killed(tmp_path: Path) -> None:
    noted = tmp_path / "child"
    caller = subprocess.Popen([sys.executable, "-c", CALLING, str(noted)])
    while not (noted.exists() and noted.read_text().strip()):
        time.sleep(0.02)
    child = int(noted.read_text())
    caller.send_signal(signal.SIGKILL)
    caller.wait()
    for _ in range(500):
        if not _runs(child):
            return
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the program goes on")


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_SSH_COMMAND", "sshpass -p hunter2 ssh"),
        ("SSHPASS", "hunter22"),
        ("GL_PAT", "hunter22"),
        ("RSYNC_PASSWORD", "hunter22"),
        ("DEPLOY_TOKEN", "hunter22"),
    ],
)
def test_a_secret_is_not_told(name: str, value: str) -> None:
    assert discreet(f"sh: {value}: not found", {name: value}) == "sh: …: not found"

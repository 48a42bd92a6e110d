"""What is installed is what is in the repository: its code, the base glossary and the themes."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
THOROUGH = os.environ.get("SITE_GEN_THOROUGH") == "1"


@pytest.mark.skipif(not THOROUGH, reason="builds a wheel, which needs the network: SITE_GEN_THOROUGH=1")
def test_a_wheel_carries_the_code_the_glossary_and_the_themes(tmp_path: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    source = tmp_path / "source"
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(source)]
    subprocess.run(command, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = {name: archive.read(name) for name in archive.namelist()}
    for name in filter(None, tracked):
        if name.startswith(("site_gen/", "themes/")) and (source / name).is_file():
            inside = name if name.startswith("site_gen/") else f"site_gen/_data/{name}"
            assert carried.get(inside) == (source / name).read_bytes(), inside

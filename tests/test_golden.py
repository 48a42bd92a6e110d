"""A small site, byte for byte. A change of the output is read as a diff of `tests/sites/kecil.golden/`.

To accept a change: SITE_GEN_REGENERATE=1 python -m pytest tests/test_golden.py, and look at `git diff`.
"""

import os
import shutil
from pathlib import Path

import pytest
from newsroom import HERE, build_site, copy_site, tree

GOLDEN = HERE / "sites" / "kecil.golden"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    project = copy_site("kecil", tmp_path_factory.mktemp("golden"))
    report = build_site(project, "2024-01-15")
    assert [str(problem) for problem in report.warnings] == []
    found = tree(project / "public")
    if os.environ.get("SITE_GEN_REGENERATE") == "1":
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, data in found.items():
            target = GOLDEN / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return found


def test_the_small_site_is_published_file_for_file(built: dict[str, bytes]) -> None:
    assert list(built) == list(tree(GOLDEN))


def test_the_small_site_is_published_byte_for_byte(built: dict[str, bytes]) -> None:
    golden = tree(GOLDEN)
    for path in built.keys() & golden.keys():
        if path.endswith((".png", ".ico")):
            assert built[path] == golden[path], path
        else:
            assert built[path].decode() == golden[path].decode(), path


def test_nothing_of_the_hidden_stories_is_in_it(built: dict[str, bytes]) -> None:
    for path, data in built.items():
        for word in ("rahasia", "belum-terbit", "belum terbit", "konsep"):
            assert word not in path
            assert word.encode() not in data.lower(), path


def test_no_path_of_the_machine_is_in_it(built: dict[str, bytes], tmp_path: Path) -> None:
    for path, data in built.items():
        assert str(tmp_path.parent).encode() not in data, path
        assert str(HERE).encode() not in data, path

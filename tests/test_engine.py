"""The digest of the program: another one for anything that could shape a byte of a page."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import site_gen
from site_gen.engine import _LIBRARIES, _own_files, _versions, engine_digest

PACKAGE = Path(site_gen.__file__).parent


def digest_of(folder: Path) -> str:
    """The digest that the package in `folder` has of itself."""
    code = "from site_gen.engine import engine_digest; print(engine_digest())"
    return subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mesin")
    shutil.copytree(PACKAGE, folder / "site_gen", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_it_is_the_same_in_another_place(copy: Path) -> None:
    assert digest_of(copy) == engine_digest()


@pytest.mark.parametrize(
    "path", ["pages/feeds.py", "documents/prose/converter.py", "_data/glossary/topics.tsv"]
)
def test_a_changed_module_or_table_makes_it_another(copy: Path, path: str) -> None:
    target = copy / "site_gen" / path
    before = target.read_bytes()
    target.write_bytes(before + b"\n# lain\n")
    assert digest_of(copy) != engine_digest()
    target.write_bytes(before)
    assert digest_of(copy) == engine_digest()


def test_compiled_modules_do_not_count(copy: Path) -> None:
    folder = copy / "site_gen" / "__pycache__"
    folder.mkdir(exist_ok=True)
    (folder / "x.pyc").write_bytes(b"lain")
    assert digest_of(copy) == engine_digest()


def test_every_library_that_writes_on_a_page_counts() -> None:
    """Those that the stages import: each has its version among the parts."""
    found = {name.partition("-")[0].lower().replace("_", "-") for name in _versions()}
    assert found == {"pyyaml" if library == "yaml" else library for library in _LIBRARIES}
    assert all(name.endswith(".dist-info") for name in _versions())


def test_every_module_of_ours_is_among_the_parts() -> None:
    listed = {path for path, _ in _own_files()}
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    assert modules <= listed

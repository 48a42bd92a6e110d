"""The digest of the program: another one for anything that could shape a byte of a page."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import site_gen
from site_gen import engine
from site_gen.engine import _LIBRARIES, _own_files, _own_paths, _versions, engine_digest
from site_gen.files import scanning

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
    assert found == {{"yaml": "pyyaml", "PIL": "pillow"}.get(library, library) for library in _LIBRARIES}
    assert all(name.endswith(".dist-info") for name in _versions())


def test_every_module_of_ours_is_among_the_parts() -> None:
    listed = {path for path, _ in _own_files(_own_paths())}
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    assert modules <= listed


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which the digest is noted."""
    monkeypatch.setattr(scanning, "_TICK", -(10**18))
    folder = tmp_path / ".site_gen"
    folder.mkdir()
    assert engine_digest(folder) == engine_digest()
    return folder


def test_what_is_noted_is_not_read_again(noted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine_digest()

    def refuse(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(engine, "_own_files", refuse)
    assert engine_digest(noted) == before
    monkeypatch.setattr(engine, "_versions", lambda: ["markdown-99.dist-info"])
    with pytest.raises(AssertionError):
        engine_digest(noted)


@pytest.mark.parametrize("text", ["", "x", "x y", "x y z", "\xff"])
def test_a_note_that_is_none_is_not_believed(noted: Path, text: str) -> None:
    (noted / "engine").write_text(text, "latin-1")
    assert engine_digest(noted) == engine_digest()


def test_nothing_is_noted_in_a_folder_of_somebody_else(tmp_path: Path, noted: Path) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    assert engine_digest(other) == engine_digest()
    assert engine_digest(tmp_path / "nowhere/.site_gen") == engine_digest()
    assert not any(other.iterdir())
    assert not (tmp_path / "nowhere").exists()


def test_a_program_that_was_touched_a_moment_ago_is_read_again(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / ".site_gen"
    folder.mkdir()
    (copy / "site_gen/errors.py").touch()
    code = "import sys, pathlib; from site_gen.engine import engine_digest; print(engine_digest(pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-B", "-c", code, str(folder)]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == engine_digest()
    assert not (folder / "engine").exists()

"""A seed is read when there is something to do for it, and not again at every build."""

import contextlib
import os
from pathlib import Path

import pytest
from newsroom import write_project

from site_gen.cache.memory import Cache
from site_gen.cli import importing
from site_gen.files import scanning
from site_gen.reading.project import read_config

TEXT = "Jakarta (ANTARA) - Panen padi di Karawang naik pada Senin, 8 Januari 2024. Petani senang.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(scanning, "_TICK", -(10**18))
    return write_project(tmp_path / "project", {"content/glossary.yaml": "", "seeds/a.txt": TEXT})


def wrote(project: Path, memory: Cache) -> bool:
    return importing.import_seeds_first(project, read_config(project), 1_705_000_000, True, memory)


def reads(project: Path, memory: Cache, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether another import reads the seeds."""
    read = []

    def note(*_: object) -> None:
        read.append(True)
        raise NotImplementedError

    with monkeypatch.context() as patch:
        patch.setattr(importing, "_run_import", note)
        with contextlib.suppress(NotImplementedError):
            wrote(project, memory)
    return bool(read)


def test_seeds_are_read_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Cache(None, "mesin")
    assert wrote(project, memory)
    assert reads(project, memory, monkeypatch)  # it has not been seen yet that there is nothing to do
    assert not wrote(project, memory)
    assert not reads(project, memory, monkeypatch)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("seeds/a.txt", TEXT + "Lagi.\n"),
        ("seeds/b.txt", TEXT.replace("Karawang", "Subang")),
        ("seeds/imported.jsonl", ""),
        ("content/glossary.yaml", "panen: {id: Panen, en: Harvest}\n"),
        ("config.yaml", "title: Lain\nbase_url: https://lain.example\n"),
    ],
)
def test_they_are_read_again_when_anything_that_counts_is_another(
    project: Path, path: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Cache(None, "mesin")
    wrote(project, memory)
    wrote(project, memory)
    (project / path).write_text(text, "utf-8")
    assert reads(project, memory, monkeypatch)


def test_what_an_editor_is_told_is_told_at_every_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Cache(None, "mesin")
    wrote(project, memory)
    story = next((project / "content").rglob("*.md"))
    story.write_text(story.read_text("utf-8") + "\nDisunting.\n", "utf-8")
    (project / "seeds/a.txt").write_text(TEXT + "Lagi.\n", "utf-8")
    for _ in range(2):  # the editor owns the text: the changed seed is reported, never applied
        wrote(project, memory)
        assert reads(project, memory, monkeypatch)


def test_a_seed_that_was_just_touched_is_not_believed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Cache(None, "mesin")
    wrote(project, memory)
    monkeypatch.setattr(scanning, "_TICK", 2_000_000_000)
    os.utime(project / "seeds/a.txt")
    wrote(project, memory)
    assert reads(project, memory, monkeypatch)

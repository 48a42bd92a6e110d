"""A paper and a preview of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from previews import Running, make_paper


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a preview of such a paper has remembered: the theme, checked and compiled, takes most of a start."""
    running = Running(make_paper(tmp_path_factory.mktemp("memory") / "paper")).begin()
    assert running.preview.proofs.proof.press, running.said
    try:
        for target in ("/", "/id/", "/id/2016/11/beras/", "/id/tag/", "/id/tag/pasar/", "/nowhere"):
            running.get(target)
    finally:
        running.end()
    return running.project / ".site_gen"


@pytest.fixture
def paper(tmp_path: Path, memory: Path) -> Path:
    """The project's folder."""
    project = make_paper(tmp_path / "paper")
    shutil.copytree(memory, project / ".site_gen")
    return project


@pytest.fixture
def run() -> Iterator[Callable[..., Running]]:
    """Starts previews, and ends them after the test."""
    begun: list[Running] = []

    def start(project: Path, **choices: Any) -> Running:
        running = Running(project, **choices)
        begun.append(running)
        return running.begin()

    yield start
    for running in begun:
        running.end()


@pytest.fixture
def preview(paper: Path, run: Callable[..., Running]) -> Running:
    """A preview of `paper`."""
    return run(paper)

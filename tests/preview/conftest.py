"""A paper and a preview of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from previews import Running, make_paper


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The project's folder."""
    return make_paper(tmp_path / "paper")


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
    return run(paper, cache=paper / ".site_gen")

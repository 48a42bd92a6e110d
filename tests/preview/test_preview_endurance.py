"""A preview that runs for days."""

import gc
import os
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from previews import Running, story

THOROUGH = os.environ.get("SITE_GEN_THOROUGH") == "1"
STRETCHES = 4
EDITS = 500 if THOROUGH else 16
"""In a stretch."""
BYTES = 512 if THOROUGH else 2500
"""That may stay behind each edit. In few edits the server's own comings and goings are more than half a kilobyte."""


def test_memory_does_not_grow_with_edits(paper: Path, run: Callable[..., Running]) -> None:
    """Edits of a text, of a title and of an address, and mistakes. The text alone would be 10 KB each time.

    What leaks does so in each stretch; a connection that is still open, or a table of a library that
    grows by half, is seen in one.
    """
    running = run(paper)
    tracemalloc.start()
    try:
        sizes = []
        for number in range(STRETCHES * EDITS):
            more = {0: "slug: padi\n", 1: "darft: true\n"}.get(number % 8, "")
            title = f"Judul {number}" if number % 4 == 3 else "Beras"
            edit(running, f"Isi {number}. " + "kata " * 2000, title, more)
            if (number + 1) % EDITS == 0:
                gc.collect()
                sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert min(after - before for before, after in pairwise(sizes)) / EDITS < BYTES, sizes


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="descriptors are counted in /proc")
def test_descriptors_do_not_grow_with_edits(paper: Path, run: Callable[..., Running]) -> None:
    running = run(paper)
    counts = []
    for number in range(12):
        edit(running, f"Isi {number}.", "Beras")
        running.get("/id/2016/11/beras/")
        story(paper, f"baru-{number}", "id", "x")  # another folder to watch
        token = running.token
        running.until(lambda token=token: running.token != token)
        counts.append(descriptors())
    # While one watch takes the place of another both are open, and so may a connection be for a moment.
    running.until(lambda: descriptors() <= max(counts[4:8]))


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def edit(running: Running, text: str, title: str, more: str = "") -> None:
    token = running.token
    story(running.project, "beras", "id", text, title, more)
    running.until(lambda: running.token != token)
    running.get("/id/2016/11/beras/")

"""Pages that are made elsewhere: on machines that have neither the project nor its cache.

An Errand brings along all that its pages depend on, and their bytes come back: the files are written here. So
a worker that dies has left nothing behind, and what it was about is done by another.
"""

import pickle
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from site_gen.batches import executor, in_batches
from site_gen.cache import Cache
from site_gen.engine import SameProgram
from site_gen.errors import Problem, SiteError
from site_gen.pages.page import Page
from site_gen.press import Press

_BATCH: Final = 100
"""Pages of one errand. What all have in common, a few hundred kilobytes, goes along with each."""


class Errand(msgspec.Struct, frozen=True):
    """Some pages to be made."""

    press: bytes
    """A Press, as `packed`."""
    pages: tuple[tuple[str, Page, tuple[tuple[str, bytes], ...]], ...]
    """The path of each, the page, and its texts by their digest: html before the addresses are put in."""


def print_elsewhere(
    press: Press, paths: Sequence[str], address: str
) -> Iterator[list[tuple[str, bytes] | Problem]]:
    """The bytes of the pages at `paths`, or what is wrong with one, in whatever order, by the cluster at `address`."""
    common = packed(press)

    def errands() -> Iterator[Errand]:
        waiting = iter(paths)
        while batch := tuple(islice(waiting, _BATCH)):
            yield Errand(common, tuple([_luggage(press, path) for path in batch]))

    with executor(address) as pool:
        yield from in_batches(SameProgram(run_errands, press.cache.engine), errands(), 1, pool)


def _luggage(press: Press, path: str) -> tuple[str, Page, tuple[tuple[str, bytes], ...]]:
    page = press.page(path)
    assert page is not None
    names = [name for name in (page.body, *page.texts) if name]
    return path, page, tuple([(name, press.cache.blobs.get(name) or b"") for name in names])


def packed(press: Press) -> bytes:
    """A press without pages and cache, and without the files of its theme that no page is made from."""
    files = press.files
    needed = {path: data for path, data in files.files.items() if "static" not in path.split("/")[:2]}
    lean = msgspec.structs.replace(files, files=needed)
    return pickle.dumps((press.config, lean, press.theme, press.cache.engine))


@lru_cache(2)
def _unpacked(packed_press: bytes) -> Press:
    config, files, theme, engine = pickle.loads(packed_press)
    return Press(Path(), config, files, theme, Cache(None, engine))


def run_errands(errands: Sequence[Errand]) -> list[tuple[str, bytes] | Problem]:
    """What a worker does."""
    results: list[tuple[str, bytes] | Problem] = []
    for errand in errands:
        press = _unpacked(errand.press)
        for path, page, texts in errand.pages:
            for name, html in texts:
                press.cache.blobs.add(name, html)
            try:
                results.append((path, press.page_bytes(page)))
            except SiteError as error:
                if error.exit_code != 1:
                    raise
                results.extend(error.problems)
        press.cache.blobs.let_go(())
    return results

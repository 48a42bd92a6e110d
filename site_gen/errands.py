"""Pages that are made elsewhere: by a process that was begun before anybody knew which, or on machines that have
neither the project nor its cache.

All that the pages depend on is brought along, and their bytes come back: the files are written here. So a worker
that dies has left nothing behind, and what it was about is done by another.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from site_gen.batches.pool import executor, in_batches
from site_gen.cache.memory import Cache, Lost
from site_gen.config import Config
from site_gen.engine import SameProgram
from site_gen.errors import Problem, SiteError
from site_gen.pages.page import Page
from site_gen.press import Press, has_layout
from site_gen.theme.files import read_theme
from site_gen.theming import remembered_theme

_BATCH: Final = 100
"""Pages of one errand. What all have in common, a few hundred kilobytes, goes along with each."""


Luggage = tuple[str, Page, tuple[tuple[str, bytes], ...]]
"""The path of a page, the page, and its texts by their digest: html before the addresses are put in."""


class Errand(msgspec.Struct, frozen=True):
    """Some pages to be made by another machine."""

    press: bytes
    """A Press, as `packed`."""
    pages: tuple[Luggage, ...]


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


def printer(project: Path, config: Config, cache: Cache) -> Callable[[bytes], bytes]:
    """What an Apprentice is to be prepared with: it loads what printing takes, with the theme as it was last time.

    Its work is to print the pages of an `order_for` it; what it could not print is not in its answer, and somebody
    else finds out why.
    """
    files = read_theme(project, config.theme, config.theme_named)
    theme = remembered_theme(files, config, cache)
    if theme is None:
        return lambda _: b""
    press = Press(project, config, files, theme, cache)
    press.renderer.prepare()

    def print_order(order: bytes) -> bytes:
        wanted, pages = pickle.loads(order)
        return pickle.dumps(dict(_printed(press, pages, [])) if wanted == files.digest else {})

    return print_order


def order_for(press: Press, paths: Iterable[str]) -> tuple[frozenset[str], bytes]:
    """What a `printer` is to print of the outputs at `paths`, the pages with a layout: their paths, and its order."""
    pages = [(path, press.page(path)) for path in paths]
    wanted = [path for path, page in pages if page and has_layout(page)]
    return frozenset(wanted), pickle.dumps((press.files.digest, [_luggage(press, path) for path in wanted]))


def _luggage(press: Press, path: str) -> Luggage:
    page = press.page(path)
    assert page is not None
    names = [name for name in (page.body, *page.texts) if name]
    return path, page, tuple([(name, press.text(name, page)) for name in names])


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
        problems: list[Problem] = []
        results += _printed(_unpacked(errand.press), errand.pages, problems)
        results += problems
    return results


def _printed(press: Press, pages: Iterable[Luggage], problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    for path, page, texts in pages:
        for name, html in texts:
            press.cache.blobs.add(name, html)
        try:
            yield path, press.page_bytes(page)
        except Lost:
            continue
        except SiteError as error:
            if error.exit_code != 1:
                raise
            problems += error.problems
    press.cache.blobs.let_go(())

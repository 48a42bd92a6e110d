"""The theme of a project: read and checked once, and remembered until one of its files changes."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from site_gen.batches.apprentice import beside
from site_gen.batches.processes import Jobs
from site_gen.cache.folder import make_cache_folder
from site_gen.cache.memory import Cache
from site_gen.config import Config
from site_gen.digest import digest
from site_gen.errors import Problem, SiteError
from site_gen.pages.inputs import ASKED_FOR
from site_gen.theme.files import ThemeFiles
from site_gen.theme.loading import Theme, make_theme

if TYPE_CHECKING:
    from site_gen.theme.engine import Codes

_Checked = tuple[Theme, list[Problem]]
ThemeInTheMaking = Callable[[], bytes | None]
"""Waits for a theme that is made elsewhere; None if it is not."""


def theme_of(
    files: ThemeFiles,
    config: Config,
    cache: Cache,
    problems: list[Problem],
    made: ThemeInTheMaking | None = None,
) -> Theme:
    """The theme, checked. Raises SiteError with `problems` if it cannot be used.

    `made` may have it from elsewhere, with what is wrong with it.
    """
    remembered = remembered_theme(files, config, cache)
    if remembered:
        return remembered
    locales, asked, source = _source_of(files, config)
    data = made() if made else None
    if data:
        theme, found = msgspec.msgpack.decode(data, type=_Checked)
    else:
        from site_gen.theme.engine import Codes  # a remembered theme needs no Jinja

        theme, found = _checked(files, locales, asked, Codes(files, templates_of(cache)))
    problems += found
    if any(problem.fatal for problem in found):
        raise SiteError(problems)
    if not found:  # warnings are to be seen at each build
        cache.remember("theme", source, msgspec.msgpack.encode(theme))
    return theme


def remembered_theme(files: ThemeFiles, config: Config, cache: Cache) -> Theme | None:
    """The theme, if it was made of these files and found to be good before."""
    *_, source = _source_of(files, config)
    data = cache.recall("theme", source)
    return None if data is None else msgspec.msgpack.decode(data, type=Theme)


@contextmanager
def theme_in_the_making(
    files: ThemeFiles, config: Config, cache: Cache, jobs: Jobs
) -> Iterator[ThemeInTheMaking]:
    """What `theme_of` may be given: where nothing is remembered, the theme is made beside what depends on none."""
    locales, asked, source = _source_of(files, config)
    alone = jobs == 1 or cache.recall("theme", source) is not None
    if not alone:
        # Before there are two processes that want it.
        import site_gen.theme.rendering  # noqa: F401

    def make() -> bytes:
        from site_gen.theme.engine import Codes

        return msgspec.msgpack.encode(_checked(files, locales, asked, Codes(files, templates_of(cache))))

    with beside(make, 1 if alone else jobs) as made:
        yield made


def templates_of(cache: Cache) -> Path | None:
    """The folder for compiled templates; None where nothing is remembered."""
    if cache.folder is None:
        return None
    with suppress(OSError):  # where nothing can be remembered, nothing is
        make_cache_folder(cache.folder)
    return cache.folder / "templates"


def _source_of(files: ThemeFiles, config: Config) -> tuple[dict[str, str], list[str], str]:
    """What a theme is made for, locales and the outputs that want a layout, and the digest of that and of its files."""
    locales = {language.code: language.locale for language in config.languages}
    asked = sorted({*ASKED_FOR.values()} & {*config.outputs})
    return locales, asked, digest((files.digest, locales, asked))


def _checked(
    files: ThemeFiles, locales: Mapping[str, str], asked: Collection[str], codes: "Codes"
) -> _Checked:
    """The theme, and what is wrong with it."""
    unasked = [
        output
        for layout, output in ASKED_FOR.items()
        if output not in asked and f"layouts/{layout}" not in files.files
    ]
    theme, found = make_theme(files, locales, codes, unasked)
    if not any(problem.fatal for problem in found):
        from site_gen.theme.checking import check_layouts

        found = [*found, *check_layouts(files, outputs=asked)]
    return theme, found

"""Pages and files → bytes: what a plan's outputs look like.

One Press serves a whole build, and goes along to worker processes; the preview asks it for single pages.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.cache import Cache
from site_gen.config import Config
from site_gen.digest import digest
from site_gen.documents.prose.addresses import resolve
from site_gen.errors import Location, Problem, SiteError
from site_gen.pages.making import WRITERS
from site_gen.pages.page import Page
from site_gen.publish import TreeWriter, Written
from site_gen.theme.assets import Asset, asset_bytes
from site_gen.theme.files import ThemeFiles
from site_gen.theme.loading import Theme

if TYPE_CHECKING:
    from site_gen.theme.rendering import Renderer

TEMPLATES: Final = "templates"
"""The folder of the cache for compiled templates."""


Thing = Page | Asset | str
"""What an output is made from: a page, an asset of the theme, or a file of the project."""


class Press:
    """Makes the bytes of each output."""

    def __init__(
        self,
        project: Path,
        config: Config,
        files: ThemeFiles,
        theme: Theme,
        cache: Cache,
    ) -> None:
        self.project, self.config, self.files, self.theme, self.cache = project, config, files, theme, cache
        self.things: dict[str, Thing] = {}
        """What each output is made from: a page, an asset of the theme, or a file of the project."""
        self._assets = {asset.name: asset for asset in theme.assets}
        # What the functions of a layout know beside their arguments: it belongs to the key of every page.
        self._settings = digest((config.base_path, config.timezone, config.languages))
        self._fixed: dict[tuple[str, str], str] = {}
        self._renderer: Renderer | None = None

    def key(self, page: Page) -> str:
        """The digest of all that the page's bytes depend on. Pages with one key have the same bytes."""
        frame = page.frame.digest if page.frame else ""
        return digest((self._fixed_part(page), frame, page.url, page.copy, page.body, page.targets))

    def _fixed_part(self, page: Page) -> str:
        place = (page.layout, page.lang)
        found = self._fixed.get(place)
        if found is None:
            layout = "" if page.layout in WRITERS else self.theme.layouts[page.layout][page.lang]
            found = self._fixed[place] = digest((self.cache.engine, self._settings, layout))
        return found

    def parts(self, page: Page) -> dict[str, str]:
        """Short digests of what the page is made from, by name: for people who ask why it was made again."""
        layout = "" if page.layout in WRITERS else self.theme.layouts[page.layout][page.lang]
        parts = {
            "site_gen": self.cache.engine,
            "settings": self._settings,
            "layout": digest((page.layout, layout)),
            "text": page.body,
            "addresses in the text": digest(page.targets),
        }
        inputs = page.inputs
        for name in inputs.__struct_fields__:
            parts[name] = digest(getattr(inputs, name))
        return {name: value[:8] for name, value in parts.items()}

    def bytes_of(self, path: str) -> bytes:
        """The bytes of one output. Raises SiteError."""
        thing = self.things[path]
        if isinstance(thing, Page):
            return self.page_bytes(thing)
        if isinstance(thing, Asset):
            return asset_bytes(thing, self.files, self._assets)
        return (self.project / thing).read_bytes()

    def page_bytes(self, page: Page) -> bytes:
        """The bytes of one page. Raises SiteError."""
        writer = WRITERS.get(page.layout)
        if writer is not None:
            return writer(page.inputs)
        html = ""
        if page.body:
            found = self.cache.checked(page.body)
            if found is None:
                raise SiteError(
                    Problem(Location(page.source), "its text was lost from the cache", "Build again.")
                )
            html = resolve(found.decode(), page.targets)
        if self._renderer is None:
            # Loads Jinja: 40 ms that a build of nothing need not pay.
            from site_gen.theme.rendering import Renderer

            folder = self.cache.folder / TEMPLATES if self.cache.folder else None
            self._renderer = Renderer(self.files, self.theme, self.config, folder)
        return self._renderer.render(page.layout, page.lang, page.url, page.inputs, html)

    def print(self, paths: Sequence[str], writer: TreeWriter) -> list[Written | Problem]:
        """Write some outputs; what is wrong with one of them comes back in its place."""
        results: list[Written | Problem] = []
        for path in paths:
            try:
                results.append(writer.write(path, self.bytes_of(path)))
            except SiteError as error:
                if error.exit_code != 1:
                    raise
                results.extend(error.problems)
        return results


class Order(msgspec.Struct, frozen=True):
    """Some outputs that a worker process is to write."""

    paths: Sequence[str]
    writer: TreeWriter


_press: Press | None = None


def take_press(press: Press) -> None:
    """Give a worker process its Press, once."""
    global _press  # noqa: PLW0603  a worker process has no other place that lasts from batch to batch
    _press = press


def print_batch(orders: Sequence[Order]) -> list[Written | Problem]:
    """What a worker process does."""
    assert _press is not None
    return [result for order in orders for result in _press.print(order.paths, order.writer)]

"""Pages and files → bytes: what a plan's outputs look like.

One Press serves a whole build, and goes along to worker processes; the preview asks it for single pages.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from site_gen.batches.processes import forks
from site_gen.cache.memory import Cache, Lost
from site_gen.config import Config
from site_gen.digest import Sealed, digest, digest_bytes, encode, encoder_noting
from site_gen.documents.addresses import Resolved, resolve
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError
from site_gen.pages.page import Forme, Page, Recipe, path_of
from site_gen.publish import Output, TreeWriter, Written
from site_gen.site.values import Media, Rendition
from site_gen.theme.assets import Asset, asset_bytes
from site_gen.theme.files import ThemeFiles
from site_gen.theme.loading import Theme
from site_gen.theming import templates_of
from site_gen.withheld.searching import Trace, Withheld, folded

if TYPE_CHECKING:
    from site_gen.theme.rendering import Renderer

_BATCH: Final = 32
"""Outputs that a process is handed at once: 10 ms of work."""

Thing = Page | Recipe | Forme | Asset | Media | Rendition | str
"""What an output is made from: a page, made or not or together with others, an asset of the theme, a picture, a smaller
one, or a file of the project."""


_PARTS = tuple[tuple[str, ...], str, str, str, str, dict[str, Resolved], msgspec.Raw]


def changed_parts(page: Page, before: bytes, now: bytes) -> tuple[str, ...]:
    """The names of what differs between two materials of a page, as a person knows them.

    Raises MsgspecError if `before` is no material.
    """
    old, new = (msgspec.msgpack.decode(material, type=_PARTS) for material in (before, now))
    names = ["its address", "its file", "its text", "addresses in the text"]
    found = [name for name, a, b in zip(names, old[2:6], new[2:6], strict=True) if a != b]
    fixed = zip(
        ("layout", "language", "site_gen itself", "the configuration", "the layout"),
        old[0],
        new[0],
        strict=True,
    )
    found += [name for name, a, b in fixed if a != b]
    if old[1] != new[1]:
        found.append("what stands around every page (names, sections, languages)")
    fields = page.copy.__struct_fields__  # type: ignore[union-attr]
    values = (msgspec.msgpack.decode(raw, type=list[msgspec.Raw]) for raw in (old[6], new[6]))
    found += [name for name, a, b in zip(fields, *values, strict=False) if bytes(a) != bytes(b)]
    return tuple(found)


def has_layout(page: Page) -> bool:
    """Whether a layout of the theme makes it. The formats that need none are called by one word."""
    return page.layout.endswith(".html")


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
        """What each output is made from."""
        self.withheld: Withheld | None = None
        """What nobody may see yet, and is looked for in all that is printed."""
        self._assets = {asset.name: asset for asset in theme.assets}
        # What the functions of a layout know beside their arguments: it belongs to the key of every page.
        self._settings = digest((config.base_path, config.timezone, config.languages))
        self._fixed: dict[tuple[str, str], tuple[str, ...]] = {}
        self._told: set[str] = set()
        """The names of blobs that were handed back."""
        self._renderer: Renderer | None = None

    def __getstate__(self) -> dict[str, Any]:
        # To a process that is not forked a press goes in writing, and templates cannot be written down. What is to
        # be printed there was taken out of its forme.
        things = {path: thing for path, thing in self.things.items() if not isinstance(thing, Forme)}
        return {**self.__dict__, "_renderer": None, "things": things}

    @property
    def standards(self) -> str:
        """Digest of all that pages' keys depend on beside the pages."""
        return digest((self.cache.engine, self._settings, self.theme.layouts))

    def thing(self, path: str) -> Page | Recipe | Asset | Media | Rendition | str:
        """What the output at `path` is made from; a page that belongs to a forme is taken out of it."""
        thing = self.things[path]
        if isinstance(thing, Forme):
            for recipe in thing.recipes():
                place = path_of(recipe.url)
                if self.things.get(place) is thing:
                    self.things[place] = recipe
            return self.thing(path)
        return thing

    def page(self, path: str) -> Page | None:
        """The page at `path`; None if there is something else."""
        thing = self.thing(path)
        if isinstance(thing, Recipe):
            thing = self.things[path] = thing.page()
        return thing if isinstance(thing, Page) else None

    def material(self, page: Page, encode: Callable[[Any], bytes] = encode) -> bytes:
        """The canonical bytes of all that the page's bytes depend on. Their digest is the page's key.

        `encode` may be one that notes what stands in them by its digest alone.
        """
        place = (page.layout, page.lang)
        fixed = self._fixed.get(place)
        if fixed is None:
            layout = self.theme.layouts[page.layout][page.lang] if has_layout(page) else ""
            fixed = self._fixed[place] = (*place, self.cache.engine, self._settings, layout)
        frame = page.frame.digest if page.frame else ""
        return encode((fixed, frame, page.url, page.source, page.body, page.targets, page.copy))

    def key(self, page: Page) -> str:
        """The digest of all that the page's bytes depend on. Pages with one key have the same bytes."""
        return digest_bytes(self.material(page))

    def bytes_of(self, path: str) -> bytes:
        """The bytes of one output. Raises SiteError."""
        page, thing = self.page(path), self.things[path]
        if page:
            return self.page_bytes(page)
        if isinstance(thing, Asset):
            return asset_bytes(thing, self.files, self._assets)
        if isinstance(thing, Rendition):
            return self._scaled(thing)
        if isinstance(thing, Media):
            return self._stripped(thing)
        assert isinstance(thing, str)
        return (self.project / thing).read_bytes()

    def _stripped(self, media: Media) -> bytes:
        from site_gen.images.measuring import measure  # here, where a picture is new
        from site_gen.images.stripping import stripped

        data = (self.project / media.path).read_bytes()
        return stripped(measure(data)[0], data)

    def _scaled(self, rendition: Rendition) -> bytes:
        from site_gen.images.scaling import scaled  # Pillow is loaded where a picture is new

        try:
            return scaled((self.project / rendition.source).read_bytes(), rendition.width)
        except ValueError as error:
            message, hint = f"the picture is damaged: {error}", "Open it, and save it anew."
            raise SiteError(Problem(Location(rendition.source), message, hint)) from error

    def page_bytes(self, page: Page) -> bytes:
        """The bytes of one page. Raises SiteError."""
        html = self._html(page.body, page) if page.body else ""
        texts = [self._html(text, page) for text in page.texts]
        if has_layout(page):
            return self.renderer.render(page.layout, page.lang, page.url, page.inputs, html, texts)
        # Here, for it brings along every kind of page: 10 ms that the edit of a text need not pay.
        from site_gen.pages.making import WRITERS

        arguments = (html, texts) if texts else (html,) if page.body else ()
        return WRITERS[page.layout](page.inputs, *arguments)

    @property
    def renderer(self) -> "Renderer":
        """What prints the pages that have a layout. Loads Jinja: 40 ms that a build of nothing need not pay."""
        if self._renderer is None:
            from site_gen.theme.rendering import Renderer

            self._renderer = Renderer(self.files, self.theme, self.config, templates_of(self.cache))
        return self._renderer

    def _html(self, name: str, page: Page) -> str:
        return resolve(self.text(name, page).decode(), page.targets)

    def text(self, name: str, page: Page) -> bytes:
        """The html of a document, for a page. Raises Lost."""
        found = self.cache.blobs.get(name)
        if found is None:
            message, hint = "its text was lost from the cache", "Delete the cache, and build again."
            raise Lost(Problem(Location(page.source), message, hint), ENVIRONMENT)
        return found

    def says(self, trace: Trace, but_for: Collection[str]) -> bool:
        """Whether what was found on a page stands in the text that the page was made for; not if that is one of
        `but_for`."""
        page = self.page(trace.path)
        if page is None or not page.body or page.source in but_for:
            return False
        html = self.cache.blobs.get(page.body)
        return html is not None and b" %b " % trace.phrase.encode() in folded(html)

    def lanes(self, outputs: Sequence[Output], jobs: int) -> list[list[Sequence[Output]]]:
        """`outputs` in batches, in a lane for each of so many processes.

        A story's card stands on some ten pages of its edition, and a process writes it once. So a lane has pages
        of one language as far as that goes, lists first. Smaller pictures are dealt out: each takes as long as a
        hundred pages.
        """
        pictures = [output for output in outputs if isinstance(self.things[output.path], Rendition)]
        pages: dict[str, tuple[list[Output], list[Output]]] = {}
        # Only a process that is forked has what is still in its forme.
        find = self.things.__getitem__ if forks() else self.thing
        for output in outputs:
            thing = find(output.path)
            if isinstance(thing, Recipe | Forme):
                pages.setdefault(thing.lang, ([], []))[bool(output.source)].append(output)
            elif not isinstance(thing, Rendition):
                lang, body = (thing.lang, thing.body) if isinstance(thing, Page) else ("", "")
                pages.setdefault(lang, ([], []))[bool(body)].append(output)
        ordered = [output for lists, stories in pages.values() for output in (*lists, *stories)]
        share = -(-len(ordered) // jobs) or 1
        lanes: list[list[Sequence[Output]]] = []
        for begin in range(0, len(ordered), share):
            lane = ordered[begin : begin + share]
            lanes.append([lane[at : at + _BATCH] for at in range(0, len(lane), _BATCH)])
        for number in range(min(jobs, len(pictures))):
            if number == len(lanes):
                lanes.append([])
            lanes[number].append(pictures[number::jobs])
        return lanes

    def print(self, outputs: Sequence[Output], writer: TreeWriter) -> "Printed":
        """Write some outputs. What is wrong with one of them comes back as a value.

        A page without a key is made here, and let go: only its key is told.
        """
        printed = Printed()
        sealed: dict[str, Sealed[Any]] = {}
        noting = encoder_noting(sealed)
        for output in outputs:
            path = output.path
            try:
                if output.key:
                    printed.results += self.lay_down(path, self.bytes_of(path), writer)
                else:
                    printed.results += self._print_unknown(output, writer, printed, noting)
            except SiteError as error:
                if error.exit_code != 1:
                    raise
                printed.results += error.problems
        fresh = sealed.keys() - self._told
        self._told |= fresh
        printed.blobs |= {name: sealed[name].data for name in fresh}
        return printed

    def _print_unknown(
        self, output: Output, writer: TreeWriter, printed: "Printed", encode: Callable[[Any], bytes]
    ) -> Sequence[Written | Trace]:
        """Write a page whose key nobody knows, unless it stands already; the key is told with it."""
        thing = self.thing(output.path)
        assert isinstance(thing, Page | Recipe)
        page = thing.page() if isinstance(thing, Recipe) else thing
        material = self.material(page, encode)
        key = digest_bytes(material)
        printed.blobs[key] = material
        if isinstance(thing, Recipe):
            printed.keys[thing.digest] = key
        for standing in output.standing:
            if standing.key == key and (kept := writer.keep(output.path, standing)):
                return [kept]
        *traces, written = self.lay_down(output.path, self.page_bytes(page), writer)
        assert isinstance(written, Written)
        return [*traces, msgspec.structs.replace(written, key=key)]

    def lay_down(self, path: str, data: bytes, writer: TreeWriter) -> "list[Written | Trace]":
        """Write one output; before it stand the traces of what nobody may see yet. Raises SiteError."""
        # Files of the project's own and of the theme are somebody's work as they are.
        ours = isinstance(self.things[path], Page | Recipe | Forme)
        traces = self.withheld.traces(path, data if ours else b"") if self.withheld else ()
        return [*traces, writer.write(path, data)]


class Printed(msgspec.Struct):
    """What came of printing some outputs."""

    results: list[Written | Problem | Trace] = []
    """In the order of the outputs. Before one in which something was found that nobody may see yet stand the traces
    of it."""
    keys: dict[str, str] = {}
    """The digest of a recipe, to the key of the page that was made by it."""
    blobs: dict[str, bytes] = {}
    """What the pages are made from whose keys nobody knew."""

"""A page: what one address shows, as a value."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

import msgspec

from site_gen.digest import digest_bytes, encode
from site_gen.documents.addresses import Resolved
from site_gen.errors import Location
from site_gen.pages.inputs import Inputs, LiveStory

if TYPE_CHECKING:
    from site_gen.pages.frame import Frame
    from site_gen.pages.items import Item

_NOBODY: Final = bytes(16)
"""In the place of the digest of a story, where there is none."""


class Copy(Protocol):
    """The material that a page's inputs are made of, once the page is really to be made.

    A frozen value like the inputs, smaller, and quicker to make and to take the digest of: most pages of
    most builds are found to be up to date by it, and their inputs are never made. It is all that the
    making may look at, beside the frame: so what is not in the key cannot be shown here either.
    """

    def inputs(self, frame: "Frame") -> Inputs:
        """What the layout is handed."""
        ...


class Page(msgspec.Struct, frozen=True):
    """One thing that is published under one address."""

    url: str
    """Site-absolute: `/id/2016/11/slug/`, `/id/feed.xml`."""
    layout: str
    """A layout of the theme (`article.html`), or a format that needs none (`atom`); see `making.WRITERS`."""
    lang: str
    """The language of the page; of one in several, the default language."""
    copy: Inputs | Copy
    frame: "Frame | None" = None
    """What `copy` needs to become inputs."""
    body: str = ""
    """Digest of the html that the layout gets as `body`; empty if it has none."""
    targets: dict[str, Resolved] = {}
    """Addresses inside the html, as their author wrote them, to where they lead."""
    source: str = ""
    """Where it comes from, for messages: a file, or words such as `tag "rusia"`."""
    where: Location | None = None
    """The place to point at if the address is taken."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Digests of the html of a live story's entries. They are part of `copy`, so no other key is needed."""
        live = getattr(self.copy, "live", None)
        return tuple([entry.body for entry in live.entries]) if isinstance(live, LiveStory) else ()

    @property
    def inputs(self) -> Inputs:
        """What the layout is handed."""
        if isinstance(self.copy, Inputs):
            return self.copy
        assert self.frame is not None
        return self.copy.inputs(self.frame)


class Recipe(msgspec.Struct, gc=False):
    """A page that is not made yet: the function that makes it, and all that this is given.

    Not tracked by the collector, as little as items, articles and documents: they can be in no cycle, and there are
    many.

    Of the pages of a large site an edit changes a few, and to find them by making all takes longer than all
    else. A recipe has a digest, too, of what it is given: where that is the digest of a page that was
    made before, the page is that page. So `make` is a function of a module, and sees its arguments alone.
    """

    frame: "Frame"
    url: str
    make: Callable[..., Page]
    items: "tuple[Item | None, ...]"
    """The stories that `make` is given beside frame and address."""
    given: tuple[Any, ...] = ()
    """What else it is given: values with canonical bytes."""
    source: str = ""
    """The file whose text the page has; empty if it has none."""
    _digest: str = ""

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.frame.code

    @property
    def digest(self) -> str:
        """The digest of who makes the page, and of all that this is given."""
        if not self._digest:
            make = self.make
            # By far most of what pages are made of are stories, and their digests are of one length.
            parts = [encode((make.__module__, make.__name__, self.frame.digest, self.url, self.given))]
            parts += [item.digest if item else _NOBODY for item in self.items]
            self._digest = digest_bytes(b"".join(parts))
        return self._digest

    def page(self) -> Page:
        """The page."""
        return self.make(self.frame, self.url, self.items, *self.given)


class Forme(msgspec.Struct, gc=False):
    """Pages that are planned as one, as a printer locks the pages of a sheet into one forme.

    An edit touches a few of the lists and months of a newspaper. Where the digest of a forme is that of one that
    was known before, its pages have the keys that they had, and not even their recipes are made.
    """

    digest: str
    """Of who makes the recipes, and of all that this sees of its arguments."""
    urls: Sequence[str]
    """The addresses of its pages."""
    sources: Sequence[str]
    """To each the file whose text the page has; empty if it has none."""
    make: Callable[..., Iterable[Recipe]]
    """A function of a module. Gives a recipe for each address, in their order."""
    arguments: tuple[Any, ...]
    """The frame of its edition first."""

    @property
    def lang(self) -> str:
        """The language of its pages."""
        frame: Frame = self.arguments[0]
        return frame.code

    @property
    def paths(self) -> list[str]:
        """The outputs that its pages are: `path_of` of each address, which all begin with one slash."""
        return [url[1:] + "index.html" if url[-1] == "/" else url[1:] for url in self.urls]

    def recipes(self) -> tuple[Recipe, ...]:
        """The recipes of its pages."""
        return tuple(self.make(*self.arguments))


def digest_of_forme(
    make: Callable[..., Iterable[Recipe]], frame: "Frame", items: "Iterable[Item]", given: tuple[Any, ...]
) -> str:
    """The digest of a forme that `make` gives the recipes of, which sees these stories and beside them `given`."""
    parts = [encode((make.__module__, make.__name__, frame.digest, given))]
    parts += [item.digest for item in items]
    return digest_bytes(b"".join(parts))


def path_of(url: str) -> str:
    """The file in the output folder that a host serves for `url`."""
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path

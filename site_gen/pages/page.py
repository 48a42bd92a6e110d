"""A page: what one address shows, as a value."""

import msgspec

from site_gen.documents.prose.addresses import Resolved
from site_gen.errors import Location
from site_gen.pages.inputs import Inputs


class Page(msgspec.Struct, frozen=True, array_like=True):
    """One thing that is published under one address."""

    url: str
    """Site-absolute: `/id/2016/11/slug/`, `/id/feed.xml`."""
    layout: str
    """A layout of the theme (`article.html`), or a format that needs none (`atom`); see `pages.formats`."""
    lang: str
    """The language of the page; of one in several, the default language."""
    inputs: Inputs
    body: str = ""
    """Digest of the html that the layout gets as `body`; empty if it has none."""
    targets: dict[str, Resolved] = {}
    """Addresses inside the html, as their author wrote them, to where they lead."""
    source: str = ""
    """Where it comes from, for messages: a file, or words such as `tag "rusia"`."""
    where: Location | None = None
    """The place to point at if the address is taken."""


def path_of(url: str) -> str:
    """The file in the output folder that a host serves for `url`."""
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path

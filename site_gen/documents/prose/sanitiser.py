"""The one allow-list: what of any HTML may stand in a story.

Everything that was converted passes it, whether Markdown made it or an author typed it.
"""

from typing import Final

import nh3

from site_gen.documents.addresses import SCHEMES

_NAMES = """a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong
    sub summary sup table tbody td tfoot th thead time tr u ul var wbr"""
TAGS: Final = frozenset(_NAMES.split())
ATTRIBUTES: Final = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title", "class", "hreflang"},
    "abbr": {"title"},
    "dfn": {"title"},
    "div": {"class"},
    "img": {"src", "alt", "title"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
"""No style, no name, nothing that runs or loads but src. `finishing` looks into the values."""

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
    clean_content_tags={"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"},
)


def sanitise(html: str) -> str:
    """`html` with nothing in it but the list: well-formed, text and attribute values escaped."""
    return _cleaner.clean(html)

"""The text of a story: Markdown in, safe HTML out.

`read_prose` turns one body into a Prose; nothing else in the house knows Markdown or sanitises HTML.
`resolve` later puts the final addresses where the author wrote relative ones. Neither raises for bad
content: what is wrong comes back as Problems with file and line.

    source ─ limits ─ plain ──────────────────────────────┬─ Prose ─ resolve ─ body
                  └── converter ─ sanitiser ─ finishing ──┘

Python-Markdown and nh3 are imported with the first text that needs them. Most news does not: `plain`
reads paragraphs and headings with little or no markup by itself and gives the very bytes of the long way.
"""

from site_gen.documents.addresses import Resolved, anchor_id, is_internal, resolve
from site_gen.documents.prose.reading import plain_text, read_prose
from site_gen.documents.prose.values import Link, Picture, Prose, ProseRules

__all__ = [
    "Link",
    "Picture",
    "Prose",
    "ProseRules",
    "Resolved",
    "anchor_id",
    "is_internal",
    "plain_text",
    "read_prose",
    "resolve",
]

"""Texts of one story that are held back in one language only. It is said in every build: a secret that one file
keeps and its translation tells is out."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from site_gen.documents.document import Document
from site_gen.errors import Problem
from site_gen.site.release import is_released
from site_gen.site.values import Release

_TIMED: Final = re.compile(r"t-(?:\d{4}-\d\d-\d\d-)?\d\d?-\d\d(?:-|$)")
"""The id of a heading that begins with a time."""


def unequal(documents: Iterable[Document], release: Release) -> Iterator[Problem]:
    """A warning for each text that readers see while another of its story is under an embargo, and for each that
    has the headings of a live story's entries and is none, unlike another."""
    documents = tuple(documents)
    waiting = {d.key: d for d in documents if d.embargo > release.now}
    live = {d.key: d for d in documents if d.live}
    if not waiting and not live:
        return
    for document in documents:
        where = document.at()
        if (held := waiting.get(document.key)) and not document.embargo and is_released(document, release):
            message = f"readers see this text, and {held.path} is under an embargo"
            yield Problem(where, message, "Add the embargo here, too: embargo: …", fatal=False)
        other = live.get(document.key)
        if other and not document.live and any(map(_TIMED.match, document.anchors)):
            message = f"{other.path} is a live story, and this text is none: entries of it do not wait for their times"
            yield Problem(where, message, "Add: live: true.", fatal=False)

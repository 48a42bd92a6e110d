"""A line that is a page's own as a whole, or begins so: taken by a rule of the list, as far as the page speaks.

A rule that knows how a piece begins, and not where it ends, takes no sentence of the story: nothing that somebody says.
"""

import re

from site_gen.wire.lines import Line
from site_gen.wire.noise.pointers import end_of_pointer, runs_on
from site_gen.wire.noise.rules import NoiseRules, whole_line
from site_gen.wire.sentences import sentences

_OPEN = frozenset(["read also", "watch", "share", "ask", "app", "advertisement", "newsletter", "link"])
"""Rules that know how a piece of a page begins, not where it ends."""
SAID = re.compile(
    r"[\"”]\s*,?\s*(?:kata|ujar|ucap|tutur|ungkap|jelas|tegas|imbuh|he|she|they|(?:[A-Z]\w+\s+){1,3}(?:said|says))\b"
    r"|\b(?:kata|ujar|ucap|tutur|ungkap|jelas|tegas|imbuh)\s+(?:[A-Z]|dia\b|ia\b)|\b(?:kata|ujar|tutur)nya\b|,\s+(?:kata|ujar|ucap|tutur|ungkap|jelas|tegas|imbuh)\s+[a-z]"
    r"|\b(?:it|he|she|they|who|[A-Z]\w+|the\s\w+)\s+(?:said|says|told|added)\b"
    r"|,\s(?:[\w’'-]+\s){0,6}(?:said|says|told|urged|urges|wrote|warned|warns|added|noted|argued|ruled)\b"
    r"|,\s+[A-Z]\w+\s+(?:kini|telah|sudah|akan|juga|[a-z]{4,}ed)\b"
)
"""Somebody says so, or somebody did it: a sentence of the story, however it begins."""
_OURS = re.compile(
    r"\b(?:we|us|our|you|your|yours|kami|kita|anda|kamu|kalian)\b|\w(?:mu|nya)\b\W*$|https?://|\b[\w-]+\.(?:com|id|co|net|org|news)\b",
    re.IGNORECASE,
)
"""A page speaks of itself and of its reader."""
_ADDRESS = re.compile(r"https?://\S+")
_CALLED = re.compile(
    r"(?:Iklan|Scroll|Gulir|Geser)\b(?=.*\b(?:baca|membaca|melanjutkan|lanjut)\b)", re.IGNORECASE
)
"""`Scroll untuk membaca artikel`: no headline."""
_BUTTONS = re.compile(
    r"(?:\W*\b(?:share|comments?|komentar|bagikan|copy|salin|copied|link|url|tautan|telah|berhasil|(?:di|ter)(?:copy|salin))\b){2,}\W*",
    re.IGNORECASE,
)
"""`Comment SHARE url telah tercopy`: several buttons on one line are no headline."""
_SHARE_THIS = re.compile(r"Share\s+this\s+(?:article|story|post|page)\W*", re.IGNORECASE)
_POINTS = re.compile(r"\W*(?:\w+\s+(?:juga|pula|also)\b|also\s+read\b)", re.IGNORECASE)


_LONGEST_CALLS = 420
_CALLS = re.compile(
    r"\b(?:whats\s?app|telegram|google news|newsletter|aplikasi|app|subscribe|langganan)\b", re.IGNORECASE
)
_ASKS = frozenset(["ask", "share", "app", "newsletter", "link"])


def _is_of_calls(text: str, listed: NoiseRules, in_tail: bool) -> bool:
    """Whether a line is nothing but calls upon the reader, a sentence each: `Mari bergabung … Caranya klik …`"""
    if len(text) > _LONGEST_CALLS or ". " not in text or not _CALLS.search(text) or SAID.search(text):
        return False
    return all(whole_line(part, listed, in_tail) in _ASKS for part in sentences(text))


def begins_with(
    line: Line,
    listed: NoiseRules,
    in_tail: bool,
    edge: bool,
    elsewhere: frozenset[str],
    first: bool,
    behind_copy: bool = False,
) -> tuple[str, str]:
    """The rule that takes the line or its beginning, empty if none does; and what is left of the line.

    A rule of an open end takes no sentence of the story: nothing that somebody says, and of several sentences
    only those that are a page's, too.
    """
    text = line.text
    if first and _ADDRESS.fullmatch(text):
        return "source address", ""
    name = whole_line(text, listed, in_tail, edge, behind_copy)
    if not name and _is_of_calls(text, listed, in_tail):
        return "ask", ""
    if not name or (text[-1] in '.!"”' and SAID.search(text)):
        return "", text
    if name not in _OPEN:
        return ("", text) if name == "republished" and runs_on(text) else (name, "")
    label = name == "advertisement" and (len(text.split()) < 4 or _CALLED.match(text) is not None)
    label = label or (name == "share" and any(one.fullmatch(text) for one in (_BUTTONS, _SHARE_THIS)))
    if first and not label and not _POINTS.match(text):
        return "", text  # a headline, `Video: …`
    if name == "read also":
        end = end_of_pointer(text, elsewhere)
        if end is not None:
            return name, text[end:].strip()
        # `Baca juga berita menarik lainnya hanya di contoh.com.` points to no story; it calls.
        name = whole_line(text, listed, in_tail, edge, behind_copy, besides=name)
        return (name, "") if name == "ask" else ("", text)
    parts = sentences(text)
    kept = next(
        (
            number
            for number, part in enumerate(parts)
            if number
            and not (whole_line(part, listed, in_tail, edge) or _OURS.search(part) or len(part.split()) < 5)
        ),
        len(parts),
    )
    return name, " ".join(parts[kept:])

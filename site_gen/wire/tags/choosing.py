"""Which names and topics of a story an editor would tag it with."""

import re

from site_gen.tables.glossary import Glossary
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer, folded
from site_gen.wire.story import Tag
from site_gen.wire.tags.counting import count_dateline, count_subjects, count_title
from site_gen.wire.tags.mentioned import COUNTED, mentions_in, without_asides
from site_gen.wire.tags.names import find_names
from site_gen.wire.tags.scoring import tag_of
from site_gen.wire.tags.terms import term_index

_LEAST = {"person": 0.21, "organisation": 0.28, "place": 0.25, "topic": 0.3}
"""The score from which on a kind of tag is taken."""
_TOLD = 0.18
"""The score from which on an organisation is taken that a list knows, or whose own words tell what it is."""
_ALONE = 0.22
"""The score from which on somebody is taken who is called by one name."""
_SURE = {2: 0.34, 3: 0.5}
"""The score from which on a topic is taken beside so many others."""
_CLEAR = 0.3
"""The score from which on a name takes a place that no topic has taken."""
_SINGLE = 0.22
"""The score from which on a topic is taken where there is no other."""


def find_tags(
    title: str,
    paragraphs: list[str],
    lang: str,
    glossary: Glossary,
    gazetteer: Gazetteer,
    limit: int = 10,
    sat: str = "",
) -> tuple[tuple[Tag, ...], tuple[Tag, ...]]:
    """The tags of a story, best first, and those that were weighed and left out.

    `title` is a headline that stands in the text. Capital letters tell nothing there: names are found in
    the body, and only counted in the headline. `sat` is the place of the dateline.
    """
    text = without_asides("\n".join(paragraphs))
    index = term_index(glossary)
    mentions, namesakes = mentions_in(text, index)
    spans = find_names(text, mentions, gazetteer, lang, namesakes)
    outlets = [(a, b) for a, b in gazetteer.outlets_in(text) if " " in text[a:b]]
    if outlets:
        # `New York Post` speaks of a paper, not of New York.
        mentions = [m for m in mentions if not _within(m.start, m.end, outlets)]
        spans = [s for s in spans if not _within(s.start, s.end, outlets)]
    subjects = count_subjects(mentions, spans, text, lang, glossary, gazetteer, title)
    if sat and lang == "en":
        # A desk in Jakarta writes of the whole country; an agency's dateline names the town that it tells of.
        count_dateline(subjects, sat, glossary)
    headline = COUNTED.sub(" ", title)
    count_title(subjects, headline, index.mentions(headline) if title else [], lang)
    scored = [tag_of(subject, text, lang, glossary) for subject in subjects.values()]
    scored = [tag for tag in scored if not _is_outlet(tag, gazetteer)]
    scored.sort(key=lambda tag: (-tag.score, tag.name))
    chosen = _chosen(scored, limit)
    return tuple(chosen), tuple(tag for tag in scored if tag not in chosen)


def _within(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in ranges)


def _chosen(scored: list[Tag], limit: int) -> list[Tag]:
    chosen: list[Tag] = []
    names = topics = 0
    for tag in scored:
        alone = tag.type == "person" and not tag.term and " " not in tag.name
        is_event = tag.type == "topic" and _EVENT.search(tag.name) is not None
        least = _ALONE if alone else _TOLD if is_event or _is_told(tag) else _LEAST[tag.type]
        if tag.score < least or any(_same(tag, other) for other in chosen):
            continue
        if tag.type == "topic" and not is_event:
            if topics < 2 or tag.score >= _SURE.get(topics, 1.0):
                chosen.append(tag)
                topics += 1
        elif names < limit - 2:
            chosen.append(tag)
            names += 1
    for tag in scored:  # where topics are few, there is room for more names
        if len(chosen) >= limit:
            break
        if tag.type != "topic" and tag.score >= _CLEAR and not any(_same(tag, other) for other in chosen):
            chosen.append(tag)
    if not topics:
        # A short story names its topic once: the best one near its beginning is better than none.
        best = next((tag for tag in scored if tag.type == "topic" and tag.score >= _SINGLE), None)
        if best is not None and not any(_same(best, other) for other in chosen):
            chosen.append(best)
    return chosen


_EVENT = re.compile(r"\d{4}$|\sU-?\d\d$")
"""`Piala Contoh 2024`, `Piala Contoh U-19`: a name."""


def _is_told(tag: Tag) -> bool:
    """Whether an organisation is known, or called like one, and not only a part of one, `Fakultas Contoh`."""
    if tag.type != "organisation" or tag.name.split()[0] in lexicon.phrases("weak_heads"):
        return False
    return (
        bool(tag.term)
        or "an organisation" in tag.rule
        or tag.rule.startswith(('"of" inside', '"for" inside'))
    )


def _same(tag: Tag, other: Tag) -> bool:
    """Whether two tags say one thing: `Pencurian` beside `pencurian ikan`."""
    if tag.type == "place" and tag.term and other.term and tag.term != other.term:
        return False  # Contoh and Contoh Barat are two provinces
    a, b = folded(tag.name), folded(other.name)
    return a == b or (tag.type == other.type and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))


_ADDRESS = re.compile(r"\w\.(?:com|co\.id|id|net|co)\b", re.IGNORECASE)


def _is_outlet(tag: Tag, gazetteer: Gazetteer) -> bool:
    """An outlet that the copy quotes is no subject of it, unless the story is about it."""
    inside = (
        " " in tag.name and "." in tag.name and _ADDRESS.search(tag.name) is not None
    )  # Cek Fakta Contoh.com
    if (
        not inside
        and not gazetteer.knows_outlet(tag.name)
        and not re.search(r"/(?:AFP|Getty|Reuters|AP|EPA)", tag.name)
    ):
        return False
    return "headline" not in tag.rule

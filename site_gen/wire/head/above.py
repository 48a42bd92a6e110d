"""What a page has above its headline: other headlines, its section, a kicker, its own name behind the headline."""

import re
from collections.abc import Callable

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.blocks import is_caption
from site_gen.wire.capitals import is_titled, words_of
from site_gen.wire.dateline.reading import read_dateline
from site_gen.wire.head.headline import LONGEST, SHORTEST, is_headline_below
from site_gen.wire.head.told import Told
from site_gen.wire.lines import Line
from site_gen.wire.tokens import given_names

_LISTED = re.compile(r"[-•·▪*]\s*\S.{15,150}[^.;:,]")
"""An entry of a list, without a full stop."""
_FEWEST_LISTED = 3


def without_list(lines: list[Line], told: Told) -> list[Line]:
    """The lines without a list of other headlines above the headline of an Indonesian story."""
    count = 0
    while count < len(lines) - 2 and _LISTED.fullmatch(lines[count].text):
        count += 1
    if (
        count < _FEWEST_LISTED
        or not is_headed(lines[count].text)
        or sum(is_headed(line.text) for line in lines[:count]) * 2 < count
    ):
        return lines
    for line in lines[:count]:
        told.take(line, line.text, "read also")
    return lines[count:]


def is_headed(text: str) -> bool:
    """Whether a line is written like an Indonesian headline: some words in capitals, and no full stop."""
    words = words_of(text)
    return (
        len(words) > 4
        and len(text) <= LONGEST + 25
        and text[-1] not in ".,:;"
        and is_titled(words)
        and not is_caption(Line(text, 0))
    )


_KICKER = re.compile(r"[A-Z0-9][\w.&/'’-]*(?:\s(?:[A-Z0-9&][\w.&/'’-]*|di|ke|dari|dan|yang))*")
_LONGEST_KICKER = 4
"""Words."""
_FEWEST_KICKED = 4
"""Lines of a page with a kicker, a headline and a story."""


def without_kicker(lines: list[Line], told: Told) -> list[Line]:
    """`Berita Contoh` above the headline: the page's section, or its subject in a word or two.

    Only where an Indonesian headline follows, known by its capitals, and no list of headlines.
    """
    if len(lines) < _FEWEST_KICKED or not _KICKER.fullmatch(lines[0].text):
        return lines
    first, second, third = lines[0].text, lines[1].text, lines[2].text
    if len(first.split()) > _LONGEST_KICKER or not is_headed(second) or len(second) < 1.5 * len(first):
        return lines
    if third != second and is_headed(third):
        return lines
    gazetteer = told.gazetteer
    if read_dateline(second, gazetteer):
        return lines
    if gazetteer.knows_outlet(first) or gazetteer.outlet_at.fullmatch(first):
        told.published(first, f"above the headline: {first}", 0.75, lines[0])
    told.take(lines[0], first, "kicker")
    return lines[1:]


_MOST_ABOVE = 4
"""Lines of a page above a headline."""
_LONGEST_ABOVE = 12
"""Words of one of those."""


def without_lines_above_signed(lines: list[Line], told: Told) -> list[Line]:
    """The lines without what a page has above a headline that is known by what follows: a deck, and the byline.

    Its menu, its kicker, what it promotes: each by itself, an empty line behind it, and none of them a sentence.
    """
    above = [line for line in lines if line.number < told.signed and not is_caption(line)]
    if not 2 < len(above) <= _MOST_ABOVE + 2 or above[-1].text[-1] != "." or above != lines[: len(above)]:
        return lines
    *before, headline, _ = above
    short = all(
        line.text[-1] not in ".!?:;," and len(line.text.split()) <= _LONGEST_ABOVE and not line.kind
        for line in before
    )
    if not short or not is_headed(headline.text) or not (headline.gap and above[-1].gap):
        return lines
    for line in before:
        told.take(line, line.text, "above the headline")
    return lines[len(before) :]


_ON_SITE = re.compile(r"\s+[-–—|]\s+(?P<site>[^|–—]{3,40})$")
"""The house behind the headline."""
_CRUMBS = re.compile(r"^(?:[^/»›>|]{3,30}\s*[/»›>|]\s*){1,5}")
"""`Beranda / Daerah / `"""
_TITLE_LABEL = re.compile(r"(?:Judul|Title|Headline)\s*:\s*(?=\S.{15})", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<=\w)\s+[-–—|]\s+(?:Halaman|Hal|Page)\.?\s+(?:all|\d{1,2})$", re.IGNORECASE)
"""`… – Halaman all`: which page of the story it was."""
_SLOGAN = re.compile(r"\s*[|–—-]\s+\S|\s*-->$")
"""`Headline | CONTOH.com - Cepat dan Tepat`"""
_LONGEST_TRAIL = 4
"""`Home Daerah Headline`: how many words of the way to it a page puts before the headline."""
_SHORTEST_TITLE = 20
"""Characters."""


def without_page_title(lines: list[Line], told: Told) -> list[Line]:
    """`Headline | House`, as a page is called: the house goes, and all of it where the headline follows."""
    if len(lines) < 2:
        return lines
    if label := _TITLE_LABEL.match(lines[0].text):
        lines = [_without_beginning(lines[0], label, told, "page title"), *lines[1:]]
    if numbered := _NUMBERED.search(lines[0].text):
        told.take(lines[0], numbered.group().strip(), "page title")
        lines = [msgspec.structs.replace(lines[0], text=lines[0].text[: numbered.start()]), *lines[1:]]
    first, second = lines[0].text, lines[1].text
    bare = _ON_SITE.sub("", first)
    crumb = _CRUMBS.sub("", first)
    slogan = (first.startswith(second) and _SLOGAN.match(first, len(second))) or (
        first.endswith(" " + second) and first[: -len(second)].count(" ") <= _LONGEST_TRAIL
    )
    if len(second) > _SHORTEST_TITLE and second != first and (second in (bare, crumb) or slogan):
        told.take(lines[0], first, "page title")
        return lines[1:]
    site = _ON_SITE.search(first)
    if site and len(bare) > _SHORTEST_TITLE and told.gazetteer.outlet_at.fullmatch(site["site"]):
        told.published(site["site"], f"behind the headline: {site['site']}", 0.8, lines[0])
        told.take(lines[0], site.group().strip(), "page title")
        return [msgspec.structs.replace(lines[0], text=bare), *lines[1:]]
    return lines


_HOUSE_IN_TOWN = re.compile(r"(?P<house>[A-Z][\w.&'’]*(?: [A-Z][\w.&'’]*){0,4}) \((?P<town>[A-Z][\w' -]+)\)")
_LOGO = re.compile(r"Logo (?P<house>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")


def without_house(lines: list[Line], told: Told) -> list[Line]:
    """The lines without the house above the headline: with its town, `Contoh FM (Nairobi)`, as collections of many
    papers have it, or as the words of its picture, `Logo Harian Contoh`, where a line below begins with it."""
    if len(lines) < 3:
        return lines
    first = lines[0]
    found = _HOUSE_IN_TOWN.fullmatch(first.text)
    if found and told.gazetteer.place(found["town"]) and is_headline_below(lines[1]):
        told.published(found["house"], f"above the headline: {first.text}", 0.75, first)
        told.take(first, first.text, "above the headline")
        return lines[1:]
    logo = _LOGO.fullmatch(first.text)
    if logo and any(
        line.text.startswith((f"{logo['house']}, ", f"{logo['house']} -")) for line in lines[1:12]
    ):
        told.take(first, first.text, "above the headline")
        return lines[1:]
    return lines


_OFFICE = re.compile(
    r"(?:Ministry|Department|Office|Bureau|Directorate|Secretariat|Embassy|Commission|Kementerian|Dinas|Badan|Sekretariat|Kantor)\s(?:(?:of|for|the|and|dan|di|[A-Z&][\w.,&'’-]*)\s?){1,9}|(?:[A-Z]\w+['’]?s?\s){1,3}(?:Office|Ministry|Department|Secretariat)"
)
"""`Ministry of Roads and Bridges`: whose release it is, above the headline."""
_LONGEST_RELEASED = 200
"""Characters of the headline of a release."""


def without_office(lines: list[Line], told: Told) -> list[Line]:
    """The lines without the office that a release names above its headline; the day stands right below that."""
    if len(lines) < 3 or not told.stamps or not _OFFICE.fullmatch(lines[0].text) or lines[0].kind:
        return lines
    title = lines[1]
    below = told.stamps[0].line
    if len(title.text) > _LONGEST_RELEASED or not title.number < below <= lines[2].number:
        return lines
    told.take(lines[0], lines[0].text, "above the headline")
    told.stamped = True
    return lines[1:]


_RUBRIC = re.compile(
    r"[^\W\d_][\w&'’.-]*(?:\s[\w&'’.-]+)?\s?:?|[^\W_]{1,6}|[A-Z][a-z]+\s(?:&|and)\s[A-Z][a-z]+|Letters?\sto\sthe\s[Ee]ditors?"
)
"""`Nation`, `Public Health`, `Health & Science`, `Filed under:`, and a number of whatever kind."""
_MOST_RUBRICS = 6


def without_rubrics(lines: list[Line], told: Told) -> list[Line]:
    """The lines without those above the headline that name sections of the page, in one word or two each.

    A name of somebody or of a place says more than that, and no story is left without a headline below.
    """
    is_place = told.gazetteer.place
    count = (
        1 if len(lines) > 3 and _PICTURE_OF.search(lines[0].text) and _is_rubric(lines[1], is_place) else 0
    )
    while count < min(len(lines) - 2, _MOST_RUBRICS) and _is_rubric(lines[count], is_place):
        count += 1
    if not count or not is_headline_below(lines[count]):
        return lines
    for line in lines[:count]:
        told.take(line, line.text, "above the headline")
    return lines[count:]


_PICTURE_OF = re.compile(r"\w\s?/\s?[A-Z][\w.]{2,20}$")
"""`Amir Santika di balai desa/CONTOH`: the words of the page's picture, and whose it is."""


def _is_rubric(line: Line, is_place: Callable[[str], object]) -> bool:
    text = line.text
    return (
        not line.kind
        and _RUBRIC.fullmatch(text) is not None
        and text.split()[0] not in given_names()
        and not is_place(text)
    )


_DESK_CODE = re.compile(
    r"(?:(?:UPDATE|WRAPUP|RPT|REPEAT|REFILE|CORRECTED|CORRECTION|RECAST|BRIEF|FACTBOX|TIMELINE|NEWSMAKER|INSIGHT|FEATURE|"
    r"INTERVIEW|ANALYSIS|EXCLUSIVE|EXPLAINER|PREVIEW|POLL|TABLE|TEXT|GRAPHIC|SCENARIOS|INSTANT\s+VIEW|SPECIAL\s+REPORT|"
    r"ADVISORY|URGENT|ALERT|SNAPSHOT|HIGHLIGHTS|MEDIA|OFFICIAL\s+CORRECTION)(?:\s\d{1,2})?\s?[-–]+\s?){1,3}(?=[\w\"'“‘])"
)
"""`UPDATE 1-`, `RPT-WRAPUP 2-`: what the desk of an agency files a story as, in capitals and with a hyphen."""


def without_desk_codes(lines: list[Line], told: Told) -> list[Line]:
    """The lines without the codes of an agency's desk before the headline on the first of them."""
    found = _DESK_CODE.match(lines[0].text) if len(lines) > 1 else None
    if not found or len(lines[0].text) - found.end() < SHORTEST:
        return lines
    return [_without_beginning(lines[0], found, told, "wire code"), *lines[1:]]


_BEFORE = re.compile(
    r"(?P<word>[A-Z]{4,}(?:\s(?:&\s)?[A-Z]{2,}){0,3})(?:\s?[–—]\s?|\s-{1,2}\s|\s?:\s|\s[|/]\s)(?=[\"“‘']?[A-ZÀ-Þ0-9])"
)
"""`NASIONAL – `, `GAYA HIDUP: `: words in capitals and a mark before a sentence or a headline."""


def without_rubric_before(lines: list[Line], told: Told) -> list[Line]:
    """The lines without the rubric of the paper before the headline or the lead: `EKONOMI – Harga beras …`.

    What the list of rubrics has is neither a town nor a house, unless a house of the list is called so.
    """
    for index, line in enumerate(lines[:_DEEPEST_RUBRIC]):
        found = _BEFORE.match(line.text)
        if (
            not found
            or found["word"] not in lexicon.phrases("rubrics")
            or len(line.text) - found.end() < SHORTEST
            or told.gazetteer.knows_outlet(found["word"])
        ):
            continue
        lines = [*lines[:index], _without_beginning(line, found, told, "rubric"), *lines[index + 1 :]]
    return lines


def _without_beginning(line: Line, found: re.Match[str], told: Told, rule: str) -> Line:
    """A line without what was found at its beginning, which `rule` takes out."""
    told.take(line, found.group().strip(), rule)
    return msgspec.structs.replace(line, text=line.text[found.end() :])


_DEEPEST_RUBRIC = 3
"""Lines: the headline, a deck, the lead."""

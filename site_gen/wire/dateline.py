"""Datelines: who wrote, and from where, at the head of the first sentence.

One grammar for both languages:

    [noise] ( OUTLET [,:] PLACE | PLACE [,] OUTLET | PLACE (AGENCY) | OUTLET | (AGENCY)
            | PLACE [, REGION] [, DATE] [(AGENCY)] ) DASH

OUTLET is of the list or shaped like an address; PLACE is of the gazetteer, or at most four capitalised
words beside an outlet or in capitals. The dash may be missing only after an outlet or a closing bracket.
Most texts have no dateline at all, and a sentence that only looks like one must stay whole.
"""

import re

import msgspec

from site_gen.glossary import fold, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.papers import is_called_like_a_paper, paper_behind
from site_gen.wire.sites import DASH, WORD, Site, named, sites_at

_LEAD_IN = re.compile(r"[\s\"'“”‘’*_>•#(]*")
_DASH = re.compile(rf"\s*(?:{DASH}\s?)+\s*")
_MARK = re.compile(rf"\s*(?:{DASH}\s?)+\s*|\s*:\s+|\s+\?\s+(?=[\"“]?[A-ZÀ-Þ])")
"""A dash or a colon; a `?` by itself is what an old encoding made of a long dash."""
_BRACKET = re.compile(r"\s*(?:-{1,2}|[–—])?\s*(?:\(\s*([^()]{2,60}?)\s*\)|(?<=\s)/([A-Z][\w ]{2,30})/)\s*")
"""`(AGENCY)`, also as press wires write it: `--(AGENCY)--`, `/AGENCY/ --`."""
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mei|agu|ags|okt|des|januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember|january|february|march|june|july|august|october|december|sept"
_DATE = re.compile(
    rf"(?:\s?,)?\s*((?:{_MONTHS})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:{_MONTHS})\.?(?:\s+\d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)\b",
    re.IGNORECASE,
)


class Dateline(msgspec.Struct, frozen=True):
    """What stood before the first sentence."""

    start: int
    """Where it begins in the line; what stands before it is not understood and stays."""
    end: int
    """Where the sentence begins."""
    place: str = ""
    outlet: str = ""
    date: str = ""
    """As it is written, `Dec 31`."""
    rule: str = ""
    confidence: float = 1.0
    doubt: str = ""
    """What an editor should look at."""
    after_deck: bool = False
    """Whether a deck stands before it on the same line."""


def read_dateline(text: str, gazetteer: Gazetteer, small: frozenset[str] = frozenset()) -> Dateline | None:
    """The dateline at the head of `text`, None if there is none.

    `small` are words that the copy writes in small letters, those with a capital before them, too: with a
    capital one of the small begins a sentence, and a town that is written so is not misspelt.
    """
    start = _LEAD_IN.match(text).end()  # type: ignore[union-attr]
    if text[start - 1 : start] == "(":
        start -= 1
    head = text[:_HEAD]
    return (
        _outlet_first(head, start, gazetteer)
        or _agency_alone(head, start, gazetteer)
        or _place_first(head, start, gazetteer, small)
        or _paper_first(head, start, gazetteer)
        or _after_deck(text, gazetteer)
    )


_HEAD = 200
"""A dateline is shorter than this."""


def _outlet_at(text: str, position: int, gazetteer: Gazetteer) -> tuple[str, int] | None:
    found = gazetteer.outlet_at.match(text, position)
    return (found.group(), found.end()) if found else None


_TIGHT = re.compile(r"([A-Z]{4,}(?: [A-Z]{3,})?)[-–—](?=[A-Z][a-z]+\s[a-z])([A-Z][a-z]+)")
_RUN_ON = re.compile(r"\s?,\s?(?P<town>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)(?:-{1,2}|[–—])(?=[A-Z\"“][a-z])")
"""`CONTOH.CO,Jakarta-Presiden`: all spaces were lost."""
_SPACE = re.compile(r"\s+")
_COUNTRY = re.compile(r"\s?\[[A-Z][A-Za-z ]{2,24}\]")
"""`New Delhi [India]`"""
_CHANNEL = re.compile(r"\s[A-Z][a-z]+(?=\s*[–—]\s)")
"""`CONTOH Tekno –`: which part of the house it is from."""
_SENTENCE = re.compile(r"[\"'“‘(\[?¿`]*\s*(?:[A-ZÀ-Þ0-9]|[a-z]+[A-Z]|[a-z]{2,}\b)")
_SMALL_LETTERS = re.compile(r".{0,56}?\b[a-zà-ÿ]{3,}")
_COMMON = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]*)\s+[a-zà-ÿ]")


def _dash(text: str, position: int) -> int:
    """Where the sentence begins after a dash, 0 if none is here."""
    found = _DASH.match(text, position)
    return found.end() if found else 0


def _mark(text: str, position: int) -> int:
    """Where the sentence begins after a dash or a colon, 0 if none is here."""
    found = _MARK.match(text, position)
    return found.end() if found else 0


def _is_sentence(text: str, position: int) -> bool:
    return _SENTENCE.match(text, position) is not None


def _is_common(text: str, position: int, small: frozenset[str]) -> bool:
    """Whether a capital letter begins a common word here: the sentence begins anew after a place."""
    found = _COMMON.match(text, position)
    return found is not None and (found[1].lower() in lexicon.words("openers") or found[1].lower() in small)


def _outlet_first(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """OUTLET, PLACE - · OUTLET, PLACE: · OUTLET, Place Sentence · OUTLET - PLACE. · OUTLET -"""
    begin, doubt = start, ""
    # A word may be glued to the outlet: validContoh.com. It is not understood, so it stays.
    if glued := gazetteer.glued_outlet.search(text, start, 60):
        begin, outlet = glued.start(), (glued.group(), glued.end())
        doubt = f'"{text[start:begin].strip()}" stands glued before the dateline'
    elif not (found := _outlet_at(text, start, gazetteer)):
        return None
    else:
        outlet = found
    written, end = outlet
    name = gazetteer.outlet(written)
    if (run := _RUN_ON.match(text, end)) and (town := gazetteer.place(run["town"])):
        site = Site(run["town"], "", run.end("town"), True)
        return Dateline(
            begin, run.end(), named(site, gazetteer) or town, name, "", "OUTLET,PLACE-", 0.95, doubt
        )
    comma = re.compile(r"\s*[,:]\s*|\s+(?=[A-Z])").match(text, end)
    for site in sites_at(text, comma.end(), gazetteer) if comma else ():
        assert comma is not None
        date = _DATE.match(text, site.end)
        after = _mark(text, date.end() if date else site.end)
        if after and (site.known or comma.group().strip()):
            stamp = date[1] if date else ""
            sure = 1.0 if site.known else 0.9
            return Dateline(begin, after, named(site, gazetteer), name, stamp, "OUTLET, PLACE -", sure, doubt)
        bare = re.compile(r"\s*,?\s+").match(text, site.end)
        if (
            site.known
            and comma.group().strip()
            and bare
            and _is_sentence(text, bare.end())
            and not text[bare.end()].islower()
        ):
            rule = "OUTLET, PLACE without a mark"
            return Dateline(begin, bare.end(), named(site, gazetteer), name, "", rule, 0.8, doubt)
    after = _dash(text, end)
    if not after and (channel := _CHANNEL.match(text, end)):
        end = channel.end()
        after = _dash(text, end)
    if not after or not _is_sentence(text, after):
        return None
    if text[after].islower() and not any(map(str.isspace, text[end:after])):
        return None  # Detik-detik: a word said twice, or joined to another
    for site in sites_at(text, after, gazetteer):
        # OUTLET - JAKARTA. The place is in capitals, and a sentence follows.
        stop = re.compile(r"\s*[.,:]\s+").match(text, site.end)
        if site.known and site.town.isupper() and stop and _is_sentence(text, stop.end()):
            return Dateline(
                begin, stop.end(), named(site, gazetteer), name, "", "OUTLET - PLACE.", 0.95, doubt
            )
    return Dateline(begin, after, "", name, "", "OUTLET -", 1.0, doubt)


def _agency_alone(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """(AGENCY) - · (CNN) Sentence"""
    date = _DATE.match(text, start)
    found = _BRACKET.match(text, date.end() if date else start)
    if not found or not found[1] or not gazetteer.knows_outlet(found[1]):
        return None
    after = _mark(text, found.end()) or found.end()
    if not _is_sentence(text, after):
        return None
    stamp = date[1] if date else ""
    return Dateline(start, after, "", gazetteer.outlet(found[1]), stamp, "(AGENCY)")


def _place_first(
    text: str, start: int, gazetteer: Gazetteer, small: frozenset[str] = frozenset()
) -> Dateline | None:
    """PLACE, OUTLET - · PLACE[, REGION][, DATE] (AGENCY) - · PLACE - · PLACE: · PLACE, Sentence"""
    tight = _TIGHT.match(text, start)
    if tight and gazetteer.place(tight[1]) and not gazetteer.place(tight[2]):
        site = Site(tight[1], "", tight.end(1), True)
        return Dateline(start, tight.start(2), named(site, gazetteer), "", "", "PLACE-Sentence", 0.85)
    sites = sites_at(text, start, gazetteer)
    lost = re.compile(r"[a-z]{3,14}(?= ?,)").match(text, start)
    if lost and not any(site.known for site in sites):
        sites.append(Site(lost.group(), "", lost.end(), False))
    for site in sites:
        country = _COUNTRY.match(text, site.end)
        end = country.end() if country else site.end
        date = _DATE.match(text, end)
        stamp, end = (date[1], date.end()) if date else ("", end)
        for rule in (_with_agency, _with_outlet, _with_mark):
            found = rule(text, site, stamp, end, gazetteer, small)
            if found:
                outlet, after, name = found
                return _placed(start, after, site, gazetteer, outlet, stamp, name, small)
    return None


_Rest = tuple[str, int, str]
"""The outlet, where the sentence begins, and the rule."""


def _with_agency(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> _Rest | None:
    """PLACE (AGENCY) -, and no dash after an agency of the list"""
    bracket = _BRACKET.match(text, end)
    if not bracket:
        return None
    agency = _first_known(bracket[1] or bracket[2], gazetteer)
    after = _mark(text, bracket.end())
    known = gazetteer.knows_outlet(agency)
    shaped = re.fullmatch(_AGENCY, agency) or gazetteer.outlet_at.fullmatch(agency)
    if not known and not (after and (shaped or not agency)):
        return None
    after = after or bracket.end()
    return (
        (agency and gazetteer.outlet(agency), after, "PLACE (AGENCY) -")
        if _is_sentence(text, after)
        else None
    )


_SLUG = re.compile(r"(?:BC|AM|PM)-[A-Z0-9]+(?:-[A-Z0-9]+)*")
"""What a wire files a story under, and for which papers: those of the morning, of the evening, of both."""


def _first_known(agency: str, gazetteer: Gazetteer) -> str:
    """Of `ONE/OTHER` the first, if both are of the lists; of an agency and the region of its desk the agency."""
    if _SLUG.fullmatch(agency):
        return ""
    parts = [part.strip() for part in agency.split("/")]
    if len(parts) > 1 and all(map(gazetteer.knows_outlet, parts)):
        return parts[0]
    name, _, region = agency.partition(" ")
    if region and not gazetteer.knows_outlet(agency) and gazetteer.is_region(region):
        return name if gazetteer.knows_outlet(name) else agency
    return agency


_AGENCY = r"[A-ZÀ-Þ][\w.&-]*(?: [A-ZÀ-Þ][\w.&-]*){0,3}"


def _with_outlet(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> _Rest | None:
    """PLACE, OUTLET -, and no dash after a place of the list"""
    comma = re.compile(r"\s*,?\s+|,").match(text, end)
    outlet = _outlet_at(text, comma.end(), gazetteer) if comma else None
    if comma and not outlet and site.known and "," in comma.group():
        found = paper_behind(text, comma.end(), gazetteer, site.town.isupper())
        return (*found, "PLACE, PAPER -") if found else None
    if not outlet or not comma:
        return None
    name = gazetteer.outlet(outlet[0])
    if after := _mark(text, outlet[1]):
        return name, after, "PLACE, OUTLET -"
    if not (site.known and "," in comma.group() and gazetteer.knows_outlet(outlet[0])):
        return None
    end = outlet[1]
    if not site.town.isupper():
        end = _past_region(text, end, gazetteer, small)
    bare = _SPACE.match(text, end)
    sure = site.town.isupper() or re.search(r"[ .]", outlet[0])
    if bare and sure and re.match(r"[A-Z\"“]", text[bare.end() :]):
        return name, bare.end(), "PLACE, OUTLET without a mark"
    return None


_REGION = re.compile(rf"(?P<first>\s{WORD})(?:\s{WORD})?(?=\s)")


def _past_region(text: str, position: int, gazetteer: Gazetteer, small: frozenset[str]) -> int:
    """Behind the region whose desk of a house it is, where a sentence clearly begins behind it."""
    if found := _REGION.match(text, position):
        for words in (found.group(), found["first"]):
            end = position + len(words)
            if gazetteer.is_region(words.strip()) and _is_common(text, end + 1, small):
                return end
    return position


_PAPER_FIRST = re.compile(rf"(?P<name>{WORD}(?: {WORD}){{0,3}})\s*,\s+")


def _paper_first(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """Warta Contoh, PLACE -: an outlet that no list has, by what papers are called."""
    found = _PAPER_FIRST.match(text, start)
    if not found or gazetteer.is_region(found["name"]):
        return None
    name, words = found["name"], found["name"].lower().split()
    if lexicon.words("press_words").isdisjoint(words) and not is_called_like_a_paper(name, gazetteer):
        return None
    for site in sites_at(text, found.end(), gazetteer):
        after = _dash(text, site.end)
        if site.known and after and _is_sentence(text, after):
            doubt = f'the outlet "{name}" is not in the list'
            return Dateline(start, after, named(site, gazetteer), name, "", "PAPER, PLACE -", 0.75, doubt)
    return None


def _with_mark(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> _Rest | None:
    """PLACE - · PLACE: · PLACE, Sentence · Place. Sentence"""
    capitals = site.town.isupper()
    after = _dash(text, end)
    mark = text[end:after]
    # A dash inside a name has no space on either side; a dateline's has at least one, or is double.
    if after and (mark != mark.strip() or len(mark) > 1) and _is_sentence(text, after):
        if text[after].islower() and not capitals:
            return None
        if site.known or stamp or (site.region and capitals):
            return "", after, "PLACE -"
        if capitals and site.town not in lexicon.phrases("not_places") and _SMALL_LETTERS.match(text, after):
            return "", after, "PLACE IN CAPITALS -"
        return None
    colon = re.compile(r"\s*:\s+").match(text, end)
    if colon and (capitals or stamp or site.region) and (site.known or site.region):
        return ("", colon.end(), "PLACE:") if _is_sentence(text, colon.end()) else None
    if colon and site.known and not stamp and len(site.town) > 3 and _TOLD.match(text, colon.end()):
        return "", colon.end(), "Place: Sentence"
    stop = re.compile(r"\s*[,.]\s+").match(text, end)
    if stop and site.known and not stamp and len(site.town) > 3 and _is_common(text, stop.end(), small):
        return "", stop.end(), "PLACE, Sentence"
    alone = site.known and not stamp and fold(site.town) not in ordinary_words()
    if alone and _ALONE.match(text, end):
        return "", stop.end() if stop else end, "Place. Sentence"
    return None


_TOLD = re.compile(r"(?=.{60})(?:[A-ZÀ-Þ][\w'’.-]*\s+){1,7}(?:\([A-Z]+\)\s)?[a-zà-ÿ]{3,}\s[a-zà-ÿ]")
"""Behind a colon: a sentence as long as a lead, not an entry of a list."""
_ALONE = re.compile(r"\.\s+(?:[A-ZÀ-Þ][\w'’-]*,?\s+){1,5}[a-zà-ÿ]{3,}")
"""A place that is a sentence by itself, and then a sentence."""


def _placed(
    start: int,
    end: int,
    site: Site,
    gazetteer: Gazetteer,
    outlet: str,
    stamp: str,
    rule: str,
    written: frozenset[str],
) -> Dateline | None:
    if site.known:
        doubt = f'the outlet "{outlet}" is not in the list' if rule == "PLACE, PAPER -" else ""
        sure = 0.8 if rule in ("PLACE, PAPER -", "Place. Sentence", "Place: Sentence") else 1.0
        return Dateline(start, end, named(site, gazetteer), outlet, stamp, rule, sure, doubt)
    # A town that the copy names again in small letters is spelt so.
    again = site.town.isupper() and site.town.capitalize() in written
    if not again and (mended := gazetteer.mended_place(site.town)):
        doubt = f'"{site.town}" is taken for {mended}'
        return Dateline(start, end, named(site, gazetteer, mended), outlet, stamp, rule, 0.75, doubt)
    if site.town[:1].islower():
        return None
    letters, _, region = site.town.partition(" ")
    if not outlet and _LETTERS.fullmatch(letters) and gazetteer.place(region):
        doubt = f'the outlet "{site.town}" is not in the list'
        return Dateline(start, end, "", f"{letters} {region.title()}", stamp, "PAPER -", 0.75, doubt)
    doubt = f'the place "{site.town}" is not in the list'
    return Dateline(start, end, named(site, gazetteer), outlet, stamp, rule, 0.85, doubt)


_LETTERS = re.compile(r"(?!ST|MT|FT)[BCDFGHJKLMNPQRSTVWXZ]{2,5}")
"""`PR CONTOH -`: letters that no town is called by, before the town of a regional paper."""


def _after_deck(text: str, gazetteer: Gazetteer) -> Dateline | None:
    """A deck first, then the dateline, on one line: `… ke Kalimantan .contoh.id - Presiden …`"""
    found = (
        gazetteer.later_dateline.search(text, 20, 420)
        or gazetteer.agency_dateline.search(text, 20, 900)
        or gazetteer.run_in_dateline.search(text, 30, 330)
    )
    if not found:
        return None
    start = found.start("head")
    line = _outlet_first(text[: start + _HEAD], start, gazetteer) or _place_first(
        text[: start + _HEAD], start, gazetteer
    )
    if line is None or not line.outlet or line.start != start:
        return None
    sure = min(line.confidence, 0.9)
    return msgspec.structs.replace(line, rule=f"{line.rule} after a deck", confidence=sure, after_deck=True)

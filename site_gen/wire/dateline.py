"""Datelines: who wrote, and from where, at the head of the first sentence.

One grammar for both languages:

    [noise] ( OUTLET [,:] PLACE | PLACE [,] OUTLET | PLACE (AGENCY) | OUTLET | (AGENCY)
            | PLACE [, REGION] [, DATE] [(AGENCY)] | OUTLET (PLACE) | OUTLET DASH PLACE | PLACE DASH OUTLET ) DASH

OUTLET is of the list or shaped like an address; PLACE is of the gazetteer, or at most four capitalised
words beside an outlet or in capitals. The dash may be missing only after an outlet or a closing bracket.
Most texts have no dateline at all, and a sentence that only looks like one must stay whole.
"""

import re

import msgspec

from site_gen.glossary import fold, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.marks import BAR, BRACKET, DATELINE_DAY, LEAST, SMALL_LETTERS, dash, is_sentence, mark
from site_gen.wire.papers import is_called_by_the_press, is_called_like_a_paper, paper_behind, paper_by_word
from site_gen.wire.sites import DASH, WORD, Site, named, sites_at

_LEAD_IN = re.compile(r"[\s\"'“”‘’*_>•#(]*")


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
    barred = BAR.sub(lambda bar: bar[1] + "–" * len(bar.group().strip()) + bar[2], head[:_BARRED])
    if barred != head[:_BARRED]:
        found = _at_head(barred + head[_BARRED:], start, gazetteer, small)
        more = found is not None and BAR.search(text, found.end, found.end + LEAST)  # a list: A | B | C
        if found and not more and len(text) - found.end >= LEAST and SMALL_LETTERS.match(text, found.end):
            return found
    return _at_head(head, start, gazetteer, small) or _after_deck(text, gazetteer)


_BARRED = 70
"""Characters within which a bar may stand for a dash."""


def _at_head(text: str, start: int, gazetteer: Gazetteer, small: frozenset[str]) -> Dateline | None:
    return (
        _outlet_first(text, start, gazetteer)
        or _agency_alone(text, start, gazetteer)
        or _place_first(text, start, gazetteer, small)
        or _paper_first(text, start, gazetteer)
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
_COMMON = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]*)\s+[a-zà-ÿ]")


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
        date = DATELINE_DAY.match(text, site.end)
        after = mark(text, date.end() if date else site.end)
        if after and (site.known or comma.group().strip()):
            stamp = date[1] if date else ""
            sure = 1.0 if site.known else 0.9
            return Dateline(begin, after, named(site, gazetteer), name, stamp, "OUTLET, PLACE -", sure, doubt)
        bare = re.compile(r"\s*[.,]?\s+" if site.town.isupper() else r"\s*,?\s+").match(text, site.end)
        if (
            site.known
            and comma.group().strip()
            and bare
            and is_sentence(text, bare.end())
            and not text[bare.end()].islower()
        ):
            rule = "OUTLET, PLACE without a mark"
            return Dateline(begin, bare.end(), named(site, gazetteer), name, "", rule, 0.8, doubt)
    bracket = BRACKET.match(text, end)
    if bracket and (town := gazetteer.place(bracket[1] or "")) and (after := mark(text, bracket.end())):
        return Dateline(begin, after, town, name, "", "OUTLET (PLACE) -", 0.95, doubt)
    after = dash(text, end)
    if not after and (channel := _CHANNEL.match(text, end)):
        end = channel.end()
        after = dash(text, end)
    if not after or not is_sentence(text, after):
        return None
    if text[after].islower() and not any(map(str.isspace, text[end:after])):
        return None  # Detik-detik: a word said twice, or joined to another
    for site in sites_at(text, after, gazetteer):
        # OUTLET - JAKARTA. The place is in capitals, and a sentence follows; or it has a dash of its own.
        second = dash(text, site.end)
        if site.known and second and is_sentence(text, second):
            return Dateline(begin, second, named(site, gazetteer), name, "", "OUTLET - PLACE -", 0.95, doubt)
        stop = re.compile(r"\s*[.,:]\s+").match(text, site.end)
        told = site.town.isupper() or _ALONE.match(text, site.end)
        if site.known and told and stop and is_sentence(text, stop.end()):
            return Dateline(
                begin, stop.end(), named(site, gazetteer), name, "", "OUTLET - PLACE.", 0.95, doubt
            )
    return Dateline(begin, after, "", name, "", "OUTLET -", 1.0, doubt)


def _agency_alone(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """(AGENCY) - · (CNN) Sentence"""
    date = DATELINE_DAY.match(text, start)
    found = BRACKET.match(text, date.end() if date else start)
    if not found or not found[1]:
        return None
    after = mark(text, found.end())
    # A station is called by the letters of its licence; an address in brackets needs its dash.
    shaped = after and (_STATION.fullmatch(found[1]) or gazetteer.outlet_at.fullmatch(found[1]))
    if not shaped and not gazetteer.knows_outlet(found[1]):
        return None
    after = after or found.end()
    if not is_sentence(text, after):
        return None
    stamp = date[1] if date else ""
    return Dateline(start, after, "", gazetteer.outlet(found[1]), stamp, "(AGENCY)")


_STATION = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?")


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
        date = DATELINE_DAY.match(text, end)
        stamp, end = (date[1], date.end()) if date else ("", end)
        for rule in (_with_agency, _with_outlet, _before_outlet, _with_mark):
            found = rule(text, site, stamp, end, gazetteer, small)
            if found:
                outlet, after, name = found
                late = None if stamp else DATELINE_DAY.match(text, after)
                if late and (behind := dash(text, late.end())):
                    stamp, after = late[1], behind  # PLACE - 5 May 2024 -
                return _placed(start, after, site, gazetteer, outlet, stamp, name, small)
    return None


_Rest = tuple[str, int, str]
"""The outlet, where the sentence begins, and the rule."""


def _with_agency(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> _Rest | None:
    """PLACE (AGENCY) -, and no dash after an agency of the list"""
    bracket = BRACKET.match(text, end)
    if not bracket:
        return None
    agency = _first_known(bracket[1] or bracket[2], gazetteer)
    after = mark(text, bracket.end())
    known = gazetteer.knows_outlet(agency)
    if not known and gazetteer.is_region(agency):
        if is_called_by_the_press(site.town):
            return None  # Warta Contoh (Jakarta) -
        agency = ""  # PARIS (Texas) -
    shaped = re.fullmatch(_AGENCY, agency) or gazetteer.outlet_at.fullmatch(agency)
    if not known and not (after and (shaped or not agency)):
        return None
    after = after or bracket.end()
    return (
        (agency and gazetteer.outlet(agency), after, "PLACE (AGENCY) -") if is_sentence(text, after) else None
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
    comma = re.compile(r"\s*[,/]?\s+|[,/]").match(text, end)
    outlet = _outlet_at(text, comma.end(), gazetteer) if comma else None
    if comma and not outlet and site.known and "," in comma.group():
        found = paper_behind(text, comma.end(), gazetteer)
        return (*found, "PLACE, PAPER -") if found else None
    if not outlet or not comma:
        return None
    name = gazetteer.outlet(outlet[0])
    region = _REGION.match(text, outlet[1])
    for stop in (outlet[1], *((region.end(), region.end("first")) if region else ())):
        # `ANTARA Jateng -`, the desk of a region
        if (after := mark(text, stop)) and (
            stop == outlet[1] or gazetteer.is_region(text[outlet[1] : stop].strip())
        ):
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


def _before_outlet(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> _Rest | None:
    """PLACE - OUTLET -"""
    after = dash(text, end)
    if not after or not (site.known or site.town.isupper()):
        return None
    found = _outlet_at(text, after, gazetteer) or paper_by_word(text, after)
    behind = dash(text, found[1]) if found else 0
    if not found or not behind or not is_sentence(text, behind):
        return None
    return gazetteer.outlet(found[0]), behind, "PLACE - OUTLET -"


_PAPER_FIRST = re.compile(rf"(?P<name>{WORD}(?: {WORD}){{0,3}})(?:\s*,\s+|\s+\()")


def _paper_first(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """Warta Contoh, PLACE -: an outlet that no list has, by what papers are called."""
    found = _PAPER_FIRST.match(text, start)
    if not found or gazetteer.is_region(found["name"]):
        return None
    name, bracket = found["name"], found.group().endswith("(")
    if not is_called_by_the_press(name) and (bracket or not is_called_like_a_paper(name, gazetteer)):
        return None
    for site in sites_at(text, found.end(), gazetteer):
        if bracket and text[site.end : site.end + 1] != ")":
            continue
        after = dash(text, site.end + bracket)
        if site.known and after and is_sentence(text, after):
            doubt = f'the outlet "{name}" is not in the list'
            return Dateline(start, after, named(site, gazetteer), name, "", "PAPER, PLACE -", 0.75, doubt)
    return None


def _with_mark(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> _Rest | None:
    """PLACE - · PLACE: · PLACE, Sentence · Place. Sentence"""
    capitals = site.town.isupper()
    if site.known and (comma := _COMMA_AND_DASH.match(text, end)):
        end = comma.end()
    after = dash(text, end)
    between = text[end:after]
    # A dash inside a name has no space on either side; a dateline's has at least one, or is double.
    if after and (between != between.strip() or len(between) > 1) and is_sentence(text, after):
        if text[after].islower() and not capitals:
            return None
        # Only the short form of a state has a full stop: `Ore.` behind a town is none of two towns.
        if site.known or stamp or (site.region and (capitals or site.region.endswith("."))):
            return "", after, "PLACE -"
        if capitals and site.town not in lexicon.phrases("not_places") and SMALL_LETTERS.match(text, after):
            return "", after, "PLACE IN CAPITALS -"
        return None
    colon = re.compile(r"\s*:\s+").match(text, end)
    if colon and (capitals or stamp or site.region) and (site.known or site.region):
        return ("", colon.end(), "PLACE:") if is_sentence(text, colon.end()) else None
    if colon and site.known and not stamp and len(site.town) > 3 and _TOLD.match(text, colon.end()):
        return "", colon.end(), "Place: Sentence"
    stop = re.compile(r"\s*[,.]\s+").match(text, end)
    if stop and site.known and not stamp and len(site.town) > 3 and _is_common(text, stop.end(), small):
        return "", stop.end(), "PLACE, Sentence"
    alone = site.known and not stamp and fold(site.town) not in ordinary_words()
    if alone and _ALONE.match(text, end):
        return "", stop.end() if stop else end, "Place. Sentence"
    return None


_COMMA_AND_DASH = re.compile(rf"\s?[.,](?=\s?{DASH}\s)")
"""`CONTOH, - `, `CONTOH.- `"""
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
    if not outlet and is_called_by_the_press(site.town):
        doubt = f'the outlet "{site.town}" is not in the list'
        return Dateline(start, end, site.region, site.town, stamp, "PAPER -", 0.75, doubt)
    if not outlet and not site.region and (len(site.town) < 4 or gazetteer.is_other_term(site.town)):
        return None  # letters, or a team
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

"""Datelines that begin with a place: PLACE, OUTLET - · PLACE (AGENCY) - · PLACE - OUTLET -, or a place alone."""

import re

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.dateline.marks import BRACKET, DATELINE_DAY, dash, is_sentence, mark
from site_gen.wire.dateline.papers import (
    is_called_by_the_press,
    is_headed_like_a_paper,
    paper_behind,
    paper_by_word,
    paper_closed,
)
from site_gen.wire.dateline.place_alone import COMMA_AND_DASH, Rest, is_common, with_mark
from site_gen.wire.dateline.placing import placed
from site_gen.wire.dateline.sites import DASH, WORD, Site, named, sites_at
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.story import Dateline
from site_gen.wire.tokens import is_office

_TIGHT = re.compile(r"([A-Z]{4,}(?: [A-Z]{3,})?)[-–—](?=[A-Z][a-z]+\s[A-Za-z])([A-Z][a-z]+)")
_TIGHT_SMALL = re.compile(
    r"([A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})?)[-–—](?=(?:[A-Z]\w+\s){1,8}[a-z]{4,}\s)([A-Z][a-z]+)"
)
"""`Contoh-Bupati Kabupaten Contoh bersama …`: an office behind the hyphen is no second half of a name."""
_HEADLESS = re.compile(r"(?P<town>[a-z]{4,14})\s[-–—]{1,2}\s(?=[A-Z\"“])")
"""`akarta - Warga …`: a town whose first letter is lost."""
_REGION_BEFORE = re.compile(r"([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})\s?[-–]\s?(?=[A-Z]{3})")
"""`Jawa Tengah-SLEMAN, (CONTOH) -`: the province first."""
_CLOSED_BEHIND = re.compile(
    rf"(?P<town>(?:(?:Kab\.?|Kabupaten|Kota)\s)?[A-Z](?:[a-z]+(?: [A-Z][a-z]+){{0,2}}|[A-Z]{{2,}}(?: [A-Z]{{2,}}){{0,2}}))"
    rf"(?P<dash>\s?{DASH}\s?)(?=[A-Z][A-Z0-9'’.])"
)
"""`Kota Contoh-GEMA DESA: `: a town, and a house in capitals that a dash joins to it."""
_COUNTRY = re.compile(r"\s?\[[A-Z][A-Za-z ]{2,24}\]")
"""`New Delhi [India]`"""


def place_first(
    text: str, start: int, gazetteer: Gazetteer, small: frozenset[str] = frozenset()
) -> Dateline | None:
    """PLACE, OUTLET - · PLACE[, REGION][, DATE] (AGENCY) - · PLACE - · PLACE: · PLACE, Sentence"""
    tight = _TIGHT.match(text, start)
    if tight and gazetteer.place(tight[1]) and not gazetteer.place(tight[2]):
        site = Site(tight[1], "", tight.end(1), True)
        return Dateline(start, tight.start(2), named(site, gazetteer), "", "", "PLACE-Sentence", 0.85)
    loose = _TIGHT_SMALL.match(text, start)
    if loose and gazetteer.place(loose[1]) and not gazetteer.place(loose[2]) and is_office(loose[2]):
        site = Site(loose[1], "", loose.end(1), True)
        return Dateline(start, loose.start(2), named(site, gazetteer), "", "", "Place-Sentence", 0.8)
    if (region := _REGION_BEFORE.match(text, start)) and gazetteer.is_region(region[1]):
        told = place_first(text, region.end(), gazetteer, small)
        if told and told.outlet and told.place:
            return msgspec.structs.replace(told, start=start)
    if (joined := _CLOSED_BEHIND.match(text, start)) and (
        closed := paper_closed(text, joined.end(), gazetteer, not any(map(str.isspace, joined["dash"])))
    ):
        for site in sites_at(f"{joined['town']} ", 0, gazetteer):
            if site.known and site.end == len(joined["town"]):
                paper, after = closed
                doubt = f'the outlet "{paper}" is not in the list'
                return Dateline(start, after, named(site, gazetteer), paper, "", "PLACE-PAPER:", 0.75, doubt)
    if (headless := _HEADLESS.match(text, start)) and (town := gazetteer.mended_place(headless["town"])):
        doubt = f'"{headless["town"]}" is taken for {town}'
        return Dateline(start, headless.end(), town, "", "", "PLACE -", 0.75, doubt)
    sites = sites_at(text, start, gazetteer)
    lost = re.compile(r"[a-z]{3,14}(?= ?,)").match(text, start)
    if lost and not any(site.known for site in sites):
        sites.append(Site(lost.group(), "", lost.end(), False))
    for site in sites:
        country = _COUNTRY.match(text, site.end)
        end = country.end() if country and not country.group().isupper() else site.end
        date = DATELINE_DAY.match(text, end)
        stamp, end = (date[1], date.end()) if date else ("", end)
        for rule in (_with_agency, _with_outlet, _before_outlet, with_mark):
            found = rule(text, site, stamp, end, gazetteer, small)
            if found:
                outlet, after, name = found
                late = None if stamp else DATELINE_DAY.match(text, after)
                if late and (behind := mark(text, late.end())):
                    stamp, after = late[1], behind  # PLACE - 5 May 2024 -, PLACE - 5 May 2024:
                return placed(start, after, site, gazetteer, outlet, stamp, name, small)
    return None


_HOUSE_WORD = r"(?:[A-ZÀ-Þ][\w.&-]*|[a-z]{1,6}[A-Z][\w.&-]*)"
_AGENCY = rf"{_HOUSE_WORD}(?: {_HOUSE_WORD}){{0,3}}"
"""A word of it may begin with small letters that a capital follows, `iContoh`."""
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?")
"""`(KXYZ)`: a station of North America."""
_SMALL_HOUSE = re.compile(r"[a-z]{4,}-(?:news|today|times|post|media|online|tv)")
"""`(contoh-news)`"""
_STOPPED = re.compile(rf"\.\s*(?:{DASH}\s*)?")
"""`(AGENCY). Sentence`, `(AGENCY).- Sentence`"""


def _with_agency(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> Rest | None:
    """PLACE (AGENCY) -, and no dash after an agency of the list"""
    bracket = BRACKET.match(text, end)
    if not bracket:
        return None
    agency = _first_known(bracket[1] or bracket[2], gazetteer)
    after = mark(text, bracket.end())
    known = gazetteer.knows_outlet(agency)
    if not known and gazetteer.is_region(agency) and not _CALL_SIGN.fullmatch(agency):
        if is_called_by_the_press(site.town) or is_headed_like_a_paper(site.town):
            return None  # Warta Contoh (Jakarta) -
        agency = ""  # PARIS (Texas) -
    if not known and _is_office_or_day(agency):
        return None
    if agency == _PRESS_DESK and site.known and not after:
        # `Contoh (Humas) Kepala Kantor …`, as the ministry of religion's offices write
        return ("", bracket.end(), "PLACE (HUMAS)") if is_sentence(text, bracket.end()) else None
    shaped = (
        re.fullmatch(_AGENCY, agency)
        or gazetteer.outlet_at.fullmatch(agency)
        or _SMALL_HOUSE.fullmatch(agency)
    )
    if not known and not (after and (shaped or not agency)):
        return None
    if not after and known and (stop := _STOPPED.match(text, bracket.end())):
        after = stop.end()
    after = after or bracket.end()
    return (
        (agency and gazetteer.outlet(agency), after, "PLACE (AGENCY) -") if is_sentence(text, after) else None
    )


def _is_office_or_day(words: str) -> bool:
    """Whether words in brackets begin with what somebody is, `Ketua RT`, or on which day, `Sabtu`."""
    first = words.partition(" ")[0]
    return (first in lexicon.words("roles") and first != _PRESS_DESK) or first.casefold() in _DAYS


_PRESS_DESK = "Humas"
"""Of an office: it writes, too."""
_DAYS = frozenset(word.casefold() for word in lexicon.words("calendar"))
_SLUG = re.compile(r"(?:BC|AM|PM)-[A-Z0-9]+(?:-[A-Z0-9]+)*")
"""What a wire files a story under, and for which papers: those of the morning, of the evening, of both."""
_SHORT = re.compile(r"[A-Z]{2,5}|[a-z]{2,5}")
"""`dpa`, `AFP`: what agencies are called for short."""


def _first_known(agency: str, gazetteer: Gazetteer) -> str:
    """Of `ONE/OTHER` the first, if both are of the lists, or the one that is, if both are letters; of an agency and
    the region of its desk the agency."""
    if _SLUG.fullmatch(agency):
        return ""
    parts = [part.strip() for part in agency.split("/")]
    known = [part for part in parts if gazetteer.knows_outlet(part)]
    if len(parts) > 1 and (len(known) == len(parts) or (known and all(map(_SHORT.fullmatch, parts)))):
        return known[0]
    name, _, region = agency.partition(" ")
    if region and not gazetteer.knows_outlet(agency) and gazetteer.is_region(region):
        return name if gazetteer.knows_outlet(name) else agency
    return agency


_OFFICE = re.compile(r"[A-Z][A-Z0-9]{2,8}(?=\s?[(,])")
"""`Jakarta, LCN (5/5/2024) -`: the letters of the office whose press desk wrote."""
_REGION = re.compile(rf"(?P<first>\s{WORD})(?:\s{WORD})?(?=\s)")
_SPACE = re.compile(r"\s+")


def _with_outlet(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> Rest | None:
    """PLACE, OUTLET -, and no dash after a place of the list"""
    comma = re.compile(r"\s*[,/]?\s+|[,/]").match(text, end)
    outlet = gazetteer.outlet_written_at(text, comma.end()) if comma else None
    if comma and not outlet and site.known and "," in comma.group():
        office = _OFFICE.match(text, comma.end())
        day = DATELINE_DAY.match(text, office.end()) if office else None
        if office and day and (after := dash(text, day.end())) and is_sentence(text, after):
            return "", office.end(), "PLACE, OFFICE (DAY) -"  # the day is read behind it
        found = paper_behind(text, comma.end(), gazetteer)
        return (*found, "PLACE, PAPER -") if found else None
    if not outlet or not comma:
        return None
    name = gazetteer.outlet(outlet[0])
    if (stop := COMMA_AND_DASH.match(text, outlet[1])) and (after := mark(text, stop.end())):
        return name, after, "PLACE, OUTLET -"
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


def _past_region(text: str, position: int, gazetteer: Gazetteer, small: frozenset[str]) -> int:
    """Behind the region whose desk of a house it is, where a sentence clearly begins behind it."""
    if found := _REGION.match(text, position):
        for words in (found.group(), found["first"]):
            end = position + len(words)
            if gazetteer.is_region(words.strip()) and is_common(text, end + 1, small):
                return end
    return position


def _before_outlet(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> Rest | None:
    """PLACE - OUTLET -"""
    after = dash(text, end)
    if not after or not (site.known or site.town.isupper()):
        return None
    found = gazetteer.outlet_written_at(text, after) or paper_by_word(text, after)
    behind = dash(text, found[1]) if found else 0
    if not found or not behind or not is_sentence(text, behind):
        return None
    return gazetteer.outlet(found[0]), behind, "PLACE - OUTLET -"

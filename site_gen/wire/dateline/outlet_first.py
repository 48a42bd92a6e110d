"""Datelines that begin with who wrote: an outlet, an agency in brackets, a paper that no list has."""

import re

from site_gen.wire import lexicon
from site_gen.wire.dateline.marks import ALONE, BRACKET, DATELINE_DAY, dash, is_sentence, mark
from site_gen.wire.dateline.papers import (
    is_called_by_the_press,
    is_called_like_a_paper,
    is_headed_like_a_paper,
)
from site_gen.wire.dateline.sites import DASH, WORD, Site, named, sites_at
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.story import Dateline

_RUN_ON = re.compile(r"\s?,\s?(?P<town>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)(?:-{1,2}|[–—])(?=[A-Z\"“][a-z])")
"""`CONTOH.CO,Jakarta-Presiden`: all spaces were lost."""
_GLUED_TOWN = re.compile(r"\s?,\s(?P<town>[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?)(?=[A-Z][a-z]+\s[a-z\d])")
"""`CONTOH.CO, JakartaPresiden membuka`: the dash was lost with its spaces."""
_CHANNEL = re.compile(r"\s[A-Z][a-z]+(?=\s*[–—]\s)")
"""`CONTOH Tekno –`: which part of the house it is from."""

_SMALL_TOWN = re.compile(r"\s?,\s*(?P<town>[a-z]{3,}(?: [a-z]{3,}){0,2})(?=\s*(?:-{1,3}|[–—]))")
"""`Contoh.com, jakarta -`: the letters were made small; only a place that is known is one."""


def outlet_first(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """OUTLET, PLACE - · OUTLET, PLACE: · OUTLET, Place Sentence · OUTLET - PLACE. · OUTLET -"""
    begin, doubt = start, ""
    # A word may be glued to the outlet: validContoh.com. It is not understood, so it stays.
    if glued := gazetteer.glued_outlet.search(text, start, 60):
        begin, outlet = glued.start(), (glued.group(), glued.end())
        doubt = f'"{text[start:begin].strip()}" stands glued before the dateline'
    elif not (found := gazetteer.outlet_written_at(text, start)):
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
    if (glued_town := _GLUED_TOWN.match(text, end)) and gazetteer.place(glued_town["town"]):
        site = Site(glued_town["town"], "", glued_town.end("town"), True)
        return Dateline(
            begin, site.end, named(site, gazetteer), name, "", "OUTLET, PLACESentence", 0.8, doubt
        )
    comma = re.compile(r"\s*[,:]\s*|\s+(?=[A-Z])").match(text, end)
    for site in _whole_first(text, sites_at(text, comma.end(), gazetteer)) if comma else ():
        assert comma is not None
        date = DATELINE_DAY.match(text, site.end)
        after = mark(text, date.end() if date else site.end)
        if after and (site.known or comma.group().strip()):
            stamp = date[1] if date else ""
            sure = 1.0 if site.known else 0.9
            is_section = site.town.casefold() in lexicon.phrases("navigation")
            if not site.known and (is_section or is_called_by_the_press(site.town)):
                return Dateline(begin, after, "", name, stamp, "OUTLET, SECTION -", 0.8, doubt)
            return Dateline(begin, after, named(site, gazetteer), name, stamp, "OUTLET, PLACE -", sure, doubt)
        stopped = site.town.isupper() or (site.known and ALONE.match(text, site.end))
        bare = re.compile(r"\s*[.,]?\s+" if stopped else r"\s*,?\s+").match(text, site.end)
        if (
            site.known
            and comma.group().strip()
            and bare
            and is_sentence(text, bare.end())
            and not text[bare.end()].islower()
        ):
            rule = "OUTLET, PLACE without a mark"
            return Dateline(begin, bare.end(), named(site, gazetteer), name, "", rule, 0.8, doubt)
    if (small := _SMALL_TOWN.match(text, end)) and (town := gazetteer.place(small["town"])):
        after = dash(text, small.end())
        if after and is_sentence(text, after):
            return Dateline(begin, after, town, name, "", "OUTLET, place -", 0.9, doubt)
    bracket = BRACKET.match(text, end)
    if bracket and (town := gazetteer.place(bracket[1] or "")) and (after := mark(text, bracket.end())):
        return Dateline(begin, after, town, name, "", "OUTLET (PLACE) -", 0.95, doubt)
    if rest := _after_stop(text, written, end):
        return Dateline(begin, rest, "", name, "", "OUTLET. Sentence", 0.8, doubt)
    after = dash(text, end)
    if not after and (channel := _CHANNEL.match(text, end)):
        end = channel.end()
        after = dash(text, end)
    if not after or not is_sentence(text, after):
        return None
    if text[after].islower() and not any(map(str.isspace, text[end:after])):
        return None  # Detik-detik: a word said twice, or joined to another
    behind = sites_at(text, after, gazetteer)
    for site in behind:
        # OUTLET - JAKARTA. The place is in capitals, and a sentence follows; or it has a dash of its own.
        second = dash(text, site.end)
        is_town = site.known or _is_town_in_capitals(site, behind)
        if is_town and second and is_sentence(text, second):
            return Dateline(begin, second, named(site, gazetteer), name, "", "OUTLET - PLACE -", 0.95, doubt)
        stop = re.compile(r"\s*[.,:]\s+").match(text, site.end)
        told = site.town.isupper() or ALONE.match(text, site.end)
        if site.known and told and stop and is_sentence(text, stop.end()):
            return Dateline(
                begin, stop.end(), named(site, gazetteer), name, "", "OUTLET - PLACE.", 0.95, doubt
            )
    return Dateline(begin, after, "", name, "", "OUTLET -", 1.0, doubt)


_MOST_OF_TOWN = 3
"""Words in capitals that a town is called by."""
_TOWN_HEADS = lexicon.phrases("place_heads") | {"Kuala", "New"}
"""The first words of places; the last two would make places of too much in a sentence."""


def _whole_first(text: str, sites: list[Site]) -> list[Site]:
    """The sites, the whole run of words before that of its first word where a mark ends it: `TANJUNG CONTOH –`, though
    `TANJUNG` is a town, too. The run is in capitals, or begins as places do, `Muara Contoh -`."""
    if not sites or not sites[0].known or dash(text, sites[0].end):
        return sites
    whole = [site for site in sites if not site.known]
    known = [site for site in sites if site.known]
    town = whole[-1].town
    words = town.split()
    is_place = (town.isupper() and "." not in town) or words[0] in _TOWN_HEADS
    if not is_place or not 1 < len(words) <= _MOST_OF_TOWN or any(site.town == town for site in known):
        return sites
    return [*(site for site in whole if _is_closed(text, site)), *known, *whole]


def _is_closed(text: str, site: Site) -> bool:
    """Whether a mark stands behind a site, or behind the day that follows it."""
    day = DATELINE_DAY.match(text, site.end)
    return mark(text, day.end() if day else site.end) > 0


def _is_town_in_capitals(site: Site, sites: list[Site]) -> bool:
    """Whether a site is a run of words in capitals that begins like a town, `TANJUNG CONTOH`, or with one."""
    words = site.town.split()
    begins = words[0].capitalize() in _TOWN_HEADS or any(other.known for other in sites)
    return begins and site.town.isupper() and "." not in site.town and 1 < len(words) <= _MOST_OF_TOWN


_STOP = re.compile(
    r"(?P<mark>[.,])\s+(?P<word>[A-ZÀ-Þ][a-zà-ÿ]+)(?:(?<=[a-z])\s+[A-ZÀ-Þ][\w-]+){0,4}\s+[a-zà-ÿ]"
)


def _after_stop(text: str, outlet: str, end: int) -> int:
    """Where the sentence begins behind `CONTOH. Sentence`, `CONTOH.ID, Sentence`; 0 if none does.

    The outlet is in capitals. Behind a comma only a word that opens sentences counts: a list of houses has
    commas, too.
    """
    found = _STOP.match(text, end)
    if not found or not outlet.isupper() or len(outlet) < 4:
        return 0
    word = found["word"].lower()
    if found["mark"] == "." and not text[found.end() - 1].islower():
        return 0
    opens = word in lexicon.words("openers") or word in lexicon.words("sentence_openers")
    return found.start("word") if opens or found["mark"] == "." else 0


def agency_alone(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """(AGENCY) - · (CNN) Sentence"""
    date = DATELINE_DAY.match(text, start)
    found = BRACKET.match(text, date.end() if date else start)
    if not found or not found[1]:
        return None
    after = mark(text, found.end())
    # A station is called by the letters of its licence; an address in brackets needs its dash.
    shaped = after and (_STATION.fullmatch(found[1]) or gazetteer.outlet_at.fullmatch(found[1]))
    shaped = shaped or (after and date and _CAMEL.fullmatch(found[1]))
    if not shaped and not gazetteer.knows_outlet(found[1]):
        return None
    after = after or found.end()
    if not is_sentence(text, after):
        return None
    stamp = date[1] if date else ""
    agency = gazetteer.outlet(found[1])
    for site in sites_at(text, after, gazetteer) if after > found.end() or stamp else ():
        # (AGENCY) - PLACE, May 5 -
        day = DATELINE_DAY.match(text, site.end)
        behind = dash(text, day.end() if day else site.end)
        if site.known and site.town.isupper() and behind and is_sentence(text, behind):
            stamp = day[1] if day else stamp
            return Dateline(start, behind, named(site, gazetteer), agency, stamp, "(AGENCY) - PLACE -")
    return Dateline(start, after, "", agency, stamp, "(AGENCY)")


_CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
"""`May 5 (ContohDesk) -`: a house's name in one word, behind the day."""
_STATION = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?")


_LETTERED = re.compile(r"([A-Z]{2,5})\s?\|\s?(?=[A-Z])")
"""`KC|CONTOH –`"""
_BETWEEN_DASHES = re.compile(rf"(?P<name>{WORD})\s?(?P<dash>{DASH})\s?(?=[A-Z])")


def paper_dashed(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """Contohpost—PLACE—: a word that is no place between the start and a town, with the same dash behind both."""
    found = _LETTERED.match(text, start) or _BETWEEN_DASHES.match(text, start)
    if found and found.re is _LETTERED:
        return _lettered(text, found, gazetteer)
    if named_so := _NAMED_SO.match(text, start):
        return _paper_before(text, named_so, gazetteer)
    if (
        not found
        or len(found["name"]) < 5
        or gazetteer.place(found["name"])
        or gazetteer.is_region(found["name"])
    ):
        return None
    for site in sites_at(text, found.end(), gazetteer):
        behind = dash(text, site.end)
        if (
            site.known
            and behind
            and text[site.end : behind].strip() == found["dash"]
            and is_sentence(text, behind)
        ):
            name = found["name"]
            doubt = f'the outlet "{name}" is not in the list'
            return Dateline(start, behind, named(site, gazetteer), name, "", "PAPER - PLACE -", 0.75, doubt)
    return None


_NAMED_SO = re.compile(rf"(?P<name>{WORD}(?: {WORD}){{1,3}})\s?(?:{DASH}\s?|,\s)(?=[A-Z])")
"""Two words or more, and a dash or a comma behind them"""


def _paper_before(text: str, found: re.Match[str], gazetteer: Gazetteer) -> Dateline | None:
    """Jurnal Contoh – Place, · JURNAL CONTOH – PLACE –: what is called like a paper before a town that a mark closes."""
    name = found["name"]
    if not (is_called_by_the_press(name) or is_headed_like_a_paper(name.upper())) or gazetteer.is_region(
        name
    ):
        return None
    for site in sites_at(text, found.end(), gazetteer):
        closed = _TOWN_CLOSED.match(text, site.end)
        after = dash(text, site.end) or (closed.end() if closed and "," not in found.group() else 0)
        if site.known and after and is_sentence(text, after):
            doubt = f'the outlet "{name}" is not in the list'
            return Dateline(
                found.start(), after, named(site, gazetteer), name, "", "PAPER - PLACE -", 0.75, doubt
            )
    return None


_TOWN_CLOSED = re.compile(r"\s?[,:]\s(?=[A-Z])")
"""`Contoh, Warga menanam …`"""


def _lettered(text: str, found: re.Match[str], gazetteer: Gazetteer) -> Dateline | None:
    """WK | PLACE -: the letters of a paper and a bar before a town's dateline."""
    for site in sites_at(text, found.end(), gazetteer):
        if site.known and (behind := dash(text, site.end)) and is_sentence(text, behind):
            doubt = f'the outlet "{found[1]}" is not in the list'
            name = named(site, gazetteer)
            return Dateline(found.start(), behind, name, found[1], "", "LETTERS | PLACE -", 0.75, doubt)
    return None


_ONE_WORD = re.compile(
    rf"(?P<name>(?!Ma?c[A-Z]|De[A-Z]|L[ae][A-Z])[A-Z][a-z]{{2,}}[A-Z][a-z]\w*)\s{DASH}\s(?=[\"“]?[A-ZÀ-Þ].{{60}})"
)


def house_in_one_word(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """ContohNow - Sentence: a house that no list has, by a capital inside its name."""
    found = _ONE_WORD.match(text, start)
    if not found or gazetteer.place(found["name"]) or gazetteer.is_other_term(found["name"]):
        return None
    doubt = f'the outlet "{found["name"]}" is not in the list'
    return Dateline(start, found.end(), "", found["name"], "", "PAPER -", 0.7, doubt)


_PAPER_FIRST = re.compile(rf"(?P<name>{WORD}(?: {WORD}){{0,3}})(?:\s*,\s+|\s+\()")


def paper_first(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """Warta Contoh, PLACE -: an outlet that no list has, by what papers are called."""
    found = _PAPER_FIRST.match(text, start)
    if not found or gazetteer.is_region(found["name"]):
        return None
    name, bracket = found["name"], found.group().endswith("(")
    by_word = is_called_by_the_press(name) or is_headed_like_a_paper(name)
    if not by_word and (bracket or not is_called_like_a_paper(name, gazetteer)):
        return None
    for site in sites_at(text, found.end(), gazetteer):
        if bracket and text[site.end : site.end + 1] != ")":
            continue
        after = dash(text, site.end + bracket)
        if site.known and after and is_sentence(text, after):
            doubt = f'the outlet "{name}" is not in the list'
            return Dateline(start, after, named(site, gazetteer), name, "", "PAPER, PLACE -", 0.75, doubt)
    return None

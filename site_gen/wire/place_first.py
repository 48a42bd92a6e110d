"""Datelines that begin with a place: PLACE, OUTLET - · PLACE (AGENCY) - · PLACE - · Place. Sentence."""

import re

import msgspec

from site_gen.glossary import fold, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.marks import ALONE, BRACKET, DATELINE_DAY, SMALL_LETTERS, dash, is_sentence, mark
from site_gen.wire.papers import QUARTERS, is_called_by_the_press, paper_behind, paper_by_word
from site_gen.wire.sites import DASH, WORD, Site, named, sites_at
from site_gen.wire.story import Dateline
from site_gen.wire.verbs import ID_VERB

_TIGHT = re.compile(r"([A-Z]{4,}(?: [A-Z]{3,})?)[-–—](?=[A-Z][a-z]+\s[a-z])([A-Z][a-z]+)")
_SPACE = re.compile(r"\s+")
_REGION_BEFORE = re.compile(r"([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})\s?[-–]\s?(?=[A-Z]{3})")
"""`Jawa Tengah-SLEMAN, (CONTOH) -`: the province first."""
_COUNTRY = re.compile(r"\s?\[[A-Z][A-Za-z ]{2,24}\]")
"""`New Delhi [India]`"""
_COMMON = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]*)\s+[a-zà-ÿ]")


def _is_common(text: str, position: int, small: frozenset[str]) -> bool:
    """Whether a capital letter begins a common word here: the sentence begins anew after a place."""
    found = _COMMON.match(text, position)
    return found is not None and (found[1].lower() in lexicon.words("openers") or found[1].lower() in small)


def place_first(
    text: str, start: int, gazetteer: Gazetteer, small: frozenset[str] = frozenset()
) -> Dateline | None:
    """PLACE, OUTLET - · PLACE[, REGION][, DATE] (AGENCY) - · PLACE - · PLACE: · PLACE, Sentence"""
    tight = _TIGHT.match(text, start)
    if tight and gazetteer.place(tight[1]) and not gazetteer.place(tight[2]):
        site = Site(tight[1], "", tight.end(1), True)
        return Dateline(start, tight.start(2), named(site, gazetteer), "", "", "PLACE-Sentence", 0.85)
    if (region := _REGION_BEFORE.match(text, start)) and gazetteer.is_region(region[1]):
        told = place_first(text, region.end(), gazetteer, small)
        if told and told.outlet:
            return msgspec.structs.replace(told, start=start)
    sites = sites_at(text, start, gazetteer)
    lost = re.compile(r"[a-z]{3,14}(?= ?,)").match(text, start)
    if lost and not any(site.known for site in sites):
        sites.append(Site(lost.group(), "", lost.end(), False))
    for site in sites:
        country = _COUNTRY.match(text, site.end)
        end = country.end() if country and not country.group().isupper() else site.end
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
    if not known and gazetteer.is_region(agency) and not _CALL_SIGN.fullmatch(agency):
        if is_called_by_the_press(site.town):
            return None  # Warta Contoh (Jakarta) -
        agency = ""  # PARIS (Texas) -
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


_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?")
"""`(KXYZ)`: a station of North America."""
_SMALL_HOUSE = re.compile(r"[a-z]{4,}-(?:news|today|times|post|media|online|tv)")
"""`(contoh-news)`"""
_STOPPED = re.compile(rf"\.\s*(?:{DASH}\s*)?")
"""`(AGENCY). Sentence`, `(AGENCY).- Sentence`"""
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


_AGENCY = r"[A-ZÀ-Þ][\w.&-]*(?: [A-ZÀ-Þ][\w.&-]*){0,3}"


def _with_outlet(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> _Rest | None:
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
    if (stop := _COMMA_AND_DASH.match(text, outlet[1])) and (after := mark(text, stop.end())):
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


_OFFICE = re.compile(r"[A-Z][A-Z0-9]{2,8}(?=\s?[(,])")
"""`Jakarta, LCN (5/5/2024) -`: the letters of the office whose press desk wrote."""
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
    found = gazetteer.outlet_written_at(text, after) or paper_by_word(text, after)
    behind = dash(text, found[1]) if found else 0
    if not found or not behind or not is_sentence(text, behind):
        return None
    return gazetteer.outlet(found[0]), behind, "PLACE - OUTLET -"


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
            return "", after, _SHOUTED_ALONE
        return None
    if stamp and capitals and site.known and not after and _UNMARKED_DAY.match(text, end):
        return "", end + 1, "PLACE DAY Sentence"
    colon = re.compile(r"\s*:\s+").match(text, end)
    if colon and (capitals or stamp or site.region) and (site.known or site.region):
        return ("", colon.end(), "PLACE:") if is_sentence(text, colon.end()) else None
    if colon and site.known and not stamp and len(site.town) > 3 and _TOLD.match(text, colon.end()):
        return "", colon.end(), "Place: Sentence"
    stop = re.compile(r"\s*[,.]\s+").match(text, end)
    if stop and site.known and not stamp and len(site.town) > 3 and _is_common(text, stop.end(), small):
        return "", stop.end(), "PLACE, Sentence"
    alone = site.known and not stamp and fold(site.town) not in ordinary_words()
    if alone and ALONE.match(text, end):
        return "", stop.end() if stop else end, "Place. Sentence"
    if alone and not site.region and _is_told_behind(text, end, small):
        return "", end + 1, UNMARKED
    return None


_UNMARKED_DAY = re.compile(r"\s(?=.{40})[\"“]?[A-ZÀ-Þ][\w'’-]*(?:\s[\w'’.-]+){0,6}?\s[a-zà-ÿ]{2,}\s")
"""`CONTOH Jan 6 Farmers said …`: an agency has been cut out between the day and the sentence."""
_SHOUTED_ALONE = "PLACE IN CAPITALS -"
UNMARKED = "Place Sentence"
"""The rule for a place that its mark was lost behind."""
_UNMARKED = re.compile(r"\s(?=.{60})(?P<word>[A-ZÀ-Þ][a-zà-ÿ]+)\s(?P<next>[a-zà-ÿ]{2,})\s")


def _is_told_behind(text: str, position: int, small: frozenset[str]) -> bool:
    """Whether a sentence begins behind a place without any mark: `Contoh Sebuah gudang terbakar`. What begins it is
    no name with the place in it: it opens sentences, or the copy has it in small letters and a verb follows."""
    found = _UNMARKED.match(text, position)
    if not found or found["word"] in QUARTERS:
        return False
    word = found["word"].lower()
    if word in lexicon.words("sentence_openers") or word in _ARTICLES:
        return True
    told = found["next"] in _COPULAS or ID_VERB.fullmatch(found["next"]) is not None
    return told and word in small


_ARTICLES = frozenset(
    [
        "sebuah",
        "seorang",
        "sebanyak",
        "sejumlah",
        "para",
        "seekor",
        "sekelompok",
        "ratusan",
        "ribuan",
        "puluhan",
    ]
)
_COPULAS = frozenset(["merupakan", "adalah", "menjadi", "akan", "telah", "sudah", "masih", "kembali"])


_COMMA_AND_DASH = re.compile(rf"\s?[.,](?=\s?{DASH}\s)")
"""`CONTOH, - `, `CONTOH.- `"""
_TOLD = re.compile(r"(?=.{60})(?:[A-ZÀ-Þ][\w'’.-]*\s+){1,7}(?:\([A-Z]+\)\s)?[a-zà-ÿ]{3,}\s[a-zà-ÿ0-9]")
"""Behind a colon: a sentence as long as a lead, not an entry of a list."""


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
        sure = 0.8 if rule in ("PLACE, PAPER -", "Place. Sentence", "Place: Sentence", UNMARKED) else 1.0
        return Dateline(start, end, named(site, gazetteer), outlet, stamp, rule, sure, doubt)
    # A town that the copy names again in small letters is spelt so.
    again = site.town.isupper() and site.town.capitalize() in written
    inside = site.region and fold(site.region) not in gazetteer.regions  # a village and its town
    if not again and not inside and (mended := gazetteer.mended_place(site.town)):
        doubt = f'"{site.town}" is taken for {mended}'
        return Dateline(start, end, named(site, gazetteer, mended), outlet, stamp, rule, 0.75, doubt)
    if site.town[:1].islower():
        return None
    lettered = (
        _HOUSE_LETTERS.fullmatch(site.town)
        and site.region
        and gazetteer.place(site.region)
        and fold(site.region) not in gazetteer.regions
    )
    shouted = (
        _ONE_SHOUTED.fullmatch(site.town)
        and _ONE_WRITTEN.fullmatch(site.region)
        and gazetteer.place(site.region)
        and fold(site.region) not in gazetteer.regions
    )
    if not outlet and (is_called_by_the_press(site.town) or lettered or shouted):
        doubt = f'the outlet "{site.town}" is not in the list'
        region = (site.region.isupper() and gazetteer.place(site.region)) or site.region
        return Dateline(start, end, region, site.town, stamp, "PAPER -", 0.75, doubt)
    if not outlet and not site.region and (len(site.town) < 4 or gazetteer.is_other_term(site.town)):
        return None  # letters, or a team
    if rule == _SHOUTED_ALONE and not again and "yang" in written and _ONE_SHOUTED.fullmatch(site.town):
        # In Indonesia the list has all towns; what it lacks, and the copy does not name again, is a house.
        doubt = f'"{site.town}" is in no list: it may be an outlet or a place'
        return Dateline(start, end, "", site.town, stamp, "PAPER -", 0.6, doubt)
    letters, _, town = site.town.partition(" ")
    if not outlet and _LETTERS.fullmatch(letters) and gazetteer.place(town):
        doubt = f'the outlet "{site.town}" is not in the list'
        return Dateline(start, end, "", f"{letters} {town.title()}", stamp, "PAPER -", 0.75, doubt)
    doubt = f'the place "{site.town}" is not in the list'
    return Dateline(start, end, named(site, gazetteer), outlet, stamp, rule, 0.85, doubt)


_ONE_SHOUTED = re.compile(r"[A-Z]{6,}")
_ONE_WRITTEN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")
"""`KABARCONTOH, Ambon -`: two towns are written alike, a house and its town are not."""
_HOUSE_LETTERS = re.compile(r"[A-Z]{2,5}")
"""`KBC, Jakarta -`: letters before a town that is no province are a house."""
_LETTERS = re.compile(r"(?!ST|MT|FT)[BCDFGHJKLMNPQRSTVWXZ]{2,5}")
"""`PR CONTOH -`: letters that no town is called by, before the town of a regional paper."""

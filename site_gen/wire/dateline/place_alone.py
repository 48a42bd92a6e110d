"""A place alone before the sentence: PLACE - · PLACE: · PLACE, Sentence · Place. Sentence, or no mark at all."""

import re

from site_gen.tables.glossary import fold, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.dateline.marks import ALONE, SMALL_LETTERS, dash, is_sentence
from site_gen.wire.dateline.papers import QUARTERS
from site_gen.wire.dateline.placing import SHOUTED_ALONE, UNMARKED
from site_gen.wire.dateline.sites import DASH, Site
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.verbs import ID_VERB

Rest = tuple[str, int, str]
"""The outlet, where the sentence begins, and the rule."""
_COMMON = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]*)\s+[a-zà-ÿ]")


def is_common(text: str, position: int, small: frozenset[str]) -> bool:
    """Whether a capital letter begins a common word here: the sentence begins anew after a place."""
    found = _COMMON.match(text, position)
    return found is not None and (found[1].lower() in lexicon.words("openers") or found[1].lower() in small)


COMMA_AND_DASH = re.compile(rf"\s?[.,](?=\s?{DASH}\s)")
"""`CONTOH, - `, `CONTOH.- `"""
_TOLD = re.compile(
    r"(?=.{60})(?:[A-ZÀ-Þ][\w'’.-]*,?\s+){1,7}(?:\([A-Z]+\)\s|\d[\d.,]*\s)?(?:(?:[a-zà-ÿ]{3,},?|of|in|to|by|is|as|an)\s[a-zà-ÿ0-9]|(?:on|at)\s\w)"
)
"""Behind a colon: a sentence as long as a lead, not an entry of a list."""
_HERE = re.compile(r"[\"“]?[A-ZÀ-Þ][^.!?]{30,}\shere\b(?!['’])")
"""A sentence that says `here` of the place that stands before it: the place need not be known."""
_UNMARKED_DAY = re.compile(r"\s(?=.{20})[\"“]?[A-ZÀ-Þ][\w'’-]*(?:\s[\w'’.-]+){0,6}?\s[a-zà-ÿ]{2,}\s")
"""`CONTOH Jan 6 Farmers said …`: an agency has been cut out between the day and the sentence."""


_CLOSED_DAY = re.compile(r"\.\s+(?=.{40})(?=[\"“]?[A-ZÀ-Þ][\w'’-]*(?:\s[\w'’.-]+){0,8}?\s[a-zà-ÿ]{3,}\s)")
"""`Contoh, 5 Mei 2024. Warga menanam …`: the day with its year, and a sentence behind the full stop."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]\.?")


def with_mark(
    text: str, site: Site, stamp: str, end: int, gazetteer: Gazetteer, small: frozenset[str]
) -> Rest | None:
    """PLACE - · PLACE: · PLACE, Sentence · Place. Sentence"""
    capitals = site.town.isupper()
    if site.known and (comma := COMMA_AND_DASH.match(text, end)):
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
            return "", after, SHOUTED_ALONE
        return None
    if stamp and capitals and site.known and not after and _UNMARKED_DAY.match(text, end):
        return "", end + 1, "PLACE DAY Sentence"
    colon = re.compile(r"\s*:\s+").match(text, end)
    if colon and (capitals or stamp or site.region) and (site.known or site.region):
        return ("", colon.end(), "PLACE:") if is_sentence(text, colon.end()) else None
    if colon and capitals and len(site.town) > 3 and _HERE.match(text, colon.end()):
        return "", colon.end(), "PLACE: … here"
    if colon and site.known and not stamp and len(site.town) > 3 and _TOLD.match(text, colon.end()):
        return "", colon.end(), "Place: Sentence"
    if site.known and stamp and (closed := _CLOSED_DAY.match(text, end)) and _YEAR.search(stamp):
        return "", closed.end(), "PLACE, DAY. Sentence"
    stop = re.compile(r"\s*[,.]\s+").match(text, end)
    if stop and site.known and not stamp and len(site.town) > 3 and is_common(text, stop.end(), small):
        return "", stop.end(), "PLACE, Sentence"
    # `U.S. Court clears …`: a country in initials begins headlines, and nobody files from one.
    initials = _INITIALS.fullmatch(site.town)
    alone = site.known and not stamp and not initials and fold(site.town) not in ordinary_words()
    if alone and ALONE.match(text, end):
        return "", stop.end() if stop else end, "Place. Sentence"
    if alone and not site.region and _is_told_behind(text, end, small):
        return "", end + 1, UNMARKED
    return None


_UNMARKED = re.compile(r"\s(?=.{60})(?P<word>[A-ZÀ-Þ][a-zà-ÿ]+)\s(?P<next>[a-zà-ÿ]{2,})\s")
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

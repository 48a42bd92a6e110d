"""What a dateline that begins with a place says: where the desk sat, how surely, and whether it is a house after all."""

import re

from site_gen.tables.glossary import fold
from site_gen.wire.dateline.papers import is_called_by_the_press, is_headed_like_a_paper
from site_gen.wire.dateline.sites import Site, named
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.story import Dateline

SHOUTED_ALONE = "PLACE IN CAPITALS -"
UNMARKED = "Place Sentence"
"""The rule for a place that its mark was lost behind."""
_ONE_SHOUTED = re.compile(r"[A-Z]{6,}")
_ONE_WRITTEN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")
"""`KABARCONTOH, Ambon -`: two towns are written alike, a house and its town are not."""
_HOUSE_LETTERS = re.compile(r"[A-Z]{2,5}")
"""`KBC, Jakarta -`: letters before a town that is no province are a house."""
_LETTERS = re.compile(r"(?!ST|MT|FT)[BCDFGHJKLMNPQRSTVWXZ]{2,5}")
"""`PR CONTOH -`: letters that no town is called by, before the town of a regional paper."""


def placed(
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
    named_so = is_called_by_the_press(site.town) or is_headed_like_a_paper(site.town)
    if not outlet and (named_so or lettered or shouted):
        doubt = f'the outlet "{site.town}" is not in the list'
        region = (site.region.isupper() and gazetteer.place(site.region)) or site.region
        return Dateline(start, end, region, site.town, stamp, "PAPER -", 0.75, doubt)
    if not outlet and not site.region and (len(site.town) < 4 or gazetteer.is_other_term(site.town)):
        return None  # letters, or a team
    if rule == SHOUTED_ALONE and not again and "yang" in written and _ONE_SHOUTED.fullmatch(site.town):
        # In Indonesia the list has all towns; what it lacks, and the copy does not name again, is a house.
        doubt = f'"{site.town}" is in no list: it may be an outlet or a place'
        return Dateline(start, end, "", site.town, stamp, "PAPER -", 0.6, doubt)
    letters, _, town = site.town.partition(" ")
    if not outlet and _LETTERS.fullmatch(letters) and gazetteer.place(town):
        doubt = f'the outlet "{site.town}" is not in the list'
        return Dateline(start, end, "", f"{letters} {town.title()}", stamp, "PAPER -", 0.75, doubt)
    doubt = f'the place "{site.town}" is not in the list'
    return Dateline(start, end, named(site, gazetteer), outlet, stamp, rule, 0.85, doubt)

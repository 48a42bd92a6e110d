"""Datelines that begin with the day, as offices write theirs: `(March 1, 2018) — `, `March 1, 2018 – CONTOH – `."""

import re

from site_gen.wire.dateline.marks import DATELINE_DAY, dash, is_sentence
from site_gen.wire.dateline.sites import named, sites_at
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.story import Dateline

_OPEN = re.compile(r"[(\[]?(?=\D{0,24}\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_CLOSED = re.compile(r"[)\]]")


def day_first(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    """(DATE) - · DATE - · DATE - PLACE - · DATE (PLACE) -: the day with its year, and a dash behind it."""
    opened = _OPEN.match(text, start)
    found = DATELINE_DAY.match(text, opened.end()) if opened else None
    if not opened or not found or not _YEAR.search(found[1]):
        return None
    closed = _CLOSED.match(text, found.end())
    end = closed.end() if closed else found.end()
    bracketed = _BRACKETED.match(text, end)
    for site in sites_at(text, bracketed.end(), gazetteer) if bracketed else ():
        after = dash(text, site.end + 1)
        if text[site.end : site.end + 1] == ")" and site.known and after and is_sentence(text, after):
            return Dateline(start, after, named(site, gazetteer), "", found[1], "DATE (PLACE) -")
    after = dash(text, end)
    if not after or not is_sentence(text, after):
        return None
    for site in sites_at(text, after, gazetteer):
        behind = dash(text, site.end)
        if (site.known or site.town.isupper()) and behind and is_sentence(text, behind):
            return Dateline(start, behind, named(site, gazetteer), "", found[1], "DATE - PLACE -")
    if text[after].islower():
        return None  # 5 Mei 2024 - hari itu …: the story's own
    return Dateline(start, after, "", "", found[1], "DATE -", 0.9)


_BRACKETED = re.compile(r"\s?\((?=[A-Z])")

"""`Ketua Contoh: …`: a title of a quotation and who said it, for a lead that is one."""

import re

from site_gen.wire.titles.clauses import LONGEST, cut
from site_gen.wire.titles.finishing import finished
from site_gen.wire.titles.readings import ADVERBIAL, without_adverbial
from site_gen.wire.titles.standing import LOOKS_BACK
from site_gen.wire.titles.tidying import SAY_ID

_WHO = re.compile(
    rf"[\"”]\s*,?\s*(?:{SAY_ID}|said|says)\s+(?P<who>(?:[A-Z][\w.'’/-]*\s?){{1,7}})(?=\s*(?:,|\.|$|di\b|kepada\b|saat\b|dalam\b|pada\b|melalui\b|usai\b|\())"
)


def speaker(tried: list[tuple[str, bool]], lang: str) -> str:
    """`Ketua Contoh: …` of a quotation and who said it."""
    for number, (sentence, quoted) in enumerate(tried[:3]):
        if not quoted:
            continue
        joined = " ".join(s for s, _ in tried[number : number + 3])
        found = _WHO.search(joined)
        if not found or joined[: found.start()].count('"') > 1:
            continue
        who = found["who"].strip()
        room = LONGEST - len(who) - 2
        said = sentence.strip('"“” ')
        if room < 30 or LOOKS_BACK.search(said):
            continue
        for reading in (said, *(without_adverbial(said, lang) if ADVERBIAL.match(said) else ())):
            title = cut(reading.split('"')[0].rstrip(" ,."), lang)
            if title and len(title) <= room:
                return f"{who}: {finished(title)}"
    return ""

"""What a story names of what the glossary knows: its mentions, without those in asides and those of a namesake."""

import re

from site_gen.wire.tags.extents import BEFORE_GIVEN
from site_gen.wire.tags.terms import Mention, TermIndex
from site_gen.wire.tokens import given_names


def without_asides(text: str) -> str:
    """The text without what it says in passing: pictures' credits, tickers, sums of money, letters inside a name."""
    if any(word in text for word in _OF_PICTURES):
        text = _PICTURED.sub(" ", text)
    if "(" in text:
        text = _TICKER.sub(" ", text)
    if "dollar" in text or "dolar" in text:
        text = COUNTED.sub(" ", text)
    if "(" in text:
        text = _LETTERS_INSIDE.sub(r"\g<body> ", text)
    for word, aside in (("Lima", _FIVE), ("rupiah", _SUM)):
        text = aside.sub(" ", text) if word in text else text
    return text


def mentions_in(text: str, index: TermIndex) -> tuple[list[Mention], frozenset[str]]:
    """Where `text` names what is known, and the towns that somebody is called like in it."""
    mentions = [m for m in index.mentions(text) if not _is_title(m, text)]
    mentions = _with_short_places(mentions, text)
    namesakes = _namesakes(mentions, text)
    if namesakes:
        mentions = [one for one in mentions if one.written not in namesakes or _is_there(one, text)]
    return mentions, namesakes


_PICTURED = re.compile(
    r"\([^()]*\b(?:AP Photo|Photo|Foto|FOTO|Photograph|Getty|Reuters|REUTERS|AFP|EPA|ANTARA FOTO|Antara Foto)\b[^()]*\)|\b(?:Photograph|Photo|Foto|FOTO)\s*:\s*[^.\n]{3,60}$",
    re.MULTILINE,
)
"""Who took a picture is no subject of the story."""
_OF_PICTURES = ("Photo", "Foto", "FOTO", "Getty", "Reuters", "REUTERS", "AFP", "EPA")
"""Without one of these the pattern finds nothing."""
_TICKER = re.compile(
    r"\(\s?(?:[A-Z][A-Za-z]{1,9}(?:\s[A-Z][A-Za-z]{1,9})?\s?:\s?[A-Z0-9]{1,6}|[A-Za-z0-9_]{1,8}\.[A-Z]{1,2})\s?\)"
)
"""`(NYSE: XYZ)`, `(XYZ.N)`: where a firm's shares are dealt in."""
COUNTED = re.compile(
    r"(?<!\w)(?:U\.?S\.?|American|Australian|Canadian|Singapore|Hong Kong|New Zealand|Taiwan)\s(?=dollars?\b)"
    r"|(?<=\bdolar)\s(?:AS|Amerika(?:\sSerikat)?|Australia|Kanada|Singapura|Hong\s?Kong)\b"
)
"""Money of a country: nothing is told of it."""
_LETTERS_INSIDE = re.compile(
    r"(?<!\w)(?P<body>(?:Pengadilan|Kejaksaan)\s(?:Tinggi|Negeri|Agama)|Pemerintah\s(?:Provinsi|Kabupaten|Kota|Daerah)"
    r"|Kepolisian\s(?:Daerah|Resor|Sektor)|Dinas\s[A-Z][a-z]+|Komisi\sPemilihan\sUmum|Rumah\sSakit\sUmum\sDaerah)\s\([A-Z][A-Za-z]{1,9}\)\s(?=[A-Z])"
)
"""`Pengadilan Tinggi (PT) Contoh`: the letters stand between an institution and its place, which is a part of the name."""
_FIVE = re.compile(
    r"(?<!\w)Lima(?=\s(?:belas|puluh|ratus|ribu|juta|miliar|triliun)\b)|(?<!\bdi )(?<!\bke )(?<!\bdari )(?<!\w)Lima(?=\s[A-Z])"
)
"""A numeral that is a town, too."""
_SUM = re.compile(r"\b(?:ribu|juta|miliar|milyar|triliun)\srupiah\b")
"""Money is told of, not its value."""


_SHORT_PLACE = re.compile(r"\s?\(\s?(?P<short>[A-Z][a-z]{2,9}|[A-Z]{3,6})\s?\)")


def _with_short_places(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions, and those of a place by the short form that stood in brackets behind its name:
    `Contoh Barat (Cobar)`, and then `Bupati Cobar Amir …`."""
    if "(" not in text:
        return mentions
    known = {mention.start for mention in mentions}
    more: list[Mention] = []
    shorts: set[str] = set()
    for mention in mentions:
        found = _SHORT_PLACE.match(text, mention.end) if mention.entry.type == "place" else None
        if found is None or found["short"] in shorts or not _comes_out_of(found["short"], mention.written):
            continue
        shorts.add(found["short"])
        for again in re.finditer(rf"(?<!\w){found['short']}(?!\w)", text):
            if again.start() not in known:
                more.append(Mention(again.start(), again.end(), mention.entry, again.group()))
    return sorted([*mentions, *more], key=lambda one: one.start) if more else mentions


_CALLED = re.compile(
    r"(?<!\w)(?:[Pp]elatih|[Pp]emain|[Ss]triker|[Gg]elandang|[Kk]iper|[Bb]ek|[Pp]enyerang|[Pp]enyanyi|[Aa]rtis|[Aa]ktor|[Aa]ktris|[Pp]edangdut|[Pp]resenter|[Kk]omedian"
    r"|[Pp]ak|[Bb]ang|[Mm]as|[Mm]bak|[Kk]ang|[Nn]eng|AKP|AKBP|Kompol|Kombes|Iptu|Ipda|Aiptu|Aipda|Bripka|Brigadir|Letkol|Mayor|Kapten|Kolonel|Serda|Sertu|Serka|H|Hj|Drs|Dra|Ir)\.?\s$"
)
"""Who is called so has no town behind it: `pelatih Bima …`."""
_SURNAME = re.compile(r"\s[A-Z][a-z]{2,}(?![\w-])")
_THERE = re.compile(r"(?<!\w)(?:di|ke|dari|asal|kota|Kota|Kabupaten|Bupati|warga|Polres\w*|Kapolres\w*)\s$")


def _namesakes(mentions: list[Mention], text: str) -> frozenset[str]:
    """Towns that somebody is called like in this text: `pelatih Bima Contoh`, and then `Bima`."""
    return frozenset(
        mention.written
        for mention in mentions
        if mention.entry.type == "place"
        and " " not in mention.written
        and _SURNAME.match(text, mention.end)
        and _CALLED.search(text[max(0, mention.start - 14) : mention.start])
    )


def _is_there(mention: Mention, text: str) -> bool:
    """Whether the town is meant, not who is called like it."""
    before = text[max(0, mention.start - 12) : mention.start]
    return mention.entry.type != "place" or _THERE.search(before) is not None


def _comes_out_of(short: str, long: str) -> bool:
    """Whether the letters of a short form come out of the long one, in their order."""
    letters = iter(long.lower())
    return all(letter in letters for letter in short.lower())


_GIVEN = re.compile(r"\s([A-ZÀ-Þ][\w’'-]+)")


def _is_title(mention: Mention, text: str) -> bool:
    """Whether the letters of a topic are a part of somebody's name: `TB Amir` is no illness."""
    if mention.written not in BEFORE_GIVEN:
        return False
    given = _GIVEN.match(text, mention.end)
    return given is not None and given[1] in given_names()

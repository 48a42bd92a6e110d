"""Which names and topics of a story an editor would tag it with."""

import math
import re

from site_gen.tables.glossary import Glossary, TermType, fold
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer, folded
from site_gen.wire.story import Tag
from site_gen.wire.tags.counting import count_dateline, count_subjects, count_title
from site_gen.wire.tags.extents import BEFORE_GIVEN
from site_gen.wire.tags.names import find_names
from site_gen.wire.tags.subjects import Subject
from site_gen.wire.tags.terms import Mention, term_index
from site_gen.wire.tokens import given_names
from site_gen.wire.verbs import ID_VERB

_LEAST = {"person": 0.21, "organisation": 0.28, "place": 0.25, "topic": 0.3}
"""The score from which on a kind of tag is taken."""
_TOLD = 0.22
"""The score from which on an organisation is taken that a list knows, or whose own words tell what it is."""
_ALONE = 0.22
"""The score from which on somebody is taken who is called by one name."""
_SURE = {2: 0.34, 3: 0.5}
"""The score from which on a topic is taken beside so many others."""
_CLEAR = 0.3
"""The score from which on a name takes a place that no topic has taken."""
_SINGLE = 0.22
"""The score from which on a topic is taken where there is no other."""


def find_tags(
    title: str,
    paragraphs: list[str],
    lang: str,
    glossary: Glossary,
    gazetteer: Gazetteer,
    limit: int = 10,
    sat: str = "",
) -> tuple[tuple[Tag, ...], tuple[Tag, ...]]:
    """The tags of a story, best first, and those that were weighed and left out.

    `title` is a headline that stands in the text. Capital letters tell nothing there: names are found in
    the body, and only counted in the headline. `sat` is the place of the dateline.
    """
    text = "\n".join(paragraphs)
    for aside in (_PICTURED, _TICKER, _COUNTED):
        text = aside.sub(" ", text)
    if "(" in text:
        text = _LETTERS_INSIDE.sub(r"\g<body> ", text)
    for word, aside in (("Lima", _FIVE), ("rupiah", _SUM)):
        text = aside.sub(" ", text) if word in text else text
    index = term_index(glossary)
    mentions = [m for m in index.mentions(text) if not _is_title(m, text)]
    mentions = _with_short_places(mentions, text)
    namesakes = _namesakes(mentions, text)
    if namesakes:
        mentions = [one for one in mentions if one.written not in namesakes or _is_there(one, text)]
    spans = find_names(text, mentions, gazetteer, lang, namesakes)
    outlets = [(a, b) for a, b in gazetteer.outlets_in(text) if " " in text[a:b]]
    if outlets:
        # `New York Post` speaks of a paper, not of New York.
        mentions = [m for m in mentions if not _within(m.start, m.end, outlets)]
        spans = [s for s in spans if not _within(s.start, s.end, outlets)]
    subjects = count_subjects(mentions, spans, text, lang, glossary, gazetteer, title)
    if sat and lang == "en":
        # A desk in Jakarta writes of the whole country; an agency's dateline names the town that it tells of.
        count_dateline(subjects, sat, glossary)
    headline = _COUNTED.sub(" ", title)
    count_title(subjects, headline, index.mentions(headline) if title else [], lang)
    scored = [_tag(subject, text, lang, glossary) for subject in subjects.values()]
    scored = [tag for tag in scored if not _is_outlet(tag, gazetteer)]
    scored.sort(key=lambda tag: (-tag.score, tag.name))
    chosen = _chosen(scored, limit)
    return tuple(chosen), tuple(tag for tag in scored if tag not in chosen)


_PICTURED = re.compile(
    r"\([^()]*\b(?:AP Photo|Photo|Foto|FOTO|Photograph|Getty|Reuters|REUTERS|AFP|EPA|ANTARA FOTO|Antara Foto)\b[^()]*\)|\b(?:Photograph|Photo|Foto|FOTO)\s*:\s*[^.\n]{3,60}$",
    re.MULTILINE,
)
"""Who took a picture is no subject of the story."""
_TICKER = re.compile(
    r"\(\s?(?:[A-Z][A-Za-z]{1,9}(?:\s[A-Z][A-Za-z]{1,9})?\s?:\s?[A-Z0-9]{1,6}|[A-Za-z0-9_]{1,8}\.[A-Z]{1,2})\s?\)"
)
"""`(NYSE: XYZ)`, `(XYZ.N)`: where a firm's shares are dealt in."""
_COUNTED = re.compile(
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


def _within(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in ranges)


def _chosen(scored: list[Tag], limit: int) -> list[Tag]:
    chosen: list[Tag] = []
    names = topics = 0
    for tag in scored:
        alone = tag.type == "person" and not tag.term and " " not in tag.name
        is_event = tag.type == "topic" and tag.name[-4:].isdigit()  # Piala Contoh 2024: a name
        least = _ALONE if alone else _TOLD if is_event or _is_told(tag) else _LEAST[tag.type]
        if tag.score < least or any(_same(tag, other) for other in chosen):
            continue
        if tag.type == "topic" and not is_event:
            if topics < 2 or tag.score >= _SURE.get(topics, 1.0):
                chosen.append(tag)
                topics += 1
        elif names < limit - 2:
            chosen.append(tag)
            names += 1
    for tag in scored:  # where topics are few, there is room for more names
        if len(chosen) >= limit:
            break
        if tag.type != "topic" and tag.score >= _CLEAR and not any(_same(tag, other) for other in chosen):
            chosen.append(tag)
    if not topics:
        # A short story names its topic once: the best one near its beginning is better than none.
        best = next((tag for tag in scored if tag.type == "topic" and tag.score >= _SINGLE), None)
        if best is not None and not any(_same(best, other) for other in chosen):
            chosen.append(best)
    return chosen


def _is_told(tag: Tag) -> bool:
    """Whether an organisation is known, or called like one, and not only a part of one, `Fakultas Contoh`."""
    if tag.type != "organisation" or tag.name.split()[0] in lexicon.phrases("weak_heads"):
        return False
    return (
        bool(tag.term)
        or "an organisation" in tag.rule
        or tag.rule.startswith(('"of" inside', '"for" inside'))
    )


def _same(tag: Tag, other: Tag) -> bool:
    """Whether two tags say one thing: `Pencurian` beside `pencurian ikan`."""
    if tag.type == "place" and tag.term and other.term and tag.term != other.term:
        return False  # Contoh and Contoh Barat are two provinces
    a, b = folded(tag.name), folded(other.name)
    return a == b or (tag.type == other.type and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))


_EVENT_IN = re.compile(
    r"\b(?:krisis|perang|konflik|gempa|banjir|kerusuhan|bencana|kudeta|pertempuran|crisis|war|conflict|earthquake|floods?|flooding|unrest|coup|fighting|famine)\s+(?:di|in)\s+$",
    re.IGNORECASE,
)
"""What stands before the place where something happens: it counts more than a place named in passing."""


def _tag(subject: Subject, text: str, lang: str, glossary: Glossary) -> Tag:
    frequency = 1 - math.exp(-subject.weight / 2.2)
    first = min(subject.positions)
    place = math.exp(-first / 500)
    score = 0.5 * frequency + 0.25 * place + (0.25 if subject.titled else 0.0)
    score *= (0.55 + 0.45 * subject.sure) * _KIND[subject.kind] * _standing(subject, lang, len(text))
    if subject.kind == "place" and any(
        _EVENT_IN.search(text[max(0, at - 24) : at]) for at in subject.positions
    ):
        score += 0.1
    kind: TermType = subject.kind  # type: ignore[assignment]
    count = len(subject.positions)
    where = ", in the headline" if subject.titled else ""
    reason = f"{subject.reason}; {'once' if count == 1 else f'{count} times'}{where}"
    entry = subject.entry
    term = entry.id if entry and entry.id in glossary.entries else ""
    section = entry.section if entry else ""
    return Tag(_shown(subject, glossary), kind, round(min(1.0, score), 3), reason, term, section)


_KIND = {"person": 1.15, "organisation": 1.0, "place": 0.9, "topic": 0.9}


def _standing(subject: Subject, lang: str, length: int) -> float:
    """How much a subject weighs by what it is: a street or a general topic is named in passing."""
    if subject.kind == "person":
        alone = subject.entry is None and " " not in subject.name and len(subject.positions) < 2
        return (1.0 if subject.entry or subject.sure > 0.6 else 0.6) * (0.75 if alone else 1.0)
    if subject.kind == "topic":
        generic = subject.entry is not None and subject.entry.names.get("id", "") in lexicon.phrases(
            "generic_topics"
        )
        return 0.6 if generic else _IN_PASSING if _is_in_passing(subject, length) else 1.0
    first = subject.name.split()[0]
    if subject.entry is None and first in lexicon.phrases("weak_heads"):
        return 0.65
    if subject.entry is not None and subject.entry.id in _PLATFORMS and len(subject.positions) < 2:
        return 0.5
    if subject.kind == "place" and subject.entry is not None and subject.entry.id in _WIDE:
        return 0.55
    if (
        subject.kind == "organisation"
        and subject.name.isupper()
        and subject.entry is None
        and len(subject.positions) < 2
    ):
        return 0.85 if subject.reason.endswith("follows") else 0.65
    return 1.0


_LONG = 1400
"""The letters from which on a story has room to say more than once what it is about."""
_IN_PASSING = 0.5


def _is_in_passing(subject: Subject, length: int) -> bool:
    """Whether a long story says one word of a topic once, and not in its headline: it is about something else."""
    written = next(iter(subject.forms), "")
    return (
        length >= _LONG
        and len(subject.positions) == 1
        and not subject.titled
        and not any(letter in written for letter in " -")
    )


_PLATFORMS = frozenset(
    [
        "whatsapp",
        "instagram",
        "facebook",
        "twitter",
        "youtube",
        "tiktok",
        "telegram",
        "google",
        "zoom",
        "discord",
        "reddit",
    ]
)
"""What things are said and sent through: once is in passing."""
_WIDE = frozenset({"indonesia", "asia", "eropa", "afrika", "asia-tenggara", "timur-tengah", "jawa"})
"""Places that every other story names."""


def _shown(subject: Subject, glossary: Glossary) -> str:
    """The name of a tag: of a person or a place the glossary's, else as the story calls it most.

    A newsroom says KPK and Polri, and the glossary knows whom it means: the tag page is one.
    """
    entry = subject.entry
    if entry is None or entry.type in ("person", "place"):
        return subject.name
    form = max(subject.forms, key=lambda form: (subject.forms[form], len(form), form))
    found = glossary.find(form)
    if found is None or found.id != entry.id:
        return subject.name
    if entry.type == "topic":
        agent = re.fullmatch(r"pe\w+(?<!an)|\w+(?:er|or|ist)s", form.casefold()) is not None
        if form.isupper() and len(form) > 2:
            return form  # UMKM, BBM: nobody writes them out
        if ID_VERB.search(form):
            return subject.name  # gunung meletus: what happened is no name for it
        in_passing = subject.forms[form] < 2 and not subject.titled
        return subject.name if agent or in_passing or fold(form)[:5] == fold(subject.name)[:5] else form
    return form


_ADDRESS = re.compile(r"\w\.(?:com|co\.id|id|net|co)\b", re.IGNORECASE)


def _is_outlet(tag: Tag, gazetteer: Gazetteer) -> bool:
    """An outlet that the copy quotes is no subject of it, unless the story is about it."""
    inside = (
        " " in tag.name and "." in tag.name and _ADDRESS.search(tag.name) is not None
    )  # Cek Fakta Contoh.com
    if (
        not inside
        and not gazetteer.knows_outlet(tag.name)
        and not re.search(r"/(?:AFP|Getty|Reuters|AP|EPA)", tag.name)
    ):
        return False
    return "headline" not in tag.rule

"""How often a story names each of its subjects, by every spelling and short form."""

import re

from site_gen.tables.glossary import Glossary, fold
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.tags.names import Span
from site_gen.wire.tags.naming import is_word
from site_gen.wire.tags.phrases import count_phrases
from site_gen.wire.tags.subjects import Subject, count_peoples, fold_short, link_acronyms, reassign
from site_gen.wire.tags.terms import Mention


def count_subjects(
    mentions: list[Mention],
    spans: list[Span],
    text: str,
    lang: str,
    glossary: Glossary,
    gazetteer: Gazetteer,
    title: str = "",
) -> dict[str, Subject]:
    subjects: dict[str, Subject] = {}
    stopwords = f"stopwords_{lang}"
    small = lexicon.words(stopwords) if lexicon.exists(stopwords) else frozenset()
    longer = [(span.start, span.end, span.is_person) for span in spans]
    at = 0
    for mention in mentions:
        while at < len(longer) and longer[at][1] <= mention.start:
            at += 1
        inside = at < len(longer) and longer[at][0] <= mention.start and mention.end <= longer[at][1]
        if inside and (mention.entry.type != "place" or longer[at][2]):
            continue
        if mention.entry.type == "topic" and _in_capitals(mention, text, small):
            continue
        subject = subjects.get(mention.entry.id)
        if subject is None:
            reason = f'the glossary knows "{mention.written}"'
            subject = Subject(mention.entry.name_in(lang), mention.entry.type, reason, mention.entry)
            subjects[mention.entry.id] = subject
        denied = mention.entry.type == "topic" and _DENIED.search(
            text[max(0, mention.start - 40) : mention.start]
        )
        subject.see(mention.start, mention.written, 0.3 if inside or denied else 1.0)
    found = _grouped(spans, glossary)
    reassign(found, subjects)
    if lang == "id":
        _add_stations(found, text)
    link_acronyms(found, subjects, text, glossary)
    fold_short(found, subjects, glossary, lang)
    if lang == "id":
        known = [m for m in mentions if m.entry.type != "topic" or " " in m.written]
        count_phrases(
            subjects, text, [(m.start, m.end) for m in known] + [(s.start, s.end) for s in spans], title
        )
    if lang == "en":
        named = [(m.start, m.end) for m in mentions] + [(s.start, s.end) for s in spans if " " in s.name]
        count_peoples(subjects, text, glossary, named)
    return subjects


_DENIED = re.compile(r"\b(?:tidak|tak|bukan|tanpa|no|not|without)\s+(?:[\w-]+\s+)?$")
"""`tidak menimbulkan tsunami` is no story of a tsunami."""
_STATION = re.compile(
    r"\b(?:[Ww]aka|[Kk]a|[Mm]a|[Kk]asat\w+ |[Kk]asi\w+ )?(?P<office>polrestabes|polresta|polres|polda|polsek|[Pp]olres|[Pp]olda|jari|jati)\s+"
    r"(?P<place>[A-Z][a-z]+(?:\s(?:Utara|Selatan|Barat|Timur|Tengah|Kota|Besar|Raya|Metro|Jaya))?)"
)
_OFFICES = {"jari": "Kejari", "jati": "Kejati"}


def _add_stations(found: dict[str, Subject], text: str) -> None:
    """`Kapolres Contoh` and `Mapolres Contoh` speak of Polres Contoh."""
    small = text.lower()
    if not any(office in small for office in ("polres", "polda", "polsek", "jari", "jati")):
        return
    for match in _STATION.finditer(text):
        if match.group()[0].lower() == "p" or match["office"][0] == "P":
            continue
        name = f"{_OFFICES.get(match['office'], match['office'].capitalize())} {match['place']}"
        subject = found.get(fold(name))
        if subject is None:
            subject = found[fold(name)] = Subject(
                name, "organisation", f'"{match.group()}" speaks of it', sure=0.85
            )
        subject.see(match.start(), name, 0.6)


_WORD_BEFORE = re.compile(r"([\w-]+)\s+$")
_WORD_AFTER = re.compile(r"\s+([\w-]+)")


def _in_capitals(mention: Mention, text: str, small: frozenset[str]) -> bool:
    """A topic's word inside a title of office or a name: `Kepala Riset`, `Menteri Pertahanan`."""
    if not mention.written[0].isupper() or mention.written.isupper():
        return False
    before = _WORD_BEFORE.search(text[max(0, mention.start - 25) : mention.start])
    after = _WORD_AFTER.match(text, mention.end)
    if " " in mention.written or not before:
        return False
    # `An` before it only begins the sentence.
    beside = before[1] if before[1].lower() not in small else ""
    return beside[:1].isupper() or bool(after and after[1][0].isupper())


_GOVERNMENT = re.compile(
    r"^(?:Pemda|Pemerintah(?:\sDaerah)?)\s(?P<seat>Kabupaten|Kab\.?|Kota|Provinsi)\s(?=[A-Z])"
    r"|^(?P<council>DPRD)\s(?:Kabupaten|Kab\.?|Provinsi)\s(?=[A-Z])"
)


def _in_short(name: str) -> str:
    """`Pemerintah Kabupaten Contoh` as Pemkab Contoh, which it is, too: one subject."""
    found = _GOVERNMENT.match(name) if name[:1] in "PD" else None
    if not found:
        return name
    seat = found["seat"]
    short = "DPRD" if found["council"] else {"Kab": "Pemkab", "Kot": "Pemkot", "Pro": "Pemprov"}[seat[:3]]
    return f"{short} {name[found.end() :]}"


_STATION_SEAT = re.compile(
    r"^(?P<office>Pol(?:res|resta|restabes|da|sek)|Kejari|Kejati|Kodim)\s(?:Kabupaten|Kab\.|Kota|Provinsi|Kecamatan)\s(?=[A-Z])"
)
"""`Polres Kabupaten Contoh` is called Polres Contoh."""


_DATED = re.compile(r"(?P<name>.+)\s(?:(?:19|20)\d\d|U-?\d\d)")
"""`Piala Contoh 2024`, `Piala Contoh U-19`: the topic of that year, or of those who are so old."""


def _grouped(spans: list[Span], glossary: Glossary) -> dict[str, Subject]:
    """One subject for each folded name, of the kind that most of its mentions speak for."""
    grouped: dict[str, list[Span]] = {}
    for span in spans:
        if span.name.startswith("Mapol"):
            span.name = "Pol" + span.name[5:]  # the house stands for the office
        if span.name.startswith(("Pol", "Kej", "Kod")):
            span.name = _STATION_SEAT.sub(r"\g<office> ", span.name)
        if key := fold(_in_short(span.name)):
            grouped.setdefault(key, []).append(span)
    found: dict[str, Subject] = {}
    for key, its in grouped.items():
        votes: dict[str, float] = {}
        reasons: dict[str, tuple[float, str]] = {}
        for span in its:
            for kind, weight, reason in span.votes:
                votes[kind] = votes.get(kind, 0.0) + weight
                if weight > reasons.get(kind, (0.0, ""))[0]:
                    reasons[kind] = (weight, reason)
        best = max(votes, key=lambda kind: (votes[kind], kind)) if votes else ""
        mean = votes.get(best, 0.0) / len(its) if best else 0.0
        if (dated := _DATED.fullmatch(its[0].name)) and (known := glossary.find(dated["name"])):
            best = known.type if known.type == "topic" else best
        subject = Subject(
            its[0].name, best, reasons.get(best, (0.0, "capitalised"))[1], None, min(1.0, 0.4 + mean / 3.3)
        )
        for span in its:
            subject.see(span.start, span.name)
        found[key] = subject
    return found


def count_dateline(subjects: dict[str, Subject], sat: str, glossary: Glossary) -> None:
    """Counts the town of a dateline as half a mention at the very beginning."""
    town = sat.partition(",")[0]
    if "/" in town or " and " in town or town in lexicon.phrases("bureaus"):
        return
    entry = glossary.find(town)
    key = entry.id if entry is not None and entry.type == "place" else f"?{fold(town)}"
    subject = subjects.get(key)
    if subject is None:
        known = entry if entry is not None and entry.type == "place" else None
        name = known.name_in("en") if known else town
        subject = subjects[key] = Subject(name, "place", "the dateline names it", known, 0.8)
    if subject.kind == "place":
        subject.see(0, town, 0.5)


def count_title(subjects: dict[str, Subject], title: str, mentions: list[Mention], lang: str) -> None:
    """Notes what a headline names; what the glossary knows counts even if the story calls it otherwise."""
    if not title:
        return
    for mention in mentions:
        if mention.entry.id not in subjects:
            if mention.entry.type == "place" and is_word(fold(mention.written)):
                continue  # in a headline nearly every word has a capital
            reason = f'the glossary knows "{mention.written}"'
            subject = Subject(mention.entry.name_in(lang), mention.entry.type, reason, mention.entry)
            subject.see(0, mention.written)
            subjects[mention.entry.id] = subject
    folded = f" {fold(title)} "
    named = {mention.entry.id for mention in mentions}
    for key, subject in subjects.items():
        if subject.entry is not None:
            subject.titled = subject.entry.id in named or any(
                f" {fold(form)} " in folded for form in subject.forms
            )
        else:
            words = [word for word in fold(subject.name).split() if len(word) > 3]
            subject.titled = f" {key.lstrip('?')} " in folded or (
                subject.kind == "person" and any(f" {word} " in folded for word in words)
            )

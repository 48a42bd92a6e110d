"""Which names and topics of a story an editor would tag it with."""

import math

from site_gen.glossary import Entry, Glossary, TermType, fold
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.names import Candidate, find_names
from site_gen.wire.story import Tag
from site_gen.wire.terms import Mention, term_index


class _Subject:
    """A name or topic while its mentions are being counted."""

    __slots__ = ("confidence", "count", "entry", "first", "kind", "name", "positions", "reason")

    def __init__(self, name: str, kind: str, reason: str, entry: Entry | None = None) -> None:
        self.name, self.kind, self.reason, self.entry = name, kind, reason, entry
        self.count = 0
        self.first = 1 << 30
        self.confidence = 1.0


def find_tags(
    title: str,
    paragraphs: list[str],
    lang: str,
    glossary: Glossary,
    gazetteer: Gazetteer,
    limit: int = 7,
    dateline: str = "",
) -> tuple[tuple[Tag, ...], tuple[Tag, ...]]:
    """The tags of a story, best first, and the names that were weighed and left out."""
    text = "\n".join([title, *paragraphs])
    mentions = term_index(glossary).mentions(text)
    subjects: dict[str, _Subject] = {}
    for mention in mentions:
        _count_term(subjects, mention, lang)
    names = find_names(text, mentions, gazetteer, lang)
    _fold_names(subjects, names, text, mentions)
    scored = [_scored(subject, len(text), len(title)) for subject in subjects.values()]
    scored.sort(key=lambda tag: (-tag.score, tag.name))
    chosen: list[Tag] = []
    topics = others = 0
    for tag in scored:
        if tag.type == "topic":
            if topics < 2 and tag.score >= 0.3:
                chosen.append(tag)
                topics += 1
        elif others < limit - 2 and tag.score >= 0.3:
            chosen.append(tag)
            others += 1
    return tuple(chosen), tuple(tag for tag in scored if tag not in chosen)


def _count_term(subjects: dict[str, _Subject], mention: Mention, lang: str) -> None:
    entry = mention.entry
    subject = subjects.get(entry.id)
    if subject is None:
        subject = subjects[entry.id] = _Subject(
            entry.name_in(lang), entry.type, f'the glossary knows "{mention.written}"', entry
        )
    subject.count += 1
    subject.first = min(subject.first, mention.start)


def _fold_names(
    subjects: dict[str, _Subject], names: dict[str, Candidate], text: str, mentions: list[Mention]
) -> None:
    """Adds the names that no list has, short forms counted to the long one."""
    by_length = sorted(names.values(), key=lambda c: (-len(c.name.split()), c.first))
    taken: dict[str, str] = {}
    known_words: dict[str, str] = {}
    for id_, subject in subjects.items():
        if subject.kind == "person":
            for word in fold(subject.name).split():
                known_words.setdefault(word, id_)
    for candidate in by_length:
        words = fold(candidate.name).split()
        kind = candidate.kind
        if len(words) == 1:
            owner = known_words.get(words[0]) or taken.get(words[0])
            if owner and owner in subjects:
                subjects[owner].count += candidate.count
                subjects[owner].first = min(subjects[owner].first, candidate.first)
                continue
        if not kind or (len(words) == 1 and candidate.votes.get(kind, 0) < 0.8):
            continue
        key = f"?{fold(candidate.name)}"
        subject = _Subject(candidate.name, kind, candidate.evidence.get(kind, ""))
        subject.count, subject.first = candidate.count, candidate.first
        subject.confidence = min(1.0, 0.5 + candidate.votes[kind] / 4)
        subjects[key] = subject
        if kind == "person":
            for word in words:
                taken.setdefault(word, key)


def _scored(subject: _Subject, length: int, title: int) -> Tag:
    frequency = 1 - math.exp(-subject.count / 2)
    place = 1 - subject.first / max(length, 1)
    score = 0.55 * frequency + 0.25 * place + (0.2 if subject.first < title else 0.0)
    score *= {"person": 1.1, "organisation": 1.0, "place": 0.9, "topic": 0.85}[subject.kind] * (
        0.6 + 0.4 * subject.confidence
    )
    kind: TermType = subject.kind  # type: ignore[assignment]
    times = "once" if subject.count == 1 else f"{subject.count} times"
    return Tag(
        subject.name,
        kind,
        round(min(score, 1.0), 3),
        f"{subject.reason}; {times}",
        subject.entry.id if subject.entry else "",
    )

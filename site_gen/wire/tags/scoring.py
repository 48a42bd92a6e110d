"""How much each subject of a story weighs as a tag, and what the tag is called."""

import math
import re

from site_gen.tables.glossary import Glossary, TermType, fold
from site_gen.wire import lexicon
from site_gen.wire.story import Tag
from site_gen.wire.tags.subjects import Subject
from site_gen.wire.verbs import ID_VERB

_EVENT_IN = re.compile(
    r"\b(?:krisis|perang|konflik|gempa|banjir|kerusuhan|bencana|kudeta|pertempuran|crisis|war|conflict|earthquake|floods?|flooding|unrest|coup|fighting|famine)\s+(?:di|in)\s+$",
    re.IGNORECASE,
)
"""What stands before the place where something happens: it counts more than a place named in passing."""


def tag_of(subject: Subject, text: str, lang: str, glossary: Glossary) -> Tag:
    """The tag that a subject would be, with its score, its reason and its name."""
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
        return 0.55 if _is_called_by_name(subject) else 0.3
    if (
        subject.kind == "organisation"
        and subject.name.isupper()
        and subject.entry is None
        and len(subject.positions) < 2
    ):
        return 0.85 if subject.reason.endswith("follows") else 0.65
    return 1.0


def _is_called_by_name(subject: Subject) -> bool:
    """Whether a story names a wide place itself: `Presiden RI` speaks of an office."""
    return any(not form.isupper() or len(form) > 4 for form in subject.forms)


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

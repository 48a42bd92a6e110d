"""Whom and what a story names: spellings, short forms and letters that are one subject, made one."""

import re

from site_gen.tables.glossary import Entry, Glossary, fold
from site_gen.wire import lexicon


class Subject:
    """A name or topic while its mentions are being counted."""

    __slots__ = ("entry", "forms", "kind", "name", "positions", "reason", "sure", "titled", "weight")

    def __init__(
        self, name: str, kind: str, reason: str, entry: Entry | None = None, sure: float = 1.0
    ) -> None:
        self.name, self.kind, self.reason, self.entry, self.sure = name, kind, reason, entry, sure
        self.weight = 0.0
        """Mentions, those inside a longer name counting less."""
        self.positions: list[int] = []
        self.forms: dict[str, int] = {}
        self.titled = False

    def see(self, position: int, form: str, weight: float = 1.0) -> None:
        self.weight += weight
        self.positions.append(position)
        self.forms[form] = self.forms.get(form, 0) + 1

    def absorb(self, other: "Subject") -> None:
        """Counts another subject's mentions as this one's."""
        self.weight += other.weight
        self.positions += other.positions
        for form, count in other.forms.items():
            self.forms[form] = self.forms.get(form, 0) + count


def reassign(found: dict[str, Subject], subjects: dict[str, Subject]) -> None:
    """A short form that the glossary knows is somebody else where the text names somebody else by it in full:
    `Ganjar` after `Ganjar Contoh`."""
    for id_ in [id_ for id_, subject in subjects.items() if subject.kind == "person"]:
        subject = subjects[id_]
        entry = subject.entry
        if entry is None or any(fold(name) in map(fold, subject.forms) for name in entry.names.values()):
            continue
        forms = [fold(form) for form in subject.forms]
        for key, other in found.items():
            if other.kind == "person" and any(f" {form} " in f" {key} " and form != key for form in forms):
                other.absorb(subjects.pop(id_))
                break


_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z]{1,9})\s*\)")


def link_acronyms(
    found: dict[str, Subject], subjects: dict[str, Subject], text: str, glossary: Glossary
) -> None:
    """`Lembaga Contoh Negara (LCN)`: both are one, whichever of them is known."""
    for match in _ACRONYM.finditer(text):
        short = fold(match[1])
        words = re.findall(r"[\w-]+", text[max(0, match.start() - 120) : match.start()])
        size = len(match[1])
        initials = "".join(word[0] for word in words[-size:]).casefold()
        long = fold(" ".join(words[-size:])) if initials == short else ""
        key = next((k for k in found if long and k == long), "") or _ending_at(found, match.start(), text)
        acronym = found.get(short)
        term = glossary.by_name.get(long) if long else None
        if acronym is None:
            # UN after `Ujian Nasional (UN)` is no United Nations in this text.
            wrong = next((k for k, s in subjects.items() if match[1] in s.forms and k != term), "")
            if wrong and (term in subjects or (key and key in found)):
                right = subjects[term] if term and term in subjects else found[key]
                right.absorb(subjects.pop(wrong))
                if long.endswith(f" {key}") and right.entry is None:
                    # Its first word is a topic, too: `Koperasi Contoh Pesisir (KCP)`.
                    right.name, right.kind = " ".join(words[-size:]), "organisation"
            elif wrong and long and not _is_called(subjects[wrong], long):
                found[short] = Subject(
                    match[1], "organisation", f'"{match[1]}" stands for "{long}"', None, 0.9
                )
                found[short].absorb(subjects.pop(wrong))
            continue
        if term and term in subjects:
            subjects[term].absorb(found.pop(short))
        elif key and key != short and found[key].kind != "person":
            found[key].absorb(found.pop(short))
            found[key].kind = found[key].kind or "organisation"
            found[key].sure = max(found[key].sure, 0.9)
        elif term and long:
            entry = glossary.entries[term]
            subject = subjects.setdefault(
                term,
                Subject(entry.names.get("id", entry.id), entry.type, f'"{match[1]}" stands for it', entry),
            )
            subject.absorb(found.pop(short))


def _is_called(subject: Subject, long: str) -> bool:
    """Whether the glossary calls a subject so, in any language."""
    entry = subject.entry
    return entry is None or any(fold(name) == long for name in (*entry.names.values(), *entry.aliases))


def _ending_at(found: dict[str, Subject], position: int, text: str) -> str:
    for key, subject in found.items():
        for start in subject.positions:
            end = start + len(subject.name)
            if 0 <= position - end <= 2 and len(subject.name.split()) > 1 and not text[end:position].strip():
                return key
    return ""


def fold_short(
    found: dict[str, Subject], subjects: dict[str, Subject], glossary: Glossary, lang: str
) -> None:
    """Adds the names to the subjects, short forms counted to the long one."""
    persons: dict[str, str] = {}
    for id_, subject in subjects.items():
        if subject.kind == "person":
            for word in fold(subject.name).split():
                persons.setdefault(word, id_)
    ordered = sorted(found.items(), key=lambda item: (-len(item[0].split()), min(item[1].positions)))
    for key, subject in ordered:
        words = key.split()
        if key in glossary.by_name and glossary.by_name[key] in subjects:
            subjects[glossary.by_name[key]].absorb(subject)
            continue
        if (known := glossary.by_name.get(key)) and glossary.entries[known].type == subject.kind:
            entry = glossary.entries[known]
            subjects[known] = Subject(entry.name_in(lang), entry.type, subject.reason, entry, subject.sure)
            subjects[known].absorb(subject)
            continue
        if country := _of_people(key, subjects, glossary):
            subject.weight /= 2
            if country not in subjects:
                entry = glossary.entries[country]
                subjects[country] = Subject(
                    entry.name_in(lang), "place", f'"{subject.name}" speaks of it', entry
                )
            subjects[country].absorb(subject)
            continue
        owner = (
            persons.get(words[0]) if len(words) == 1 else persons.get(words[-1]) if len(words) == 2 else None
        )
        if owner and len(words) == 2 and words[0] not in fold(subjects[owner].name).split():
            owner = None
        if owner and (len(words) == 1 or subject.kind == "person"):
            subjects[owner].absorb(subject)
            continue
        if not subject.kind:
            continue
        if len(words) == 1 and subject.sure < 0.6 and subject.weight < 3:
            continue
        home = _longer(key, subject, subjects)
        if home:
            subjects[home].absorb(subject)
            if subject.weight * 2 > subjects[home].weight and subject.kind != "person" and len(words) > 1:
                subjects[home].name = subject.name
            continue
        subjects[f"?{key}"] = subject
        if subject.kind == "person":
            for word in words:
                if len(word) > 2:
                    persons.setdefault(word, f"?{key}")


def _of_people(key: str, subjects: dict[str, Subject], glossary: Glossary) -> str:
    """The country of which `key` is the people: `costa rican`."""
    for ending in ("n", "an", "ian", "ese", "i"):
        found = glossary.by_name.get(key.removesuffix(ending)) if key.endswith(ending) else None
        if found and glossary.entries[found].type == "place" and (found in subjects or " " in key):
            return found
    return ""


def _longer(key: str, subject: Subject, subjects: dict[str, Subject]) -> str:
    """A longer name that begins or ends with this one: `Contoh Bank` of `Contoh Bank Group`."""
    for other, home in subjects.items():
        long = other[1:]
        if not other.startswith("?"):
            continue
        if home.kind == "organisation" and " " in key and long.startswith(f"{key} "):
            return other  # Contoh Lithium of Contoh Lithium Corp.
        if home.kind != subject.kind or subject.kind == "place":
            continue
        if long.startswith(f"{key} ") or (subject.kind == "person" and long.endswith(f" {key}")):
            return other
    return ""


def count_peoples(
    subjects: dict[str, Subject], text: str, glossary: Glossary, taken: list[tuple[int, int]]
) -> None:
    """`Russian` speaks of Russia, half as loud; what is inside a longer name, `taken`, speaks of that."""
    inside = {start for start, _ in taken}
    known = {entry[0]: entry[1] for entry in lexicon.entries("demonyms")}
    for match in re.finditer(r"[A-Z][a-z]+", text):
        country = known.get(match.group()) or known.get(match.group().removesuffix("s"))
        entry = glossary.find(country) if country else None
        if entry is None or entry.type != "place" or match.start() in inside:
            continue
        subject = subjects.get(entry.id)
        if subject is None:
            subject = subjects[entry.id] = Subject(
                entry.name_in("en"), "place", f'"{match.group()}" speaks of it', entry
            )
        subject.see(match.start(), entry.name_in("en"), 0.5)
        subjects.pop(f"?{match.group().casefold()}", None)

"""Bylines and credits: who wrote it, who edited it, and the outlet where only a credit names it.

Names are looked for in the first eight lines and the last six. `Editor:` and a desk's initials are credits,
too; what the copy says of a photographer, or of a source it quotes, is not.
"""

import re

import msgspec

from site_gen.wire import dates
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.markup import Line
from site_gen.wire.sentences import sentences
from site_gen.wire.story import NOTHING, Inferred, Removed
from site_gen.wire.tokens import given_names, is_office

_NAME_WORD = r"(?:[A-ZÀ-Þ][\w'’-]*\.?|(?:bin|binti|al|van|der|de|den|von|la|di|da|del|el))"
_NAME = rf"[A-ZÀ-Þ][\w'’-]*\.?(?:\s+{_NAME_WORD}){{0,4}}"
_NAMES = rf"{_NAME}(?:\s*(?:,|/|&|\band\b|\bdan\b)\s*{_NAME}){{0,4}}"
_ROLE_TAIL = r"(?:\s*(?:,|\||/|-|–|—|\bfor\b|\bof\b|\bin\b)\s*(?P<rest>[^.!?]{2,60}))?"
_BY = re.compile(rf"(?:By|BY|by|Oleh|OLEH)\s*:?\s+(?P<names>{_NAMES}){_ROLE_TAIL}\s*\.?")
_LABEL = re.compile(
    r"(?P<label>Penulis|Pewarta|Reporter|Wartawan|Kontributor|Laporan|Author|Writer|Written\s+by|Story\s+by|Oleh|By|Byline|"
    r"Editor|Penyunting|Redaktur|Edited\s+by|Rep|Red|Produser|Producer|Uploader|Sumber|Source|Foto|Fotografer|Photographer|Translator|Penerjemah|Translated\s+by)\s*:\s*",
)
_WRITES = frozenset(
    [
        "penulis",
        "rep",
        "pewarta",
        "reporter",
        "wartawan",
        "kontributor",
        "laporan",
        "author",
        "writer",
        "oleh",
        "by",
        "byline",
    ]
)
_EDITS = frozenset(["editor", "penyunting", "redaktur", "red"])
_REPORT_OF = re.compile(
    rf"Laporan\s+(?:Wartawan|wartawan|Kontributor|Reporter|reporter)\s+(?P<outlet>[\w.-]+(?:\s[A-Z][\w.]+)?)\s*,\s*(?P<names>{_NAMES})\s*"
)
_LABELS = (
    r"(?:Penulis(?:\s+Naskah)?|Reporter|Pewarta|Kontributor|Editor|Video\s+Editor|Penyunting(?:\s+Naskah)?|Redaktur|Produser|Producer|"
    r"Kreatif|Narator|Kameramen|Kamerawan|Fotografer|Ilustrasi|Grafis|Infografis|Musik?|Music|Naskah|Presenter|Host|Sumber|Reportase)"
)
_BLOCK = re.compile(
    rf"(?:\(\s*[\w.]+\s*-\s*[\w ]+\)\s*)?(?P<block>(?<![A-Z])(?:Penulis|Reporter|Pewarta|Kontributor|Editor|Naskah)\s*:\s*[^:#.!?]{{2,50}}?"
    rf"(?:\s*{_LABELS}\s*:\s*[^:#!?]{{2,60}}?)*)\s*(?:#\w+\s*)*$"
)
_PAIR = re.compile(rf"(?P<label>{_LABELS})\s*:\s*(?P<value>.{{2,60}}?)(?=\s*{_LABELS}\s*:|\s*$)")
_PIPED = re.compile(
    rf"(?P<label>Penulis|Reporter|Pewarta|Kontributor|Laporan)\s+(?P<names>{_NAMES})\s*\|\s*(?P<edits>Editor|Penyunting|Redaktur)\s+(?P<editors>{_NAME}?)"
    r"(?=\s*$|\s+[A-Z][A-Z ]{2,24},\s+[A-Z])"
)
"""`Penulis A | Editor B`, on its own line or before the dateline."""
_CORRESPONDENT = re.compile(
    rf"(?:Kontributor|Koresponden)\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s*,\s*(?P<names>{_NAMES})"
)
_DATED = re.compile(r"(?P<credit>[^·•|]{3,60}?)\s*[·•|]\s*(?P<stamp>[^·•|]{8,50})$")
_BY_IN = re.compile(rf"(?P<names>{_NAMES})\s+in\s+[A-Z]\w+(?:\s[A-Z]\w+){{0,2}}")
"""`Amir Contoh in Geneva`, over the day."""
_TEAM = re.compile(r"Tim\s+(?P<team>[A-Za-z][\w.]+)(?:\s*[-–|]\s*(?P<outlet>[A-Za-z][\w. ]{2,24}))?")
_OUTLET_AT = re.compile(r"([A-Z][\w. ]{1,30}),\s+([A-Z][\w ]{2,30})")
_ALONE = re.compile(r"[(\[]\s*([a-z]{2,6}(?:\s*/\s*[a-z]{2,6}){0,3})\s*[)\]]")
_BARE_INITIALS = re.compile(r"([a-z]{2,4}(?:/[a-z]{2,4}){1,3})")
_INITIALS = re.compile(
    r"\s*\(\s*(?P<text>[A-Za-z]{2,4}(?:\s*/\s*[A-Za-z]{2,5}){1,3}|[A-Z]{2,4})\s*\)\s*(?P<after>[a-z0-9 ]{0,90})$"
)
_NICK = re.compile(
    r"(?<=[.!?\"”’])\s*\((?P<text>(?!habis|bersambung|tamat|lihat|baca|foto|more|end|ends|selesai)[a-z]{3,14}(?:\s[a-z]{3,14})?|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})\)\s*$"
)
_AGENCY_NAME = re.compile(rf"\s*\(\s*(?P<one>{_NAME}|[\w.]+)\s*/\s*(?P<two>{_NAME}|[\w.]+)\s*\)\s*$")
_CAPS = re.compile(
    r"(?P<names>[A-Z][A-Z'’.-]+(?:\s+[A-Z][A-Z'’.-]*){0,4}(?:\s*[,/]\s*[A-Z][A-Z'’.-]+(?:\s+[A-Z][A-Z'’.-]*){0,3}){0,3})"
)
_AGENCY_SLUG = re.compile(
    r"(?:[-–—]+\s*|(?:Source|Sumber)\s*:\s*)(?P<agency>[A-Z][\w.]{1,11})(?:\s*/\s*[A-Za-z]{2,5}){0,3}"
)
"""`- AFP/de`: the agency, and the hands that the text went through."""
_REPORTING = re.compile(rf"\(?Reporting\s+by\s+(?P<names>{_NAMES})")
_WRITER_AT = re.compile(
    rf"^(?P<names>{_NAME})\s+is\s+(?:a|an|the)\s+[^.]{{0,60}}?\b(?:reporter|writer|correspondent|editor|columnist|journalist|contributor)\b[^.]{{0,40}}?\b(?:at|for|of|with)\s+(?P<outlet>(?:the\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})"
)


class Credits(msgspec.Struct, frozen=True):
    """What the head and the tail of a text say about its makers."""

    lines: tuple[Line, ...]
    """The copy without its credit lines."""
    author: Inferred = NOTHING
    editor: Inferred = NOTHING
    outlet: Inferred = NOTHING
    removed: tuple[Removed, ...] = ()


class _Reading:
    def __init__(self, lines: list[Line], gazetteer: Gazetteer) -> None:
        self.lines = lines
        self.gazetteer = gazetteer
        self.author = self.editor = self.outlet = NOTHING
        self.removed: list[Removed] = []

    def take(self, line: Line, text: str, rule: str) -> None:
        self.removed.append(Removed(text, rule, line.number))

    def wrote(self, names: str, rule: str, line: Line, confidence: float = 0.95) -> None:
        named = people(names)
        for name in named:
            if self.gazetteer.knows_outlet(name):
                self.published(name, rule, line, 0.85)
        value = "; ".join(name for name in named if not self.gazetteer.knows_outlet(name))
        if value and confidence > self.author.confidence:
            self.author = Inferred(value, rule, confidence, line.number)

    def labelled(self, block: str, line: Line) -> None:
        """`Penulis : A Editor : B`, glued or not."""
        for pair in _PAIR.finditer(block):
            label, value = pair["label"].lower(), pair["value"].strip(" .,|-")
            if label in ("penulis", "reporter", "pewarta", "kontributor"):
                self.wrote(value, f"{pair['label']}: at the end", line, 0.9)
            elif label in _EDITS and not self.editor:
                self.editor = Inferred(
                    "; ".join(people(value)), f"{pair['label']}: at the end", 0.9, line.number
                )

    def published(self, name: str, rule: str, line: Line, confidence: float = 0.9) -> None:
        name = (
            re.sub(r"^(?:the|The)\s+(?=[A-Z])", "", name) if not self.gazetteer.knows_outlet(name) else name
        )
        if confidence > self.outlet.confidence:
            self.outlet = Inferred(self.gazetteer.outlet(name), rule, confidence, line.number)


_JOB = re.compile(
    r"(?:Staff\s+)?(?:Reporter|Writer|Correspondent|Editor|Journalist|Wartawan|Kontributor)s?", re.IGNORECASE
)


def people(names: str) -> list[str]:
    """The persons in a list of names: `A, B and C`."""
    parts = re.split(r"\s*(?:;|,|&|\band\b|\bdan\b)\s*", names.strip(" .,|-–—"))
    return [_cased(part.strip()) for part in parts if part.strip() and not _JOB.fullmatch(part.strip())]


def _cased(name: str) -> str:
    if name.isupper() and len(name) > 4 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name)
    return name


def read_credits(lines: list[Line], gazetteer: Gazetteer, removed: list[Removed] | None = None) -> Credits:
    """The credits in the head and the tail of `lines`, and the lines without them.

    A credit that was taken out before, as a part of some boilerplate, is read in `removed`.
    """
    reading = _Reading(lines, gazetteer)
    for piece in removed or ():
        if piece.rule == "credit":
            reading.labelled(piece.text, Line(piece.text, piece.line))
        elif piece.rule == "credit line" and (found := _REPORTING.search(piece.text)):
            reading.wrote(found["names"], "Reporting by … at the end", Line(piece.text, piece.line), 0.9)
    kept: list[Line] = []
    lines = _labels_joined(_without_tags(lines, reading), gazetteer)
    count = len(lines)
    for index, line in enumerate(lines):
        text = line.text
        if index < 8 and (piped := _PIPED.match(text)):
            reading.wrote(piped["names"], f"{piped['label']}: in the credits", line)
            reading.editor = Inferred(
                "; ".join(people(piped["editors"])), f"{piped['edits']}: in the credits", 0.95, line.number
            )
            reading.take(line, piped.group().strip(), "credit")
            text = text[piped.end() :].strip()
            if not text:
                continue
            line = msgspec.structs.replace(line, text=text)
        if index < 8 and (parts := _DATED.match(text)) and _is_stamp(parts["stamp"]):
            # `Amir Contoh, Harian Contoh · Rabu 24 April 2019 10:31 WIB`
            if _head_line(parts["credit"], line, reading, alone=count > 1):
                line = msgspec.structs.replace(line, text=parts["stamp"])
            kept.append(line)
            continue
        if (
            index < 8
            and (found := _BY_IN.fullmatch(text))
            and _is_stamp(lines[index + 1].text if index + 1 < count else "")
        ):
            reading.wrote(found["names"], f"a byline: {text}", line, 0.85)
            reading.take(line, text, "credit")
            continue
        if index < 8 and len(text) <= 120 and _head_line(text, line, reading, alone=count > 1):
            continue
        if index >= count - 6 and count > 1:
            rest = _tail_line(text, line, reading, last=index == count - 1)
            if not rest:
                continue
            if rest != text:
                line = msgspec.structs.replace(line, text=rest)
        elif count == 1:
            rest = _tail_piece(text, line, reading)
            line = msgspec.structs.replace(line, text=rest) if rest != text else line
        kept.append(line)
    return Credits(tuple(kept), reading.author, reading.editor, reading.outlet, tuple(reading.removed))


_LABEL_ALONE = re.compile(r"(?:Reporter|Penulis|Pewarta|Wartawan|Kontributor|Editor|Penyunting|Redaktur)")


def _labels_joined(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """`Reporter` and the name on the next line as one line."""
    joined: list[Line] = []
    for index, line in enumerate(lines):
        before = joined[-1] if joined else None
        if (
            before is not None
            and index < 12
            and _LABEL_ALONE.fullmatch(before.text)
            and (re.fullmatch(_NAMES, line.text) or gazetteer.knows_outlet(line.text))
        ):
            joined[-1] = msgspec.structs.replace(before, text=f"{before.text}: {line.text}")
        else:
            joined.append(line)
    return joined


_TAG_LABEL = re.compile(r"(?:TAGS?|Tags?|Topics?|Topik|Kata\s+kunci|Keywords?)\s*:?")


def _without_tags(lines: list[Line], reading: _Reading) -> list[Line]:
    """The lines without the tags that a page lists behind the desk's initials or under `TAG:`, a line each."""
    for index in range(max(1, len(lines) - 10), len(lines) - 1):
        behind = lines[index + 1 :]
        label = _TAG_LABEL.fullmatch(lines[index].text) is not None
        if not (label or _ALONE.fullmatch(lines[index].text)):
            continue
        if all(
            len(line.text.split()) <= 5 and (label or line.text.islower()) and line.text[-1] not in ".!?:"
            for line in behind
        ):
            for line in [lines[index], *behind] if label else behind:
                reading.take(line, line.text, "tags")
            return lines[: index if label else index + 1]
    return lines


def _head_line(text: str, line: Line, reading: _Reading, alone: bool) -> bool:
    """Whether the line is a byline and nothing else."""
    if not alone:
        return False
    gazetteer = reading.gazetteer
    if found := _REPORT_OF.fullmatch(text):
        reading.wrote(found["names"], "a byline: Laporan Wartawan …", line)
        reading.published(found["outlet"], "the byline names it", line)
    elif _labels(text, line, reading):
        pass
    elif found := _CORRESPONDENT.fullmatch(text):
        reading.wrote(found["names"], f"a byline: {text}", line)
    elif (found := _TEAM.fullmatch(text)) and gazetteer.knows_outlet(found["outlet"] or found["team"]):
        reading.published(found["outlet"] or found["team"], f"a credit line: {text}", line)
    elif (
        (found := _OUTLET_AT.fullmatch(text))
        and gazetteer.knows_outlet(found[1])
        and gazetteer.place(found[2])
    ):
        reading.published(found[1], f"a credit line: {text}", line)
    elif (found := _BY.fullmatch(text)) and _is_name(found["names"], gazetteer):
        reading.wrote(found["names"], f"a byline: {text}", line)
        _rest(found["rest"], line, reading)
    elif found := re.fullmatch(rf"(?P<names>{_NAMES})\s*(?:,|\||/|-|–|—)\s*(?P<outlet>[^,|]{{2,40}})", text):
        outlet = re.sub(
            r"^(?:for|of|at)\s+|\s+(?:staff|correspondent|reporter|writer)s?$",
            "",
            found["outlet"].strip(),
            flags=re.IGNORECASE,
        )
        if not gazetteer.outlet_at.fullmatch(outlet) or not _is_name(found["names"], gazetteer):
            flipped = re.fullmatch(rf"(?P<outlet>[A-Za-z][\w. ]{{1,30}})\s*\|\s*(?P<names>{_NAMES})", text)
            if not flipped or not gazetteer.outlet_at.fullmatch(flipped["outlet"].strip()):
                return False
            found, outlet = flipped, flipped["outlet"].strip()
        reading.wrote(found["names"], f"a credit line: {text}", line)
        reading.published(outlet, f"a credit line: {text}", line)
    elif _is_bare_name(text, line, reading):
        reading.wrote(text, f"a line with a name alone: {text}", line, 0.7)
    elif gazetteer.outlet_at.fullmatch(text) and gazetteer.knows_outlet(text) and len(text) > 2:
        reading.published(text, "a line of its own names it", line)
    elif re.fullmatch(r"(?:By|BY)\s+(?:The\s+)?[A-Z][\w. ]+", text) and gazetteer.knows_outlet(text[3:]):
        reading.published(text[3:], f"a byline: {text}", line)
    else:
        return False
    reading.take(line, text, "credit")
    return True


def _is_stamp(text: str) -> bool:
    return any(dates.read_stamp(text, 0, lang) for lang in ("id", "en"))


def _is_bare_name(text: str, line: Line, reading: _Reading) -> bool:
    """A person's name alone on a line between the headline and the first paragraph."""
    at = next((n for n, one in enumerate(reading.lines) if one is line), 0)
    if not 0 < at < len(reading.lines) - 1 or not re.fullmatch(rf"{_NAME}(?:, {_NAME})?", text):
        return False
    words = text.replace(",", "").split()
    after = reading.lines[at + 1].text
    if not 1 < len(words) <= 6 or text.isupper():
        return False
    if words[0] in given_names() and len(after) > 80:
        return True
    # A name that no list has, between a headline and the day: `Siti Contoh`, `Senin, 5 Mei 2014 | 10:00`.
    return (
        at <= 3
        and len(words) <= 4
        and not any(is_office(word) for word in words)
        and not reading.gazetteer.place(text)
        and not reading.gazetteer.place(words[0])
        and not reading.gazetteer.knows_outlet(text)
        and _is_stamp(after)
    )


def _rest(rest: str | None, line: Line, reading: _Reading) -> None:
    for part in re.split(r"\s*[|,/]\s*", rest or ""):
        part = re.sub(
            r"^(?:for|of|at)\s+|\s+(?:staff|correspondent|reporter|writer)s?$",
            "",
            part.strip(),
            flags=re.IGNORECASE,
        )
        if part and (reading.gazetteer.knows_outlet(part) or reading.gazetteer.outlet_at.fullmatch(part)):
            reading.published(part, "the byline names it", line)


def _is_name(names: str, gazetteer: Gazetteer) -> bool:
    """Whether a run of capitalised words can be a person: not a place, not an outlet."""
    first = names.split(",", maxsplit=1)[0].strip()
    return 1 < len(names.split()) <= 12 and not gazetteer.place(first) and not gazetteer.knows_outlet(first)


def _labels(text: str, line: Line, reading: _Reading) -> bool:
    """`Penulis: A Editor: B`: whether the line is nothing but labels with a name behind each."""
    found = list(_LABEL.finditer(text))
    if not found or found[0].start() > 0:
        return False
    values = [
        text[a.end() : b.start() if b else len(text)].strip(" .|,;/")
        for a, b in zip(found, [*found[1:], None], strict=True)
    ]
    if any(value and not re.fullmatch(rf"{_NAMES}|[A-Za-z/., -]{{2,30}}|[\w.]+", value) for value in values):
        return False
    for label, value in zip(found, values, strict=True):
        kind = label["label"].lower()
        if not value:
            continue
        if kind.split()[0] in _WRITES or kind in ("written by", "story by"):
            reading.wrote(value, f"{label['label']}: in the credits", line)
        elif kind in _EDITS or kind == "edited by":
            reading.editor = Inferred(
                "; ".join(people(value)), f"{label['label']}: in the credits", 0.95, line.number
            )
        elif kind in ("sumber", "source") and reading.gazetteer.knows_outlet(value):
            reading.published(value, f"{label['label']}: in the credits", line, 0.75)
    return True


def _tail_line(text: str, line: Line, reading: _Reading, last: bool) -> str:
    """What of a line among the last ones is not a credit."""
    gazetteer = reading.gazetteer
    if len(text) <= 160 and _labels(text, line, reading):
        reading.take(line, text, "credit")
        return ""
    if (found := _BY.fullmatch(text)) and len(text) < 90 and _is_name(found["names"], gazetteer):
        reading.wrote(found["names"], f"a byline at the end: {text}", line, 0.9)
        _rest(found["rest"], line, reading)
        reading.take(line, text, "credit")
        return ""
    if (found := _AGENCY_SLUG.fullmatch(text)) and gazetteer.knows_outlet(found["agency"]):
        reading.published(found["agency"], f"the agency at the end: {text}", line, 0.8)
        reading.take(line, text, "credit")
        return ""
    if last and (alone := _ALONE.fullmatch(text) or _BARE_INITIALS.fullmatch(text)):
        reading.wrote(re.sub(r"\s+", "", alone[1]), f"initials at the end: {text}", line, 0.85)
        reading.take(line, text, "credit")
        return ""
    if found := _REPORT_OF.fullmatch(text):
        reading.wrote(found["names"], "Laporan Wartawan … at the end", line, 0.9)
        reading.published(found["outlet"], "the byline names it", line, 0.85)
        reading.take(line, text, "credit")
        return ""
    if found := _WRITER_AT.match(text):
        reading.wrote(found["names"], "a note on the writer at the end", line, 0.85)
        reading.published(found["outlet"], "a note on the writer at the end", line, 0.8)
        if len(sentences(text)) == 1 and len(text) < 160:
            reading.take(line, text, "credit")
            return ""
        return text
    if len(text) < 60 and gazetteer.outlet_at.fullmatch(text) and gazetteer.knows_outlet(text):
        reading.published(text, "a line of its own names it", line, 0.8)
        reading.take(line, text, "credit")
        return ""
    if last or len(text) < 80:
        caps = _CAPS.fullmatch(text)
        if caps and last and 4 < len(text) < 70 and re.search(r"[A-Z]{3}", text):
            parts = [part.strip() for part in re.split(r"\s*[,/|]\s*", text)]
            persons = [part for part in parts if not gazetteer.knows_outlet(part)]
            if persons and (len(persons) < len(parts) or all(1 < len(part.split()) < 5 for part in persons)):
                reading.wrote(", ".join(parts), f"a credit in capitals: {text}", line, 0.85)
                reading.take(line, text, "credit")
                return ""
    return _tail_piece(text, line, reading) if last or text.startswith("(") else text


def _tail_piece(text: str, line: Line, reading: _Reading) -> str:
    """A text without the credit in brackets at its very end."""
    if found := _REPORTING.search(text, max(0, len(text) - 500)):
        reading.wrote(found["names"], "Reporting by … at the end", line, 0.9)
    if found := _BLOCK.search(text, max(0, len(text) - 600)):
        reading.labelled(found["block"], line)
        reading.take(line, text[found.start() :].strip(), "credit")
        return _tail_piece(text[: found.start()].rstrip(), line, reading) if found.start() else ""
    if found := _INITIALS.search(text):
        initials = re.sub(r"\s+", "", found["text"])
        if "/" in initials or text[: found.start()].rstrip()[-1:] in ".!?\"”’'":
            reading.wrote(initials, f"initials at the end: ({initials})", line, 0.9)
            reading.take(line, text[found.start() :].strip(), "credit")
            return text[: found.start()].rstrip()
    if found := _AGENCY_NAME.search(text):
        parts = [found["one"], found["two"]]
        persons = [part for part in parts if not reading.gazetteer.knows_outlet(part)]
        if len(persons) == 1:
            reading.wrote(persons[0], f"a credit at the end: {found.group().strip()}", line, 0.85)
            reading.take(line, found.group().strip(), "credit")
            return text[: found.start()].rstrip()
    if found := _NICK.search(text):
        name = found["text"]
        if reading.gazetteer.knows_outlet(name):
            return text
        reading.wrote(name, f"a credit in brackets at the end: ({name})", line, 0.75)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    return text

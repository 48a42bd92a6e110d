"""Labels with a name behind each, `Penulis: A Editor: B`: a line of nothing else, glued or out of a table.

Where the label stands on one line and the name on the next, or a day between them, the lines are put right first.
"""

import re

import msgspec

from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.people import NAMES
from site_gen.wire.dates.stamps import is_stamp
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line

_LABEL = re.compile(
    r"(?P<label>Penulis|Pewarta|Reporter|Wartawan|Jurnalis|Teks|Tulisan|Kontributor|Laporan|Author|Writer|Written\s+by|Story\s+by|Oleh|By|Byline|"
    r"Editor|(?:Post|Copy|Sub)[- ]?[Ee]ditor|Penyunting|Redaktur|Edited\s+by|Rep|Red|Produser|Producer|Uploader|Publisher|Sumber|Source|Foto|Fotografer|Photograph(?:er|y|s)?|Translator|Penerjemah|Alih\s+bahasa|Translated\s+by|Diterjemahkan\s+oleh|sumber|editor|penulis|reporter|SUMBER|EDITOR|PENULIS|REPORTER)"
    r"(?:\s*(?:&|/|,|dan|and)\s*(?P<too>Penulis|Pewarta|Reporter|Wartawan|Editor|Penyunting|Redaktur|Writer))?\s*:\s*",
)
"""A label and its colon, on a line of its own in the head or the tail."""
_WRITES = frozenset(
    [
        "penulis",
        "rep",
        "pewarta",
        "reporter",
        "wartawan",
        "jurnalis",
        "teks",
        "tulisan",
        "kontributor",
        "laporan",
        "author",
        "writer",
        "oleh",
        "by",
        "byline",
    ]
)
EDITS = frozenset(["editor", "penyunting", "redaktur", "red"])
"""Labels of who edited; the others say whom the copy is from, or who took the picture."""
_TRANSLATES = frozenset(["translator", "penerjemah", "alih", "translated", "diterjemahkan"])
"""First words of the labels of who put it into this language."""
LABELS = (
    r"(?:Penulis(?:\s+Naskah)?|Reporter|Pewarta|Kontributor|Editor|Video\s+Editor|Penyunting(?:\s+Naskah)?|Redaktur|Produser|Producer|"
    r"Kreatif|Narator|Kameramen|Kamerawan|Fotografer|Ilustrasi|Grafis|Infografis|Musik?|Music|Naskah|Presenter|Host|Sumber|Reportase)"
)
"""Labels that a page glues into one block behind the story."""
_PAIR = re.compile(rf"(?P<label>{LABELS})\s*:\s*(?P<value>.{{2,60}}?)(?=\s*{LABELS}\s*:|\s*$)")
"""One of those and what stands behind it, up to the next."""


def read_block(block: str, line: Line, reading: Makers) -> None:
    """Reads `Penulis : A Editor : B`, glued or not."""
    for pair in _PAIR.finditer(block):
        label, value = pair["label"].lower(), pair["value"].strip(" .,|-()")
        rule = f"{pair['label']}: at the end"
        if label in ("penulis", "reporter", "pewarta", "kontributor"):
            reading.wrote(value, rule, line, 0.9)
        elif label in EDITS and not reading.editor:
            reading.edited(value, rule, line, 0.9)
        elif label == "sumber" and reading.gazetteer.knows_outlet(value):
            reading.published(value, rule, line, 0.75)


_RUBRIC = re.compile(r"(?<=\w)\s*\|\s*[A-Z][a-z]+(?:\s[A-Z][a-z]+)?$")
"""`Penulis: A | Humaniora`: the section of the paper."""
_LETTERED_HOUSE = re.compile(r"(?<=\w)\s*\|\s*(?P<house>(?:[A-Z][\w.]+\s){0,2}[A-Z]{2,8})$")
"""`Pewarta: A | Liputan ABC`: the house, known by its letters."""
_CELLS = re.compile(r"\s*\|\s*:\s*\|\s*")
"""`Penulis | : | Amir Contoh |`: a label and its name out of a table."""
_BRACKETED = re.compile(r"[\[(]([^\[\]()]+:[^\[\]()]+)[\])]")
"""`[Redaktur: Amir Contoh]`"""


def is_labels(text: str, line: Line, reading: Makers) -> bool:
    """`Penulis: A Editor: B`: whether the line is nothing but labels with a name behind each."""
    if "|" in text:
        text = _RUBRIC.sub("", _CELLS.sub(": ", text).strip(" |"))
    if text[:1] in "[(" and (framed := _BRACKETED.fullmatch(text)):
        text = framed[1]
    found = list(_LABEL.finditer(text))
    if not found or found[0].start() > 0:
        return False
    house = _LETTERED_HOUSE.search(text) if "|" in text and len(found) == 1 else None
    if house:
        text = text[: house.start()]
    values = [
        text[a.end() : b.start() if b else len(text)].strip(" .|,;/")
        for a, b in zip(found, [*found[1:], None], strict=True)
    ]
    if any(value and not re.fullmatch(rf"{NAMES}|[A-Za-z/., -]{{2,30}}|[\w.]+", value) for value in values):
        return False
    if house:
        reading.published(house["house"], f"behind who wrote: {line.text}", line, 0.65)
    for label, value in zip(found, values, strict=True):
        kind = label["label"].lower()
        if not value:
            continue
        kinds = {kind, (label["too"] or kind).lower()}
        writes = any(one.split()[0] in _WRITES for one in kinds) or kind in ("written by", "story by")
        edits = not kinds.isdisjoint(EDITS) or kind == "edited by"
        if writes:
            reading.wrote(value, f"{label['label']}: in the credits", line)
        if edits:
            reading.edited(value, f"{label['label']}: in the credits", line)
        if writes or edits:
            continue
        if kind.split()[0] in _TRANSLATES:
            reading.translated(value, f"{label['label']}: in the credits", line)
        if kind in ("sumber", "source") and reading.gazetteer.knows_outlet(value.partition("/")[0]):
            reading.published(value.partition("/")[0], f"{label['label']}: in the credits", line, 0.75)
    return True


LABELLED = re.compile(
    r"(?:Editor|Penyunting|Redaktur|Reporter|Penulis|Pewarta|Kontributor|Sumber|Source)\s*:"
)
"""What a story has ended before."""


_BARRED = re.compile(
    r"(?i:Source|Sumber|Editor|Penulis|Reporter|Pewarta|Laporan|Wartawan|Author|Oleh|By)\s*:\s*\S.{1,40}"
)
"""One label and its name, of several on a line with bars between them."""


_COUNT = re.compile(r"\s+\d{1,6}$")
"""How many have seen it."""


def parted_at_bars(lines: list[Line]) -> list[Line]:
    """`Source: Contoh| 2018-11-13 22:07:12|Editor: Li`: a line of labels and the day as a line each."""
    found: list[Line] = []
    for index, line in enumerate(lines):
        label = _LABEL.search(line.text, 6) if index < 8 and len(line.text) < 140 else None
        if label and is_stamp(line.text[: label.start()].strip()):
            found.append(msgspec.structs.replace(line, text=line.text[: label.start()].strip()))
            found.append(msgspec.structs.replace(line, text=_COUNT.sub("", line.text[label.start() :])))
            continue
        parts = [part.strip() for part in line.text.split("|")] if index < 8 and "|" in line.text else []
        labels = [part for part in parts if _BARRED.fullmatch(part)]
        rest = [part for part in parts if part not in labels]
        if labels and rest and is_stamp(" ".join(rest)):
            rest = [" ".join(rest)]  # the day and the hour, a bar between them, too
        if labels and all(map(is_stamp, rest)):
            found += [msgspec.structs.replace(line, text=part) for part in rest]
            found += [msgspec.structs.replace(line, text=_in_small(part)) for part in labels]
        else:
            found.append(line)
    return found


def _in_small(labelled: str) -> str:
    """`LAPORAN: AMIR CONTOH` as `Laporan: AMIR CONTOH`."""
    label, colon, name = labelled.partition(":")
    return label.capitalize() + colon + name


_LABEL_ALONE = re.compile(
    r"(?:Reporter|Penulis|Pewarta|Wartawan|Kontributor|Editor|Penyunting|Redaktur|Oleh|By|(?:Text|Words|Written|Story)\s+by)\s*:?"
)
"""`Reporter`, `Written by`: the name is on the next line."""
_DEGREES = re.compile(r"(?:,\s?[A-Z][A-Za-z.]{1,5})*\s*(?:\*+\)?)?$")
"""`Amir Contoh, SS *)`: degrees, and the star of a note below."""
_OPEN_BYLINE = re.compile(rf"(?:By|BY)\s+{NAMES}(?:,|\s(?:and|&))")
"""`By Jane Doe,` with another name on the next line."""


_NAME_FOR = re.compile(rf"(?P<names>{NAMES})\s+(?:for|untuk)")
"""`Jane Doe for`: between `Written by` and the house, a line each."""
_ARROW = re.compile(r"\s*(?:-+>|→|»|>)\s*$")


def labels_joined(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """`Reporter` and the name on the next line as one line; so `Written by`, `Jane Doe for`, `Contoh Post ->`."""
    joined: list[Line] = []
    for index, line in enumerate(lines):
        before = joined[-1] if joined else None
        house = _ARROW.sub("", line.text)
        if (
            index > 1
            and index < 12
            and len(joined) > 1
            and before is not None
            and (named := _NAME_FOR.fullmatch(before.text))
            and _LABEL_ALONE.fullmatch(joined[-2].text)
            and gazetteer.knows_outlet(house)
        ):
            joined[-2:] = [msgspec.structs.replace(joined[-2], text=f"By {named['names']} for {house}")]
        elif (
            before is not None
            and index < 12
            and _OPEN_BYLINE.fullmatch(before.text)
            and re.fullmatch(rf"{NAMES}(?:,|\s(?:and|&))?", line.text)
            and not line.gap
        ):
            joined[-1] = msgspec.structs.replace(before, text=f"{before.text} {line.text}")
        elif (
            before is not None
            and index < 12
            and _LABEL_ALONE.fullmatch(before.text)
            and (
                re.fullmatch(NAMES, name := _DEGREES.sub("", line.text)) or gazetteer.knows_outlet(line.text)
            )
        ):
            joined[-1] = msgspec.structs.replace(before, text=_labelled(before.text, name))
        else:
            joined.append(line)
    return joined


def _labelled(label: str, name: str) -> str:
    label = label.rstrip(" :")
    return f"{'Written by' if label.endswith(' by') else label}: {name}"

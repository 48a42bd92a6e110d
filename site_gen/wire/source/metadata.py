"""Fields that a feed put beside the text: a table of labels and values, or label lines at the top."""

import re

import msgspec

from site_gen.wire.lines import Line
from site_gen.wire.source.batch import FIELD_OF
from site_gen.wire.story import Removed

_CELL = re.compile(r"\s*(?<!\\)\|\s*")
_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?")
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z_ -]{1,18}?)\s*:\s+(?P<value>\S.*)")
_DAY = re.compile(r"date\s+(?P<day>(?:19|20)\d\d-\d\d(?:-\d\d)?)\s+(?=\S)")
"""`date 2018-08 `, `date 2018-08-13 ` before everything."""
_MONTH = len("2018-08")
_SHORT = 30
"""Characters of a value that a label has which nobody knows."""
_HEADS = frozenset({"field", "value", "key", "nama", "nilai", "kolom", "isi"})


class Metadata(msgspec.Struct, frozen=True):
    """What stood in labels, and the lines without them."""

    lines: tuple[Line, ...]
    fields: dict[str, str] = {}
    removed: tuple[Removed, ...] = ()


def read_metadata(lines: list[Line]) -> Metadata:
    """The labelled fields of a text. A table, or label lines, count only where two labels are known."""
    fields: dict[str, str] = {}
    taken: set[int] = set()
    dated: list[Removed] = []
    if lines and (day := _DAY.match(lines[0].text)):
        # The column of a table, and the text behind it.
        if len(day["day"]) > _MONTH:
            fields["date"] = day["day"]
        dated.append(Removed(day.group().strip(), "metadata", lines[0].number))
        lines = [msgspec.structs.replace(lines[0], text=lines[0].text[day.end() :]), *lines[1:]]
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and lines[end].kind == "row":
            end += 1
        if end > index and _table(lines, index, end, fields):
            taken.update(range(index, end))
        index = max(end, index + 1)
    if not taken:
        taken = _front_matter(lines, fields) or _labels(lines, fields)
    removed = dated + [Removed(lines[i].text, "metadata", lines[i].number) for i in sorted(taken)]
    body = max(taken, default=-1) + 1
    if body and body < len(lines) and (label := _text_label(lines[body].text)):
        # `Isi: …`, the copy itself behind the labels
        removed.append(Removed(label, "metadata", lines[body].number))
        rest = msgspec.structs.replace(lines[body], text=lines[body].text[len(label) :].lstrip())
        lines = [*lines[:body], rest, *lines[body + 1 :]]
    kept: list[Line] = []
    for i, line in enumerate(lines):
        if i not in taken:
            kept.append(msgspec.structs.replace(line, gap=True) if i - 1 in taken else line)
    return Metadata(tuple(kept), fields, tuple(removed))


def _text_label(text: str) -> str:
    """The label before a copy, `Isi:`; empty if there is none, or nothing behind it."""
    found = _LABEL.fullmatch(text)
    if not found or FIELD_OF.get("_".join(found["label"].lower().split())) != "text":
        return ""
    return text[: found.start("value")].rstrip()


def _table(lines: list[Line], start: int, end: int, fields: dict[str, str]) -> bool:
    found: dict[str, str] = {}
    for line in lines[start:end]:
        if _RULE.fullmatch(line.text):
            continue
        cells = [cell.strip() for cell in _CELL.split(line.text.strip().strip("|").strip())]
        field = FIELD_OF.get(cells[0].lower().replace(" ", "_"))
        if len(cells) == 2 and field and cells[1]:
            found.setdefault(field, cells[1])
        elif len(cells) == 1 and field:
            found.setdefault(field, "")
        elif len(cells) != 2 or (cells[0].lower() not in _HEADS and not field):
            return False
    if len(found) < 2:
        return False
    fields.update({key: value for key, value in found.items() if value})
    return True


_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]{0,30})\s*:(?:\s+(?P<value>.*))?")
_LONGEST_FRONT = 60
"""Lines."""


def _front_matter(lines: list[Line], fields: dict[str, str]) -> set[int]:
    """What stands between two lines `---` at the top, as other site generators write it: keys, and lists below them."""
    if not lines or lines[0].text != "---":
        return set()
    end = next((n for n, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.text == "---"), 0)
    found: dict[str, str] = {}
    field: str | None = None
    for line in lines[1:end]:
        match = _KEY.fullmatch(line.text) if line.kind != "list" else None
        if match:
            field = FIELD_OF.get(match["key"].lower().replace("-", "_"))
            value = (match["value"] or "").strip().strip("\"'")
        elif line.kind == "list" or line.text.startswith("- "):
            value = line.text.removeprefix("- ").strip("\"' ")
        else:
            return set()
        if field and value:
            found[field] = f"{found[field]}, {value}" if field in found and not match else value
    if not end or end + 1 == len(lines):
        return set()
    fields.update(found)
    return set(range(end + 1))


def _labels(lines: list[Line], fields: dict[str, str]) -> set[int]:
    """`Title: …`, `Tanggal: …` on the first lines."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    others: set[int] = set()
    for index, line in enumerate(lines[:12]):
        if line.text == "---" and (not index or taken):
            continue  # a front matter
        match = _LABEL.fullmatch(line.text)
        field = FIELD_OF.get("_".join(match["label"].lower().split())) if match else None
        if match and field is None and len(match["value"]) <= _SHORT and taken:
            others.add(index)  # `Ticker: ABCD`, if a field that is known follows
            continue
        if match is None or field is None or field in found or field == "text":
            break
        found[field] = match["value"].strip().strip("\"'")
        taken |= {index, *others}
        others.clear()
    body = max(taken, default=-1) + 1
    told = body < len(lines) and _text_label(lines[body].text)
    if len(found) < (1 if told else 2) or len(taken) == len(lines):
        return set()
    fields.update(found)
    return taken

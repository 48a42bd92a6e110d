"""Files that hold one story, and tables that hold many.

A `.csv`, `.tsv`, `.jsonl` or `.json` file is a table: its columns are known by their names, in either
language, and each row is a story of its own. Anything else is one text.
"""

import csv
import json
from collections.abc import Iterator
from typing import Final

import msgspec

from site_gen.errors import Location, Problem, SiteError
from site_gen.wire.source.decoding import decode_table

TEXTS: Final = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
TABLES: Final = (".csv", ".tsv", ".jsonl", ".ndjson", ".json")
OFFICE: Final = (".doc", ".docx", ".odt", ".rtf", ".pdf", ".pages", ".xls", ".xlsx", ".ods", ".eml", ".msg")
"""Documents that hold copy and cannot be read."""
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "story",
        "isi",
        "isi_berita",
        "isi_artikel",
        "naskah",
        "post_content",
        "teks",
        "konten",
        "artikel",
        "berita",
        "isi_berita",
        "articlebody",
        "full_text",
        "fulltext",
        "raw",
    ),
    "title": ("title", "judul", "judul_berita", "judul_artikel", "post_title", "headline", "heading"),
    "date": (
        "date",
        "tanggal",
        "published",
        "published_at",
        "publish_date",
        "date_published",
        "datepublished",
        "pubdate",
        "tgl",
        "tanggal_terbit",
        "tgl_terbit",
        "tanggal_publikasi",
        "pub_date",
        "post_date",
        "waktu",
        "datetime",
        "timestamp",
        "created_at",
    ),
    "author": ("author", "authors", "byline", "penulis", "wartawan", "nama_penulis", "reporter", "writer"),
    "editor": ("editor", "penyunting", "redaktur"),
    "lang": ("lang", "language", "bahasa", "locale"),
    "outlet": ("outlet", "source", "publisher", "media", "sumber", "source_name", "situs", "site"),
    "url": ("url", "link", "canonical", "tautan", "link_berita", "urlshort", "permalink", "source_url"),
    "summary": ("summary", "description", "deck", "excerpt", "ringkasan", "deskripsi", "subtitle", "lead"),
    "place": ("dateline", "place", "lokasi", "location", "tempat"),
    "section": ("section", "category", "kategori", "rubrik", "kanal", "channel"),
    "tags": ("tags", "keywords", "tag", "topik", "kata_kunci"),
    "draft": ("draft", "konsep", "status", "post_status"),
    "embargo": ("embargo", "embargo_until"),
    "id": ("id", "key", "guid", "slug", "no"),
}
FIELD_OF: Final = {name: field for field, names in _COLUMNS.items() for name in names}
"""The name of a column, or of a label in a text, to the field that it fills."""
LARGEST_TABLE: Final = 256 * 1024 * 1024
"""Bytes of one table."""


class Piece(msgspec.Struct, frozen=True):
    """One raw text of a file."""

    name: str
    """The file's path; for a row of a table with `#` and its number behind it."""
    data: bytes = b""
    """The bytes, where the file is one text."""
    text: str = ""
    """The text, where it came out of a table."""
    fields: tuple[tuple[str, str], ...] = ()
    """What the table said beside it, by field."""


def is_table(name: str) -> bool:
    """Whether a file of this name holds a story a row."""
    return name.lower().endswith(TABLES)


def pieces(data: bytes, name: str) -> Iterator[Piece | Problem]:
    """The raw texts in a file's bytes, and what is wrong with a table's rows that hold none: one bad row
    stops no other. Raises SiteError for a table that is none, or that has no column with the text."""
    if not is_table(name):
        yield Piece(name, data)
        return
    text = decode_table(data, name, LARGEST_TABLE)
    rows = _csv_rows(text, name) if name.lower().endswith((".csv", ".tsv")) else _json_rows(text, name)
    for number, where, row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        fields = _fields(row)
        body = fields.pop("text", "")
        if body.strip():
            yield Piece(f"{name}#{number}", b"", body, tuple(sorted(fields.items())))
        elif fields:
            yield Problem(where, "a row without a text", "It is passed over.", fatal=False)


_Row = tuple[int, Location, dict[str, str] | Problem]
"""Its number among the rows, where it begins, and its columns or what is wrong with it."""


def _field_of(column: str) -> str | None:
    return FIELD_OF.get("_".join(column.strip().lower().replace("-", " ").split()))


def _fields(row: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, value in row.items():
        field = _field_of(column)
        if field and value and field not in found:
            found[field] = value
    return found


def _csv_rows(text: str, name: str) -> Iterator[_Row]:
    lines = text.split("\n")
    head = next((line for line in lines if line.strip()), "")
    mark = max(",;\t|", key=head.count)
    csv.field_size_limit(4 * 1024 * 1024)
    columns: list[str] = []
    begin = number = 0
    while begin < len(lines):
        # Strictly: a quotation mark in a wrong place would move the rest of the table into one field.
        reader = csv.reader((lines[n] + "\n" for n in range(begin, len(lines))), delimiter=mark, strict=True)
        first = begin
        try:
            for cells in reader:
                where, begin = Location(name, begin + 1), first + reader.line_num
                if not any(cell.strip() for cell in cells):
                    continue
                if not columns:
                    columns = cells
                    _need_text(columns, name)
                    continue
                number += 1
                yield number, where, _columns(cells, columns, where)
            return
        except csv.Error as error:
            if not columns:
                raise SiteError(
                    Problem(Location(name, begin + 1), f"not readable as CSV: {error}", _QUOTES)
                ) from None
            number, where, begin = number + 1, Location(name, begin + 1), begin + 1
            yield number, where, Problem(where, f"a row that is not readable as CSV: {error}", _QUOTES)


_QUOTES: Final = "Is each quotation mark closed, and each one inside a text doubled?"


def _columns(cells: list[str], columns: list[str], where: Location) -> dict[str, str] | Problem:
    """The cells by their columns."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        message = f"a row of {len(cells)} columns, where the first line names {len(columns)}"
        return Problem(where, message, "Put texts with a comma in them between quotation marks.")
    return dict(zip(columns, cells, strict=False))


def _json_rows(text: str, name: str) -> Iterator[_Row]:
    values = _json_list(text, name) if text.lstrip().startswith("[") else None
    is_list, looked = values is not None, False
    for number, value in enumerate(values, 1) if values is not None else _json_lines(text, name):
        where = Location(name, 0 if is_list else number)
        row: dict[str, str] | Problem
        if isinstance(value, Problem):
            row = value
        elif not isinstance(value, dict):
            which = f"row {number}: " if is_list else ""
            row = Problem(where, f"{which}a row that is no object", 'Write {"title": …, "text": …}.')
        else:
            try:
                row = {str(key): _flat(item, _field_of(str(key)) == "text") for key, item in value.items()}
            except RecursionError:
                row = Problem(where, "a row that is nested too deeply", 'Write {"title": …, "text": …}.')
            if not looked:
                _need_text(list(value), name)
                looked = True
        yield number, where, row


def _json_list(text: str, name: str) -> list[object] | None:
    """The entries of a list; None for lines of JSON of which the first only begins like one."""
    try:
        values: list[object] = json.loads(text)
        return values
    except (ValueError, RecursionError) as error:
        if name.lower().endswith(".json"):
            raise SiteError(_no_json(error, name, 0)) from None
        return None


def _json_lines(text: str, name: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, _no_json(error, name, number)


def _no_json(error: ValueError | RecursionError, name: str, line: int) -> Problem:
    where, reason = Location(name, line), "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        where, reason = Location(name, line or error.lineno, error.colno), error.msg
    elif isinstance(error, ValueError):
        reason = str(error)  # a number of thousands of digits
    return Problem(where, f"not readable as JSON: {reason}", "Write one object a line.")


def _flat(value: object, is_text: bool = False) -> str:
    """A value as one text; a list of texts, or of what is long, as paragraphs."""
    if isinstance(value, list):
        parts = [_flat(item) for item in value]
        mark = "\n\n" if is_text or any(len(part) > 80 for part in parts) else "; "
        return mark.join(part for part in parts if part)
    if isinstance(value, dict):
        return _flat(value.get("name") or value.get("text") or value.get("rendered") or "")
    return "" if value is None else str(value)


def _need_text(columns: list[str], name: str) -> None:
    if "text" not in map(_field_of, columns):
        raise SiteError(
            Problem(
                Location(name, 1),
                f"no column with the text among: {', '.join(columns)[:200]}",
                "Name it `text` (or body, content, isi).",
            )
        )

"""Files that hold one story, and tables that hold many.

A `.csv`, `.tsv`, `.jsonl` or `.json` file is a table: its columns are known by their names, in either
language, and each row is a story of its own. Anything else is one text.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

import msgspec

from site_gen.errors import Location, Problem, SiteError
from site_gen.wire.decoding import decode

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
    "title": ("title", "judul", "headline", "heading"),
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
        "waktu",
        "datetime",
        "timestamp",
        "created_at",
    ),
    "author": ("author", "authors", "byline", "penulis", "wartawan", "reporter", "writer"),
    "editor": ("editor", "penyunting", "redaktur"),
    "lang": ("lang", "language", "bahasa", "locale"),
    "outlet": ("outlet", "source", "publisher", "media", "sumber", "source_name", "situs", "site"),
    "url": ("url", "link", "canonical", "tautan", "urlshort", "permalink", "source_url"),
    "summary": ("summary", "description", "deck", "excerpt", "ringkasan", "deskripsi", "subtitle", "lead"),
    "place": ("dateline", "place", "lokasi", "location", "tempat"),
    "section": ("section", "category", "kategori", "rubrik", "kanal", "channel"),
    "tags": ("tags", "keywords", "tag", "topik", "kata_kunci"),
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


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """The raw texts in a file's bytes. Raises SiteError for a table that has no column with the text."""
    if not is_table(name):
        yield Piece(name, data)
        return
    text = decode(data, name, LARGEST_TABLE).text
    rows = _csv_rows(text, name) if name.lower().endswith((".csv", ".tsv")) else _json_rows(text, name)
    for number, row in rows:
        fields = _fields(row)
        body = fields.pop("text", "")
        if body.strip():
            yield Piece(f"{name}#{number}", b"", body, tuple(sorted(fields.items())))


def _fields(row: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, value in row.items():
        field = FIELD_OF.get("_".join(column.strip().strip("﻿").lower().replace("-", " ").split()))
        if field and value and field not in found:
            found[field] = value
    return found


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.split("\n", 1)[0]
    mark = max(",;\t|", key=head.count)
    csv.field_size_limit(4 * 1024 * 1024)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    columns = [column for column in reader.fieldnames or [] if column]
    _need_text(columns, name)
    try:
        for number, row in enumerate(reader, 1):
            yield number, {key: value for key, value in row.items() if key and isinstance(value, str)}
    except csv.Error as error:
        raise SiteError(
            Problem(Location(name, reader.line_num), f"not readable as CSV: {error}", "Is each quote closed?")
        ) from None


def _json_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    if text.lstrip().startswith("["):
        try:
            values = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise SiteError(
                Problem(Location(name), f"not readable as JSON: {error}", "Write one object a line.")
            ) from None
        rows: Iterator[tuple[int, object]] = enumerate(values, 1)
    else:
        rows = _json_lines(text, name)
    for number, value in rows:
        if not isinstance(value, dict):
            raise SiteError(
                Problem(Location(name, number), "a row that is no object", 'Write {"title": …, "text": …}.')
            )
        if number == 1:
            _need_text(list(value), name)
        yield number, {str(key): _flat(item) for key, item in value.items()}


def _json_lines(text: str, name: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                raise SiteError(
                    Problem(
                        Location(name, number), f"not readable as JSON: {error}", "Write one object a line."
                    )
                ) from None


def _flat(value: object) -> str:
    if isinstance(value, list):
        parts = [_flat(item) for item in value]
        return ("\n\n" if any(len(part) > 80 for part in parts) else "; ").join(
            part for part in parts if part
        )
    if isinstance(value, dict):
        return _flat(value.get("name") or value.get("text") or "")
    return "" if value is None else str(value)


def _need_text(columns: list[str], name: str) -> None:
    known = {FIELD_OF.get("_".join(c.strip().lower().replace("-", " ").split())) for c in columns}
    if "text" not in known:
        raise SiteError(
            Problem(
                Location(name, 1),
                f"no column with the text among: {', '.join(columns)[:200]}",
                "Name it `text` (or body, content, isi).",
            )
        )

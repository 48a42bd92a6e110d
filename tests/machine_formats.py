"""Strict readers of what is written for machines."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

SCHEMAS = Path(__file__).parent / "pages"
_FORMATS = FormatChecker(())


@_FORMATS.checks("uri")
def _is_uri(text: object) -> bool:
    if not isinstance(text, str):
        return True
    parts = urlsplit(text)
    whole = parts.scheme == "urn" or (parts.scheme in ("http", "https") and bool(parts.hostname))
    return whole and re.fullmatch(r"[!-~]+", text) is not None


@_FORMATS.checks("date-time")
def _is_moment(text: object) -> bool:
    """RFC 3339."""
    if not isinstance(text, str):
        return True
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", text):
        return False
    return datetime.fromisoformat(text).tzinfo is not None


def strict_json(data: bytes) -> Any:
    """JSON of RFC 8259: UTF-8, no name twice in an object, no NaN, nothing after it but a line end."""
    assert data.endswith(b"\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f"a name twice: {names}"
    return dict(pairs)


def _refuse(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


def wrong_with(value: Any, schema: str | dict[str, Any]) -> list[str]:
    """What a schema (a file in tests/pages, or the schema itself) finds wrong with a value."""
    if isinstance(schema, str):
        schema = json.loads((SCHEMAS / schema).read_text("utf-8"))
    assert isinstance(schema, dict)
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema, format_checker=_FORMATS).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]

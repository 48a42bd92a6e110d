"""What each key of the front matter may say, and what is wrong with what it says."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from site_gen.documents.document import (
    CORRECTION_KINDS,
    MAX_TAGS,
    Correction,
    DocumentRules,
    Live,
    Picture,
)
from site_gen.documents.naming import Name
from site_gen.errors import nearest
from site_gen.moments import parse_moment
from site_gen.safe_yaml import Fields, Scalar
from site_gen.slugs import slug_problem


def is_empty(fields: Fields, key: str) -> bool:
    """Whether nothing is written there, not even in quotes."""
    node = fields.mapping.values.get(key)
    return node is None or (isinstance(node, Scalar) and not node.text.strip()) or fields.node(key) is None


@cache
def zone_of(name: str) -> ZoneInfo:
    """A time zone, by its name in config.yaml."""
    return ZoneInfo(name)


def key_of(text: str) -> str:
    """A story's key as it was typed. A ValueError with message and hint for what is none."""
    if not re.fullmatch(r"[\w./-]+", text):
        raise ValueError(f'key "{text}"\nIt holds letters, digits, and . / _ - only.')
    if any(part in ("", ".", "..") for part in text.split("/")):
        raise ValueError(
            f'key "{text}"\nIt is written like a path, with a name on each side of a /: 2016/kabar.'
        )
    return text


def _dateline(text: str) -> str:
    if not all(any(map(str.isalpha, name)) for name in re.split("[,/]", text)):
        raise ValueError(
            f'dateline "{text}"\nWrite the place, with its region if need be, or two: Mataram, NTB; Beijing/Moskow.'
        )
    return text


def _slug(text: str) -> str:
    if wrong := slug_problem(text):
        raise ValueError(f'slug "{text[:40]}{"…" if len(text) > 40 else ""}"\n{wrong}')
    return text


def _empty_slug(fields: Fields) -> str:
    node = fields.mapping.values.get("slug")
    if isinstance(node, Scalar) and node.quoted and not node.text.strip():
        fields.complain(node.where, "the slug is empty", "Write one, or delete the line.")
    return ""


def section_of(fields: Fields, rules: DocumentRules) -> str:
    """The id of the section; empty if the file names none."""
    name = fields.text("section")
    if name and name not in rules.sections:
        close = nearest(name, rules.sections)
        line = f", line {rules.sections_line}" if rules.sections_line else ""
        hint = (f'Did you mean "{close}"? ' if close else "") + f"Sections are declared in config.yaml{line}."
        fields.complain(fields.where("section"), f'unknown section "{name}"', hint)
    return name


def tags_of(fields: Fields) -> tuple[str, ...]:
    """The tags, composed (NFC) and each once."""
    node = fields.node("tags")
    if isinstance(node, Scalar) and "," in node.text:
        fields.complain(node.where, "tags is one text with commas", "Write a list: tags: [one, two].")
        return ()
    tags = fields.texts("tags", MAX_TAGS)
    for tag in tags:
        if not tag:
            fields.complain(fields.where("tags"), "an empty tag", "Delete it.")
        elif len(tag) > 100:
            fields.complain(
                fields.where("tags"), f'the tag "{tag[:30]}…" is too long', "At most 100 characters."
            )
    return tuple(dict.fromkeys(" ".join(unicodedata.normalize("NFC", tag).split()) for tag in tags))


def people_of(fields: Fields, key: str) -> tuple[str, ...]:
    """The names under `key`, a text or a list of them, each once."""
    names = [" ".join(name.split()) for name in fields.texts(key, 20)]
    if "" in names:
        fields.complain(fields.where(key), f"an empty {key}", "Delete it.")
    return tuple(dict.fromkeys(names))


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port of six digits, half a bracket
        good = False
    if not good or re.search(r"[\s<>\"]", text):
        raise ValueError(f'"{text}" is no web address\nWrite it as in: https://www.example.org/2016/kabar.')
    return text


def _picture(fields: Fields, lang: str, rules: DocumentRules) -> Picture | None:
    node = fields.node("image")
    if isinstance(node, Scalar):
        return Picture(node.text.strip())
    image = fields.fields("image")
    if image is None:
        return None
    image.known(("src", "alt", "caption", "credit"))
    if "src" not in image:
        image.complain(image.where(), "the image has no src", "Add: src: the file beside the story.")
    texts = {
        key: image.per_language(key, rules.languages).get(lang, "") for key in ("alt", "caption", "credit")
    }
    return Picture(image.text("src"), **texts)


def corrections_of(fields: Fields, zone: ZoneInfo, published: str) -> tuple[Correction, ...]:
    """The corrections, the first one first. `published` is when the story was."""
    found = []
    for entry in fields.entries("corrections"):
        entry.known(("at", "kind", "text"))
        at, instant = entry.parsed("at", lambda text: parse_moment(text, zone), ("", 0))
        if not at and is_empty(entry, "at"):
            entry.complain(entry.where(), "a correction without a time", "Add: at: 2016-11-15 19:05.")
        if at and _is_before(at, published):
            hint = "Mend the time, or the story's `date`."
            entry.warn(entry.where("at"), "a correction of before the story was published", hint)
        kind = entry.choice("kind", CORRECTION_KINDS, "koreksi")
        text = " ".join(entry.text("text").split())
        if not text:
            entry.complain(
                entry.where(), "a correction without a text", "Add: text: what was wrong and what is right."
            )
        found.append(Correction(at, kind, text, instant))
    return tuple(sorted(found, key=lambda correction: correction.at))


def _is_before(one: str, other: str) -> bool:
    """Whether a moment is of before another, both as they are written; a bare day is before no time of that day."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _part(fields: Fields) -> int:
    part = fields.number("part", 0, 1, 9_999)
    if part and "series" not in fields:
        fields.complain(
            fields.where("part"), "a part of no series", "Add: series: its id, or delete the line."
        )
    return part


def live_of(fields: Fields, name: Name, zone: ZoneInfo) -> Live | None:
    """When a live story began and ended; None of any other story, and of one whose beginning cannot be read."""
    node = fields.node("live")
    if node is None or (isinstance(node, Scalar) and not fields.flag("live")):
        return None
    started, ended = ("", 0), ("", 0)
    inner = None if isinstance(node, Scalar) else fields.fields("live")
    if inner is not None:
        inner.known(("started", "ended"))
        started, ended = (
            inner.parsed(key, lambda text: parse_moment(text, zone), ("", 0)) for key in ("started", "ended")
        )
    if name.standing:
        fields.complain(fields.where("live"), "a standing page that is live", "Put it among the stories.")
    if not started[0]:
        started = fields.parsed("date", lambda text: parse_moment(text, zone), ("", 0))
    if inner is not None and ended[0] and ended[1] < started[1]:
        inner.complain(inner.where("ended"), "it ended before it began", "Mend one of the two times.")
    return Live(*started, *ended) if started[0] else None


def _aliases(fields: Fields) -> tuple[str, ...]:
    found = []
    for alias in fields.texts("aliases", 50):
        parts = alias.split("/")
        good = alias.startswith("/") and alias.endswith("/") and len(parts) > 2
        if not good or not all(re.fullmatch(r"[\w-][\w.-]*", part) for part in parts[1:-1]):
            hint = "An old address on this site, from its first / to its last: /id/2016/11/old-slug/."
            fields.complain(fields.where("aliases"), f'the alias "{alias}" is no address', hint)
        else:
            found.append(alias)
    return tuple(dict.fromkeys(found))


def times_of(fields: Fields, zone: ZoneInfo, date: str, instant: int) -> dict[str, Any]:
    """What else of a story has its moment, and is it in its order?"""
    updated, updates = fields.parsed("updated", lambda text: parse_moment(text, zone), ("", 0))
    embargo, expires = (
        fields.parsed(key, lambda text: parse_moment(text, zone)[1], 0) for key in ("embargo", "expires")
    )
    if updates and _is_before(updated, date):
        fields.warn(fields.where("updated"), "updated before it was published", "Mend `updated`, or `date`.")
    if expires and expires <= max(instant, embargo):
        what = "embargo" if embargo > instant else "date"
        hint = f"Mend `expires`, or `{what}`."
        fields.warn(fields.where("expires"), "it expires before anybody may see it: nobody ever will", hint)
    return {"updated": updated, "updates": updates, "embargo": embargo, "expires": expires}


SELDOM: Final[dict[str, tuple[str, Callable[[Fields, str, DocumentRules], Any]]]] = {
    "slug": ("slug", lambda fields, *_: fields.parsed("slug", _slug, "") or _empty_slug(fields)),
    "editor": ("editors", lambda fields, *_: people_of(fields, "editor")),
    "reporter": ("reporters", lambda fields, *_: people_of(fields, "reporter")),
    "photographer": ("photographers", lambda fields, *_: people_of(fields, "photographer")),
    "translator": ("translators", lambda fields, *_: people_of(fields, "translator")),
    "outlet": ("outlet", lambda fields, *_: fields.text("outlet")),
    "dateline": ("dateline", lambda fields, *_: fields.parsed("dateline", _dateline, "")),
    "canonical": ("canonical", lambda fields, *_: fields.parsed("canonical", _web_address, "")),
    "image": ("picture", _picture),
    "draft": ("draft", lambda fields, *_: fields.flag("draft")),
    "translates": ("translates", lambda fields, *_: fields.text("translates")),
    "machine": ("machine", lambda fields, *_: fields.flag("machine")),
    "aliases": ("aliases", lambda fields, *_: _aliases(fields)),
    "series": ("series", lambda fields, *_: fields.text("series")),
    "part": ("part", lambda fields, *_: _part(fields)),
}
"""Front matter key to the field of a Document that it is, and to what reads it: of keys that most stories do not have."""
TIMES: Final = ("updated", "embargo", "expires")
"""The keys that `times_of` reads."""

"""ninjs 3.3, the JSON of news agencies: https://www.iptc.org/std/ninjs/.

One file a story, beside its page: whole, with its text as HTML whose addresses are absolute. `by`, `located`
and the names carry the words of the story's language; what belongs together across languages is found by
`uri` and `associations`.
"""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import msgspec

from site_gen.media_types import media_type
from site_gen.pages.records import Record

_GROUPS: Final = {"person": "people", "place": "places", "organisation": "organisations"}
"""Where a tag goes by its type; any other is a subject."""
_STANDARD: Final = {
    "name": "ninjs",
    "version": "3.3",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.3.json#",
}


def write_ninjs(record: Record, html: str = "", texts: Sequence[str] = ()) -> bytes:
    """The story as ninjs. One that was withdrawn stays, so that whoever has it learns that and why."""
    item: dict[str, Any] = {
        "uri": record.id,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "profile": "text-photo" if record.picture else "text-only",
        "firstCreated": record.date,
        "versionCreated": record.modified,
        "pubStatus": "canceled" if record.retracted else "usable",
        "language": record.lang,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": record.title}],
        "bodies": []
        if record.retracted
        else [{"role": "main", "contentType": "text/html", "value": _whole(record, html, texts)}],
        "altIds": [{"role": "url", "value": record.url}],
    }
    if record.canonical:
        item["altIds"].append({"role": "canonical", "value": record.canonical})
    notes = [("summary", record.summary)] if record.summary else []
    notes += [(c.kind, f"{c.at} {c.text}") for c in record.corrections]
    if notes:
        item["descriptions"] = [
            {"role": role, "contentType": "text/plain", "value": text} for role, text in notes
        ]
    by = ", ".join([author.name for author in record.authors]) or record.outlet
    if by:
        item["by"] = by
    if record.dateline:
        item["located"] = record.dateline
    if not record.outlet:
        item["copyrightHolder"] = record.publisher
    if record.section:
        section = {"name": record.section.name, "rel": "section", "uri": record.section.url}
        item.setdefault("subjects", []).append(section)
    if record.series:
        series = {"name": record.series.name, "rel": "series", "uri": record.series.url}
        item.setdefault("subjects", []).append(series)
    for tag in record.tags:
        about = {"name": tag.name, "rel": "about", "uri": tag.url}
        item.setdefault(_GROUPS.get(tag.type, "subjects"), []).append(about)
    if record.machine:
        item["digitalSourceType"] = {"name": "machine translation, not reviewed"}
    item["infoSources"] = _sources(record)
    associations = _associations(record)
    if associations:
        item["associations"] = associations
    return msgspec.json.encode(item) + b"\n"


def _whole(record: Record, html: str, texts: Sequence[str]) -> str:
    """The text; of a live story its entries, newest first, each a section under its time."""
    sections = [html] if html or not texts else []
    for entry, text in zip(record.live.entries if record.live else (), texts, strict=True):
        title = f" {escape(entry.title, quote=False)}" if entry.title else ""
        head = f'<h2><time datetime="{entry.at}">{entry.at[:16].replace("T", " ")}</time>{title}</h2>'
        sections.append(f'<section id="{entry.anchor}">\n{head}\n{text}\n</section>')
    return "\n".join(sections)


def _sources(record: Record) -> list[dict[str, str]]:
    roles = {
        "reporter": record.reporters,
        "editor": record.editors,
        "photographer": record.photographers,
        "translator": record.translators,
        "source": (record.outlet,) if record.outlet else (),
        "publisher": (record.publisher,),
    }
    authors = [
        {"name": author.name, "role": "author", **({"uri": author.url} if author.url else {})}
        for author in record.authors
    ]
    return authors + [{"name": name, "role": role} for role, names in roles.items() for name in names]


def _associations(record: Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    picture = record.picture
    if picture:
        rendition: dict[str, Any] = {"name": "web", "href": picture.url}
        kind = media_type(picture.url)
        if kind.startswith("image/"):
            rendition["contentType"] = kind
        if picture.width and picture.height:
            rendition |= {"width": picture.width, "height": picture.height}
        texts = [("caption", picture.caption), ("alt", picture.alt)]
        one: dict[str, Any] = {
            "name": "picture",
            "rel": "illustration",
            "uri": picture.url,
            "type": "picture",
            "renditions": [rendition],
        }
        descriptions = [{"role": role, "value": text} for role, text in texts if text]
        if descriptions:
            one["descriptions"] = descriptions
        if picture.credit:
            one["by"] = picture.credit
        found.append(one)
    for version in record.versions:
        rel = "translation-of" if version.original else "translation"
        altids = [{"role": "url", "value": version.url}]
        found.append(
            {
                "name": version.lang,
                "rel": rel,
                "uri": version.id,
                "type": "text",
                "language": version.lang,
                "altIds": altids,
            }
        )
    return found

"""What the desk made of a text, for a person and for a machine."""

import json

from site_gen.errors import printable
from site_gen.wire.story import DOUBTFUL, Inferred, Story

_FIELDS = (
    "lang",
    "outlet",
    "dateline",
    "date",
    "event",
    "title",
    "summary",
    "author",
    "editor",
    "translator",
    "section",
)
_WIDTH = 64


def _fields(story: Story) -> list[tuple[str, Inferred]]:
    return [(name, getattr(story, name)) for name in _FIELDS]


def _short(text: str, width: int = _WIDTH) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"


def _percent(confidence: float) -> str:
    return f"{round(confidence * 100):3d}%"


def explain(story: Story) -> str:
    """Everything about one story: each field with its reason, tags, blocks, what was taken out, warnings."""
    lines = [f"{story.source} ({story.encoding})"]
    for name, found in _fields(story):
        if not found and name == "translator":
            continue  # few texts are translations
        if not found:
            why = "the text fixes no day (date_source: import)" if name == "date" else found.rule
            lines.append(f"  {name:9} –  {why}".rstrip())
            continue
        where = f", line {found.line}" if found.line else ""
        lines.append(f"  {name:9} {_percent(found.confidence)}  {_short(found.value)}")
        note = " (title_source: generated)" if name == "title" and story.title_source == "generated" else ""
        lines.append(f"  {'':9}       {found.rule}{where}{note}")
    lines.append("  tags")
    lines += [f"    {tag.score:.2f}  {tag.type:12}  {tag.name}  ({tag.rule})" for tag in story.tags]
    kinds: dict[str, int] = {}
    for block in story.blocks:
        kinds[block.kind] = kinds.get(block.kind, 0) + 1
    lines.append("  body      " + ", ".join(_count(number, kind) for kind, number in kinds.items()))
    if story.removed:
        lines.append("  not in the body")
        lines += [f"    line {piece.line:<4} {piece.rule:14} {_short(piece.text)}" for piece in story.removed]
    lines += _warnings(story)
    return printable("\n".join(lines)) + "\n"


def _count(number: int, kind: str) -> str:
    return f"{number} {kind}" + ("s" if number != 1 and kind != "list" else "")


def _warnings(story: Story) -> list[str]:
    if not story.warnings:
        return []
    return ["  look at"] + [f"    line {w.where.line:<4} {w.message}" for w in story.warnings]


def doubtful(story: Story) -> tuple[str, ...]:
    """What an editor should check, a line each; empty where nothing is doubtful."""
    found = []
    if story.title_source == "generated":
        sure = _percent(story.title.confidence).strip()
        found.append(f"title     proposed ({sure}): {_short(story.title.value, 90)}")
    for name, field in _fields(story):
        if name not in ("title", "summary", "event") and field and field.confidence < DOUBTFUL:
            found.append(f"{name:9} {field.value} ({_percent(field.confidence).strip()}: {field.rule})")
    if not story.date:
        found.append("date      none in the text")
    if story.section.is_missing:
        found.append("section   none fits")
    weak = [tag for tag in story.tags if not tag.term and tag.score < 0.45]
    if weak:
        found.append("tags      " + ", ".join(f"{tag.name} ({tag.type})" for tag in weak))
    found += [f"line {w.where.line:<4} {w.message}" for w in story.warnings]
    return tuple(found)


def review(story: Story) -> str:
    """Only what is doubtful; an empty text where nothing is."""
    found = doubtful(story)
    return printable("\n".join([story.source, *(f"  {line}" for line in found)])) + "\n" if found else ""


def as_values(story: Story) -> dict[str, object]:
    """The story as plain values, for JSON."""
    fields: dict[str, object] = {}
    for name, found in _fields(story):
        fields[name] = (
            {"value": found.value, "rule": found.rule, "confidence": found.confidence, "line": found.line}
            if found
            else None
        )
    return {
        "source": story.source,
        "encoding": story.encoding,
        "title_source": story.title_source,
        "date_source": story.date_source,
        "fields": fields,
        "tags": [
            {"name": t.name, "type": t.type, "score": t.score, "rule": t.rule, "term": t.term or None}
            for t in story.tags
        ],
        "body": [{"kind": b.kind, "line": b.line, "text": b.text} for b in story.blocks],
        "removed": [{"line": p.line, "rule": p.rule, "text": p.text} for p in story.removed],
        "warnings": [{"line": w.where.line, "message": w.message, "hint": w.hint} for w in story.warnings],
    }


def as_json(story: Story) -> str:
    """One story as a line of JSON."""
    return json.dumps(as_values(story), ensure_ascii=False) + "\n"

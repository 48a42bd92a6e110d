"""Which section a story belongs to, by the terms that it names."""

from collections.abc import Iterable

from site_gen.glossary import Glossary
from site_gen.wire.story import NOTHING, Inferred, Tag


def find_section(tags: Iterable[Tag], glossary: Glossary, known: tuple[str, ...]) -> Inferred:
    """The section with the most weight among the story's terms; nothing where they tell none."""
    weight: dict[str, float] = {}
    reason: dict[str, str] = {}
    for tag in tags:
        entry = glossary.entries.get(tag.term)
        if entry is None or not entry.section or (known and entry.section not in known):
            continue
        value = tag.score * (1.5 if tag.type == "topic" else 1.0)
        weight[entry.section] = weight.get(entry.section, 0.0) + value
        reason.setdefault(entry.section, tag.name)
    if not weight:
        return NOTHING
    best = max(weight, key=lambda section: (weight[section], section))
    share = weight[best] / sum(weight.values())
    return Inferred(
        best, f'"{reason[best]}" and its like belong there', round(min(0.95, 0.4 + 0.55 * share), 2)
    )

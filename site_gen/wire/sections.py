"""Which section a story belongs to, by the terms that it names."""

from collections.abc import Iterable

from site_gen.wire.story import NOTHING, Inferred, Tag


def find_section(tags: Iterable[Tag], known: tuple[str, ...] | None, lang: str = "id") -> Inferred:
    """The section with the most weight among the story's terms; nothing where they tell none.

    `known` are the sections of the site; None: any will do. `lang` is the language of the copy.
    """
    if known == ():
        return Inferred("", "the site has no sections", 1.0)
    weight: dict[str, float] = {}
    reason: dict[str, str] = {}
    tags = tuple(tags)
    places = {tag.section for tag in tags if tag.type == "place"}
    # English copy that names no place of the nation tells of somewhere else.
    abroad = (lang == "en" or "internasional" in places) and not places & {"nasional", "daerah"}
    for tag in tags:
        section = tag.section
        if abroad and section in ("nasional", "daerah"):
            section = "internasional"  # a flood is news of the nation where it happens in it
        if not section or (known is not None and section not in known):
            continue
        # A topic says what a story is about; a place only where it happened.
        value = tag.score * {"topic": 1.5, "organisation": 1.1, "person": 1.0, "place": 0.8}[tag.type]
        weight[section] = weight.get(section, 0.0) + value
        reason.setdefault(section, tag.name)
    if not weight:
        return NOTHING
    best = max(weight, key=lambda section: (weight[section], section))
    share = weight[best] / sum(weight.values())
    rule = f'"{reason[best]}" and its like belong there'
    return Inferred(best, rule, round(min(0.95, 0.4 + 0.55 * share), 2))

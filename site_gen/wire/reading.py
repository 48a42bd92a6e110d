"""One raw text read: the desk's steps, in their order."""

import re

from site_gen.errors import Location, Problem, SiteError
from site_gen.tables.glossary import Glossary, fold
from site_gen.wire.blocks import make_blocks
from site_gen.wire.capitals import calmed
from site_gen.wire.credits.people import people
from site_gen.wire.credits.reading import read_credits
from site_gen.wire.dateline.parting import parted_at_datelines
from site_gen.wire.dateline.reading import read_dateline
from site_gen.wire.dates.reading import read_dates
from site_gen.wire.dates.stamps import is_stamp, parted_at_stamps
from site_gen.wire.doubts import doubts, paid_copy
from site_gen.wire.gazetteer import Gazetteer, gazetteer_of
from site_gen.wire.head.displaced import with_head_first
from site_gen.wire.head.glued import parted_from_headline, parted_from_notice
from site_gen.wire.head.headline import headline_elsewhere
from site_gen.wire.head.reading import read_head
from site_gen.wire.held import without_hold
from site_gen.wire.language import language
from site_gen.wire.lines import Line, Plain
from site_gen.wire.noise.furniture import (
    without_carousel,
    without_navigation,
    without_repeats,
    without_weather,
)
from site_gen.wire.noise.reading import without_noise
from site_gen.wire.outlets import (
    outlet_in_text,
    outlet_of_address,
    outlet_of_copyright,
    outlet_of_links,
    outlet_of_promotion,
    outlet_of_republication,
)
from site_gen.wire.sections import find_section
from site_gen.wire.source.breaks import parted, parted_at_commas, parted_at_stops, unglued
from site_gen.wire.source.codes import without_codes
from site_gen.wire.source.decoding import Decoded, clean, decode
from site_gen.wire.source.entities import unescaped
from site_gen.wire.source.frames import without_frame
from site_gen.wire.source.markup import plain
from site_gen.wire.source.metadata import read_metadata
from site_gen.wire.source.records import read_record
from site_gen.wire.source.wrapping import unwrapped
from site_gen.wire.story import NOTHING, Inferred, Removed, Story, Tag, WireRules
from site_gen.wire.tags.choosing import find_tags
from site_gen.wire.titles.proposing import proposed_title
from site_gen.wire.titles.summaries import summary
from site_gen.wire.tokens import given_names


def read_wire(data: bytes, name: str, glossary: Glossary, rules: WireRules, lang: str = "") -> Story:
    """The story in the bytes of one file.

    `name` is the file's path in the project, for messages and for its ending. `lang` is the language where
    somebody says it; else it is found. Raises SiteError for what cannot be read: nothing in it, no text, a
    language that cannot be told.
    """
    return _read(decode(data, name), name, glossary, rules, lang, {})


def read_text(
    text: str,
    name: str,
    glossary: Glossary,
    rules: WireRules,
    lang: str = "",
    fields: dict[str, str] | None = None,
) -> Story:
    """The story in a text that is decoded already, with the fields that its table gave beside it."""
    cleaned = {field: clean(value, name).text for field, value in (fields or {}).items()}
    return _read(clean(text, name), name, glossary, rules, lang, cleaned)


def _read(
    decoded: Decoded, name: str, glossary: Glossary, rules: WireRules, lang: str, fields: dict[str, str]
) -> Story:
    gazetteer = gazetteer_of(glossary, rules)
    raw = plain(decoded.text, name)
    warnings = list(decoded.problems)
    removed = [Removed(text, "markup", line) for text, line in raw.dropped]
    wire = without_frame(raw.lines) or without_codes(raw.lines)
    removed += wire.removed
    record = read_record(wire.lines)
    removed += record.removed
    fields = {**raw.fields, **record.fields, **fields}
    met, commas = parted_at_commas(record.lines)
    removed += commas
    lines = list(parted_at_stops(unwrapped(met)))
    if not any(_LETTER.search(line.text) for line in lines):
        raise SiteError(
            Problem(Location(name), "there is no text in the file", "Delete it, or put the text in.")
        )
    spoken = _language(lines, raw, name, rules, lang or _code(fields.get("lang", "")))
    labelled = read_metadata(lines)
    removed += labelled.removed
    fields = {**labelled.fields, **fields}
    lines, held, taken = without_hold(list(labelled.lines), fields, name)
    removed += taken
    warnings += [held] if held else []
    lines = parted_at_stamps(parted_at_datelines(lines, gazetteer), spoken.value)
    lines = parted_from_notice(parted_from_headline(lines, gazetteer))
    lines, taken = without_noise(lines, rules)
    removed += taken
    _need_copy(lines, name)
    for without in (without_weather, without_carousel):
        lines, taken = without(lines)
        removed += taken
    lines, taken = without_navigation(lines, gazetteer.knows_outlet, _line_of(removed, "reading time"))
    removed += taken
    lines, taken = without_repeats(lines)
    removed += taken
    lines = with_head_first(lines, lambda text: read_dateline(text, gazetteer) is not None, is_stamp)
    credits = read_credits(lines, gazetteer, removed)
    removed += credits.removed
    lines = list(credits.lines)
    _need_copy(lines, name)
    head = read_head(lines, gazetteer, spoken.value, _line_of(removed, "highlights"), credits.signed)
    removed += head.removed
    lines = list(head.lines)
    body = [piece for line in lines for piece in parted(line)]
    texts = [unglued(line.text) for line in body]
    outlet = (
        head.outlet
        or _outlet_field(fields, gazetteer)
        or (credits.outlet if credits.outlet.confidence > _FAINT else NOTHING)
        or outlet_of_republication(removed, gazetteer)
        or outlet_of_copyright(removed, gazetteer)
        or outlet_of_address([*removed, Removed(fields.get("url", ""), "address", 0)], gazetteer)
        or outlet_in_text(body, gazetteer, spoken.value)
        or outlet_of_promotion(removed, gazetteer)
        or outlet_of_links(raw.hosts, gazetteer)
        or credits.outlet
    )
    _need_copy(body, name)
    blocks = make_blocks(body)
    column, url = fields.get("date", ""), fields.get("url", "")
    found = read_dates(body, blocks, removed, raw.stamps, column, wire.stamps, head, url, name, spoken.value)
    warnings += found.problems
    if head.doubt:
        warnings.append(Problem(Location(name, head.line), head.doubt, "Look at the dateline.", fatal=False))
    line, day = head.undecided
    if not day and _NUMBERS.fullmatch(head.date):
        line, day = head.line, head.date
    if day and not found.published:
        message = f'"{day}": either number may be the month'
        warnings.append(Problem(Location(name, line), message, "Write the date by hand.", fatal=False))
    warnings += doubts(body, name, spoken.value)
    warnings += [paid_copy(piece, name) for piece in removed if piece.rule == "paid copy"]
    above = {head.stray, *(line.text for line in head.above)}
    told = calmed(
        [unglued(block.text) for block in blocks if block.kind == "paragraph" and block.text not in above]
        or texts
    )
    title = _field(fields, "title") or head.title or headline_elsewhere(removed) or _field(fields, "subject")
    source = "text"
    if not title:
        title, source = proposed_title(told, spoken.value), "generated"
    tags, weighed = find_tags(
        title.value if source == "text" else "",
        texts,
        spoken.value,
        glossary,
        gazetteer,
        rules.tags,
        head.place.value,
    )
    return Story(
        source=name,
        lang=spoken,
        title=title,
        title_source=source,  # type: ignore[arg-type]
        summary=summary(
            told,
            fields.get("summary", "") or head.deck,
            spoken.value,
            # A label, where no sentence could be cut, leaves the news to the summary.
            title.value if source == "generated" and title.confidence > 0.3 else "",
        ),
        outlet=outlet,
        dateline=head.place or _place_field(fields) or credits.place,
        date=found.published,
        event=found.event,
        author=_names_field(fields, "author", gazetteer)
        or credits.author
        or _author_of_page(fields, gazetteer),
        editor=_names_field(fields, "editor", gazetteer) or credits.editor,
        translator=credits.translator,
        held=held,
        section=_section_field(fields, rules)
        or find_section((*tags, *weighed), rules.sections, spoken.value),
        tags=_tags_field(fields, glossary, spoken.value)[: rules.tags] or tags,
        blocks=blocks,
        removed=tuple(sorted(removed, key=lambda piece: piece.line)),
        warnings=tuple(sorted(set(warnings))),
        encoding=decoded.encoding,
    )


def _need_copy(lines: list[Line], name: str) -> None:
    if not any(_LETTER.search(line.text) for line in lines):
        raise SiteError(
            Problem(Location(name), "nothing but boilerplate in the file", "Look at it with --explain.")
        )


_NUMBERS = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_LETTER = re.compile(r"[^\W_]")


_FAINT = 0.5
"""So sure is an outlet at most that may as well be whose picture stood there."""


def _language(lines: list[Line], raw: Plain, name: str, rules: WireRules, said: str) -> Inferred:
    if said:
        if said not in rules.languages:
            hint = f"The site has: {', '.join(rules.languages)}."
            raise SiteError(Problem(Location(name), f'"{said}" is not a language of the site', hint))
        return Inferred(said, "said so", 1.0)
    found = language(" ".join(line.text for line in lines[:60]), rules.languages)
    if found:
        return found
    if raw.language in rules.languages:
        return Inferred(raw.language, "the page says so", 0.8)
    raise SiteError(
        Problem(
            Location(name),
            "the language cannot be told",
            f"If it is in a language of the site, say which: --lang {' or --lang '.join(rules.languages)}.",
        )
    )


_CODES = {
    "indonesia": "id",
    "indonesian": "id",
    "bahasa indonesia": "id",
    "english": "en",
    "inggris": "en",
    "bahasa inggris": "en",
}


def _code(said: str) -> str:
    """The code of a language as a table may call it: `ID`, `id-ID`, `Indonesia`."""
    small = said.strip().lower()
    return _CODES.get(small) or re.sub(r"[-_][a-z]{2}$", "", small)


_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NOBODY = re.compile(r"null|none|nan|n/?a|undefined|true|false|[-–—.?_]*", re.IGNORECASE)
"""What a table has where it has nothing."""


def _field(fields: dict[str, str], name: str) -> Inferred:
    value = " ".join(unescaped(_TAG.sub("", fields.get(name, ""))).split())
    if _NOBODY.fullmatch(value):
        return NOTHING
    return Inferred(value, f'the field "{name}" beside the text', 1.0) if value else NOTHING


def _outlet_field(fields: dict[str, str], gazetteer: Gazetteer) -> Inferred:
    found = _field(fields, "outlet")
    if not found or re.match(r"https?:", found.value):
        return NOTHING
    return Inferred(gazetteer.outlet(found.value), found.rule, found.confidence)


def _place_field(fields: dict[str, str]) -> Inferred:
    found = _field(fields, "place")
    named = all(any(map(str.isalpha, part)) for part in re.split("[,/]", found.value))
    return found if named else NOTHING  # a coordinate, a number, a lone comma


_LABEL = re.compile(r"^(?:oleh|by|penulis|reporter|author)\b\s*:?\s+", re.IGNORECASE)


def _names_field(fields: dict[str, str], name: str, gazetteer: Gazetteer) -> Inferred:
    found = _field(fields, name)
    found = Inferred(_LABEL.sub("", found.value), found.rule, found.confidence)
    if (
        not found
        or found.value.lower() in ("admin", "redaksi")
        or gazetteer.knows_outlet(found.value)
        or re.search(r"[@/<>]|\d{3}", found.value)
    ):
        return NOTHING
    return Inferred("; ".join(people(found.value)), found.rule, found.confidence)


def _section_field(fields: dict[str, str], rules: WireRules) -> Inferred:
    """The section that a table names, by its id or by what the paper calls it."""
    found = _field(fields, "section")
    section = dict(rules.section_names).get(fold(found.value), "")
    return Inferred(section, found.rule, 1.0) if section else NOTHING


def _tags_field(fields: dict[str, str], glossary: Glossary, lang: str) -> tuple[Tag, ...]:
    """The tags that a table names, each as the glossary calls it; what that does not know is a topic."""
    found = _field(fields, "tags")
    tags: dict[str, Tag] = {}
    for name in (part.strip(" #\"'[]") for part in re.split(r"[,;|]", found.value)):
        if not fold(name):
            continue
        entry = glossary.find(name)
        tag = (
            Tag(entry.name_in(lang), entry.type, 1.0, found.rule, entry.id, entry.section)
            if entry
            else Tag(name, "topic", 1.0, found.rule)
        )
        tags.setdefault(fold(tag.name), tag)
    return tuple(tags.values())


def _author_of_page(fields: dict[str, str], gazetteer: Gazetteer) -> Inferred:
    """Who wrote, as the head of a page says: a person by the first name, for most pages say their house there."""
    found = _names_field(fields, "byline", gazetteer)
    if not found or found.value.split()[0] not in given_names():
        return NOTHING
    return Inferred(found.value, "the head of the page says so", 0.7)


def _line_of(removed: list[Removed], rule: str) -> int:
    return next((piece.line for piece in removed if piece.rule == rule), 0)

"""One file's bytes → Document and html."""

import math
import re
import unicodedata
from functools import cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from site_gen.digest import digest, digest_bytes
from site_gen.documents.document import (
    CORRECTION_KINDS,
    KEYS,
    MAX_TAGS,
    Correction,
    Document,
    DocumentRules,
    Live,
    Parsed,
    Picture,
    Target,
    marks_of,
)
from site_gen.documents.front_matter import Source, read_front_matter, split_source
from site_gen.documents.naming import Name, name_of
from site_gen.documents.prose import Prose, ProseRules, read_prose
from site_gen.documents.words import folded
from site_gen.errors import Location, Problem, SiteError, nearest
from site_gen.moments import parse_moment
from site_gen.safe_yaml import Fields, Mapping, Scalar
from site_gen.slugs import slug_problem

_REVISION = "site_gen revision 1"
_BACK_TO_TEXT = {"id": "Kembali ke teks", "en": "Back to the text"}
"""What a screen reader says at the end of a footnote."""


def parse_document(path: str, data: bytes, rules: DocumentRules) -> Parsed:
    """The Document in a file. Pure, so that the result can be remembered under the digests of its arguments.

    Never raises for what a file holds: with a fatal Problem there is no document, with warnings there is.
    """
    try:
        source = split_source(path, data)
    except SiteError as error:
        return Parsed(None, problems=error.problems)
    problems: list[Problem] = []
    name = name_of(path, rules.languages)
    fields = Fields(Mapping({}, {}, Location(path, 1, 1)), problems)
    try:
        fields = Fields(read_front_matter(source.front_matter, path), problems)
        if not fields.mapping.keys:
            fields.complain(Location(path, 1, 1), "the front matter is empty", "Add at least title and date.")
    except SiteError as error:
        problems.extend(error.problems)
    for key in _HOLDING:
        if key in fields.mapping.keys and _is_empty(fields, key):
            hint = "Write a value, or delete the line: nothing is held back by an empty one."
            fields.complain(fields.mapping.keys[key], f"{key} is empty", hint)
    _check_end(fields, source, path)
    lang = _language(fields, name, rules)
    live = _live(fields, name, _zone(rules.timezone))
    texts: tuple[str, ...] = ()
    if live:
        from site_gen.documents.live import read_live  # 3 ms that the edit of another story need not pay

        prose, live, texts, found = read_live(
            source, path, live, _prose_rules(lang, rules), _zone(rules.timezone)
        )
    else:
        prose, found = read_prose(source.body, path, source.body_line, _prose_rules(lang, rules))
    problems.extend(found)
    document = None
    if fields.mapping.keys:
        document = _document(fields, name, lang, source, prose, live, rules)
    wrong = tuple(sorted(set(problems)))
    if prose is None or any(problem.fatal for problem in wrong):
        return Parsed(None, problems=wrong)
    return Parsed(document, prose.html, texts, wrong)


def revision_of(title: str, summary: str, body: str) -> str:
    """The digest of what a translator translates: title, summary and Markdown.

    Made of the source, never of html, so that a new library version makes no translation stale; Unicode
    form and white space do not count.
    """
    texts = [folded(unicodedata.normalize("NFC", text)) for text in (title, summary, body)]
    return "r1-" + digest([_REVISION, *texts])[:16]


def _is_empty(fields: Fields, key: str) -> bool:
    """Whether nothing is written there, not even in quotes."""
    node = fields.mapping.values.get(key)
    return node is None or (isinstance(node, Scalar) and not node.text.strip()) or fields.node(key) is None


def _check_end(fields: Fields, source: Source, path: str) -> None:
    """Complain of a front matter that was closed too early: what stands behind it would be text, `embargo` and all."""
    found = _MORE.match(source.body)
    lines = found["keys"].split("\n") if found else []
    if found and any(line.partition(":")[0] in _KNOWN for line in lines):
        line = source.body_line + source.body[: found.start("keys")].count("\n")
        hint = "Take the `---` above it out."
        fields.complain(Location(path, line, 1), "the front matter goes on behind its end", hint)


def _prose_rules(lang: str, rules: DocumentRules) -> ProseRules:
    quotes = "keep" if rules.quotes == "keep" else lang
    return ProseRules(quotes, _BACK_TO_TEXT.get(lang, _BACK_TO_TEXT["en"]))


def _language(fields: Fields, name: Name, rules: DocumentRules) -> str:
    said = fields.text("lang")
    if name.name.startswith("index.") and not said:
        code = name.name.removeprefix("index.")
        hint = f"Languages of the site: {', '.join(rules.languages)}."
        fields.complain(fields.mapping.where, f'unknown language "{code}" in the file\'s name', hint)
    elif not said and not name.lang and (found := _MEANT.search(name.name)):
        hint = f"It says none, and would be a story of its own: name it {found['before'] or 'STORY'}.en.md, or add: lang: en"
        message = f'a file called "{name.name}.md": is "{found["code"]}" its language?'
        fields.warn(fields.mapping.where, message, hint)
    if said and said not in rules.languages:
        close = nearest(said, rules.languages)
        hint = (
            f'Did you mean "{close}"?' if close else f"Languages of the site: {', '.join(rules.languages)}."
        )
        fields.complain(fields.where("lang"), f'unknown language "{said}"', hint)
        return rules.languages[0]
    if said and name.lang and said != name.lang:
        hint = "Rename the file, or take the line out."
        fields.complain(fields.where("lang"), f'lang is "{said}", the file\'s name says "{name.lang}"', hint)
    return said or name.lang or rules.languages[0]


def _document(
    fields: Fields,
    name: Name,
    lang: str,
    source: Source,
    prose: Prose | None,
    live: Live | None,
    rules: DocumentRules,
) -> Document:
    if not fields.mapping.keys.keys() <= _KNOWN:
        fields.known([*KEYS, *rules.extra], "Custom keys are declared in config.yaml, under extra.")
    zone = _zone(rules.timezone)
    title, summary = " ".join(fields.text("title").split()), " ".join(fields.text("summary").split())
    if not title and isinstance(fields.mapping.values.get("title"), Scalar | None):
        fields.complain(fields.where("title"), "no title", "Add: title: …")
    date, instant = fields.parsed("date", lambda text: parse_moment(text, zone), ("", 0))
    if not date and _is_empty(fields, "date") and not name.standing:
        where = fields.mapping.keys.get("date", Location(fields.mapping.where.path, 1, 1))
        fields.complain(where, "no date", "Add: date: 2016-11-15, or with a time: 2016-11-15 19:05.")
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
    fields.choice("title_source", ("text", "generated"), "text")
    fields.choice("date_source", ("text", "import"), "text")
    fields.text("source_file")
    marks = {key: (node.where.line, node.where.column) for key in _MARKED if (node := fields.node(key))}
    return Document(
        path=fields.mapping.where.path,
        key=fields.parsed("key", _key, name.key),
        lang=lang,
        name=name.name,
        standing=name.standing,
        title=title,
        summary=summary,
        body=digest_bytes(prose.html.encode()) if prose else "",
        revision=revision_of(title, summary, source.body),
        minutes=0 if live else max(1, math.ceil(prose.words / 200)) if prose else 1,
        links=tuple(Target(link.target, link.line, link.column) for link in prose.links) if prose else (),
        pictures=tuple(Target(p.src, p.line, p.column) for p in prose.pictures) if prose else (),
        bare_pictures=tuple(Target(p.src, p.line, p.column) for p in prose.pictures if not p.alt)
        if prose
        else (),
        anchors=prose.anchors if prose else (),
        date=date,
        instant=instant,
        slug=fields.parsed("slug", _slug, "") or _empty_slug(fields),
        section=_section(fields, rules),
        tags=_tags(fields),
        authors=_people(fields, "author"),
        editors=_people(fields, "editor"),
        reporters=_people(fields, "reporter"),
        photographers=_people(fields, "photographer"),
        translators=_people(fields, "translator"),
        outlet=fields.text("outlet"),
        dateline=fields.parsed("dateline", _dateline, ""),
        canonical=fields.parsed("canonical", _web_address, ""),
        picture=_picture(fields, lang, rules),
        draft=fields.flag("draft"),
        embargo=embargo,
        expires=expires,
        updated=updated,
        updates=updates,
        corrections=_corrections(fields, zone, date),
        translates=fields.text("translates"),
        machine=fields.flag("machine"),
        aliases=_aliases(fields),
        series=fields.text("series"),
        part=_part(fields),
        live=live,
        extra=tuple([(key, ", ".join(fields.texts(key))) for key in sorted(rules.extra) if key in fields]),
        marks=marks_of(marks),
    )


_KNOWN = frozenset(KEYS)
_MEANT: Final = re.compile(r"(?:^(?P<before>index)[-_ ]|\.)(?P<code>[A-Za-z]{2,3})$")
"""What is to say the language of a text, in a name that says none: `index-en`, `STORY.eng`."""
_HOLDING: Final = ("draft", "embargo", "expires", "live")
"""Keys that keep something from readers. Elsewhere an empty value is none; here that would publish it."""
_MORE: Final = re.compile(
    r"\s*(?:---[ \t]*\n\s*)?(?P<keys>(?:[a-z_]+:(?:[ \t].*)?\n|[ \t#-].*\n)+)---[ \t]*(?:\n|$)"
)
"""A text that begins as front matter does, and ends that with `---`."""
_MARKED = ("title", "slug", "aliases", "key", "translates", "image", "tags", "series", "part")


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _key(text: str) -> str:
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


def _section(fields: Fields, rules: DocumentRules) -> str:
    name = fields.text("section")
    if name and name not in rules.sections:
        close = nearest(name, rules.sections)
        line = f", line {rules.sections_line}" if rules.sections_line else ""
        hint = (f'Did you mean "{close}"? ' if close else "") + f"Sections are declared in config.yaml{line}."
        fields.complain(fields.where("section"), f'unknown section "{name}"', hint)
    return name


def _tags(fields: Fields) -> tuple[str, ...]:
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


def _people(fields: Fields, key: str) -> tuple[str, ...]:
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


def _corrections(fields: Fields, zone: ZoneInfo, published: str) -> tuple[Correction, ...]:
    found = []
    for entry in fields.entries("corrections"):
        entry.known(("at", "kind", "text"))
        at, instant = entry.parsed("at", lambda text: parse_moment(text, zone), ("", 0))
        if not at and _is_empty(entry, "at"):
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


def _live(fields: Fields, name: Name, zone: ZoneInfo) -> Live | None:
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

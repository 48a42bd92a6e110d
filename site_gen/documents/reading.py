"""One file's bytes → Document and html."""

import math
import re
import unicodedata
from typing import Final

from site_gen.digest import digest, digest_bytes
from site_gen.documents.document import (
    KEYS,
    Document,
    DocumentRules,
    Live,
    Parsed,
    Target,
    marks_of,
)
from site_gen.documents.front_matter import Source, read_front_matter, split_source
from site_gen.documents.naming import Name, name_of
from site_gen.documents.prose import Prose, ProseRules, read_prose
from site_gen.documents.schema import (
    SELDOM,
    TIMES,
    corrections_of,
    is_empty,
    key_of,
    live_of,
    people_of,
    section_of,
    tags_of,
    times_of,
    zone_of,
)
from site_gen.documents.words import folded
from site_gen.errors import Location, Problem, SiteError, nearest
from site_gen.moments import parse_moment
from site_gen.safe_yaml import Fields, Mapping, Scalar

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
        if key in fields.mapping.keys and is_empty(fields, key):
            hint = "Write a value, or delete the line: nothing is held back by an empty one."
            fields.complain(fields.mapping.keys[key], f"{key} is empty", hint)
    _check_end(fields, source, path)
    lang = _language(fields, name, rules)
    live = live_of(fields, name, zone_of(rules.timezone))
    texts: tuple[str, ...] = ()
    if live:
        from site_gen.documents.live import read_live  # 3 ms that the edit of another story need not pay

        prose, live, texts, found = read_live(
            source, path, live, _prose_rules(lang, rules), zone_of(rules.timezone)
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
    zone, given = zone_of(rules.timezone), fields.mapping.values
    title, summary = " ".join(fields.text("title").split()), " ".join(fields.text("summary").split())
    if not title and isinstance(fields.mapping.values.get("title"), Scalar | None):
        fields.complain(fields.where("title"), "no title", "Add: title: …")
    date, instant = fields.parsed("date", lambda text: parse_moment(text, zone), ("", 0))
    if not date and is_empty(fields, "date") and not name.standing:
        where = fields.mapping.keys.get("date", Location(fields.mapping.where.path, 1, 1))
        fields.complain(where, "no date", "Add: date: 2016-11-15, or with a time: 2016-11-15 19:05.")
    # Most stories have eight of the thirty keys: to ask for the others is a tenth of what it takes to parse one.
    seldom = {field: read(fields, lang, rules) for key, (field, read) in SELDOM.items() if key in given}
    if not given.keys().isdisjoint(TIMES):
        seldom |= times_of(fields, zone, date, instant)
    if not given.keys().isdisjoint(_ORIGINS):
        fields.choice("title_source", ("text", "generated"), "text")
        fields.choice("date_source", ("text", "import"), "text")
        fields.text("source_file")
    marks = {
        key: (node.where.line, node.where.column)
        for key in _MARKED
        if key in given and (node := fields.node(key))
    }
    return Document(
        path=fields.mapping.where.path,
        key=fields.parsed("key", key_of, name.key),
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
        section=section_of(fields, rules),
        tags=tags_of(fields),
        authors=people_of(fields, "author"),
        corrections=corrections_of(fields, zone, date) if "corrections" in given else (),
        live=live,
        extra=tuple([(key, ", ".join(fields.texts(key))) for key in sorted(rules.extra) if key in fields]),
        marks=marks_of(marks),
        **seldom,
    )


_KNOWN = frozenset(KEYS)
_ORIGINS: Final = ("title_source", "date_source", "source_file")
_MEANT: Final = re.compile(r"(?:^(?P<before>index)[-_ ]|\.)(?P<code>[A-Za-z]{2,3})$")
"""What is to say the language of a text, in a name that says none: `index-en`, `STORY.eng`."""
_HOLDING: Final = ("draft", "embargo", "expires", "live")
"""Keys that keep something from readers. Elsewhere an empty value is none; here that would publish it."""
_MORE: Final = re.compile(
    r"\s*(?:---[ \t]*\n\s*)?(?P<keys>(?:[a-z_]+:(?:[ \t].*)?\n|[ \t#-].*\n)+)---[ \t]*(?:\n|$)"
)
"""A text that begins as front matter does, and ends that with `---`."""
_MARKED = ("title", "slug", "aliases", "key", "translates", "image", "tags", "series", "part")

"""The JSON API: every story's record in files that any host serves, with a schema that is made from the code.

Lists are numbered from the oldest, like those for readers (`turning`): `latest.json` is the head of an
edition's list and leads to older pages, which never change once they are full. So a new story touches
`latest.json`, and one page in fifty times.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final, Literal

import msgspec

from site_gen.pages.frame import Frame
from site_gen.pages.inputs import Inputs
from site_gen.pages.items import Item
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page, Recipe
from site_gen.pages.records import Named, Record, named, record_of
from site_gen.pages.turning import numbered
from site_gen.site.values import Term

ROOT: Final = "/api/v1/"
SIZE: Final = 50
"""Stories on a page: a new story rewrites fifty to ninety-nine of them, some 60 KB; 10,000 are 200 files."""

Url = Annotated[str, msgspec.Meta(extra_json_schema={"format": "uri"})]
Moment = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]


class ApiTerm(msgspec.Struct, frozen=True, omit_defaults=True):
    """A section, tag, author or series, with the address of its list."""

    name: str
    url: Url
    type: str = ""


class ApiPicture(msgspec.Struct, frozen=True, omit_defaults=True):
    """The picture that stands with a story. Width and height are pixels."""

    url: Url
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0


class ApiLive(msgspec.Struct, frozen=True, omit_defaults=True):
    """A live story, when its newest entry was written, and when it ended. The entries are in its files."""

    started: Moment
    updated: Moment
    ended: str = ""


class ApiCorrection(msgspec.Struct, frozen=True):
    """A correction of a published story."""

    at: Moment
    kind: str
    text: str


class ApiVersion(msgspec.Struct, frozen=True, omit_defaults=True):
    """The story in another language. `original`: this one was translated from it."""

    id: Url
    lang: str
    url: Url
    original: bool = False


class ApiStory(msgspec.Struct, frozen=True, omit_defaults=True):
    """One story in one language. `id` stays when the story moves. `updated` is there only if the text changed in
    substance; `modified` is when anything of it last changed. `files` has the whole text: `ninjs`, `markdown`."""

    id: Url
    url: Url
    lang: str
    title: str
    date: Moment
    modified: Moment
    publisher: str
    minutes: int
    summary: str = ""
    updated: str = ""
    section: ApiTerm | None = None
    tags: tuple[ApiTerm, ...] = ()
    authors: tuple[ApiTerm, ...] = ()
    editors: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    dateline: str = ""
    outlet: str = ""
    canonical: str = ""
    picture: ApiPicture | None = None
    live: ApiLive | None = None
    series: ApiTerm | None = None
    part: int = 0
    corrections: tuple[ApiCorrection, ...] = ()
    versions: tuple[ApiVersion, ...] = ()
    machine: bool = False
    files: dict[str, Url] = {}


class ApiStories(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="stories"):
    """Stories of an edition, newest first. `number` counts pages from the oldest; the head, `latest.json`, has none."""

    schema: Url
    url: Url
    lang: str
    stories: tuple[ApiStory, ...]
    number: int = 0
    newer: str = ""
    older: str = ""


class ApiTerms(msgspec.Struct, frozen=True, tag_field="kind", tag="terms"):
    """Everything that an edition has a list of."""

    schema: Url
    url: Url
    lang: str
    sections: tuple[ApiTerm, ...]
    tags: tuple[ApiTerm, ...]
    authors: tuple[ApiTerm, ...]
    series: tuple[ApiTerm, ...]


class ApiEdition(msgspec.Struct, frozen=True):
    """The site in one language, and where its parts of the API are."""

    lang: str
    name: str
    dir: Literal["ltr", "rtl"]
    title: str
    home: Url
    latest: Url
    terms: Url


class ApiIndex(msgspec.Struct, frozen=True, tag_field="kind", tag="index"):
    """Where to begin."""

    schema: Url
    url: Url
    version: Literal[1]
    publisher: str
    editions: tuple[ApiEdition, ...]


class StoriesInputs(Inputs, frozen=True, array_like=True):
    """A page of stories."""

    schema: str
    url: str
    lang: str
    number: int
    newer: str
    older: str
    records: tuple[Record, ...]


class TermsInputs(Inputs, frozen=True, array_like=True):
    """The terms of an edition."""

    schema: str
    url: str
    lang: str
    sections: tuple[Named, ...]
    tags: tuple[Named, ...]
    authors: tuple[Named, ...]
    series: tuple[Named, ...]


class IndexInputs(Inputs, frozen=True, array_like=True):
    """The beginning of the API."""

    schema: str
    url: str
    publisher: str
    editions: tuple[tuple[str, Literal["ltr", "rtl"], str, str, str, str, str], ...]
    """Language, direction, its name, the edition's title, its home, the head of its list, its terms."""


class SchemaInputs(Inputs, frozen=True, array_like=True):
    """The schema of the API."""

    url: str


def api_pages(makeup: Makeup) -> Iterator[Page | Recipe]:
    """The stories and terms of the edition."""
    if "api" not in makeup.config.outputs:
        return
    frame, edition, code = makeup.frame, makeup.edition, makeup.code
    schema = frame.absolute(SCHEMA)

    for number, newer, older, part in numbered(edition.articles, SIZE):
        given = (number, newer, older)
        yield Recipe(frame, _stories(code, number), stories_page, makeup.items(part), given)
    terms = TermsInputs(
        schema,
        frame.absolute(_terms(code)),
        code,
        _named(makeup, edition.sections),
        _named(makeup, edition.tags),
        _named(makeup, edition.authors),
        _named(makeup, edition.series),
    )
    yield Page(_terms(code), "api-terms", code, terms, source="the API")


def stories_page(frame: Frame, url: str, items: Sequence[Item], number: int, newer: int, older: int) -> Page:
    """One page of an edition's stories."""
    code = frame.code
    inputs = StoriesInputs(
        schema=frame.absolute(SCHEMA),
        url=frame.absolute(url),
        lang=code,
        number=number,
        newer=frame.absolute(_stories(code, newer)) if number else "",
        older=frame.absolute(_stories(code, older)) if older else "",
        records=tuple([record_of(item) for item in items]),
    )
    return Page(url, "api-stories", code, inputs, source="the API")


def api_index_pages(makeups: Sequence[Makeup]) -> Iterator[Page]:
    """The beginning of the API, and its schema."""
    first = makeups[0]
    if "api" not in first.config.outputs:
        return
    absolute, code = first.frame.absolute, first.code
    editions = [
        (
            m.code,
            m.language.dir,
            m.language.name,
            m.frame.title,
            absolute(m.frame.home),
            absolute(_latest(m.code)),
            absolute(_terms(m.code)),
        )
        for m in makeups
    ]
    url = f"{ROOT}index.json"
    index = IndexInputs(absolute(SCHEMA), absolute(url), first.frame.publisher, tuple(editions))
    yield Page(url, "api-index", code, index, source="the API")
    yield Page(SCHEMA, "api-schema", code, SchemaInputs(absolute(SCHEMA)), source="the API")


SCHEMA: Final = f"{ROOT}schema.json"


def _latest(code: str) -> str:
    return f"{ROOT}{code}/latest.json"


def _stories(code: str, number: int) -> str:
    return f"{ROOT}{code}/stories/{number}.json" if number else _latest(code)


def _terms(code: str) -> str:
    return f"{ROOT}{code}/terms.json"


def _named(makeup: Makeup, terms: Sequence[tuple[Term, Any]]) -> tuple[Named, ...]:
    return tuple([named(makeup.frame, term) for term, _ in terms])


def write_stories(inputs: StoriesInputs) -> bytes:
    """A page of stories."""
    stories = tuple([_story(record) for record in inputs.records])
    page = ApiStories(
        inputs.schema, inputs.url, inputs.lang, stories, inputs.number, inputs.newer, inputs.older
    )
    return msgspec.json.encode(page) + b"\n"


def write_terms(inputs: TermsInputs) -> bytes:
    """The terms of an edition."""
    terms = (inputs.sections, inputs.tags, inputs.authors, inputs.series)
    groups = [tuple([_term(one) for one in group]) for group in terms]
    return msgspec.json.encode(ApiTerms(inputs.schema, inputs.url, inputs.lang, *groups)) + b"\n"


def write_index(inputs: IndexInputs) -> bytes:
    """The beginning."""
    editions = tuple(
        ApiEdition(lang, name, direction, title, home, latest, terms)
        for lang, direction, name, title, home, latest, terms in inputs.editions
    )
    return msgspec.json.encode(ApiIndex(inputs.schema, inputs.url, 1, inputs.publisher, editions)) + b"\n"


def write_schema(inputs: SchemaInputs) -> bytes:
    """JSON Schema 2020-12 of every file of the API."""
    refs, definitions = msgspec.json.schema_components(
        (ApiIndex, ApiStories, ApiTerms), ref_template="#/$defs/{name}"
    )
    for definition in definitions.values():
        # From the docstrings, whose lines begin in the source's own column or not: that depends on the Python.
        definition["description"] = " ".join(definition["description"].split())
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": inputs.url,
        "title": "Stories of a site made with site_gen, version 1 of the API",
        "oneOf": list(refs),
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _story(record: Record) -> ApiStory:
    picture = record.picture
    return ApiStory(
        id=record.id,
        url=record.url,
        lang=record.lang,
        title=record.title,
        date=record.date,
        modified=record.modified,
        publisher=record.publisher,
        minutes=record.minutes,
        summary=record.summary,
        updated=record.updated,
        section=_term(record.section) if record.section else None,
        tags=tuple([_term(tag) for tag in record.tags]),
        authors=tuple([_term(author) for author in record.authors]),
        editors=record.editors,
        reporters=record.reporters,
        photographers=record.photographers,
        translators=record.translators,
        dateline=record.dateline,
        outlet=record.outlet,
        canonical=record.canonical,
        picture=ApiPicture(
            picture.url, picture.alt, picture.caption, picture.credit, picture.width, picture.height
        )
        if picture
        else None,
        live=ApiLive(record.live.started, record.live.updated, record.live.ended) if record.live else None,
        series=_term(record.series) if record.series else None,
        part=record.part,
        corrections=tuple([ApiCorrection(c.at, c.kind, c.text) for c in record.corrections]),
        versions=tuple([ApiVersion(v.id, v.lang, v.url, v.original) for v in record.versions]),
        machine=record.machine,
        files=dict(record.files),
    )


def _term(one: Named) -> ApiTerm:
    return ApiTerm(one.name, one.url, one.type)

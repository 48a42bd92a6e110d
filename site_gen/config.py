"""`config.yaml` → Config: what a newsroom decides once.

Every key has a default but `title`, `base_url` and `languages`; an unknown key is an error, so that a typing
mistake is never silently ignored.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from site_gen.dateline_patterns import wrong_with_pattern
from site_gen.errors import USAGE, Location, Problem, SiteError, nearest
from site_gen.moments import is_locale
from site_gen.safe_yaml import Fields, Scalar, Sequence, read_yaml
from site_gen.slugs import SLUG, slug_of

FILE_NAME: Final = "config.yaml"
Severity = Literal["error", "warn", "off"]
OUTPUTS: Final = ("json-feed", "rss", "news-sitemap", "ninjs", "api", "markdown")
"""What `outputs` may name."""
_USUAL: Final = ("json-feed", "news-sitemap")
"""Those that cost little: a small file a list, and one an edition. The others are a file more for each list of a
tag or author, whose followers have Atom, or a file or two a story."""


class Words(msgspec.Struct, frozen=True):
    """The words of an edition's addresses."""

    tag: str = "tag"
    """`/en/tag/russia/`, and the index of all tags at `/en/tag/`."""
    author: str = "author"
    page: str = "page"
    """`/en/page/3/`: the numbered pages of a list."""
    archive: str = "archive"
    """The index of all years."""
    corrections: str = "corrections"
    """The list of all corrections."""
    series: str = "series"
    """`/en/series/the-sinking-city/`, and the index of all series."""


class Language(msgspec.Struct, frozen=True):
    """A language of the site, and how its edition writes."""

    code: str
    """BCP 47, lower case: the first part of every address and the `lang` of every page."""
    name: str
    """The language's name in itself: "Bahasa Indonesia"."""
    locale: str
    """The CLDR locale of dates and numbers, with `_`: "id_ID". Also printed as `og:locale`."""
    dir: Literal["ltr", "rtl"] = "ltr"
    words: Words = Words()
    date_format: str = "d MMMM y"
    """A CLDR pattern: https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns."""
    day_format: str = "EEEE, d MMMM y"
    """The same with the day of the week."""
    time_format: str = "HH:mm"
    dateline: tuple[str, ...] = ("{PLACE} ({outlet}) —", "{PLACE} —", "{outlet} —")
    """How a story begins: the first of these of which it has every part. `{PLACE}` has its towns in capitals."""


class Section(msgspec.Struct, frozen=True):
    """A section of the paper, as `config.yaml` declares it."""

    id: str
    names: dict[str, str]
    slugs: dict[str, str]
    descriptions: dict[str, str] = {}


class Checks(msgspec.Struct, frozen=True):
    """How serious each finding is."""

    links: Severity = "error"
    """A link in a story that leads to no story, or to one that readers cannot see."""
    pictures: Severity = "error"
    """A picture that is not there."""
    alts: Severity = "warn"
    """A picture without a text for those who cannot see it."""


class Robots(msgspec.Struct, frozen=True):
    """What programs that read the site are asked."""

    ai: Literal["allow", "no-training", "disallow"] = "allow"
    """`no-training` turns away those that collect texts for training models, `disallow` also those that
    answer questions out of them."""
    disallow: tuple[str, ...] = ()
    """Addresses that no program is to read: `/en/archive/`."""
    crawlers: tuple[str, ...] = ()
    """The names of those that `ai` turns away, from the shipped list."""


class Wire(msgspec.Struct, frozen=True):
    """What the wire desk is to know beside its own lists, and how much it proposes."""

    outlets: tuple[str, ...] = ()
    """News outlets, the name first: `Harian Contoh | contoh.id | CONTOH`."""
    agencies: tuple[str, ...] = ()
    """News agencies, written like outlets."""
    noise: tuple[str, ...] = ()
    """Beginnings of lines that are no part of a story."""
    places: tuple[str, ...] = ()
    """Towns that datelines name."""
    tags: int = 10
    """At most so many tags a story."""


class Translator(msgspec.Struct, frozen=True):
    """The engine of `site-gen translate`: one of the first three, or none. No build ever asks it."""

    command: tuple[str, ...] = ()
    """A program and its arguments; `{from}` and `{to}` become the codes. It is never run through a shell."""
    libretranslate: str = ""
    """The address of a LibreTranslate server."""
    argos: bool = False
    """The library argostranslate, with the languages that are installed on this machine."""
    codes: dict[str, str] = {}
    """What the engine calls a language, where that is not the site's code."""
    seconds: int = 60
    """How long one request may take."""


class Config(msgspec.Struct, frozen=True):
    """The whole of `config.yaml`."""

    titles: dict[str, str]
    """The site's name in each language."""
    base_url: str
    """Scheme, host and path where the site will stand, without a `/` at the end."""
    languages: tuple[Language, ...]
    """In the order of the file, the default language first."""
    taglines: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    """What the site is, in a sentence or two: for search results and feeds."""
    timezone: str = "Asia/Jakarta"
    theme: str = "warta"
    output: str = "public"
    sections: tuple[Section, ...] = ()
    permalink: str = "/{lang}/{year}/{month}/{slug}/"
    page_size: int = 20
    feed_size: int = 20
    outputs: tuple[str, ...] = _USUAL
    """What is made for machines beside Atom, RSS and sitemaps: some of OUTPUTS."""
    robots: Robots = Robots()
    extra: tuple[str, ...] = ()
    """Front matter keys of the project's own; a theme finds them in `extra`."""
    wire: Wire = Wire()
    quotes: Literal["typographic", "keep"] = "typographic"
    """What becomes of straight quotation marks on the page. The Markdown keeps what was typed."""
    publisher: str = ""
    """Who publishes, for structured data; the site's name if empty."""
    missing_translation: Literal["hide", "badge", "page"] = "hide"
    """What an edition does with a story that it has no text of: nothing; list it with its language, leading to
    the story there; or list it and show it at an address in this edition, under a notice."""
    checks: Checks = Checks()
    translator: Translator = Translator()
    section_lines: dict[str, int] = {}
    """Where each section is declared, for messages."""

    @property
    def default_language(self) -> Language:
        """The language that a file without one is in, and the one that unmatched readers get."""
        return self.languages[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all languages, the default first."""
        return tuple(language.code for language in self.languages)

    @property
    def base_path(self) -> str:
        """The path part of `base_url`: "" at a host's root, else `/repository`."""
        return urlsplit(self.base_url).path

    def language(self, code: str) -> Language:
        """The language with this code. KeyError if the site has none."""
        for language in self.languages:
            if language.code == code:
                return language
        raise KeyError(code)

    def section(self, name: str) -> Section | None:
        """The section with this id."""
        return next((section for section in self.sections if section.id == name), None)


_LANGUAGES: Final[dict[str, Language]] = {
    "id": Language(
        code="id",
        name="Bahasa Indonesia",
        locale="id_ID",
        words=Words(
            tag="tag",
            author="penulis",
            page="halaman",
            archive="arsip",
            corrections="koreksi",
            series="seri",
        ),
        time_format="HH.mm",
        dateline=("{outlet}, {place} –", "{place} –", "{outlet} –"),
    ),
    "en": Language(
        code="en", name="English", locale="en_US", date_format="MMMM d, y", day_format="EEEE, MMMM d, y"
    ),
}
"""What a site that only says `id` and `en` gets. Another language has English words in its addresses, and the day
before the month, as most of the world writes."""

_CRAWLERS: Final = Path(__file__).with_name("_data") / "robots" / "ai_crawlers.tsv"
_KEYS = [
    "title",
    "tagline",
    "description",
    "base_url",
    "languages",
    "default_language",
    "timezone",
    "theme",
    "output",
    "sections",
    "permalink",
    "page_size",
    "feed_size",
    "outputs",
    "robots",
    "extra",
    "wire",
    "quotes",
    "publisher",
    "missing_translation",
    "checks",
    "translator",
]
_RTL = {"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
_PERMALINK_FIELDS = {"lang", "year", "month", "day", "slug", "section"}


def read_config(text: str, path: str = FILE_NAME) -> Config:
    """The Config that `text` holds. Raises SiteError (exit code 2) with every Problem in it."""
    problems: list[Problem] = []
    try:
        fields = Fields(read_yaml(text, path), problems)
    except SiteError as error:
        raise SiteError(error.problems, USAGE) from None
    if "deploy" in fields.mapping.keys:
        _refuse_deploy(fields)
    else:
        fields.known(_KEYS)
    languages = _languages(fields)
    codes = tuple(language.code for language in languages)
    titles = fields.per_language("title", codes)
    if not any(titles.values()) and isinstance(fields.node("title") or Scalar("", Location(path)), Scalar):
        where = fields.where("title") if "title" in fields.mapping.keys else Location(path, 1)
        fields.complain(where, "no title", 'Add: title: "The name of the paper"')
    sections, lines = _sections(fields, codes)
    config = Config(
        titles=_filled(titles, codes),
        taglines=fields.per_language("tagline", codes),
        descriptions=fields.per_language("description", codes),
        base_url=_base_url(fields, path),
        languages=languages,
        timezone=fields.parsed("timezone", _timezone, "Asia/Jakarta"),
        theme=fields.parsed("theme", _slug, "warta"),
        output=fields.parsed("output", _output, "public"),
        sections=sections,
        section_lines=lines,
        permalink=fields.parsed("permalink", _permalink, "/{lang}/{year}/{month}/{slug}/"),
        page_size=fields.number("page_size", 20, 1, 1000),
        feed_size=fields.number("feed_size", 20, 1, 1000),
        outputs=_outputs(fields),
        robots=_robots(fields),
        extra=fields.texts("extra"),
        wire=_wire(fields),
        quotes="keep"
        if fields.choice("quotes", ("typographic", "keep"), "typographic") == "keep"
        else "typographic",
        publisher=fields.text("publisher"),
        missing_translation=_missing_translation(fields),
        checks=_checks(fields),
        translator=_translator(fields, codes),
    )
    if problems:
        raise SiteError(problems, USAGE)
    return config


def _refuse_deploy(fields: Fields) -> None:
    # The first value under it is what the author has to take away; its text may be a password: never shown.
    inner = fields.mapping.values["deploy"]
    where = getattr(inner, "where", fields.mapping.keys["deploy"])
    fields.complain(
        where,
        "`deploy` is not configured here",
        "Publish with your host's own tool: docs/operators.md shows how. Keep passwords in the environment.",
    )
    fields.known((*_KEYS, "deploy"))


def _languages(fields: Fields) -> tuple[Language, ...]:
    found: dict[str, Language] = {}
    node = fields.node("languages")
    if node is None:
        found = dict(_LANGUAGES)
    elif isinstance(node, (Scalar, Sequence)):
        for code in fields.texts("languages"):
            found[code] = _language(code, None, fields, node.where)
    else:
        inner = fields.fields("languages")
        assert inner is not None
        for code, where in inner.mapping.keys.items():
            found[code] = _language(code, inner.fields(code) if code in inner else None, fields, where)
    if not found:
        if isinstance(node, Sequence) and not node.items:
            fields.complain(node.where, "no language", "Add at least one: languages: [id, en].")
        return (_LANGUAGES["id"],)
    default = fields.text("default_language") or next(iter(found))
    if default not in found:
        fields.complain(
            fields.where("default_language"),
            f'default_language is "{default}", which is not one of the languages',
            f"One of: {', '.join(found)}.",
        )
        default = next(iter(found))
    return (found.pop(default), *found.values())


def _language(code: str, inner: Fields | None, outer: Fields, where: Location) -> Language:
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", code):
        outer.complain(
            where, f'"{code}" is no language code', "Write it in lower case, as in: id, en, ar, zh-hant."
        )
        return msgspec.structs.replace(_LANGUAGES["en"], code=code)
    known = _LANGUAGES.get(code)
    base = known or Language(code, "", _locale_of(code))
    if inner is None:
        if known is None:
            outer.complain(where, f'the language "{code}" has no name', f"Write {code}: {{name: …}}.")
        return base
    inner.known(["name", "locale", "dir", "words", "date_format", "day_format", "time_format", "dateline"])
    name = inner.text("name", base.name)
    if not name:
        inner.complain(inner.where(), f'the language "{code}" has no name', "Add: name: its name in itself.")
    locale = inner.text("locale", base.locale)
    pattern = r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2}|_[0-9]{3})?"
    ours = known is not None and locale == known.locale
    if not ours and not (re.fullmatch(pattern, locale) and is_locale(locale)):
        hint = "Write the name of one that the CLDR has: id_ID, en_GB."
        inner.complain(inner.where("locale"), f'"{locale}" is no locale', hint)
    words = _words(inner, base.words)
    texts = {key: inner.text(key, getattr(base, key)) for key in ("date_format", "day_format", "time_format")}
    return Language(
        code=code,
        name=name,
        locale=locale,
        dir="rtl"
        if inner.choice("dir", ("ltr", "rtl"), "rtl" if code in _RTL else "ltr") == "rtl"
        else "ltr",
        words=words,
        dateline=_datelines(inner) if "dateline" in inner.mapping.keys else base.dateline,
        **texts,
    )


def _datelines(language: Fields) -> tuple[str, ...]:
    """The patterns of a dateline; none where the key stands there empty: then no story begins with one."""
    patterns = tuple(pattern for pattern in language.texts("dateline", 20) if pattern)
    for pattern in patterns:
        for wrong, hint in wrong_with_pattern(pattern):
            language.complain(language.where("dateline"), f'the dateline "{pattern}"{wrong}', hint)
    return patterns


def _locale_of(code: str) -> str:
    """The CLDR locale of a language code: zh-hant is zh_Hant, pt-br is pt_BR."""
    first, *others = code.split("-")
    return "_".join([first, *(part.title() if len(part) == 4 else part.upper() for part in others)])


def _words(language: Fields, base: Words) -> Words:
    fields = language.fields("words")
    if fields is None:
        return base
    fields.known(Words.__struct_fields__)
    words = Words(**{w: fields.parsed(w, _slug, getattr(base, w)) for w in Words.__struct_fields__})
    first: dict[str, str] = {}
    for name in ("tag", "author", "archive", "corrections", "series"):
        word = getattr(words, name)
        if first.setdefault(word, name) != name:
            fields.complain(
                fields.where(name if name in fields else first[word]),
                f'"{word}" is the word for both {first[word]} and {name}',
                "Each needs a word of its own: they are folders of one edition.",
            )
    return words


def _sections(fields: Fields, codes: tuple[str, ...]) -> tuple[tuple[Section, ...], dict[str, int]]:
    found, lines = [], {}
    inner = fields.fields("sections")
    taken: dict[tuple[str, str], str] = {}
    for name, where in inner.mapping.keys.items() if inner else ():
        assert inner is not None
        if name not in inner:
            inner.complain(
                where, f'the section "{name}" has no name', f"Write {name}: {{{codes[0]}: its name}}."
            )
        section = inner.fields(name)
        if section is None:
            continue
        if not SLUG.fullmatch(name):
            fields.complain(
                where, f'the section "{name}"', "Its id has lower-case letters, digits and hyphens only."
            )
        section.known([*codes, "slug", "description"])
        names = {code: name_in for code in codes if (name_in := section.text(code))}
        if not names:
            section.complain(where, f'the section "{name}" has no name', f"Add: {codes[0]}: its name.")
        own_slugs = section.per_language("slug", codes)
        slugs = {}
        for code in codes:
            slug = own_slugs.get(code) or slug_of(names.get(code, name), code) or name
            if not SLUG.fullmatch(slug):
                section.complain(
                    section.where("slug"), f'the slug "{slug}"', "Lower-case letters, digits and hyphens."
                )
            if taken.setdefault((code, slug), name) != name:
                section.complain(
                    section.where("slug") if "slug" in section else where,
                    f'the sections "{taken[code, slug]}" and "{name}" have one address, /{code}/{slug}/',
                    "Give one of them another slug: slug: …",
                )
            slugs[code] = slug
        found.append(Section(name, _filled(names, codes), slugs, section.per_language("description", codes)))
        lines[name] = where.line
    return tuple(found), lines


def _outputs(fields: Fields) -> tuple[str, ...]:
    if "outputs" not in fields:
        return _USUAL
    found = fields.texts("outputs")
    for name in found:
        if name not in OUTPUTS:
            close = nearest(name, OUTPUTS)
            hint = f'Did you mean "{close}"?' if close else f"Known here: {', '.join(OUTPUTS)}."
            fields.complain(fields.where("outputs"), f'unknown output "{name}"', hint)
    return tuple(name for name in OUTPUTS if name in found)


def _robots(fields: Fields) -> Robots:
    inner = fields.fields("robots")
    if inner is None:
        return Robots()
    inner.known(("ai", "disallow"))
    policy = inner.choice("ai", ("allow", "no-training", "disallow"), "allow")
    addresses = inner.texts("disallow", 500)
    for address in addresses:
        if not re.fullmatch(r"/[!-~]*", address):
            hint = "Begin it with /, as in /en/archive/; other letters than those of ASCII as %C3%A9."
            inner.complain(inner.where("disallow"), f'"{address}" is no address of the site', hint)
    return msgspec.convert({"ai": policy, "disallow": addresses, "crawlers": ai_crawlers(policy)}, Robots)


def ai_crawlers(policy: str) -> tuple[str, ...]:
    """The names of the crawlers that a policy of `robots.ai` turns away."""
    purposes = {"no-training": ("training",), "disallow": ("training", "answers")}.get(policy)
    if purposes is None:
        return ()
    lines = _CRAWLERS.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(name for name, purpose, _ in rows if purpose in purposes)


def _wire(fields: Fields) -> Wire:
    inner = fields.fields("wire")
    if inner is None:
        return Wire()
    inner.known(Wire.__struct_fields__)
    return Wire(
        outlets=inner.texts("outlets"),
        agencies=inner.texts("agencies"),
        noise=inner.texts("noise"),
        places=inner.texts("places"),
        tags=inner.number("tags", Wire().tags, 0, 50),
    )


def _checks(fields: Fields) -> Checks:
    inner = fields.fields("checks")
    if inner is None:
        return Checks()
    names = Checks.__struct_fields__
    inner.known(names)
    chosen = {name: inner.choice(name, ("error", "warn", "off"), getattr(Checks(), name)) for name in names}
    return msgspec.convert(chosen, Checks)


def _translator(fields: Fields, codes: tuple[str, ...]) -> Translator:
    inner = fields.fields("translator")
    if inner is None:
        return Translator()
    inner.known(Translator.__struct_fields__)
    engines = [name for name in ("command", "libretranslate", "argos") if name in inner]
    if len(engines) > 1:
        inner.complain(
            inner.mapping.keys[engines[1]],
            f"more than one translator: {' and '.join(engines)}",
            "Keep one of them.",
        )
    named = inner.fields("codes")
    if named is not None:
        named.known(codes, "Languages are declared in config.yaml.")
    return Translator(
        command=_command(inner),
        libretranslate=inner.parsed("libretranslate", _server, ""),
        argos=inner.flag("argos"),
        codes={code: named.parsed(code, _engine_code, code) for code in codes if named and code in named},
        seconds=inner.number("seconds", Translator().seconds, 1, 3600),
    )


def _command(fields: Fields) -> tuple[str, ...]:
    node = fields.node("command")
    if node is None:
        return ()
    if isinstance(node, Scalar):
        hint = "Write a list, the program first: command: [apertium, ind-zlm]. No shell reads it."
        fields.complain(node.where, "translator.command is one text", hint)
        return ()
    words = fields.texts("command", 50)
    if not words or not words[0]:
        fields.complain(node.where, "translator.command names no program", "Write it first in the list.")
    elif words[0].startswith("-"):
        hint = "The first of the list is the program; its options come after it."
        fields.complain(node.where, f'the program "{words[0]}" begins with -', hint)
    elif "{" in words[0]:
        fields.complain(node.where, f'the program "{words[0]}"', "{from} and {to} may stand after it only.")
    for word in words[1:]:
        unknown = [name for name in re.findall(r"\{([^{}]*)\}", word) if name not in ("from", "to")]
        if unknown:
            fields.complain(node.where, f'"{{{unknown[0]}}}" in translator.command', "Known: {from}, {to}.")
    return words


def _server(text: str) -> str:
    hint = "Write it as in: https://translate.example.org"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"no web address: {error}\n{hint}") from None
    if "@" in parts.netloc:
        raise ValueError("a user name or password in translator.libretranslate\nDelete it: it is committed.")
    odd = re.search(r"[\s<>\"'\\^`{|}\x00-\x1f]", text)
    if parts.scheme not in ("http", "https") or not host or odd or parts.query or parts.fragment:
        raise ValueError(f"translator.libretranslate is no web address\n{hint}")
    return text.rstrip("/")


def _engine_code(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}", text):
        raise ValueError(f'"{text}" is no language code\nLetters, digits, - and _ only.')
    return text


def _missing_translation(fields: Fields) -> Literal["hide", "badge", "page"]:
    chosen = fields.choice("missing_translation", ("hide", "badge", "page"), "hide")
    return "badge" if chosen == "badge" else "page" if chosen == "page" else "hide"


def _filled(texts: Mapping[str, str], codes: tuple[str, ...]) -> dict[str, str]:
    """`texts` with every language: where one is missing, the first there is."""
    first = next((texts[code] for code in codes if texts.get(code)), "")
    return {code: texts.get(code) or first for code in codes}


def _base_url(fields: Fields, path: str) -> str:
    if "base_url" not in fields:
        fields.complain(Location(path, 1), "no base_url", "Add: base_url: https://the.address.of/your/site")
    return fields.parsed("base_url", _url, "https://example.org")


def _url(text: str) -> str:
    hint = "Write it as in: https://example.org or https://example.org/news"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"base_url is no web address: {error}\n{hint}") from None
    if "@" in parts.netloc:
        raise ValueError(
            "base_url holds a user name or password\nDelete it: it would be printed on every page."
        )
    path = parts.path.rstrip("/")
    odd = re.search(r"[\s<>\"'\\^`{|}]", text) or re.search(r"/\.{0,2}(/|$)", path)
    if parts.scheme not in ("http", "https") or not host or odd or parts.query or parts.fragment:
        raise ValueError(f"base_url is no web address\n{hint}")
    if not text.isascii():
        raise ValueError(
            f"base_url is not in ASCII\nWrite a host's xn--… form, and other letters as %C3%A9. {hint}"
        )
    return text.rstrip("/")


def _timezone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        raise ValueError(
            f'unknown timezone "{text}"\nA name of the tz database: Asia/Jakarta, Europe/London.'
        ) from None
    return text


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise ValueError(f'"{text}" may hold lower-case letters, digits and hyphens only\nRename it.')
    return text


def _output(text: str) -> str:
    parts = text.rstrip("/").split("/")
    if any(not part.isprintable() or part[:1] in ("", ".", "~") or "\\" in part for part in parts):
        raise ValueError(
            f'output "{text}" is not a folder inside the project\nWrite a plain name, such as public.'
        )
    if parts[0].casefold() in ("content", "seeds", "themes", "theme", "static", "site_gen", FILE_NAME):
        raise ValueError(
            f'output "{text}" would lie in {parts[0]}/\nWrite a name of its own, such as public.'
        )
    return "/".join(parts)


def _permalink(text: str) -> str:
    names = re.findall(r"\{([^{}]*)\}", text)
    unknown = [name for name in names if name not in _PERMALINK_FIELDS]
    if unknown or not {"lang", "slug"} <= set(names):
        known = ", ".join(sorted(_PERMALINK_FIELDS))
        raise ValueError(f'permalink "{text}"\nIt needs {{lang}} and {{slug}}; known are {known}.')
    if (
        not text.startswith("/")
        or not text.endswith("/")
        or not re.fullmatch(r"([a-z0-9/-]|\{[a-z]+\})+", text)
        or "//" in text
    ):
        raise ValueError(
            f'permalink "{text}"\nIt begins and ends with / and holds lower-case letters and hyphens.'
        )
    return text


def load_config(path: str, data: bytes) -> Config:
    """`read_config` of a file's bytes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SiteError(Problem(Location(path, line), "not UTF-8", "Save it as UTF-8."), USAGE) from None
    return read_config(text, path)

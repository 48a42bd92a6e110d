"""`config.yaml` → Config.

Every key has a default but `title`, `base_url` and `languages`; an unknown key is an error, so that a typing
mistake is never silently ignored.
"""

import re
from pathlib import Path
from typing import Final, Literal

import msgspec

from site_gen.config.languages import read_languages
from site_gen.config.scalars import base_url, output, permalink, slug, timezone
from site_gen.config.sections import filled, read_sections
from site_gen.config.targets import read_targets
from site_gen.config.translators import read_translator
from site_gen.config.values import FILE_NAME, OUTPUTS, USUAL_OUTPUTS, Checks, Config, Robots, Wire
from site_gen.errors import USAGE, Location, Problem, SiteError, nearest
from site_gen.safe_yaml import Fields, Scalar, read_yaml

_CRAWLERS: Final = Path(__file__).parent.with_name("_data") / "robots" / "ai_crawlers.tsv"
KEYS: Final = [
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
    "deploy",
]


def read_config(text: str, path: str = FILE_NAME) -> Config:
    """The Config that `text` holds. Raises SiteError (exit code 2) with every Problem in it."""
    problems: list[Problem] = []
    try:
        fields = Fields(read_yaml(text, path), problems)
    except SiteError as error:
        raise SiteError(error.problems, USAGE) from None
    fields.known(KEYS)
    languages = read_languages(fields)
    codes = tuple(language.code for language in languages)
    titles = fields.per_language("title", codes)
    if not any(titles.values()) and isinstance(fields.node("title") or Scalar("", Location(path)), Scalar):
        where = fields.where("title") if "title" in fields.mapping.keys else Location(path, 1)
        fields.complain(where, "no title", 'Add: title: "The name of the paper"')
    sections, lines = read_sections(fields, languages)
    config = Config(
        titles=filled(titles, codes),
        taglines=fields.per_language("tagline", codes),
        descriptions=fields.per_language("description", codes),
        base_url=_base_url(fields, path),
        languages=languages,
        timezone=fields.parsed("timezone", timezone, "Asia/Jakarta"),
        theme=fields.parsed("theme", slug, "warta"),
        theme_named=fields.where("theme") if "theme" in fields else Location(path),
        output=fields.parsed("output", output, "public"),
        sections=sections,
        section_lines=lines,
        permalink=fields.parsed("permalink", permalink, "/{lang}/{year}/{month}/{slug}/"),
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
        translator=read_translator(fields, codes),
        deploy=read_targets(fields),
    )
    if problems:
        raise SiteError(problems, USAGE)
    return config


def load_config(path: str, data: bytes) -> Config:
    """`read_config` of a file's bytes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SiteError(Problem(Location(path, line), "not UTF-8", "Save it as UTF-8."), USAGE) from None
    return read_config(text, path)


def _base_url(fields: Fields, path: str) -> str:
    if "base_url" not in fields:
        fields.complain(Location(path, 1), "no base_url", "Add: base_url: https://the.address.of/your/site")
    return fields.parsed("base_url", base_url, "https://example.org")


def _outputs(fields: Fields) -> tuple[str, ...]:
    if "outputs" not in fields:
        return USUAL_OUTPUTS
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


def _missing_translation(fields: Fields) -> Literal["hide", "badge", "page"]:
    chosen = fields.choice("missing_translation", ("hide", "badge", "page"), "hide")
    return "badge" if chosen == "badge" else "page" if chosen == "page" else "hide"

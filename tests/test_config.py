"""config.yaml: what it may say, and where a mistake in it is reported."""

import re
from pathlib import Path

import msgspec
import pytest

from site_gen.config import (
    Checks,
    Config,
    Language,
    Robots,
    Section,
    Target,
    Translator,
    Wire,
    Words,
    ai_crawlers,
    load_config,
    read_config,
)
from site_gen.errors import USAGE, Location, SiteError

LEAST = "title: Koran\nbase_url: https://koran.example\n"


def cases() -> list[tuple[str, str, str]]:
    text = Path(__file__).with_name("config_cases.txt").read_text("utf-8")
    found = []
    for case in text.split("\n=== ")[1:]:
        title, _, rest = case.partition("\n")
        source, _, expected = rest.partition("--->\n")
        found.append((title, source, expected.strip()))
    return found


@pytest.mark.parametrize(("source", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_a_mistake_is_refused_with_its_line(source: str, expected: str) -> None:
    with pytest.raises(SiteError) as caught:
        read_config(source)
    assert str(caught.value) == expected
    assert caught.value.exit_code == USAGE
    assert all(problem.fatal for problem in caught.value.problems)


def changed(source: str) -> dict[str, object]:
    """What `source` says beyond the least that a configuration must say."""
    least, config = read_config(LEAST), read_config(LEAST + source)
    return {
        name: getattr(config, name)
        for name in Config.__struct_fields__
        if getattr(config, name) != getattr(least, name)
    }


def test_two_lines_are_a_configuration() -> None:
    config = read_config(LEAST)
    assert config.titles == {"id": "Koran", "en": "Koran"}
    assert config.base_url == "https://koran.example"
    assert config.base_path == ""
    assert config.codes == ("id", "en")
    assert (config.timezone, config.theme, config.output) == ("Asia/Jakarta", "warta", "public")
    assert (config.page_size, config.feed_size, config.quotes) == (20, 20, "typographic")
    assert config.permalink == "/{lang}/{year}/{month}/{slug}/"
    assert (config.sections, config.extra, config.checks, config.wire) == ((), (), Checks(), Wire())


def test_every_key_is_read() -> None:
    source = """\
title: {id: Koran, en: The Paper}
tagline: {id: Tiap hari}
description: Berita
base_url: https://koran.example/berita/
languages: [en, id]
default_language: id
timezone: Asia/Jayapura
theme: polos
output: situs/keluaran
sections: {nasional: {id: Nasional, en: National}}
permalink: /{lang}/{section}/{day}/{slug}/
page_size: 7
feed_size: 9
outputs: [markdown, api]
robots: {ai: disallow, disallow: [/en/archive/]}
extra: [rating, liputan]
wire:
  outlets: [Harian Contoh | contoh.example]
  agencies: [Kantor Contoh]
  noise: ["Baca juga:"]
  places: [Kota Contoh]
  tags: 3
quotes: keep
publisher: PT Koran
missing_translation: badge
checks: {links: warn, pictures: off, alts: error}
translator: {command: [terjemah, "{from}-{to}"], codes: {id: ind}, seconds: 9}
deploy:
  live: {rsync: "www@host.example:/srv/koran"}
  pages: {git: "git@host.example:koran/site.git"}
  cabang: {git: "https://host.example/site.git", branch: situs/terbit, history: no}
  bucket: {s3: "s3://koran/situs", endpoint: "https://s3.host.example/"}
"""
    config = read_config(source)
    assert msgspec.structs.asdict(config) | {"languages": config.codes} == {
        "titles": {"id": "Koran", "en": "The Paper"},
        "taglines": {"id": "Tiap hari"},
        "descriptions": {"id": "Berita", "en": "Berita"},
        "base_url": "https://koran.example/berita",
        "languages": ("id", "en"),
        "timezone": "Asia/Jayapura",
        "theme": "polos",
        "output": "situs/keluaran",
        "sections": (
            Section(
                "nasional",
                {"id": "Nasional", "en": "National"},
                {"id": "nasional", "en": "national"},
            ),
        ),
        "section_lines": {"nasional": 10},
        "theme_named": Location("config.yaml", 8, 8),
        "permalink": "/{lang}/{section}/{day}/{slug}/",
        "page_size": 7,
        "feed_size": 9,
        "outputs": ("api", "markdown"),
        "robots": Robots("disallow", ("/en/archive/",), ai_crawlers("disallow")),
        "extra": ("rating", "liputan"),
        "wire": Wire(
            ("Harian Contoh | contoh.example",), ("Kantor Contoh",), ("Baca juga:",), ("Kota Contoh",), 3
        ),
        "quotes": "keep",
        "publisher": "PT Koran",
        "missing_translation": "badge",
        "checks": Checks("warn", "off", "error"),
        "translator": Translator(("terjemah", "{from}-{to}"), codes={"id": "ind"}, seconds=9),
        "deploy": (
            Target("live", "rsync", "www@host.example:/srv/koran/"),
            Target("pages", "git", "git@host.example:koran/site.git", "gh-pages"),
            Target("cabang", "git", "https://host.example/site.git", "situs/terbit", history=False),
            Target("bucket", "s3", "s3://koran/situs/", endpoint="https://s3.host.example"),
        ),
    }
    assert config.base_path == "/berita"
    assert config.default_language.code == "id"


def test_every_key_of_this_file_is_a_key_that_is_known() -> None:
    """A field of Config that no key can set would be dead, and the test above would not see it."""
    keys = {"title": "titles", "tagline": "taglines", "description": "descriptions"}
    for key in Config.__struct_fields__:
        if key not in ("section_lines", "theme_named", *keys.values()):
            with pytest.raises(SiteError) as caught:
                read_config(LEAST + f"{key}: {{x: {{y: [z]}}}}\n")
            assert 'unknown key "' + key + '"' not in str(caught.value)


def test_outputs_for_machines_can_all_be_left_out() -> None:
    assert read_config(LEAST).outputs == ("json-feed", "news-sitemap")
    assert read_config(LEAST + "outputs:\n").outputs == ("json-feed", "news-sitemap")
    assert read_config(LEAST + "outputs: []\n").outputs == ()


def test_the_shipped_list_tells_crawlers_by_what_they_do() -> None:
    training, every = ai_crawlers("no-training"), ai_crawlers("disallow")
    assert ai_crawlers("allow") == ()
    assert {"GPTBot", "ClaudeBot", "CCBot", "Google-Extended"} <= set(training) < set(every)
    assert "OAI-SearchBot" in set(every) - set(training)
    assert len(every) == len({name.casefold() for name in every})
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", name) for name in every)
    assert not {"Googlebot", "bingbot", "Applebot"} & set(every)


def test_a_value_left_empty_is_the_default() -> None:
    assert changed("theme:\noutput: ~\npage_size:\nsections:\nchecks:\nlanguages:\n") == {}


def test_a_language_of_ones_own_has_english_words_and_the_day_before_the_month() -> None:
    source = "languages: {id: , ar: {name: العربية, words: {tag: wasm}, date_format: d MMM y}}\n"
    languages = changed(source)["languages"]
    assert isinstance(languages, tuple)
    arabic = languages[1]
    assert arabic == Language(
        code="ar",
        name="العربية",
        locale="ar",
        dir="rtl",
        words=Words(tag="wasm"),
        date_format="d MMM y",
        day_format="EEEE, d MMMM y",
    )


@pytest.mark.parametrize(
    ("code", "locale"),
    [("fr", "fr"), ("pt-br", "pt_BR"), ("zh-hant", "zh_Hant"), ("zh-hant-tw", "zh_Hant_TW")],
)
def test_the_locale_of_a_language_follows_from_its_code(code: str, locale: str) -> None:
    assert read_config(LEAST + f"languages: {{{code}: {{name: x}}}}\n").languages[0].locale == locale


def test_the_default_language_comes_first_and_the_others_keep_their_order() -> None:
    source = "languages: {id: , en: , fr: {name: Français}}\ndefault_language: fr\n"
    assert read_config(LEAST + source).codes == ("fr", "id", "en")


def test_a_language_that_stands_twice_counts_once() -> None:
    assert read_config(LEAST + "languages: [id, id]\n").codes == ("id",)


def test_a_title_in_one_language_serves_the_others() -> None:
    source = "title: {en: The Paper}\nbase_url: https://koran.example\n"
    assert read_config(source).titles == {"id": "The Paper", "en": "The Paper"}


def test_the_slug_of_a_section_is_its_name_in_each_language_unless_it_says_another() -> None:
    source = """\
sections:
  hukum: {id: "Hukum & Kriminal", en: "Law & Crime"}
  luar: {id: Luar Negeri, slug: dunia}
  olahraga: {id: Olahraga, en: Sports, slug: {en: sport}, description: {id: Semua hasil}}
  teka-teki: {id: "…"}
"""
    sections = read_config(LEAST + source).sections
    assert [section.slugs for section in sections] == [
        {"id": "hukum-dan-kriminal", "en": "law-and-crime"},
        {"id": "dunia", "en": "dunia"},
        {"id": "olahraga", "en": "sport"},
        {"id": "teka-teki", "en": "teka-teki"},
    ]
    assert sections[1].names == {"id": "Luar Negeri", "en": "Luar Negeri"}
    assert sections[2].descriptions == {"id": "Semua hasil"}


def test_a_section_is_found_by_its_id_and_a_language_by_its_code() -> None:
    config = read_config(LEAST + "sections: {hukum: {id: Hukum}}\n")
    section = config.section("hukum")
    assert section is not None
    assert section.names["en"] == "Hukum"
    assert config.section("politik") is None
    assert config.language("en").name == "English"
    with pytest.raises(KeyError):
        config.language("fr")


def test_a_byte_order_mark_does_not_matter() -> None:
    assert load_config("config.yaml", b"\xef\xbb\xbf" + LEAST.encode()) == read_config(LEAST)


def test_bytes_that_are_not_utf_8_are_reported_at_their_line() -> None:
    with pytest.raises(SiteError) as caught:
        load_config("config.yaml", b"title: Koran\npublisher: Kor\xe1n\n")
    assert str(caught.value) == "config.yaml:2: error: not UTF-8\n  hint: Save it as UTF-8."
    assert caught.value.exit_code == USAGE


def test_the_configuration_of_this_repository_is_right() -> None:
    path = Path(__file__).parent.parent / "config.yaml"
    assert load_config("config.yaml", path.read_bytes()).codes == ("id", "en")

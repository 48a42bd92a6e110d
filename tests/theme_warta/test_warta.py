"""The shipped theme: every layout with everything and with nothing, in both languages."""

import html.parser
import itertools
import re
import types
import typing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from site_gen.config import Config, read_config
from site_gen.errors import Problem
from site_gen.pages import inputs
from site_gen.pages.inputs import LAYOUTS
from site_gen.theme.compiling import Dialect
from site_gen.theme.files import read_theme
from site_gen.theme.flattening import flattened
from site_gen.theme.loading import make_theme
from site_gen.theme.rendering import Renderer

ROOT = Path(__file__).parents[2]
THEME = ROOT / "themes" / "warta"
CSS = (THEME / "static" / "css" / "warta.css").read_text("utf-8")
MORE_CSS = (THEME / "static" / "css" / "following.css").read_text("utf-8")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
TEXT = 'Contoh <b>judul</b> & "kutipan"'
BODY = '<p>Contoh paragraf pertama.</p><h2 id="bagian">Contoh</h2><p>Contoh.</p>'
TEXTS = ["<p>Catatan pertama.</p>", "<p>Catatan kedua.</p>"]
DATES = {"date", "updated", "at", "today", "published", "modified", "started", "ended"}
ADDRESSES = {
    "url",
    "home",
    "tags",
    "archive",
    "series",
    "corrections",
    "search",
    "latest",
    "markdown",
    "newer",
    "older",
    "feed",
    "target",
}
ABSOLUTE = {"canonical", "og_image"}


@pytest.fixture(scope="module")
def press() -> tuple[Renderer, list[Problem]]:
    config: Config = read_config((ROOT / "config.yaml").read_text("utf-8"))
    files = read_theme(ROOT, "warta")
    theme, problems = make_theme(files, {language.code: language.locale for language in config.languages})
    return Renderer(files, theme, config), problems


def example(kind: Any, name: str, lang: str, full: bool) -> Any:
    """A value for a field of the theme contract: with everything in it, or as empty as it may be."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return example(arguments[0], name, lang, full) if full else None
    if origin is typing.Literal:
        return "ltr" if name == "dir" else arguments[0]
    if origin is tuple:
        return tuple(example(arguments[0], name, lang, full) for _ in range(2)) if full else ()
    if origin is dict:
        return {}
    if kind is bool:
        return full
    if kind is int:
        return 3 if full else 0
    if kind is str:
        return text(name, lang, full)
    hints = typing.get_type_hints(kind)
    return kind(**{field: example(hints[field], field, lang, full) for field in kind.__struct_fields__})


def text(name: str, lang: str, full: bool) -> str:
    if name in ("lang", "languages", "hreflang"):
        return lang
    if name == "dir":
        return "ltr"
    if name in ("type", "structured"):
        return {"type": "application/atom+xml", "structured": '{"@graph":[]}'}[name]
    if name in DATES:
        return "2016-11-15T19:05:00+07:00" if full or name in ("date", "at") else ""
    if name in ADDRESSES:
        return "/id/contoh/" if full or name in ("url", "home", "target", "latest") else ""
    if name in ABSOLUTE:
        return "https://warta.example/id/contoh/" if full else ""
    return TEXT if full or name in ("title", "name", "mark") else ""


def make(layout: str, lang: str, full: bool, **changes: Any) -> Any:
    made = example(LAYOUTS[layout], "", lang, full)
    if layout in ("door.html", "404.html") and not made.doors:
        made = msgspec.structs.replace(made, doors=(example(inputs.Door, "", lang, False),))
    if layout in ("list.html", "index.html"):
        changes.setdefault("kind", "tag" if layout == "list.html" else "tags")
    if layout == "article.html":
        changes.setdefault("retracted", False)
        changes.setdefault("live", None)
    return msgspec.structs.replace(made, **changes)


def written(press: tuple[Renderer, list[Problem]], layout: str, lang: str, value: Any) -> str:
    return press[0].render(layout, lang, f"/{lang}/contoh/", value, BODY, TEXTS).decode()


class Reading(html.parser.HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


EVERY = [(layout, lang, full) for layout in LAYOUTS for lang in ("id", "en") for full in (True, False)]


def test_the_theme_loads_without_a_problem_or_a_warning(press: tuple[Renderer, list[Problem]]) -> None:
    assert press[1] == []


def test_every_layout_can_be_written_out_as_one_template() -> None:
    files = read_theme(Path.cwd(), "warta")
    dialect = Dialect()
    for path in files.under("layouts"):
        flattened(path, lambda part: dialect.parse(files.files[part].decode()))


@pytest.mark.parametrize(("layout", "lang", "full"), EVERY)
def test_a_page_is_sound_with_everything_and_with_nothing(
    press: tuple[Renderer, list[Problem]], layout: str, lang: str, full: bool
) -> None:
    page = written(press, layout, lang, make(layout, lang, full))
    read = Reading(page)
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), levels
    assert read.all("html")[0]["lang"] == lang
    assert len(read.all("title")) == 1 and len(read.all("main")) == 1
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all("alt" in attributes for attributes in read.all("img"))
    assert "<b>judul" not in page, "text must be shown as text"


@pytest.mark.parametrize(("layout", "lang", "full"), EVERY)
def test_a_page_keeps_the_strict_content_security_policy(
    press: tuple[Renderer, list[Problem]], layout: str, lang: str, full: bool
) -> None:
    read = Reading(written(press, layout, lang, make(layout, lang, full)))
    policies = [m["content"] for m in read.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1
    assert policies[0] == POLICY or layout == "redirect.html"
    assert not read.all("style")
    scripts = [script for script in read.all("script") if script.get("type") != "application/ld+json"]
    assert all(script.keys() == {"src", "defer"} for script in scripts)
    assert len(scripts) == (layout == "search.html")
    for tag, attributes in read.tags:
        assert not any(name == "style" or name.startswith("on") for name in attributes), tag
        for name in ("src", "srcset", "poster"):
            assert (attributes.get(name) or "/").startswith("/"), f"{tag} loads from elsewhere"


def card(**changes: Any) -> inputs.Card:
    made: inputs.Card = example(inputs.Card, "", "id", True)
    return msgspec.structs.replace(made, **changes)


def test_a_dateline_runs_into_the_first_paragraph(press: tuple[Renderer, list[Problem]]) -> None:
    value = make("article.html", "id", True, dateline=inputs.Dateline("TEMPO.CO, Moskow", " –"))
    page = written(press, "article.html", "id", value)
    found = re.search(r'<p class="dateline"><span>(.*?)</span>(.*?)</p>\s*(<p>)?', page)
    assert found and found[1] == "TEMPO.CO, Moskow", "the words are a label"
    assert found[2] == " –", "the dash is none"
    assert found[3], "the first paragraph must follow at once: they are set as one"


def test_a_story_without_a_time_prints_only_its_day(press: tuple[Renderer, list[Problem]]) -> None:
    page = written(
        press, "article.html", "id", make("article.html", "id", True, date="2016-11-15", related=())
    )
    line = re.search(r'<p class="times">(.*?)</p>', page, re.S)
    assert line and '<time datetime="2016-11-15">Selasa, 15 November 2016</time>' in line[1]


def test_a_listed_story_in_another_language_says_so(press: tuple[Renderer, list[Problem]]) -> None:
    cards = (card(url="/en/a/", lang="en", title="Example"), card(url="/id/b/", lang="id", title="Contoh"))
    page = written(press, "list.html", "id", make("list.html", "id", True, cards=cards))
    assert '<a href="/en/a/" lang="en" dir="ltr" hreflang="en">Example</a>' in page
    assert '<a href="/id/b/">Contoh</a>' in page
    assert page.count('class="mark"') == 1 and "(dalam bahasa Inggris)" in page


def test_stories_stand_under_their_days_once(press: tuple[Renderer, list[Problem]]) -> None:
    dates = ("2016-11-15T20:00:00+07:00", "2016-11-15", "2016-11-14")
    cards = tuple(card(date=date) for date in dates)
    page = written(press, "list.html", "id", make("list.html", "id", True, cards=cards))
    assert re.findall(r'<p class="date"><time datetime="([^"]+)">', page) == ["2016-11-15", "2016-11-14"]
    assert page.count('<div class="day">') == 2 and page.count('class="row"') == 3


def test_a_front_with_one_story_is_a_poster(press: tuple[Renderer, list[Problem]]) -> None:
    bare = make("home.html", "id", False)
    assert '<body class="home empty">' in written(press, "home.html", "id", bare)
    alone = msgspec.structs.replace(bare, lead=card(picture=None))
    page = written(press, "home.html", "id", alone)
    assert '<body class="home alone">' in page and page.count('class="kawung') == 1


def test_the_front_of_a_section_or_a_page_of_its_own_is_headed_by_its_name(
    press: tuple[Renderer, list[Problem]],
) -> None:
    home = written(press, "home.html", "id", make("home.html", "id", True))
    assert '<div class="nameplate">' in home and 'class="today"' in home
    for kind, kicker in (("section", True), ("page", False)):
        page = written(press, "home.html", "id", make("home.html", "id", True, kind=kind, title="Contoh"))
        heading = page.partition('<header class="heading">')[2].partition("</header>")[0]
        assert "<h1>Contoh</h1>" in heading and 'class="standfirst"' in heading
        assert ('<p class="kicker">Rubrik</p>' in heading) == kicker
        assert 'class="nameplate"' not in page and 'class="today"' not in page


def test_a_strip_leads_to_all_such_stories_only_where_there_is_such_a_list(
    press: tuple[Renderer, list[Problem]],
) -> None:
    strips = tuple(
        inputs.Strip(inputs.Link(name, url), (card(),)) for name, url in (("A", "/id/a/"), ("B", ""))
    )
    page = written(press, "home.html", "id", make("home.html", "id", True, strips=strips))
    assert re.findall(r"<h2>(\w)</h2>", page) == ["A", "B"]
    assert page.count("Semua berita ") == 1 and '<a href="/id/a/">Semua berita A</a>' in page


def test_a_front_with_strips_alone_is_no_empty_page(press: tuple[Renderer, list[Problem]]) -> None:
    bare = make(
        "home.html", "id", False, kind="page", strips=(inputs.Strip(inputs.Link("A", ""), (card(),)),)
    )
    page = written(press, "home.html", "id", bare)
    assert "Belum ada berita" not in page and '<section class="strip">' in page


def test_a_related_story_names_the_topics_that_both_have(press: tuple[Renderer, list[Problem]]) -> None:
    related = (inputs.Related(card(), ("Banjir", "Semarang")), inputs.Related(card(), ()))
    page = written(press, "article.html", "id", make("article.html", "id", True, related=related))
    assert page.count('<p class="meta">Banjir, Semarang</p>') == 1


def test_a_story_keeps_its_kawung_and_others_have_theirs(press: tuple[Renderer, list[Problem]]) -> None:
    def field(mark: str) -> str:
        value = make("home.html", "id", False, lead=card(picture=None, mark=mark))
        found = re.search(r'<svg class="kawung.*?</svg>', written(press, "home.html", "id", value), re.S)
        assert found
        return found[0]

    assert field("9f3a12bc") == field("9f3a12bc")
    assert len({field(f"{n:08x}") for n in range(20)}) > 15


def test_a_summary_that_the_story_begins_with_is_not_set_twice(press: tuple[Renderer, list[Problem]]) -> None:
    shown = make("article.html", "id", True, summary="Contoh ringkasan.")
    assert 'class="standfirst"' in written(press, "article.html", "id", shown)
    repeated = make("article.html", "id", True, summary="Contoh paragraf pertama.")
    assert 'class="standfirst"' not in written(press, "article.html", "id", repeated)


def test_a_year_leads_to_its_months_and_a_month_to_its_year(press: tuple[Renderer, list[Problem]]) -> None:
    def links(kind: str, title: str, name: str) -> list[str]:
        value = make("list.html", "id", True, kind=kind, title=title, links=(inputs.Link(name, "/id/x/"),))
        page = written(press, "list.html", "id", value)
        return re.findall("<h1>([^<]+?) ?<", page) + re.findall('<a href="/id/x/">([^<]+)</a>', page)

    assert links("year", "2016", "2016-11") == ["2016", "November"]
    assert links("month", "2016-11", "2016") == ["November 2016", "2016"]


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Contoh judul. Contoh lanjutan.", "Contoh lanjutan."),
        ("Contoh judul lain.", "Contoh judul lain."),
        ("Contoh judul.", "Contoh judul."),
    ],
)
def test_a_summary_goes_on_where_the_headline_ends(
    press: tuple[Renderer, list[Problem]], summary: str, shown: str
) -> None:
    cards = (card(title="Contoh judul", summary=summary),)
    page = written(press, "list.html", "id", make("list.html", "id", True, cards=cards))
    assert f'<p class="summary">{shown}</p>' in page


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_text_has_a_contrast_of_seven_to_one_in_light_and_dark(scheme: int, name: str) -> None:
    pairs = {n: (a, b) for n, a, b in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
    light, dark = sorted((luminance(pairs[name][scheme]), luminance(pairs["paper"][scheme])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_colours_without_light_dark_are_the_light_ones() -> None:
    plain = dict(re.findall(r"--(\w+): (#\w{6});", CSS.split("@supports")[0]))
    modern = {name: light for name, light, _ in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
    assert plain == modern


def test_the_style_sheet_is_small_and_reads_from_either_side() -> None:
    assert len(CSS.encode()) < 26_000
    assert len(MORE_CSS.encode()) < 4_000
    for css in (CSS, MORE_CSS):
        assert not re.search(
            r"(margin|padding|border)-(left|right)|(?<![-\w])(left|right|width|height):", css
        )
        assert not re.search(r"https?:", css)


def test_every_font_file_is_used_and_has_its_licence() -> None:
    fonts = {path.name for path in (THEME / "static" / "fonts").iterdir()}
    used = set(re.findall(r"fonts/([\w-]+\.woff2)", CSS))
    assert used == {name for name in fonts if name.endswith(".woff2")}
    assert {f"OFL-{name.split('-')[0]}.txt" for name in used} <= fonts


def test_a_story_in_another_language_than_its_page_says_so_wherever_it_speaks(
    press: tuple[Renderer, list[Problem]],
) -> None:
    value = msgspec.structs.replace(make("article.html", "id", True), lang="en")
    page = written(press, "article.html", "id", value)
    reading = Reading(page)
    assert reading.all("html")[0]["lang"] == "id"
    in_english = [
        (t, a.get("class")) for t, a in reading.tags if (a.get("lang"), a.get("dir")) == ("en", "ltr")
    ]
    for piece in (("h1", None), ("p", "standfirst"), ("figure", "figure"), ("div", "prose")):
        assert piece in in_english
    assert in_english.count(("p", None)) == 2  # the corrections
    assert "belum diterjemahkan ke bahasa Indonesia" in page
    assert "dalam bahasa Inggris" in page
    own = written(press, "article.html", "id", make("article.html", "id", True))
    assert "belum diterjemahkan" not in own


def test_a_page_of_a_person_has_their_role_and_bio(press: tuple[Renderer, list[Problem]]) -> None:
    value = make("list.html", "id", True, kind="author", role="Pewarta daerah", description="Sejak 2009.")
    page = written(press, "list.html", "id", value)
    assert '<p class="kicker">Pewarta daerah</p>' in page
    assert '<p class="standfirst">Sejak 2009.</p>' in page
    plain = written(press, "list.html", "id", make("list.html", "id", False, kind="author"))
    assert '<p class="kicker">Penulis</p>' in plain


def test_whoever_worked_on_a_story_is_linked_where_they_have_a_page(
    press: tuple[Renderer, list[Problem]],
) -> None:
    links = (inputs.Link("Dewi", "/id/penulis/dewi/"), inputs.Link("Orang Lain", ""))
    page = written(press, "article.html", "id", make("article.html", "id", True, editors=links))
    assert '<dd><a href="/id/penulis/dewi/">Dewi</a>, Orang Lain</dd>' in page


def test_a_withdrawn_story_shows_its_reason_and_nothing_of_its_text(
    press: tuple[Renderer, list[Problem]],
) -> None:
    page = written(press, "article.html", "id", make("article.html", "id", True, retracted=True))
    assert "dicabut" in page
    assert 'class="prose"' not in page
    assert 'class="corrections"' in page


def live_story(lang: str, full: bool, **changes: Any) -> Any:
    entries = tuple(
        inputs.Update(
            f"2016-11-{day}T19:05:00+07:00", f"t-2016-11-{day}-1905", TEXT if full else "", TEXT, ""
        )
        for day in (16, 15)
    )
    values = {
        "started": "2016-11-15",
        "ended": "",
        "updated": "2016-11-16T19:05:00+07:00",
        "several_days": True,
        "entries": entries,
    }
    return make("article.html", lang, full, live=inputs.LiveStory(**(values | changes)))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("full", [True, False])
def test_a_live_story_is_sound_and_has_every_entry_at_its_place(
    press: tuple[Renderer, list[Problem]], lang: str, full: bool
) -> None:
    page = written(press, "article.html", lang, live_story(lang, full))
    read = Reading(page)
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), levels
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    places = {f"#{id_}" for id_ in ids}
    assert {"#t-2016-11-16-1905", "#t-2016-11-15-1905"} <= places
    assert all(a["href"] in places for a in read.all("a") if (a.get("href") or "").startswith("#"))
    assert page.index(TEXTS[0]) < page.index(TEXTS[1])
    assert {"id": "19.05 WIB", "en": "19:05 WIB"}[lang] in page
    assert {"id": "Rabu, 16 November 2016", "en": "Wednesday, November 16, 2016"}[lang] in page
    assert not re.search(r"<(script(?! type=.application/ld)|style)|\bstyle=|http-equiv=.refresh", page)


def test_a_live_story_says_so_until_it_has_ended(press: tuple[Renderer, list[Problem]]) -> None:
    on = written(press, "article.html", "id", live_story("id", full=True))
    off = written(press, "article.html", "id", live_story("id", full=True, ended="2016-11-17T06:00:00+07:00"))
    assert "<strong>Langsung</strong>" in on
    assert "<strong>Selesai</strong>" in off and "06.00 WIB" in off and "<strong>Langsung" not in off
    assert "following" in on and "following" in off
    assert "following" not in written(press, "article.html", "id", make("article.html", "id", full=False))


def test_a_live_story_of_one_day_does_not_repeat_the_day(press: tuple[Renderer, list[Problem]]) -> None:
    page = written(press, "article.html", "id", live_story("id", full=True, several_days=False))
    assert "day-of" not in page


def test_a_live_story_without_entries_says_so(press: tuple[Renderer, list[Problem]]) -> None:
    page = written(press, "article.html", "en", live_story("en", full=True, entries=()))
    assert "Nothing yet." in page

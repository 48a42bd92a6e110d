"""Inputs and a layout become the bytes of a page, or an error at the layout's line."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from mini_contract import RedirectInputs
from mini_theme import CONFIG, MINI, config, home, mini, mini_files, renderer, standing

from site_gen.errors import SiteError
from site_gen.theme.compiling import compiled_layout
from site_gen.theme.files import ThemeFiles, layered
from site_gen.theme.functions import opening
from site_gen.theme.loading import Theme, make_theme
from site_gen.theme.rendering import Renderer


def failing(layout: str, files: ThemeFiles | None = None, name: str = "page.html") -> str:
    press = renderer(files or mini({f"layouts/{name}": layout}))
    with pytest.raises(SiteError) as caught:
        press.render(name, "id", "/id/contoh/", standing("Contoh"), "")
    return str(caught.value)


def test_a_page_is_written() -> None:
    assert renderer().render("home.html", "en", "/en/", home()).decode() == (
        """<!doctype html>
<html lang="en">
<head>
<title>Contoh — Warta</title>
<link rel="stylesheet" href="/news/assets/css/mini.543bf535.css">
</head>
<body>
<h1>Warta</h1>
<article>
<h2><a href="/news/id/2016/11/berita-0/">Berita 0</a></h2>
<time datetime="2016-11-15T19:05:00+07:00">Nov 15, 2016</time>
</article>

<p>3 stories</p>
<article>
<h2><a href="/news/id/2016/11/berita-1/">Berita 1</a></h2>
<time datetime="2016-11-15T19:05:00+07:00">Nov 15, 2016</time>
</article>

<article>
<h2><a href="/news/id/2016/11/berita-2/">Berita 2</a></h2>
<time datetime="2016-11-15T19:05:00+07:00">Nov 15, 2016</time>
</article>

</body>
</html>
"""
    )


def test_each_language_has_its_words_in_one_renderer() -> None:
    press = renderer()
    for _ in range(2):
        assert "<p>3 berita</p>" in press.render("home.html", "id", "/id/", home()).decode()
        assert "<p>3 stories</p>" in press.render("home.html", "en", "/en/", home()).decode()


def test_an_imported_macro_speaks_the_language_of_the_page() -> None:
    files = mini({"partials/card.html": "{% macro card(one) %}{{ t('none') }}{% endmacro %}"})
    press = renderer(files)
    assert "Belum ada berita." in press.render("home.html", "id", "/id/", home()).decode()
    assert "No stories yet." in press.render("home.html", "en", "/en/", home()).decode()


def test_a_page_knows_its_own_address_language_and_layout() -> None:
    press = renderer(mini({"layouts/page.html": "{{ page.url }} {{ page.lang }} {{ page.layout }}"}))
    assert press.render("page.html", "en", "/en/about/", standing()) == b"/en/about/ en page.html\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", ""),
        ("<h2>Judul</h2>\n<ul>\n<li>satu</li>\n</ul>", ""),
        ("<h2>Judul</h2>\n<p>Satu &lt;dan&gt;\n<em>dua</em>.</p>\n<p>Tiga.</p>", "Satu <dan> dua. Tiga."),
        (f"<p>{'kata ' * 31}kata, akhir</p>", f"{'kata ' * 31}kata …"),
        (f"<p>{'x' * 200}</p>", f"{'x' * 160} …"),
    ],
)
def test_the_first_words_of_a_text_are_plain_and_few(body: str, words: str) -> None:
    assert opening(body) == words


@pytest.mark.parametrize("body", ["<p>a</p>\r\n<p>b</p>\r", "<p>a</p>\n<p>b</p>\n", "<p>a</p>\n<p>b</p>"])
def test_a_page_has_lf_at_the_end_of_every_line_and_of_itself(body: str) -> None:
    press = renderer(mini({"layouts/page.html": "{{ body }}"}))
    assert press.render("page.html", "id", "/id/", standing(), body) == b"<p>a</p>\n<p>b</p>\n"


def test_a_layout_with_windows_line_ends_and_a_mark_is_the_same_layout() -> None:
    press = renderer(mini({"layouts/page.html": b"\xef\xbb\xbf<p>\r\n{{ title }}\r\n</p>\r\n"}))
    assert press.render("page.html", "id", "/id/", standing("é")) == "<p>\né\n</p>\n".encode()


def test_a_template_builds_on_the_one_it_takes_the_place_of() -> None:
    own = {
        "layouts/page.html": b'{% extends "mini/layouts/page.html" %}'
        b"{% block main %}<i>{{ super() }}</i>{% endblock %}",
        "strings/en.yaml": b"none: Nothing here.",
    }
    places = {"theme": "theme", "mini": "themes/mini"}
    press = renderer(layered("mini", {"theme": own, "mini": mini_files()}, places))
    text = press.render("page.html", "en", "/en/", standing("Contoh"), "<p>x</p>").decode()
    assert "<i><h1>Contoh</h1>\n<p>x</p>\n" in text
    assert press.theme.strings["en"]["none"] == "Nothing here."
    assert press.theme.strings["en"]["by"] == "By {name}"


@pytest.mark.parametrize(
    ("layout", "report"),
    [
        (
            "<p>\n{{ extra['rating'] }}",
            "themes/mini/layouts/page.html:2: error: 'dict object' has no attribute 'rating'\n"
            "  hint: Seen while writing /id/contoh/. Ask `if` first where a value may be missing.",
        ),
        (
            "\n\n<p>{{ extra.get('rating') }}",
            "themes/mini/layouts/page.html:3: error: NoneType cannot be printed; print one of its fields\n"
            "  hint: Seen while writing /id/contoh/.",
        ),
        (
            '<a href="{{ url(title) }}">',
            'themes/mini/layouts/page.html:1: error: "Contoh" is no address\n'
            "  hint: Seen while writing /id/contoh/.",
        ),
        (
            "{% for x in range(2) %}\n{{ 1 // (1 - x) }}\n{% endfor %}",
            "themes/mini/layouts/page.html:2: error: integer division or modulo by zero\n"
            "  hint: Seen while writing /id/contoh/.",
        ),
        (
            "{% macro m(x) %}\n{{ x.titel }}\n{% endmacro %}\n{{ m(head) }}",
            "themes/mini/layouts/page.html:2: error: 'Head' object has no attribute 'titel'\n"
            "  hint: Seen while writing /id/contoh/.",
        ),
        (
            '{% from "partials/card.html" import card %}\n{{ card ~ "" }}',
            "themes/mini/layouts/page.html:2: error: card cannot be printed; call it: card(…)\n"
            "  hint: Seen while writing /id/contoh/.",
        ),
        (
            "{{ title.upper|string }}",
            "themes/mini/layouts/page.html:1: error: upper cannot be printed; call it: upper(…)\n"
            "  hint: Seen while writing /id/contoh/.",
        ),
        (
            '{% set name = "__cla" ~ "ss__" %}\n{{ title[name] }}',
            "themes/mini/layouts/page.html:2: error: 'str object' has no attribute '__class__'\n"
            "  hint: Seen while writing /id/contoh/. Ask `if` first where a value may be missing.",
        ),
        (
            '{{ [head]|map(attribute="__class__")|join }}',
            "themes/mini/layouts/page.html:1: error: 'mini_contract.Head object' has no attribute '__class__'\n"
            "  hint: Seen while writing /id/contoh/. Ask `if` first where a value may be missing.",
        ),
        (
            '{{ lang_name("xx") }}',
            "themes/mini/layouts/page.html:1: error: 'xx' is not known here\n"
            "  hint: Seen while writing /id/contoh/.",
        ),
    ],
)
def test_what_goes_wrong_while_writing_is_told_at_the_layouts_line(layout: str, report: str) -> None:
    assert failing(layout) == report


def test_what_goes_wrong_in_a_partial_is_told_at_the_partials_line() -> None:
    files = mini(
        {
            "layouts/page.html": '{% import "partials/m.html" as m %}\n{{ m.m(head) }}',
            "partials/m.html": "{% macro m(x) %}\n\n{{ x.titel }}\n{% endmacro %}",
        }
    )
    assert failing("", files).startswith("themes/mini/partials/m.html:3: error:")


@pytest.mark.parametrize("wrong", ["layouts/page.html", "partials/frame.html", "partials/part.html"])
def test_what_goes_wrong_in_any_part_of_a_layout_is_told_at_its_own_line(wrong: str) -> None:
    parts = {
        "layouts/page.html": '{% extends "partials/frame.html" %}\n\n{% block main %}\n{{ super() }}@\n{% endblock %}',
        "partials/frame.html": "\n\n{% block main %}\n@{% endblock %}\n{% include 'partials/part.html' %}",
        "partials/part.html": "\n\n\n@",
    }
    files = mini({path: text.replace("@", "{{ 1 // 0 }}" * (path == wrong)) for path, text in parts.items()})
    assert failing("", files).startswith(f"themes/mini/{wrong}:4: error: integer division")


def test_a_layout_that_is_not_there_is_told_by_its_path() -> None:
    with pytest.raises(SiteError, match=r"^themes/mini/layouts/pages\.html: error"):
        renderer().render("pages.html", "id", "/id/", standing())


def test_compiled_templates_are_kept_and_used(tmp_path: Path) -> None:
    first = renderer(cache=tmp_path).render("home.html", "id", "/id/", home())
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert kept
    assert renderer(cache=tmp_path).render("home.html", "id", "/id/", home()) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200, None])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    first = renderer(cache=tmp_path).render("home.html", "id", "/id/", home())
    whole = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, data in whole.items():
        path.write_bytes(data[:-1] if damage is None else damage)
    assert renderer(cache=tmp_path).render("home.html", "id", "/id/", home()) == first
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == whole


def test_an_entry_under_the_name_of_another_is_made_anew(tmp_path: Path) -> None:
    first = renderer(cache=tmp_path).render("home.html", "id", "/id/", home())
    entries = sorted(tmp_path.iterdir())
    stored = [entry.read_bytes() for entry in entries]
    for entry, other in zip(entries, stored[1:] + stored[:1], strict=True):
        entry.write_bytes(other)
    assert renderer(cache=tmp_path).render("home.html", "id", "/id/", home()) == first


def test_an_edited_template_is_not_mistaken_for_the_one_before(tmp_path: Path) -> None:
    for text in ("one", "two", "one"):
        press = renderer(mini({"layouts/page.html": text}), cache=tmp_path)
        assert press.render("page.html", "id", "/id/", standing()) == f"{text}\n".encode()


def test_what_templates_were_before_their_edits_does_not_pile_up(tmp_path: Path) -> None:
    for number in range(500):
        (tmp_path / f"{number:032x}").write_bytes(b"x")
    renderer(cache=tmp_path).render("page.html", "id", "/id/", standing())
    # One under what the layout is made of, and one under the theme.
    assert len(list(tmp_path.iterdir())) == 2


PARTS = {
    "layouts/page.html": '{% extends "partials/a.html" %}{% from "partials/m.html" import m %}'
    '{% block x %}layout, {{ m() }}, {% include "partials/b.html" %}{% endblock %}',
    "partials/a.html": "extended, {% block x %}{% endblock %}",
    "partials/b.html": 'included, {% include "partials/c.html" %}',
    "partials/c.html": "nested",
    "partials/m.html": "{% macro m() %}imported{% endmacro %}",
    "partials/o.html": "another's",
}


@pytest.mark.parametrize(
    ("path", "word", "anew"),
    [
        ("layouts/page.html", "layout", True),
        ("partials/a.html", "extended", True),
        ("partials/b.html", "included", True),
        ("partials/c.html", "nested", True),
        ("partials/m.html", "imported", False),
        ("partials/o.html", "another's", False),
    ],
)
def test_a_layout_is_compiled_anew_where_what_it_is_made_of_was_edited(
    path: str, word: str, anew: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []

    def written(parts: dict[str, str]) -> str:
        press = renderer(mini(parts), cache=tmp_path)
        compiled.clear()
        return press.render("page.html", "id", "/id/", standing()).decode()

    before = written(PARTS)
    assert before == "extended, layout, imported, included, nested\n"

    def noted(name: str, files: ThemeFiles) -> bytes:
        compiled.append(name)
        return compiled_layout(name, files)

    monkeypatch.setattr("site_gen.theme.engine.compiled_layout", noted)
    assert written(PARTS | {path: PARTS[path].replace(word, "edited")}) == before.replace(word, "edited")
    assert compiled == (["layouts/page.html"] if anew else [])


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    press = renderer(cache=tmp_path / "file" / "templates")
    assert press.render("page.html", "id", "/id/", standing())


def test_a_theme_comes_back_from_its_encoded_form() -> None:
    theme, _ = make_theme(mini(), {"id": "id_ID", "en": "en_US"})
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(theme), type=Theme)
    assert again == theme
    press = Renderer(mini(), again, config(CONFIG))
    assert press.render("home.html", "id", "/id/", home()) == renderer().render(
        "home.html", "id", "/id/", home()
    )


def test_the_path_of_base_url_reaches_addresses_and_assets() -> None:
    redirect = RedirectInputs("Pindah", "/id/baru/")
    text = (
        renderer(text=CONFIG.replace("/news", "")).render("redirect.html", "id", "/lama/", redirect).decode()
    )
    assert 'content="0; url=/id/baru/"' in text
    assert (
        'content="0; url=/news/id/baru/"'
        in renderer().render("redirect.html", "id", "/x/", redirect).decode()
    )


def test_a_remembered_theme_needs_no_jinja() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from site_gen.theme.files import read_theme\n"
        "from site_gen.theme.loading import Theme, make_theme\n"
        "from site_gen.theme.assets import asset_bytes\n"
        f"read_theme(Path({str(MINI.parents[2])!r}), 'warta')\n"
        "found = {'jinja2', 'markupsafe', 'babel'} & set(sys.modules)\n"
        "assert not found, found\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_third_language_needs_its_strings_alone() -> None:
    arabic = (
        "none: لا أخبار.\n"
        "by: بقلم {name}\n"
        "stories: {zero: '{n} 0', one: '{n} 1', two: '{n} 2', few: '{n} 3', many: '{n} 11', other: '{n} 100'}\n"
    )
    text = CONFIG.replace("languages: [id, en]", "languages: {id: {}, ar: {name: العربية, locale: ar}}")
    press = renderer(mini({"strings/ar.yaml": arabic}), text)
    made = press.render("home.html", "ar", "/ar/", home(stories=3)).decode()
    assert "<p>3 3</p>" in made
    assert "15 نوفمبر" in made or "نوفمبر 15" in made

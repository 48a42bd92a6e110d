"""Static files under names that tell their content."""

import re

from mini_theme import mini, theme_of

from site_gen.digest import digest_bytes
from site_gen.theme.assets import Asset, asset_bytes
from site_gen.theme.files import ThemeFiles


def published(files: ThemeFiles) -> dict[str, tuple[Asset, bytes]]:
    assets = {asset.name: asset for asset in theme_of(files).assets}
    return {name: (asset, asset_bytes(asset, files, assets)) for name, asset in assets.items()}


def test_an_asset_is_published_under_its_folder_with_its_digest_in_its_name() -> None:
    for name, (asset, data) in published(mini()).items():
        assert asset.key == digest_bytes(data)
        assert asset.url == "/" + asset.path
        if not name.startswith("root/"):
            stem, _, ending = name.rpartition(".")
            assert asset.path == f"assets/{stem}.{asset.key[:8]}.{ending}"


def test_what_lies_in_root_keeps_its_name_at_the_root() -> None:
    asset, data = published(mini())["root/favicon.ico"]
    assert (asset.path, asset.url, data) == ("favicon.ico", "/favicon.ico", b"icon\n")


def test_references_of_a_style_sheet_lead_to_the_published_names() -> None:
    found = published(mini())
    css = found["css/mini.css"][1].decode()
    base, mark = found["css/base.css"][0], found["img/mark.svg"][0]
    assert css == (
        f'@import "{base.path.removeprefix("assets/css/")}";\n'
        f'body {{ background: url("../{mark.path.removeprefix("assets/")}") }}\n'
    )


def test_every_way_to_write_a_reference_is_rewritten_and_what_is_none_is_kept() -> None:
    css = """@charset "utf-8"; @import 'base.css' screen; @import url(base.css);
/* url(../img/mark.svg) */
a { background: URL( "../img/mark.svg?v=1#x" ), url('../img/mark.svg') } a::after { content: "url(../img/mark.svg)" }
b { mask: url(#m); src: my-url(../img/mark.svg); background: image-set(url(../img/mark.svg) 1x) }
"""
    found = published(mini({"static/css/mini.css": css}))
    mark = found["img/mark.svg"][0].path.removeprefix("assets/")
    base = found["css/base.css"][0].path.removeprefix("assets/css/")
    assert found["css/mini.css"][1].decode() == (
        f"""@charset "utf-8"; @import "{base}" screen; @import url("{base}");
/* url(../img/mark.svg) */
a {{ background: url("../{mark}?v=1#x"), url("../{mark}") }} a::after {{ content: "url(../img/mark.svg)" }}
b {{ mask: url(#m); src: my-url(../img/mark.svg); background: image-set(url("../{mark}") 1x) }}
"""
    )


def test_a_style_sheet_of_the_root_refers_to_what_lies_elsewhere() -> None:
    found = published(mini({"static/root/app/print.css": "@import '../../css/base.css';"}))
    asset, data = found["root/app/print.css"]
    assert asset.path == "app/print.css"
    assert data.decode() == f'@import "../{found["css/base.css"][0].path}";'


def test_a_change_of_a_font_changes_the_names_of_the_style_sheets_above_it() -> None:
    before, after = published(mini()), published(mini({"static/img/mark.svg": "<svg/>"}))
    changed = {name for name in before if before[name][0].path != after[name][0].path}
    assert changed == {"img/mark.svg", "css/mini.css"}


def test_a_file_without_an_ending_has_its_digest_too() -> None:
    asset, _ = published(mini({"static/fonts/LICENSE": "MIT"}))["fonts/LICENSE"]
    assert re.fullmatch(r"assets/fonts/LICENSE\.[0-9a-f]{8}", asset.path)

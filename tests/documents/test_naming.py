"""What a content file's path says of its story and its language."""

import pytest

from site_gen.documents.naming import Name, name_of


@pytest.mark.parametrize(
    ("path", "key", "lang", "name", "standing"),
    [
        # STORY/index.LANG.md
        ("2016/11/15/kabar/index.id.md", "2016/11/15/kabar", "id", "kabar", False),
        ("2016/11/15/kabar/index.en.md", "2016/11/15/kabar", "en", "kabar", False),
        ("2016/11/15/kabar/index.md", "2016/11/15/kabar", "", "kabar", False),
        # STORY.LANG.md
        ("2016/kabar.en.md", "2016/kabar", "en", "kabar", False),
        ("2016/kabar.md", "2016/kabar", "", "kabar", False),
        ("kabar.md", "kabar", "", "kabar", False),
        # LANG/…/STORY.md
        ("id/2016/kabar.md", "2016/kabar", "id", "kabar", False),
        ("en/2016/kabar/index.md", "2016/kabar", "en", "kabar", False),
        # a file's own ending says more than its folder
        ("id/kabar.en.md", "id/kabar", "en", "kabar", False),
        # standing pages
        ("pages/tentang/index.id.md", "pages/tentang", "id", "tentang", True),
        ("pages/tentang.en.md", "pages/tentang", "en", "tentang", True),
        ("2016/pages/tentang.en.md", "2016/pages/tentang", "en", "tentang", False),
        # odd, and yet something
        ("index.md", "index", "", "index", False),
        ("index.id.md", "index", "id", "index", False),
        ("id.md", "id", "", "id", False),
        ("2016/id.md", "2016/id", "", "id", False),
        ("kabar.v2.id.md", "kabar.v2", "id", "kabar.v2", False),
        ("kabar.fr.md", "kabar.fr", "", "kabar.fr", False),
        ("a b/Índeks.id.md", "a b/Índeks", "id", "Índeks", False),
        ("a/.id.md", "a/.id", "", ".id", False),
    ],
)
def test_key_and_language_of_a_path(path: str, key: str, lang: str, name: str, standing: bool) -> None:
    assert name_of(f"content/{path}", ("id", "en")) == Name(key, lang, name, standing)


def test_all_habits_of_naming_lead_to_one_key() -> None:
    paths = ["2016/kabar/index.en.md", "2016/kabar.en.md", "en/2016/kabar.md", "en/2016/kabar/index.md"]
    assert {name_of(f"content/{path}", ("id", "en")) for path in paths} == {
        Name("2016/kabar", "en", "kabar", False)
    }


def test_only_languages_of_the_site_are_languages() -> None:
    assert name_of("content/en/kabar.md", ("id",)) == Name("en/kabar", "", "kabar", False)

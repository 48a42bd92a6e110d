"""Straight quotation marks of the front matter are set on pages as those of the text are."""

import pytest
from newsroom import config, document, pages_of

from site_gen.pages.inputs import ArticleInputs, CorrectionsInputs, HomeInputs

FRONT = """\
title: '"Kami pulang," kata warga Jum''at'
summary: Air "surut".
image: {src: "https://foto.example/a.png", alt: 'Papan "Awas"', caption: 'Papan "Awas"'}
corrections: [{at: 2024-01-02, text: 'Bukan "naik".'}]
"""
SET = ("“Kami pulang,” kata warga Jum’at", "Air “surut”.", "Papan “Awas”", "Bukan “naik”.")
TYPED = ('"Kami pulang," kata warga Jum\'at', 'Air "surut".', 'Papan "Awas"', 'Bukan "naik".')


@pytest.mark.parametrize(("more", "expected"), [("", SET), ("quotes: keep\n", TYPED)])
def test_headline_summary_caption_and_correction_are_set_as_the_text_is(
    more: str, expected: tuple[str, ...]
) -> None:
    pages = pages_of([document("a.id.md", FRONT)], site=config(more))
    title, summary, caption, correction = expected
    article = pages["/id/2024/01/a/"].inputs
    assert isinstance(article, ArticleInputs)
    assert article.picture is not None
    assert (article.title, article.summary, article.corrections[0].text) == (title, summary, correction)
    assert (article.picture.alt, article.picture.caption) == (caption, caption)
    home, corrections = pages["/id/"].inputs, pages["/id/koreksi/"].inputs
    assert isinstance(home, HomeInputs)
    assert home.lead is not None
    assert (home.lead.title, home.lead.summary) == (title, summary)
    assert isinstance(corrections, CorrectionsInputs)
    assert (corrections.entries[0].story.name, corrections.entries[0].correction.text) == (title, correction)


def test_a_guest_has_the_marks_of_its_own_language() -> None:
    german = document("a.de.md", "title: '\"Ja\"'", site=config(text=THREE))
    home = pages_of([german], site=config(text=THREE))["/id/"].inputs
    assert isinstance(home, HomeInputs)
    assert home.lead is not None
    assert home.lead.title == "„Ja“"


THREE = """\
title: Koran
base_url: https://koran.example
missing_translation: badge
languages: {id: , de: {name: Deutsch}}
"""


def test_what_machines_read_is_what_was_typed() -> None:
    feed = pages_of([document("a.id.md", FRONT)])["/id/feed.json"].inputs
    assert feed.entries[0].value.title == TYPED[0]  # type: ignore[attr-defined]

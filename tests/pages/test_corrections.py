"""Corrections are listed, a withdrawn story keeps its address and loses its text."""

from newsroom import document, good_site, instant, pages_of

from site_gen.pages.inputs import ArticleInputs, CorrectionsInputs, HomeInputs
from site_gen.site.release import instants

ONE = document(
    "a/index.id.md",
    "corrections:\n  - {at: 2024-01-02, kind: ralat, text: Satu.}\n  - {at: 2024-01-05, text: Tiga.}",
)
TWO = document("b/index.id.md", "corrections:\n  - {at: 2024-01-03, kind: hak-jawab, text: Dua.}")
GONE = document(
    "c/index.id.md",
    "summary: Ringkasan rahasia.\ntags: [Sendiri]\ncorrections:\n  - {at: 2024-01-04, kind: retraction, text: Tak benar.}",
    body="Naskah rahasia.\n",
)


def test_the_list_has_every_correction_the_latest_first() -> None:
    inputs = pages_of([ONE, TWO, GONE], site=None)["/id/koreksi/"].inputs
    assert isinstance(inputs, CorrectionsInputs)
    assert [entry.correction.text for entry in inputs.entries] == ["Tiga.", "Tak benar.", "Dua.", "Satu."]
    assert inputs.entries[0].story.url == "/id/2024/01/a/"
    older = pages_of(
        [
            ONE,
            TWO,
            GONE,
            *[
                document(f"x{n}/index.id.md", f"corrections:\n  - {{at: 2023-01-0{n}, text: Lama {n}.}}")
                for n in range(1, 6)
            ],
        ]
    )
    head = older["/id/koreksi/"].inputs
    assert isinstance(head, CorrectionsInputs)
    assert head.turn.older in older


def test_an_edition_without_corrections_has_no_list_of_them() -> None:
    pages = pages_of([ONE, document("d/index.en.md")])
    assert "/en/corrections/" not in pages
    shell = pages["/en/"].inputs
    assert isinstance(shell, HomeInputs)
    assert shell.shell.corrections == ""


def test_a_withdrawn_story_is_at_its_address_and_in_no_list() -> None:
    pages = pages_of([ONE, GONE])
    page = pages["/id/2024/01/c/"]
    inputs = page.inputs
    assert isinstance(inputs, ArticleInputs)
    assert inputs.retracted
    assert (inputs.summary, page.body, inputs.head.robots, inputs.head.canonical) == ("", "", "noindex", "")
    assert "rahasia" not in inputs.head.structured
    assert (inputs.tags, inputs.authors, inputs.section) == ((), (), None)  # their lists are not there
    home = pages["/id/"].inputs
    assert isinstance(home, HomeInputs)
    assert home.lead is not None
    assert home.lead.url == "/id/2024/01/a/"
    assert not home.seconds and not home.river
    assert "/id/tag/sendiri/" not in pages


def test_a_withdrawn_story_still_leads_to_its_other_language() -> None:
    site = good_site([GONE, document("c/index.en.md")])
    assert [article.url for article in site.editions[0].retracted] == ["/id/2024/01/c/"]
    assert set(site.stories["c"]) == {"id", "en"}


def test_a_correction_is_told_from_its_moment_on() -> None:
    front = "corrections: [{at: 2024-01-10 12:00, kind: KIND, text: Rahasia.}]"
    for kind in ("ralat", "retraction"):
        story = document("a/index.id.md", front.replace("KIND", kind), "Isi.\n")
        for now, told in (("2024-01-10 11:59:59", False), ("2024-01-10 12:00", True)):
            pages = pages_of([story], now=now)
            inputs = pages["/id/2024/01/a/"].inputs
            assert isinstance(inputs, ArticleInputs)
            assert bool(inputs.corrections) is told
            assert inputs.retracted is (told and kind == "retraction")
            assert ("/id/koreksi/" in pages) is told
            assert ("Rahasia" in inputs.head.structured) is told
        assert instant("2024-01-10 12:00") in instants([story])

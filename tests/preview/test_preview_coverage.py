"""The table of translations in the preview."""

from pathlib import Path

from newsroom import document, good_site
from previews import Running, story

from site_gen.preview.coverage import COVERAGE, coverage_page


def test_the_table_has_every_story_and_language_with_links() -> None:
    site = good_site(
        [
            document("a/index.id.md", 'title: "<b>Beras</b>"'),
            document("a/index.en.md", "machine: true\nslug: rice"),
            document("b/index.en.md"),
        ]
    )
    page = coverage_page(site).decode()
    assert "<b>" not in page
    assert '<span lang="id">&lt;b&gt;Beras&lt;/b&gt;</span> <code>a</code>' in page
    assert '<td class="original"><a href="/id/2024/01/a/">original</a></td>' in page
    assert '<td class="machine"><a href="/en/2024/01/rice/">machine</a></td>' in page
    assert '<td class="missing">missing</td><td class="original">' in page
    assert '<span lang="id">Bahasa Indonesia</span> <small>1 missing</small>' in page
    assert '<span lang="en">English</span> <small>1 machine</small>' in page


def test_the_preview_shows_it_with_drafts_and_reloads_it(preview: Running, paper: Path) -> None:
    story(paper, "jagung", "id", "Belum selesai.", more="draft: true\n")
    preview.shows(COVERAGE, "waiting")
    answer = preview.get(COVERAGE)
    assert answer.status == 200
    assert "2016/11/15/jagung" in answer.text
    assert 'class="draft"' in answer.text
    assert "/livereload.js" in answer.text

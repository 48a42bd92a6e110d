"""A preview remembers the addresses that readers know, and shows where they lead."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from previews import Running, story

from site_gen.desk.addresses import write_addresses

FILE = "content/addresses.tsv"


def test_an_address_is_written_down_before_it_is_changed_and_leads_on(
    paper: Path, run: Callable[..., Running]
) -> None:
    story(paper, "rahasia", "id", "Nanti.", more="draft: true\nslug: rahasia\n")
    preview = run(paper, record=partial(write_addresses, paper))
    text = (paper / FILE).read_text("utf-8")
    assert "/id/2016/11/beras/\tid\tstory\t2016/11/15/beras\n" in text
    assert "rahasia" not in text
    for slug in ("b", "be", "beras-baru"):
        token = preview.token
        story(paper, "beras", "id", "Kabar beras.", more=f"slug: {slug}\n")
        preview.until(lambda token=token: preview.token != token)  # type: ignore[misc]
    assert "url=/id/2016/11/beras-baru/" in preview.get("/id/2016/11/beras/").text
    # What was typed on the way was published nowhere.
    assert (paper / FILE).read_text("utf-8") == text
    assert (
        preview.get("/id/2016/11/be/").status == 302 or "refresh" not in preview.get("/id/2016/11/be/").text
    )


def test_a_folder_that_is_renamed_while_the_preview_runs_keeps_its_addresses(
    paper: Path, run: Callable[..., Running]
) -> None:
    preview = run(paper, record=partial(write_addresses, paper))
    token = preview.token
    (paper / "content/2016/11/15/beras").rename(paper / "content/2016/11/15/padi")
    preview.until(lambda: preview.token != token and "padi" in preview.get("/id/2016/11/beras/").text)
    assert "/id/2016/11/beras/\tid\tstory\t2016/11/15/padi\n" in (paper / FILE).read_text("utf-8")


def test_a_preview_that_may_not_write_leaves_the_project_alone(
    paper: Path, run: Callable[..., Running]
) -> None:
    run(paper)
    assert not (paper / FILE).exists()

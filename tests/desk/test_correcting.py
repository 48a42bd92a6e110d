"""A correction goes into the front matter, and nothing else in the file changes."""

import pytest

from site_gen.desk.correcting import with_correction
from site_gen.documents.document import DocumentRules
from site_gen.documents.reading import parse_document
from site_gen.errors import SiteError

PATH = "content/2024/kabar.md"
RULES = DocumentRules(("id", "en"), "Asia/Jakarta", (), (), "keep")
AT = "2024-01-02T08:30:00+07:00"


def corrections(data: bytes) -> list[tuple[str, str, str]]:
    parsed = parse_document(PATH, data, RULES)
    assert parsed.document is not None, parsed.problems
    return [(c.at, c.kind, c.text) for c in parsed.document.corrections]


@pytest.mark.parametrize(
    "front",
    [
        "title: Kabar\ndate: 2024-01-01\n",
        "title: Kabar\ndate: 2024-01-01\ncorrections:\nsection:\n",
        "title: Kabar\ncorrections:  # none so far\ndate: 2024-01-01\n",
        "corrections:\n- at: 2024-01-01\n  text: Pertama.\ntitle: Kabar\ndate: 2024-01-01\n",
        "title: Kabar\ndate: 2024-01-01\ncorrections:\n    - {at: 2024-01-01, text: Pertama.}\n\n# tags below\ntags: [a]\n",
    ],
)
def test_an_entry_is_added_and_every_other_line_stays(front: str) -> None:
    before = f"---\n{front}---\nIsi.\n".encode()
    earlier = corrections(before)
    after = with_correction(PATH, before, AT, "ralat", 'Ia berkata: "x", bukan y.')
    assert corrections(after) == [*earlier, (AT, "ralat", 'Ia berkata: "x", bukan y.')]
    lines = after.decode().split("\n")
    assert [line for line in before.decode().split("\n") if line not in lines] == []


def test_a_file_of_carriage_returns_alone_is_named() -> None:
    before = b"---\rtitle: Kabar\rdate: 2024-01-01\r---\rIsi.\r"
    with pytest.raises(SiteError, match="carriage returns alone"):
        with_correction(PATH, before, AT, "ralat", "Bukan y.")


def test_an_empty_list_is_begun() -> None:
    before = b"---\ntitle: Kabar\ncorrections: []  # none so far\r\ndate: 2024-01-01\n---\nIsi.\n"
    after = with_correction(PATH, before, AT, "koreksi", "Teks.")
    assert corrections(after) == [(AT, "koreksi", "Teks.")]
    assert b"\ncorrections:  # none so far\r\n  - at:" in after


def test_line_ends_stay_what_they_are() -> None:
    before = b"---\r\ntitle: Kabar\r\ndate: 2024-01-01\r\n---\r\nIsi.\r\n"
    after = with_correction(PATH, before, AT, "koreksi", "Teks.")
    assert after.count(b"\r\n") == after.count(b"\n") == before.count(b"\n") + 4


def test_a_list_on_one_line_is_left_to_a_person() -> None:
    before = b"---\ntitle: Kabar\ndate: 2024-01-01\ncorrections: [{at: 2024-01-01, text: Satu.}]\n---\nIsi.\n"
    with pytest.raises(SiteError, match="unusual way") as caught:
        with_correction(PATH, before, AT, "koreksi", "Teks.")
    (problem,) = caught.value.problems
    assert (problem.where.path, problem.where.line) == (PATH, 4)
    assert "- at: …" in problem.hint

"""Any text in: no exception but a named one, nothing lost, nothing invented; and the seed's report as it stands."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.documents.front_matter import split_source
from site_gen.errors import SiteError
from site_gen.safe_yaml import Fields, read_yaml
from site_gen.tables.glossary import over_base
from site_gen.wire.reading import read_text, read_wire
from site_gen.wire.report import as_json, explain, review
from site_gen.wire.source.decoding import decode
from site_gen.wire.source.markup import plain
from site_gen.wire.story import Story, WireRules
from site_gen.wire.writing import story_markdown

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds/000_41b443cf1617d020.txt"
GOLDEN = Path(__file__).parent / "seed_report.txt"
GLOSSARY = over_base()
RULES = WireRules()

WORDS = [
    "Jakarta",
    "Amir",
    "Contoh",
    "Presiden",
    "AKBP",
    "Kapolres",
    "PT",
    "Universitas",
    "warga",
    "menanam",
    "pohon",
    "yang",
    "di",
    "ke",
    "dari",
    "untuk",
    "dengan",
    "tidak",
    "akan",
    "the",
    "of",
    "and",
    "to",
    "in",
    "was",
    "said",
    "told",
    "police",
    "mayor",
    "Senin",
    "Selasa",
    "Monday",
    "14",
    "November",
    "2016",
    "(14/11/2016)",
    "3,5",
    "Rp2.500",
    "KOMPAS.com",
    "TEMPO.CO",
    "(AP)",
    "(Reuters)",
    "-",
    "–",
    "—",
    ":",
    ";",
    ",",
    ".",
    "!",
    "?",
    '"',
    "“",
    "”",
    "'",
    "(",
    ")",
    "[",
    "]",
    "*",
    "_",
    "#",
    ">",
    "|",
    "\\",
    "`",
    "~",
    "&",
    "&amp;",
    "<",
    ">",
    "<p>",
    "</p>",
    "<br>",
    "Baca",
    "juga:",
    "SCROLL",
    "Penulis:",
    "Editor:",
    "By",
    "Copyright",
    "©",
    "2018",
    "(abc/xyz)",
    "https://contoh.example/2016/11/15/x",
    "@contoh",
    "#tagar",
    "\u200b",
    "\xa0",
    "�",
    "â€™",
    "Â",
    "é",
    "ü",
    "文",
    "م",
    "😀",
    "Image",
    "caption",
    "Read",
    "more",
    "---",
    "null",
    "Title:",
    "Date:",
    "|",
    "Field",
    "|",
    "Value",
    "|",
]
PIECE = st.one_of(st.sampled_from(WORDS), st.text(max_size=8))
LINE = st.lists(PIECE, max_size=14).map(" ".join)
COPY = st.lists(LINE, min_size=1, max_size=12).map("\n".join)


def letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def read(text: str, lang: str = "id") -> Story | None:
    try:
        return read_wire(text.encode("utf-8", "surrogatepass"), "seeds/a.txt", GLOSSARY, RULES, lang)
    except SiteError as error:
        assert error.problems[0].where.path == "seeds/a.txt"
        return None


@given(COPY, st.sampled_from(["id", "en"]))
@example("Toko tutup.Salam pamit.Baca juga: Harga Beras Naik LagiHujan turun. (abc/xyz) toko pamit", "id")
@example(
    "# Judul\n\nDek yang panjangnya lebih dari empat puluh huruf sekali.\n\n**JAKARTA, KOMPAS.com** - Isi.",
    "id",
)
@example("| Field | Value |\n|---|---|\n| title | A |\n| author | B |\n\nIsi berita.", "id")
def test_no_letter_is_lost_and_none_is_invented(text: str, lang: str) -> None:
    story = read(text, lang)
    if story is None:
        return
    raw = plain(decode(text.encode("utf-8", "surrogatepass"), "a").text, "seeds/a.txt")
    sent = sorted(letters(" ".join(line.text for line in raw.lines)))
    kept = letters(" ".join(block.text for block in story.blocks))
    taken = letters(" ".join(piece.text for piece in story.removed if piece.rule != "markup"))
    assert sorted(kept + taken) == sent


@given(COPY)
def test_the_body_is_in_the_order_of_the_copy(text: str) -> None:
    story = read(text)
    if story is None:
        return
    raw = letters(
        " ".join(line.text for line in plain(decode(text.encode("utf-8", "surrogatepass"), "a").text).lines)
    )
    position = 0
    for block in story.blocks:
        for char in letters(block.text):
            position = raw.find(char, position) + 1
            assert position > 0, (block.text, raw)


@given(COPY)
def test_the_written_file_reads_back_the_same_values(text: str) -> None:
    story = read(text)
    if story is None:
        return
    source = split_source("a.md", story_markdown(story, "seeds/a.txt", "2026-01-01T00:00:00+07:00").encode())
    fields = Fields(read_yaml(source.front_matter, "a.md", 2), [])
    assert fields.text("title") == story.title.value
    assert fields.texts("tags") == tuple(tag.name for tag in story.tags)
    assert fields.text("summary") == story.summary.value
    assert fields.text("outlet") == story.outlet.value
    assert fields.text("dateline") == story.dateline.value
    assert fields.text("source_file") == "seeds/a.txt"


@given(COPY)
@example("Jakarta Jakarta (1 )0")
def test_a_title_is_short_and_of_the_texts_own_words(text: str) -> None:
    story = read(text)
    if story is None or story.title_source == "text":
        return
    assert len(story.title.value) <= 90
    raw = letters(
        " ".join(line.text for line in plain(decode(text.encode("utf-8", "surrogatepass"), "a").text).lines)
    )
    for word in re.findall(r"\w+", story.title.value):
        assert letters(word) in raw


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_wire(data, "seeds/a.txt", GLOSSARY, RULES)
    except SiteError as error:
        assert error.problems


ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp1251",
    "shift_jis",
]


@given(
    COPY,
    st.sampled_from(ENCODINGS),
    st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=3)), max_size=3),
)
@example("Warga pulang. (AA/0)", "utf-8", [])
@example("(AA/0)", "utf-8", [])
@example("# Jakarta\n×", "utf-8", [])
@example("Warga pulang.", "utf-16", [(3, b"\xd8")])
@example("Warga pulang.", "utf-8", [(5, b"\xed\xa0\x80")])
def test_copy_in_any_encoding_and_damaged_anywhere_is_read_or_refused(
    text: str, encoding: str, damage: list[tuple[int, bytes]]
) -> None:
    data = text.encode(encoding, "replace")
    for place, bytes_ in damage:
        data = data[:place] + bytes_ + data[place:]
    try:
        story = read_wire(data, "seeds/a.txt", GLOSSARY, RULES, "id")
    except SiteError as error:
        assert error.problems[0].where.path == "seeds/a.txt"
        return
    assert story.title.value and letters(" ".join(block.text for block in story.blocks))
    story_markdown(story, "seeds/a.txt", "2026-01-01T00:00:00+07:00").encode()


@given(COPY)
def test_reading_twice_gives_the_same_story(text: str) -> None:
    assert read(text) == read(text)


@given(COPY)
def test_the_reports_can_be_printed(text: str) -> None:
    story = read(text)
    if story is not None:
        assert "\x1b" not in explain(story) + review(story)
        assert as_json(story).count("\n") == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_gives_the_same_story(encoding: str) -> None:
    text = SEED.read_text("utf-8")
    story = read_wire(text.encode(encoding), "seeds/a.txt", GLOSSARY, RULES)
    assert story.blocks == read_wire(text.encode(), "seeds/a.txt", GLOSSARY, RULES).blocks


@pytest.mark.parametrize(
    ("lang", "written", "read"),
    [
        ("id", "15/11/2016", "2016-11-15"),
        ("id", "11/12/2016 10:30", "2016-12-11T10:30:00"),
        ("en", "15/11/2016", "2016-11-15"),
        ("en", "11/12/2016", ""),
        ("id", "15-11-2016", "2016-11-15"),
        ("id", "1479180600", "2016-11-15T03:30:00+00:00"),
        ("id", "1479180600123", "2016-11-15T03:30:00+00:00"),
        ("id", "201611151030", "2016-11-15"),
        ("id", "2016111510", "2016-11-15"),
        ("id", "2016-02-30", ""),
        ("id", "kemarin", ""),
    ],
)
def test_a_column_has_the_date_or_its_words_are_named(lang: str, written: str, read: str) -> None:
    copy = {"id": "Warga menanam seribu pohon.", "en": "Farmers planted a thousand trees."}[lang]
    story = read_text(copy, "seeds/a.csv#1", GLOSSARY, RULES, lang, {"date": written})
    assert story.date.value == read
    told = [] if read else [f'the date "{written}" cannot be read']
    assert [problem.message for problem in story.warnings] == told


def test_windows_1252_is_told_from_utf_8() -> None:
    story = read_wire(
        "JAKARTA, KOMPAS.com – “Baik,” kata Amir yang datang dari kafé.".encode("cp1252"),
        "a",
        GLOSSARY,
        RULES,
    )
    assert story.encoding == "windows-1252"
    assert story.blocks[0].text == "“Baik,” kata Amir yang datang dari kafé."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 abc", "a PDF"),
        (b"PK\x03\x04abc", "office document"),
        (bytes(range(256)) * 4, "not text"),
        (b"a" * 300_000, "more than 200 KiB"),
        (b"--- \n***\n", "no text"),
        (b"SCROLL TO CONTINUE WITH CONTENT\n", "nothing but boilerplate"),
        ("Президент заявил, что поможет.".encode(), "language"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, message: str) -> None:
    with pytest.raises(SiteError) as caught:
        read_wire(data, "seeds/a.txt", GLOSSARY, RULES)
    assert message in str(caught.value)


def test_a_language_that_the_site_does_not_have_is_refused() -> None:
    with pytest.raises(SiteError, match='"fr" is not a language of the site'):
        read_wire(b"Warga menanam pohon.", "a", GLOSSARY, RULES, lang="fr")


def test_fields_beside_the_text_go_before_what_is_read_out_of_it() -> None:
    fields = {
        "title": "Pohon &amp; Warga",
        "author": "Amir Contoh",
        "outlet": "tempo.co",
        "date": "2016-11-15T19:05:00+07:00",
    }
    story = read_text(
        "Warga yang datang menanam pohon, Senin (14/11/2016).", "a#1", GLOSSARY, RULES, "", fields
    )
    assert (story.title.value, story.author.value, story.outlet.value) == (
        "Pohon & Warga",
        "Amir Contoh",
        "TEMPO.CO",
    )
    assert story.date.value == "2016-11-15T19:05:00+07:00" and story.title_source == "text"


@pytest.mark.parametrize(
    ("value", "place"), [("Kupang, NTT", "Kupang, NTT"), ("0", ""), ("-6.2, 106.8", ""), ("/", "")]
)
def test_a_place_beside_the_text_has_letters(value: str, place: str) -> None:
    story = read_text("Warga yang datang menanam pohon.", "a#1", GLOSSARY, RULES, "", {"place": value})
    assert story.dateline.value == place


def test_only_declared_sections_are_proposed() -> None:
    text = "Presiden Rusia Vladimir Putin bertemu dengan Presiden Amerika Serikat yang datang ke Moskow."
    assert read_wire(text.encode(), "a", GLOSSARY, RULES).section.value == "internasional"
    assert read_wire(text.encode(), "a", GLOSSARY, WireRules(sections=("olahraga",))).section.is_missing
    without = read_wire(text.encode(), "a", GLOSSARY, WireRules(sections=()))
    assert not without.section
    assert not without.section.is_missing
    assert "section" not in review(without)
    assert "  section   –  the site has no sections\n" in explain(without)


def test_a_long_text_is_read_in_one_go() -> None:
    text = "Warga yang datang menanam pohon di lereng bukit. " * 3_000
    story = read_wire(text.encode(), "a", GLOSSARY, RULES)
    assert letters(" ".join(block.text for block in story.blocks)) == letters(text)
    assert max(len(block.text) for block in story.blocks) <= 8_000


@pytest.mark.parametrize(
    "unit",
    [
        "**a**b ",
        "__a",
        "[a](b]",
        "AAAA",
        "1/1/2016 ",
        "Baca juga: ",
        "PLACE (AP) - ",
        "tutup.Salam",
        "<p ",
        "&amp;",
        "A of ",
        "(ab/cd) ",
        "Amir/Budi ",
        "Contoh, Depok - ",
        "kemarin, Senin ",
        "pohonnya ",
        "AB CD. ",
        "Follow ",
        "Tentang Contoh\n",
        "1 of 2 | ",
        "10-10-2020 ",
        "the A and ",
    ],
)
def test_no_text_takes_more_than_its_length_deserves(unit: str) -> None:
    # Not timed: a pattern that is quadratic in this takes minutes, and is noticed.
    read((unit * 40_000)[:40_000])


def test_the_report_of_the_seed_is_the_golden_one() -> None:
    story = read_wire(SEED.read_bytes(), f"seeds/{SEED.name}", GLOSSARY, RULES)
    assert explain(story) == GOLDEN.read_text("utf-8")


def test_the_seed_is_read_as_an_editor_reads_it() -> None:
    story = read_wire(SEED.read_bytes(), f"seeds/{SEED.name}", GLOSSARY, RULES)
    assert (story.lang.value, story.outlet.value, story.dateline.value) == ("id", "TEMPO.CO", "Moskow")
    assert (story.date.value, story.event.value) == ("2016-11-15", "2016-11-14")
    assert story.section.value == "internasional" and story.title_source == "generated"
    names = {tag.name for tag in story.tags}
    assert names >= {
        "Donald Trump",
        "Vladimir Putin",
        "Hillary Clinton",
        "Rusia",
        "Amerika Serikat",
        "Kremlin",
        "Suriah",
    }
    sent = SEED.read_text("utf-8").split("TEMPO.CO, Moskow – ")[1]
    assert [block.text for block in story.blocks] == [line for line in sent.split("\n") if line]
    assert {block.kind for block in story.blocks} == {"paragraph"}

"""The text of a live story: what stands on top, and entries under their times."""

import pytest
from newsroom import document
from test_document_reading import RULES

from site_gen.documents.document import Entry, Live, Parsed
from site_gen.documents.prose import plain_text
from site_gen.documents.reading import parse_document

TOP = "- Satu\n- Dua\n\n### Latar\n\nIsi.\n\n"


def parse(body: str, live: str = "true", date: str = "2016-11-15 18:30") -> Parsed:
    front = f"---\ntitle: Kabar\ndate: {date}\nlive: {live}\n---\n"
    return parse_document("content/a/index.id.md", (front + body).encode(), RULES)


def live(body: str, form: str = "true", date: str = "2016-11-15 18:30") -> Live:
    parsed = parse(body, form, date)
    assert parsed.document is not None, [str(problem) for problem in parsed.problems]
    assert parsed.document.live is not None
    return parsed.document.live


def only(body: str) -> Entry:
    (entry,) = live(body).entries
    return entry


@pytest.mark.parametrize(
    ("heading", "at", "title"),
    [
        ("## 19:05 Pintu air dibuka", "2016-11-15T19:05:00+07:00", "Pintu air dibuka"),
        ("# 19:05 Pintu air dibuka", "2016-11-15T19:05:00+07:00", "Pintu air dibuka"),
        ("## 19.05 Pintu", "2016-11-15T19:05:00+07:00", "Pintu"),
        ("## 19.05 WIB", "2016-11-15T19:05:00+07:00", ""),
        ("## 19:05 WIB – Pintu", "2016-11-15T19:05:00+07:00", "Pintu"),
        ("## 19:05: Pintu ##", "2016-11-15T19:05:00+07:00", "Pintu"),
        ("## 19:05:30 - Pintu", "2016-11-15T19:05:30+07:00", "Pintu"),
        ("## 2016-11-16 0:20 Pintu", "2016-11-16T00:20:00+07:00", "Pintu"),
        ("## 2016-11-16T00:20", "2016-11-16T00:20:00+07:00", ""),
        ('## 19:05 *Pintu* "air" [kota](b.md)', "2016-11-15T19:05:00+07:00", "Pintu “air” kota"),
        ("## 19:05 <b>1 < 2</b> &amp; 3", "2016-11-15T19:05:00+07:00", "1 < 2 & 3"),
        ("## 19:05 - 20:00 jeda", "2016-11-15T19:05:00+07:00", "20:00 jeda"),
        ("## 19:05 2.000 warga", "2016-11-15T19:05:00+07:00", "2.000 warga"),
    ],
)
def test_an_entry_begins_with_a_heading_that_begins_with_its_time(heading: str, at: str, title: str) -> None:
    entry = only(f"{TOP}{heading}\n\nAir naik.\n")
    assert (entry.at, entry.title, entry.opening) == (at, title, "Air naik.")


def test_entries_come_newest_first_wherever_they_stand_in_the_file() -> None:
    orders = [
        "## 19:05 a\n\n## 2016-11-16 00:20 c\n\n## 21:00 b\n",
        "## 2016-11-16 00:20 c\n\n## 21:00 b\n\n## 19:05 a\n",
    ]
    for body in orders:
        assert [entry.title for entry in live(body).entries] == ["c", "b", "a"]


def test_the_place_of_an_entry_is_made_of_its_time_alone() -> None:
    anchors = [entry.anchor for entry in live("## 19:05 a\n\n## 19:05:30\n\n## 2016-11-16 00:20\n").entries]
    assert anchors == ["t-2016-11-16-0020", "t-2016-11-15-190530", "t-2016-11-15-1905"]


def test_what_stands_above_the_first_entry_is_the_text_of_the_story() -> None:
    parsed = parse(TOP + "## 19:05 a\n\nb\n")
    assert parsed.html == '<ul>\n<li>Satu</li>\n<li>Dua</li>\n</ul>\n<h3 id="t-latar">Latar</h3>\n<p>Isi.</p>'
    assert parsed.texts == ("<p>b</p>",)
    assert parsed.document is not None
    assert (parsed.document.minutes, parsed.document.anchors) == (0, ("t-latar",))


def test_a_time_in_code_or_under_another_heading_begins_nothing() -> None:
    entry = only("## 19:05 a\n\n### 20:00 b\n\n```\n## 21:00 c\n```\n")
    assert "20:00 b" in entry.opening
    assert "## 21:00 c" in entry.opening


def test_a_story_that_is_not_live_has_headings_that_begin_with_a_time() -> None:
    parsed = parse("## 19:05 a\n\nb\n", "false")
    assert parsed.document is not None
    assert parsed.document.live is None
    assert '<h2 id="t-19-05-a">19:05 a</h2>' in parsed.html


def test_it_began_when_it_says_or_was_published_and_ends_when_it_says() -> None:
    plain = live("x")
    assert (plain.started, plain.ended, plain.entries) == ("2016-11-15T18:30:00+07:00", "", ())
    told = live("x", "{started: 2016-11-14, ended: 2016-11-16 06:00}")
    assert (told.started, told.ended) == ("2016-11-14", "2016-11-16T06:00:00+07:00")
    assert told.ends > told.starts > 0


def test_a_time_without_a_day_is_of_the_day_on_which_it_began() -> None:
    (entry,) = live("## 19:05 a\n", "{started: 2016-11-14 12:00}").entries
    assert entry.at == "2016-11-14T19:05:00+07:00"


def test_no_two_places_of_the_page_have_one_id() -> None:
    body = "### Air\n\nx[^1]\n\n[^1]: n\n\n## 19:05 a\n\n### Air\n\ny[^1]\n\n[^1]: m\n\n## 20:00\n\n### Air\n\nz[^n]\n\n[^n]: k\n"
    parsed = parse(body)
    html = parsed.html + "".join(parsed.texts)
    ids = [part.partition('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == 3 + 6
    for target in [part.partition('"')[0] for part in html.split('href="#')[1:]]:
        assert target in ids


def test_an_entry_does_not_reach_into_another() -> None:
    """A later one may wait for its moment: nothing of it may be seen in those before it."""
    before = parse("Atas.\n\n## 19:05 a\n\n[x] y[^1]\n\n### Air\n")
    body = "Atas.\n\n## 19:05 a\n\n[x] y[^1]\n\n### Air\n\n## 20:00 Rahasia\n\n### Air\n\n[x]: https://rahasia.example/\n[^1]: Rahasia\n"
    after = parse(body)
    assert (after.html, after.texts[1:]) == (before.html, before.texts)
    assert after.document is not None
    assert before.document is not None
    assert after.document.live is not None
    assert before.document.live is not None
    assert after.document.live.entries[1:] == before.document.live.entries


def test_a_word_in_code_that_looks_like_the_id_of_a_note_stays() -> None:
    (text,) = parse('## 19:05\n\n`id="t-fn:1"` x[^1]\n\n[^1]: n\n').texts
    assert 'id="t-fn:1"' in plain_text(text) or "id=&quot;t-fn:1" in text
    assert 'id="t-2016-11-15-1905-fn:1"' in text


def test_links_and_pictures_of_an_entry_know_their_lines() -> None:
    entry = only("Atas [a](a.md).\n\n## 19:05\n\nIsi [b](b.md) ![c](c.png) ![](d.png)\n")
    assert [(link.target, link.line) for link in entry.links] == [("b.md", 10)]
    assert [(one.target, one.line) for one in entry.pictures] == [("c.png", 10), ("d.png", 10)]
    assert [one.target for one in entry.bare_pictures] == ["d.png"]


def test_what_is_wrong_inside_an_entry_is_said_with_its_line() -> None:
    parsed = parse("Atas.\n\n## 19:05 Naik\n\n[x](javascript:alert) y\n")
    assert [str(problem).partition("\n")[0] for problem in parsed.problems] == [
        "content/a/index.id.md:10:5: warning: an address that begins with `javascript:` was taken out"
    ]


def test_a_standing_page_is_not_live() -> None:
    source = b"---\ntitle: Tentang\nlive: true\n---\nIsi.\n"
    parsed = parse_document("content/pages/tentang/index.id.md", source, RULES)
    assert [problem.message for problem in parsed.problems] == ["a standing page that is live"]


def test_a_live_story_is_bound_by_the_limits_of_any_text() -> None:
    parsed = parse("## 19:05\n\n" + "kata " * 60_000)
    assert parsed.document is None
    assert "KiB" in parsed.problems[0].message


def test_a_long_entry_opens_with_whole_words() -> None:
    entry = only("## 19:05\n\n" + "banjir " * 100)
    assert entry.opening.endswith("banjir …")
    assert len(entry.opening) <= 202


def test_the_words_of_a_text_have_neither_its_notes_nor_their_marks() -> None:
    (text,) = parse("## 19:05\n\nSatu[^1] & *dua*.\n\n- tiga\n\n[^1]: Catatan.\n").texts
    assert plain_text(text) == "Satu & dua. tiga"


def test_a_story_may_be_live_before_its_first_entry() -> None:
    assert document("a.id.md", "live: true", "Segera.\n").live is not None


LATER = "2016-11-17 23:30 Rahasia"


@pytest.mark.parametrize(
    "lost",
    [
        f"##{LATER}",
        f" ## {LATER}",
        f"   ## {LATER}",
        f"##\u00a0{LATER}",
        f"\u200f## {LATER}",
        f"\ufeff##\u200b {LATER}",
        f"> ## {LATER}",
        f"- ## {LATER}",
        f"1. ## {LATER}",
        f"<h2>{LATER}</h2>",
        f'<h1 id="x"> {LATER}</h1>',
        f"<h3>{LATER}</h3>",
        f"{LATER}\n------",
        f"**{LATER}**\n===",
        f"> {LATER}\n> ---",
        "Pukul 23:30 Rahasia\n---",
        f"```\nkode\n\n## {LATER}",
        f"### {LATER}",
        "#### 2016/11/17 23:30 Rahasia",
        f"**{LATER}**",
        LATER,
        *[f"{mark} {LATER}" for mark in ("#+", "=##", "#|#", "#0", "&nbsp;##", "*#", "#pukul", ".## ")],
        *["##" + words for words in ("21:30 Rahasia", "21.30 Rahasia", "23/11/2016 23:30 Rahasia")],
        *["##" + words for words in ("17/11 23:30 Rahasia", "pukul 23:30 Rahasia")],
        *[
            f"## {words} Rahasia"
            for words in (
                "17/11 23:30",
                "2016/11/17 23:30",
                "17-11-2016 23:30",
                "2016.11.17 23:30",
                "20161117 23:30",
                "17 November 2016 23:30",
                "Kamis, 2016-11-17 23:30",
                "Pukul 23.30",
                "[2016-11-17 23:30]",
                "(23:30)",
                "23 :30",
                "23: 30",
                "23h30",
                "2330",
                "T23:30",
                "- 23:30",
                "\u0662\u0663:\u0663\u0660",
                "\u200f23:30",
                "23\uff1a30",
                "11.17 23:30",
                "11.30 malam:",
                "19:05 (WIB)",
                "19:05 GMT",
                "2016-11-17T10:00-07:00",
                "2016-11-17T10:00Z",
                "2016-11-17 10:00 UTC",
                "11:30 p.m.",
            )
        ],
    ],
)
def test_an_entry_that_would_be_lost_in_the_one_above_is_a_mistake(lost: str) -> None:
    """It would come out with the entry above, or at a wrong time, instead of at its own."""
    for body in (
        f"## 19:05 Satu\n\nAir naik.\n\n{lost}\n\nIsi.\n",
        f"Di atas.\n\n{lost}\n\nIsi.\n",
        f"Di atas.\n\n{lost}\n\nIsi.\n\n## 19:05 Satu\n\nAir naik.\n",
    ):
        problems = [problem for problem in parse(body).problems if problem.fatal]
        assert problems, body
        line = (body.split("\n").index(next(x for x in body.split("\n") if "Rahasia" in x))) + 6
        assert problems[0].where.line == line
        assert problems[0].hint


@pytest.mark.parametrize(
    "heading", ["Latar\n-----", "<h2>Latar</h2>", "> ## Latar", "## Latar", "<H1>Latar</H1>"]
)
def test_every_large_heading_begins_an_entry(heading: str) -> None:
    for body in (f"## 19:05 Satu\n\n{heading}\n\nIsi.\n", f"{heading}\n\nIsi.\n"):
        (problem,) = parse(body).problems
        assert "Other headings begin with ###." in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "\\## 21:30 bukan kabar",
        "### 21:30 di dalam",
        "#21 dan #22",
        "#banjir2016",
        "#banjir #rob, 2.000 warga",
        "\\# 21:30 bukan kabar",
        "Pukul ## 21:30",
        "21:30 saja",
        "1. 21:30 satu",
        "Sejak 2016-11-17 23:30 air surut.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_what_only_mentions_a_time_is_text(text: str) -> None:
    assert [entry.title for entry in live(f"## 19:05 Satu\n\n{text}\n\nIsi.\n").entries] == ["Satu"]


@pytest.mark.parametrize(
    "title", ["Malam takbiran", "Siang ini hujan", "RAPAT", "WITAYA", "- 20:00 jeda", "2.000 warga"]
)
def test_a_title_may_begin_like_a_part_of_a_time(title: str) -> None:
    assert len(live(f"## 11:05 {title}\n\nIsi.\n", date="2016-11-15 08:00").entries) == 1


def test_what_is_in_a_comment_is_no_entry() -> None:
    parsed = parse("## 19:05 Satu\n\nAir.\n\n<!--\n## 20:05 Salah\n\nRahasia\n-->\n\n## 21:05 Dua\n\nIsi.\n")
    assert parsed.document is not None and parsed.document.live is not None
    assert [entry.title for entry in parsed.document.live.entries] == ["Dua", "Satu"]
    assert "Rahasia" not in "".join(parsed.texts)

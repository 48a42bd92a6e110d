"""The other file of a story: what comes along, what an engine makes of it, and what may go wrong."""

import json
import socket
import subprocess
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import CONFIG, story, write_project
from serving import Quiet, running
from serving import Server as LocalServer

from site_gen.cli import run
from site_gen.config import Translator
from site_gen.desk import translating
from site_gen.desk.engines import LibreTranslate, Program, engine_of
from site_gen.desk.stories import find_story, read_all
from site_gen.desk.translating import begin_translation, path_in
from site_gen.documents.document import Document
from site_gen.documents.reading import parse_document
from site_gen.errors import CONTENT, ENVIRONMENT, USAGE, Location, SiteError
from site_gen.reading.project import Request, rules_of
from site_gen.safe_yaml import Mapping, Node, Scalar, read_yaml
from site_gen.safe_yaml import Sequence as Items

FRONT = """\
title_source: generated
section: dunia
tags: [Rusia, Donald Trump, kucing hutan]
author: [Siti Rahma, Dewi]
editor: Budi
translator: Ani
summary: Presiden AS menelepon.
outlet: TEMPO.CO
dateline: Moskow/Jakarta
canonical: https://lain.example/a
source_file: seeds/a.txt
image:
  src: a.jpg
  alt: Dua orang
  caption: {id: Keterangan}
  credit: Dewi
embargo: 2024-03-01 06:00
expires: "2030-12-31"
updated: 2024-01-02
corrections:
  - at: 2024-01-02 08:30
    kind: ralat
    text: Jumlahnya dua.
aliases: [/id/lama/]
series: banjir
live: true
rating: 5
"""
BODY = """
Presiden **Rusia** menelepon [Donald Trump](../lain/index.id.md "Judul") di Moskow.

- satu
- dua

```sh
jangan
```
"""
PATH = "content/2024/01/01/kabar/index.id.md"
EN = PATH.replace(".id.", ".en.")

UPPER = """\
import sys
text = sys.stdin.buffer.read().decode()
sys.stdout.buffer.write(text.upper().encode())
"""


def project_of(folder: Path, more: str = "", front: str = FRONT, engine: str = UPPER) -> Path:
    settings = CONFIG + "extra: [rating]\n" + more
    return write_project(
        folder,
        {"config.yaml": settings, PATH: story(front, BODY), "engine.py": engine, "content/x.md": story()},
    )


def command(*arguments: str) -> str:
    return f"translator: {{command: {json.dumps([sys.executable, 'engine.py', *arguments])}}}\n"


def translated(project: Path, **more: Any) -> tuple[translating.Made, str, Document]:
    """What is made of the story, the file's text, and its document."""
    stories = read_all(Request(project, 0))
    versions, _ = find_story(stories, "kabar")
    engine = engine_of(stories.config.translator, "id", "en", project)
    made = begin_translation(stories, versions, "en", engine=engine, **more)
    data = (project / made.path).read_bytes()
    parsed = parse_document(made.path, data, rules_of(stories.config))
    assert parsed.problems == ()
    assert parsed.document is not None
    return made, data.decode(), parsed.document


def test_by_hand_all_that_is_not_language_comes_along(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    made, text, _ = translated(project)
    (original,) = (d for d in read_all(Request(project, 0)).documents if d.path == PATH)
    assert (made.path, made.engine, made.draft) == (EN, "", True)
    front, _, body = text.removeprefix("---\n").partition("---\n")
    assert (
        front
        == f"""\
title: Kabar
date: 2024-01-01
slug:
section: dunia
tags:
  - Russia
  - Donald Trump
  - kucing hutan
author:
  - Siti Rahma
  - Dewi
editor: Budi
summary:
outlet: TEMPO.CO
dateline: Moscow/Jakarta
image:
  src: a.jpg
  alt:
    id: Dua orang
    en:
  caption:
    id: Keterangan
  credit: Dewi
draft: true
embargo: 2024-03-01 06:00
expires: 2030-12-31
updated: 2024-01-02
corrections:
  - at: 2024-01-02 08:30
    kind: ralat
    text: Jumlahnya dua.
translates: {original.revision}
series: banjir
live: true
rating: 5
"""
    )
    assert body == BODY


def test_an_engine_is_given_words_and_the_rest_is_as_it_was(tmp_path: Path) -> None:
    made, text, document = translated(project_of(tmp_path, command()))
    assert (made.engine, made.draft, made.problems) == (sys.executable, False, ())
    assert document.machine
    assert not document.draft
    assert text.endswith(
        """---

PRESIDEN **Russia** MENELEPON [Donald Trump](../lain/index.id.md "JUDUL") DI Moscow.

- SATU
- DUA

```sh
jangan
```
"""
    )
    assert (document.title, document.slug, document.summary) == ("KABAR", "kabar", "PRESIDEN US MENELEPON.")
    assert document.picture is not None
    assert (document.picture.alt, document.picture.caption) == ("DUA ORANG", "KETERANGAN")
    assert document.corrections[0].text == "JUMLAHNYA DUA."
    assert document.embargo


def test_the_times_of_a_live_storys_entries_are_no_words(tmp_path: Path) -> None:
    """An engine that writes times in the manner of its language would let an entry out at another moment."""
    engine = "import re, sys\nsys.stdout.write(re.sub(r'[\\d:.-]{4,}', 'noon', sys.stdin.read()))\n"
    heads = ["## 2024-12-01 06:00 Pintu dibuka", "## 21.15", "## 19:05 WIB – Air naik", "### 20:30"]
    project = project_of(tmp_path, command(), engine=engine)
    (project / PATH).write_text(story(FRONT, "\n\n".join(heads) + "\n"), "utf-8")
    _, text, document = translated(project)
    assert [line for line in text.split("\n") if line.startswith("#")] == heads
    assert document.live is not None


def test_a_draft_stays_a_draft_whoever_translates_it(tmp_path: Path) -> None:
    _, _, document = translated(project_of(tmp_path, command(), FRONT + "draft: true\n"))
    assert document.draft
    assert document.machine


def test_what_the_engine_loses_is_left_as_it_was_named_and_kept_from_readers(tmp_path: Path) -> None:
    engine = UPPER.replace("text.upper()", "text.upper().replace('QZ1QZ', '')")
    made, text, document = translated(project_of(tmp_path, command(), engine=engine))
    assert document.draft
    assert document.machine
    assert "\nPresiden **Rusia** menelepon [Donald" in text
    assert "- SATU" in text
    (problem,) = made.problems
    line = (
        story(FRONT, BODY)
        .split("\n")
        .index('Presiden **Rusia** menelepon [Donald Trump](../lain/index.id.md "Judul") di Moskow.')
        + 1
    )
    assert (problem.where.path, problem.where.line, problem.fatal) == (PATH, line, False)


def test_paragraphs_that_come_back_in_another_number_are_sent_one_by_one(tmp_path: Path) -> None:
    engine = UPPER.replace("text.upper()", "' '.join(text.upper().split())")
    _, text, _ = translated(project_of(tmp_path, command(), engine=engine))
    assert "- SATU\n- DUA\n" in text


def test_the_text_is_data_whatever_it_holds(tmp_path: Path) -> None:
    engine = UPPER.replace("text.upper()", "(repr(sys.argv) + chr(10) * 2 + text)")
    project = project_of(
        tmp_path, command("{from}", "{to}", "$(touch jahat)", "; touch jahat"), engine=engine
    )
    settings = read_all(Request(project, 0)).config.translator
    program = Program(settings.command, "id", "en", project, 60)
    said = program.run("`touch jahat` $(touch jahat) -x --y\x00")
    assert said.startswith("['engine.py', 'id', 'en', '$(touch jahat)', '; touch jahat']")
    assert "`touch jahat` $(touch jahat) -x --y" in said
    assert not (project / "jahat").exists()


FAILING = [
    ("sys.exit('tidak ada model')", "ended with 1: tidak ada model"),
    ("sys.exit('no such mode\\ntry one of:\\n  ind-zlm')", "ended with 1: no such mode try one of: ind-zlm"),
    ("sys.exit('x ' * 200 + '\\nkeluar')", "ended with 1: keluar"),
    ("sys.stdout.buffer.write(b'\\xff')", "wrote what is not UTF-8"),
    ("sys.stdin.read()", "gave nothing back"),
    ("import time; time.sleep(60)", "took more than 1 seconds"),
]


@pytest.mark.parametrize(("code", "message"), FAILING)
def test_an_engine_that_fails_writes_nothing(tmp_path: Path, code: str, message: str) -> None:
    settings = command().replace("{command:", "{seconds: 1, command:")
    project = project_of(tmp_path, settings, engine="import sys\n" + code)
    with pytest.raises(SiteError) as caught:
        translated(project)
    assert message in str(caught.value)
    assert caught.value.exit_code == ENVIRONMENT
    assert not (project / EN).exists()


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="is not there"):
        Program(("tidak-ada-program",), "id", "en", tmp_path, 5).translate(["x"])


def test_a_file_that_is_there_is_never_written_over(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = project_of(tmp_path)
    translated(project)
    before = (project / EN).read_bytes()
    assert run(["-C", str(project), "translate", "kabar", "--to", "en"]) == USAGE
    assert 'there is a "en" text already' in capfd.readouterr().err
    (project / EN).write_text("rusak", "utf-8")
    assert run(["-C", str(project), "translate", "kabar", "--to", "en"]) == CONTENT
    assert f"{EN}:1:1: error: no front matter" in capfd.readouterr().err
    assert (project / EN).read_text("utf-8") == "rusak"
    assert before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "fr"), 'unknown language "fr"'),
        (("--to", ""), 'unknown language ""'),
        (("--to", "en", "--from", "en"), 'the story has no "en" text'),
        (("--to", "id"), "It is the original: name the language to translate into."),
    ],
)
def test_a_language_that_cannot_be_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    project = project_of(tmp_path)
    before = sorted(project.rglob("*.md"))
    assert run(["-C", str(project), "translate", "kabar", *arguments]) == USAGE
    assert sorted(project.rglob("*.md")) == before
    assert message in capfd.readouterr().err


def test_the_command_says_what_was_made_and_the_site_builds_with_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    front = "image: {src: https://foto.example/a.jpg, alt: Dua}\n"
    project = project_of(tmp_path, command(), front)
    (project / PATH).write_text(story(front, "Presiden Rusia di Moskow.\n"), "utf-8")
    assert run(["-C", str(project), "translate", "kabar", "--to", "en"]) == 0
    out = capfd.readouterr().out
    assert f"{EN} was made by {sys.executable} from {PATH}; the page says so." in out
    assert f"site-gen translated {EN} --reviewed" in out
    assert run(["-C", str(project), "build", "--now", "2024-06-01"]) == 0
    assert "PRESIDEN Russia DI Moscow." in (project / "public/en/2024/01/kabar/index.html").read_text("utf-8")
    assert run(["-C", str(project), "status", "kabar"]) == 0
    assert "machine" in capfd.readouterr().out
    assert run(["-C", str(project), "translated", "kabar", "--reviewed"]) == 0
    assert "machine" not in (project / EN).read_text("utf-8")
    (project / EN).unlink()
    assert run(["-C", str(project), "translate", "kabar", "--to", "en", "--by-hand"]) == 0
    assert "to be written over" in capfd.readouterr().out
    assert "draft: true" in (project / EN).read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("content/a/index.id.md", "content/a/index.en.md"),
        ("content/a.id.md", "content/a.en.md"),
        ("content/id/a/b.md", "content/en/a/b.md"),
        ("content/a/index.md", "content/a/index.en.md"),
        ("content/a.md", "content/a.en.md"),
    ],
)
def test_the_file_goes_where_the_habit_of_the_project_has_it(tmp_path: Path, path: str, other: str) -> None:
    project = write_project(tmp_path, {path: story()})
    stories = read_all(Request(project, 0))
    (document,) = stories.documents
    assert path_in(document, "en", ("id", "en")) == other
    begin_translation(stories, {"id": document}, "en")
    versions = read_all(Request(project, 0)).documents
    assert len({d.key for d in versions}) == 1
    assert sorted(d.lang for d in versions) == ["en", "id"]


def test_a_key_of_its_own_comes_along(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"content/a/index.id.md": story("key: lain\nlang: id\n")})
    stories = read_all(Request(project, 0))
    begin_translation(stories, {"id": stories.documents[0]}, "en")
    assert {(d.key, d.lang) for d in read_all(Request(project, 0)).documents} == {
        ("lain", "id"),
        ("lain", "en"),
    }


# -- LibreTranslate --


class Server(Quiet):
    """A LibreTranslate of a few lines."""

    asked: ClassVar[list[dict[str, Any]]] = []
    answer: ClassVar[Any] = None

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Server.asked.append({"path": self.path, **body})
        status, answer = Server.answer or (200, {"translatedText": [text.upper() for text in body["q"]]})
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())


@pytest.fixture
def server() -> Iterator[str]:
    Server.asked, Server.answer = [], None
    with running(LocalServer(Server)) as address:
        yield address


def test_a_server_is_asked_once_for_all_texts(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    project = project_of(tmp_path, f"translator: {{libretranslate: '{server}/api/', codes: {{id: ind}}}}\n")
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "rahasia")
    assert run(["-C", str(project), "translate", "kabar", "--to", "en"]) == 0
    (asked,) = Server.asked
    assert (asked["path"], asked["source"], asked["target"]) == ("/api/translate", "ind", "en")
    assert (asked["api_key"], asked["format"]) == ("rahasia", "text")
    assert "Kabar" in asked["q"]
    assert not any("index.id.md" in text or "Moskow" in text for text in asked["q"])
    assert "machine: true" in (project / EN).read_text("utf-8")
    assert "rahasia" not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((403, {"error": "Invalid API key"}), "answered 403: Invalid API key"),
        ((307, b""), "answered 307"),
        ((200, {"translatedText": ["one"]}), "did not answer with as many"),
        ((200, {"translatedText": [1, 2]}), "did not answer with as many"),
        ((200, b"<html>"), "answered what is no translation"),
    ],
)
def test_a_server_that_answers_something_else_is_named(server: str, answer: Any, message: str) -> None:
    Server.answer = answer
    with pytest.raises(SiteError, match=message):
        LibreTranslate(server, "id", "en", "", 5).translate(["satu", "dua"])


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(SiteError, match="cannot be reached"):
        LibreTranslate("http://127.0.0.1:9", "id", "en", "", 5).translate(["satu"])


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"SSH-2.0-Contoh\r\n", "LibreTranslate broke off: SSH-2.0-Contoh"),
        # A piece of 255 bytes is announced, and three come.
        (
            b"HTTP/1.1 500 Contoh\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
            "LibreTranslate answered 500: Contoh",
        ),
    ],
)
def test_a_server_that_speaks_no_http_or_breaks_off_is_named(answer: bytes, message: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answering = threading.Thread(target=_answer_once, args=(listening, answer))
        answering.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(SiteError, match=message):
            LibreTranslate(url, "id", "en", "", 5).translate(["satu"])
        answering.join()


def _answer_once(listening: socket.socket, answer: bytes) -> None:
    """What a server does that hears one request out, answers, and goes."""
    caller, _ = listening.accept()
    with caller:
        asked = b""
        while not asked.endswith(b"}"):
            asked += caller.recv(65_536)
        caller.sendall(answer)


def test_no_build_asks_a_translator(tmp_path: Path, server: str) -> None:
    project = project_of(tmp_path, f"translator: {{libretranslate: '{server}'}}\n", "")
    (project / PATH).write_text(story(), "utf-8")
    assert run(["-C", str(project), "build", "--now", "2024-06-01"]) == 0
    assert run(["-C", str(project), "check", "--parity"]) == 0
    assert Server.asked == []


# -- Argos --


def test_argos_is_asked_text_by_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = types.ModuleType("argostranslate.translate")
    library.translate = lambda text, source, target: f"{source}>{target} {text.upper()}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "argostranslate", types.ModuleType("argostranslate"))
    monkeypatch.setitem(sys.modules, "argostranslate.translate", library)
    engine = engine_of(Translator(argos=True), "id", "en", tmp_path)
    assert engine is not None
    assert engine.translate(["satu", "dua"]) == ["id>en SATU", "id>en DUA"]


def test_argos_that_is_not_installed_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="pip install argostranslate") as caught:
        engine_of(Translator(argos=True), "id", "en", tmp_path)
    assert caught.value.exit_code == USAGE


# -- apertium --


def apertium() -> bool:
    try:
        modes = subprocess.run(["apertium", "-l"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return "ind-zlm" in modes


@pytest.mark.skipif(not apertium(), reason="no apertium-ind-zlm on this machine")
def test_a_real_engine_translates_into_a_third_language(tmp_path: Path) -> None:
    settings = CONFIG.replace("[id, en]", "{id: , en: , ms: {name: Bahasa Melayu}}")
    settings += 'translator: {command: [apertium, -u, "{from}-{to}"], codes: {id: ind, ms: zlm}}\n'
    project = write_project(tmp_path, {"config.yaml": settings, PATH: story("", BODY, "Menelepon presiden")})
    assert run(["-C", str(project), "translate", "kabar", "--to", "ms"]) == 0
    text = (project / PATH.replace(".id.", ".ms.")).read_text("utf-8")
    assert "menelefon" in text
    assert '](../lain/index.id.md "' in text
    assert "machine: true" in text


# -- front matter --

TEXTS = st.text(st.characters(exclude_categories=("C",), include_characters="\n\t"), max_size=20)
NODES = st.recursive(
    st.builds(lambda text, quoted: Scalar(text, Location(""), quoted), TEXTS, st.booleans()),
    lambda inner: st.one_of(
        st.builds(lambda items: Items(tuple(items), Location("")), st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda values: Mapping(values, {}, Location("")),
            st.dictionaries(st.sampled_from(["id", "en", "at", "text"]), inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=8,
)


def said(node: Node) -> Any:
    if isinstance(node, Scalar):
        return "" if node.empty else node.text
    if isinstance(node, Items):
        return [said(item) for item in node.items]
    return {key: said(value) for key, value in node.values.items()}


@given(NODES)
def test_a_value_that_comes_along_says_the_same(node: Node) -> None:
    text = "\n".join(translating._lines("kunci", node)) + "\n"
    assert said(read_yaml(text, "a.md").values["kunci"]) == said(node)

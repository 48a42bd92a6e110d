"""The server: what it gives out, to whom, and what it never does."""

import itertools
import re
import shutil
import socket
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from previews import PATIENCE, Answer, Running, Tab, make_paper, story

from site_gen import recall
from site_gen.errors import ENVIRONMENT, SiteError
from site_gen.pages.page import Page
from site_gen.press import Press
from site_gen.preview.serving import Options, Preview
from site_gen.site.names import Names, look_up

SECRET = "RAHASIA-DAPUR"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, memory: Path) -> Iterator[Running]:
    """One preview for all the questions of this file, with secrets in and around its project."""
    root = tmp_path_factory.mktemp("served")
    project = make_paper(root / "paper")
    shutil.copytree(memory, project / ".site_gen")
    story(project, "rahasia", "id", f"{SECRET} naskah", more="draft: true\n")
    for place in (root, project, project / "content", project / "static/.well-known"):
        place.mkdir(exist_ok=True)
        (place / "secret.txt").write_text(SECRET, "utf-8")
        if "static" not in place.parts:
            (place / ".env").write_text(SECRET, "utf-8")
    running = Running(project, drafts=False).begin()
    yield running
    running.end()


def test_a_page_is_given_as_it_would_be_published_but_for_its_dress(running: Running) -> None:
    answer = running.get("/id/2016/11/beras/")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Kabar beras hari ini." in answer.text
    assert answer.text.count("/livereload.js?") == 1
    made = running.preview.proofs.proof.press.bytes_of("id/2016/11/beras/index.html").decode()
    head, _, tail = answer.text.partition('<script src="/livereload.js?')
    assert made.partition("<title>")[2].startswith(head.partition("<title>")[2])
    assert made.endswith(tail.partition("</script>")[2])


def test_nothing_is_kept_guessed_or_embedded(running: Running) -> None:
    for target in (
        "/",
        "/robot.txt",
        "/nowhere",
        "/livereload.js",
        "/livereload.css",
        "/id",
        "/.env",
        "/%00",
    ):
        headers = running.get(target).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "etag" not in headers
        assert "server" not in headers


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/robot.txt", "text/plain; charset=utf-8"),
        ("/id/feed.xml", "application/xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/favicon.ico", "image/vnd.microsoft.icon"),
        ("/_headers", "text/plain; charset=utf-8"),
        ("/livereload.js", "text/javascript; charset=utf-8"),
        ("/livereload.css", "text/css; charset=utf-8"),
    ],
)
def test_a_file_has_its_media_type(running: Running, target: str, kind: str) -> None:
    answer = running.get(target)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.body


def test_a_style_sheet_of_the_theme_is_given(running: Running) -> None:
    page = running.get("/id/").text
    target = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    answer = running.get(target)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/css; charset=utf-8")


def test_an_unknown_address_has_the_404_page_of_the_site(running: Running) -> None:
    answer = running.get("/id/2016/11/tidak-ada/")
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Warta Uji" in answer.text
    assert "/livereload.js?" in answer.text


def test_a_folder_leads_to_its_slash_with_the_query(running: Running) -> None:
    answer = running.get("/id?halaman=2")
    assert (answer.status, answer.headers["location"]) == (302, "/id/?halaman=2")


def test_head_is_answered_without_a_body(running: Running) -> None:
    whole, head = running.get("/robot.txt"), running.get("/robot.txt", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO"])
def test_only_reading_is_allowed(running: Running, method: str) -> None:
    assert running.get("/", method=method, Content_Length="0").status in (400, 405)


def test_stories_that_readers_do_not_see_are_not_there_without_drafts(running: Running) -> None:
    assert running.get("/id/2016/11/rahasia/").status == 404


def test_the_reload_of_livereload_that_anybody_could_call_is_not_there(running: Running) -> None:
    tab = Tab(running).greet(running.token)
    assert running.get("/forcereload").status == 404
    assert running.get("/forcereload?path=*").status == 404
    assert tab.hears_nothing()
    tab.close()


def tricks() -> Iterator[str]:
    """Over 500 ways to ask for a file that is not part of the site."""
    ups = (
        "..",
        "%2e%2e",
        "%2E.",
        "..%2f..",
        "%252e%252e",
        "..;",
        "....",
        "..%00",
        "%c0%ae%c0%ae",
        "..\\..",
        "~",
    )
    files = ("secret.txt", ".env", "config.yaml", "content/secret.txt", "etc/passwd", "paper/secret.txt")
    starts = ("/", "//", "/id/", "/static/", "/assets/", "/.well-known/", "/robot.txt/")
    for start, up, times, name in itertools.product(starts, ups, (1, 4), files):
        yield start + "/".join([up] * times) + "/" + name
    for name in (
        "/.env",
        "/.well-known/secret.txt",
        "/.well-known/.env",
        "/.nojekyll",
        "/.site_gen/index",
        "/.git/",
    ):
        yield name
    for name in files:
        yield from (
            f"/{name}",
            f"//{name}",
            f"/%2f{name}",
            f"/static/{name}",
            f"/\\{name}",
            f"/file:///{name}",
        )


def test_no_trick_with_a_path_leads_out_of_the_site(running: Running) -> None:
    asked = 0
    wrong = []
    for target in tricks():
        asked += 1
        answer = running.get(target)
        if answer.status not in (400, 404) or SECRET.encode() in answer.body or b"root:" in answer.body:
            wrong.append((target, answer.status))
    assert not wrong
    assert asked > 500


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /%00 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"GET /%ff HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: {host}\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: nine\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: {host}\r\nbad header\r\nConnection: close\r\n\r\n",
        b"GET /livereload HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\r\n",
        b"GET /livereload HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade, close\r\nSec-WebSocket-Version: 99\r\n\r\n",
        b"GET /livereload HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n\r\n",
    ],
)
def test_no_request_is_answered_with_a_server_error(running: Running, request_: bytes) -> None:
    answer = running.send(request_.replace(b"{host}", f"127.0.0.1:{running.port}".encode()))
    assert answer.status < 500
    assert answer.status != 200
    assert running.get("/").status == 200


FOREIGN = ["evil.example", "127.0.0.1", "localhost.evil.example:{port}", "0.0.0.0:{port}", "127.0.0.1:1", ""]


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("target", ["/", "/livereload.js", "/livereload", "/robot.txt", "/.env", "/id"])
def test_a_host_that_is_not_this_one_gets_nothing(running: Running, host: str, target: str) -> None:
    answer = running.get(target, Host=host.format(port=running.port))
    assert answer.status in (400, 403)
    assert b"Warta" not in answer.body


def test_another_page_can_neither_listen_nor_read(running: Running) -> None:
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{running.port + 1}", None):
        assert Tab(running, origin=origin).status == 403
    assert Tab(running, host=f"evil.example:{running.port}").status == 403
    assert running.get("/", Origin="http://evil.example").status == 403
    assert running.get("/", Origin=f"http://localhost:{running.port}").status == 200
    assert Tab(running, host=f"localhost:{running.port}").status == 101


def test_a_preview_listens_on_this_machine_alone(running: Running) -> None:
    assert [one.getsockname()[0] for one in running.preview.sockets] == ["127.0.0.1"]


def test_a_preview_on_all_addresses_answers_to_the_address_it_was_reached_at(
    paper: Path, run: Callable[..., Running]
) -> None:
    running = run(paper, host="0.0.0.0")
    assert running.address == f"http://127.0.0.1:{running.port}/"
    assert running.get("/").status == 200
    assert running.get("/", Host=f"evil.example:{running.port}").status == 403
    assert running.get("/", Host=f"10.9.8.7:{running.port}").status == 403


def test_a_port_that_is_taken_is_an_error_of_the_environment(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SiteError) as caught:
        options = Options(make_paper(tmp_path / "paper"), port=taken.getsockname()[1])
        Preview(options, lambda _: 0, lambda config, now: None, print)
    assert caught.value.exit_code == ENVIRONMENT
    assert "this port is taken" in str(caught.value)
    assert "--port 0" in str(caught.value)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.9"])
def test_a_host_that_is_not_here_is_an_error_of_the_environment(tmp_path: Path, host: str) -> None:
    with pytest.raises(SiteError) as caught:
        Preview(
            Options(make_paper(tmp_path / "paper"), host=host, port=0), lambda _: 0, lambda c, n: None, print
        )
    assert caught.value.exit_code == ENVIRONMENT


def test_a_site_in_a_folder_is_served_in_that_folder(paper: Path, run: Callable[..., Running]) -> None:
    path = paper / "config.yaml"
    path.write_text(path.read_text("utf-8").replace("warta.example", "warta.example/berita"), "utf-8")
    running = run(paper)
    assert running.address == f"http://127.0.0.1:{running.port}/berita/"
    assert running.get("/").headers["location"] == "/berita/"
    assert running.get("/berita").headers["location"] == "/berita/"
    assert running.get("/berita/id").headers["location"] == "/berita/id/"
    page = running.get("/berita/id/2016/11/beras/")
    assert page.status == 200
    assert 'href="/berita/id/"' in page.text
    assert '<script src="/livereload.js?' in page.text
    assert running.get("/id/").status == 404


def test_a_file_that_becomes_a_link_to_another_place_is_not_given(preview: Running, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    assert preview.get("/robot.txt").text == "halo\n"
    (preview.project / "static/robot.txt").unlink()
    (preview.project / "static/robot.txt").symlink_to(tmp_path / "secret.txt")
    assert preview.get("/robot.txt").status == 404
    preview.until(lambda: bool(preview.preview.proofs.proof.problems))
    answer = preview.get("/robot.txt")
    assert (answer.status, SECRET in answer.text) == (404, False)


def test_a_picture_is_given_in_each_of_its_sizes(paper: Path, run: Callable[..., Running]) -> None:
    image = pytest.importorskip("PIL.Image")
    folder = story(paper, "besar", "id", "Isi.", more="image: besar.jpg\n").parent
    image.new("RGB", (900, 600), (9, 99, 199)).save(folder / "besar.jpg")
    running = run(paper)
    page = running.get("/id/2016/11/besar/").text
    found = re.findall(r"(/media/besar\.\w+\.(\d+)\.webp) (\d+)w", page)
    assert [width for _, width, _ in found] == ["320", "720", "900"]
    for url, _, _ in found:
        answer = running.get(url)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")


def test_nothing_is_written_but_the_cache(paper: Path, run: Callable[..., Running]) -> None:
    before = set(paper.rglob("*"))
    run(paper).get("/id/")
    written = {path.relative_to(paper).parts[0] for path in set(paper.rglob("*")) - before}
    assert written <= {".site_gen", ".public.lock"}


def test_one_line_says_where_the_site_is(running: Running) -> None:
    where = f"http://127.0.0.1:{running.port}/"
    assert running.said[-1:] == [f"Serving Warta Uji at {where} – as readers see it – Ctrl-C ends"]


def test_many_requests_on_one_connection_are_answered(running: Running) -> None:
    request = f"GET /robot.txt HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE) as connection:
        for _ in range(3):
            connection.sendall(request)
            data = b""
            while not data.endswith(b"halo\n"):
                data += connection.recv(65536)
            assert Answer(data).status == 200


def test_a_page_that_is_asked_for_again_is_made_again_only_after_an_edit(
    preview: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    print_page = Press.page_bytes

    def noting(press: Press, page: Page) -> bytes:
        made.append(page.url)
        return print_page(press, page)

    monkeypatch.setattr(Press, "page_bytes", noting)
    for _ in range(3):
        assert "Kabar banjir hari ini." in preview.get("/id/2016/11/banjir/").text
    assert made == ["/id/2016/11/banjir/"]
    story(preview.project, "banjir", "id", "Air sudah surut.")
    preview.shows("/id/2016/11/banjir/", "Air sudah surut.")
    assert made == ["/id/2016/11/banjir/"] * 2


def test_another_title_does_not_have_names_looked_up_again(
    preview: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[Collection[str]] = []

    def counted(tags: Collection[str], *more: Any) -> Names:
        looked_up.append(tags)
        return look_up(tags, *more)

    monkeypatch.setattr(recall, "look_up", counted)
    for title in ("Harga", "Harga beras"):
        story(preview.project, "beras", "id", "Kabar beras hari ini.", title)
        preview.shows("/id/", f">{title}<")
    assert looked_up == []
    story(preview.project, "beras", "id", "Kabar beras hari ini.", "Padi", "dateline: Wina\n")
    preview.shows("/id/", ">Padi<")
    assert len(looked_up) == 1

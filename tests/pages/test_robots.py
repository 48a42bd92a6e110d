"""What crawlers are asked: robots.txt, headers and pages say the same."""

from urllib.robotparser import RobotFileParser

import pytest
from newsroom import CONFIG, config, document, pages_of

from site_gen.config import ai_crawlers
from site_gen.pages.making import WRITERS

STORY = "https://koran.example/id/2024/01/a/"


def files(policy: str) -> tuple[str, str, str]:
    """robots.txt, _headers and what the page of a story says."""
    pages = pages_of([document("a.id.md")], site=config(policy))
    robots, headers = (WRITERS["text"](pages[url].inputs).decode() for url in ("/robots.txt", "/_headers"))
    return robots, headers, pages["/id/2024/01/a/"].inputs.head.robots  # type: ignore[attr-defined]


def reader(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


@pytest.mark.parametrize(
    ("policy", "training", "answers"),
    [("allow", True, True), ("no-training", False, True), ("disallow", False, False)],
)
def test_crawlers_of_ai_are_let_in_or_not_and_search_engines_always(
    policy: str, training: bool, answers: bool
) -> None:
    robots, headers, page = files(f"robots: {{ai: {policy}}}\n")
    parser = reader(robots)
    for name in ("GPTBot", "ClaudeBot", "CCBot", "Google-Extended", "Bytespider"):
        assert parser.can_fetch(name, STORY) is training
    for name in ("OAI-SearchBot", "PerplexityBot", "Claude-User"):
        assert parser.can_fetch(name, STORY) is answers
    for name in ("Googlebot", "bingbot", "Applebot", "somebody"):
        assert parser.can_fetch(name, STORY)
    for text in (headers, page):
        assert ("noai, noimageai" in text) is not training
    assert ("ai-train=no" in robots) is not training
    assert ("ai-input=no" in robots) is not answers
    assert parser.site_maps() == ["https://koran.example/sitemap.xml"]


def test_every_crawler_of_the_list_is_turned_away() -> None:
    parser = reader(files("robots: {ai: disallow}\n")[0])
    assert not [name for name in ai_crawlers("disallow") if parser.can_fetch(name, STORY)]


def test_addresses_can_be_closed_to_all() -> None:
    robots = files("robots: {disallow: [/id/arsip/, /en/archive/]}\n")[0]
    parser = reader(robots)
    assert not parser.can_fetch("Googlebot", "https://koran.example/id/arsip/")
    assert parser.can_fetch("Googlebot", STORY)
    on_a_path = CONFIG.replace("koran.example", "koran.example/berita")
    pages = pages_of([document("a.id.md")], site=config("robots: {disallow: [/id/arsip/]}\n", on_a_path))
    assert "Disallow: /berita/id/arsip/\n" in WRITERS["text"](pages["/robots.txt"].inputs).decode()


def test_a_page_that_is_not_to_be_indexed_says_both() -> None:
    pages = pages_of([document("a.id.md")], site=config("robots: {ai: disallow}\n"))
    assert pages["/404.html"].inputs.head.robots == "noindex, noai, noimageai"  # type: ignore[attr-defined]
    assert pages["/404.html"].inputs.head.canonical == ""  # type: ignore[attr-defined]
    assert pages["/"].inputs.head.robots == "noai, noimageai"  # type: ignore[attr-defined]
    assert pages["/id/"].inputs.head.canonical == "https://koran.example/id/"  # type: ignore[attr-defined]

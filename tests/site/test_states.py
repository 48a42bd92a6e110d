"""Every two states that a story can be in, together: where readers meet it, and where they must not.

Each place is asked whether it leads to the story. The table says what one state does by itself; the rules below it
say what two do together, and they are few: what hides a story hides all of it, whatever else it is; a withdrawal
takes it out of every list; agency copy is to be found at the agency; all other states leave each other alone.
"""

import itertools

import msgspec
import pytest
from newsroom import CONFIG, config, document, pages_of

from site_gen.pages.inputs import ArticleInputs
from site_gen.pages.page import Page

SITE = config("outputs: [json-feed, news-sitemap, ninjs, api, markdown, search]\n", CONFIG)
NOW = "2024-01-10 12:00"
URL, OTHER = "/id/2024/01/utama/", "/en/2024/01/main/"

HIDDEN = {
    "draft": "draft: true",
    "embargo to come": "embargo: 2024-01-10 12:01",
    "date to come": "date: 2024-01-10 12:01",
    "expired": "expires: 2024-01-10 12:00",
}
SEEN = {
    "plain": "",
    "embargo past": "embargo: 2024-01-10 12:00",
    "expiry to come": "expires: 2024-01-10 12:01",
    "old": "date: 2023-12-01",
    "corrected": "corrections: [{at: 2024-01-10 08:00, kind: ralat, text: Dua bukan tiga.}]",
    "withdrawn": "corrections: [{at: 2024-01-10 09:00, kind: retraction, text: Tidak benar.}]",
    "machine": "machine: true",
    "canonical": "canonical: https://lain.example/asal",
    "alias": "aliases: [/id/lama/]",
    "untranslated": "",
    "updated": "updated: 2024-01-10 10:00",
}
STATES = HIDDEN | SEEN

PLACES = {
    "its page": URL,
    "the home page": "/id/",
    "the section": "/id/dunia/",
    "the tag": "/id/tag/sendiri/",
    "the author": "/id/penulis/sari/",
    "Atom": "/id/feed.xml",
    "RSS": "/id/rss.xml",
    "JSON Feed": "/id/feed.json",
    "the section's feed": "/id/dunia/feed.xml",
    "the sitemap": "/sitemap-id-1.xml",
    "the news sitemap": "/sitemap-id-news.xml",
    "the front door": "/",
    "the API": "/api/v1/id/latest.json",
    "ninjs": URL + "ninjs.json",
    "Markdown": URL + "index.md",
    "the corrections": "/id/koreksi/",
    "redirects": "/_redirects",
    "the old address": "/id/lama/",
    "the translation": OTHER,
    "the next story": "/id/2024/01/lain/",
}
LISTS = {
    "the home page", "the section", "the tag", "the author", "Atom", "RSS", "JSON Feed", "the section's feed",
    "the sitemap", "the news sitemap", "the front door", "the API", "the next story",
}  # fmt: skip
"""Where a withdrawn story is not."""


def shown(value: object) -> bytes:
    """All that a page is handed, with what stands in it by its digest."""
    return msgspec.json.encode(value, enc_hook=lambda sealed: sealed.value)


def expected(states: frozenset[str]) -> set[str]:
    """Where readers meet a story in these states."""
    if states & HIDDEN.keys():
        return set()
    places = {"its page", "ninjs", "Markdown", *LISTS, "the translation"}
    if "old" in states:
        places -= {"the news sitemap"}
    if "canonical" in states:
        places -= {"the sitemap", "the news sitemap"}
    if "untranslated" in states:
        places -= {"the translation"}
    if states & {"corrected", "withdrawn"}:
        places.add("the corrections")
    if "alias" in states:
        places |= {"redirects", "the old address"}
    if "withdrawn" in states:
        places -= LISTS | {"the translation"}
    return places


def front_of(states: frozenset[str]) -> str:
    """The front matter of a story in these states; of two corrections, both."""
    lines = {
        "slug": "utama",
        "section": "dunia",
        "tags": "[Sendiri]",
        "author": "Sari",
        "date": "2024-01-10 07:00",
    }
    for state in sorted(states, key=lambda state: (state in HIDDEN, state)):
        key, _, value = STATES[state].partition(": ")
        if key == "corrections" and key in lines:
            value = f"{lines[key][:-1]}, {value[1:]}"
        if key:
            lines[key] = value
    return "".join(f"{key}: {value}\n" for key, value in lines.items())


def published(states: frozenset[str]) -> dict[str, Page]:
    documents = [
        document("a.id.md", front_of(states), "Naskah utama.\n", SITE),
        document("b.id.md", "slug: lain\ndate: 2024-01-10 06:00\n", site=SITE),
    ]
    if "untranslated" not in states:
        documents.append(document("a.en.md", "slug: main\ndate: 2024-01-10 07:00\n", site=SITE))
    return pages_of(documents, site=SITE, now=NOW)


def met(pages: dict[str, Page], address: str) -> set[str]:
    """The places that lead to `address`, or are it."""
    found = set()
    for place, url in PLACES.items():
        page = pages.get(url.replace("/2024/01/utama/", address.removeprefix("/id")))
        if page is not None and address.encode() in shown((page.url, page.inputs)):
            found.add(place)
    return found


PAIRS = [frozenset(pair) for pair in itertools.combinations_with_replacement(sorted(STATES), 2)]


@pytest.mark.parametrize("states", PAIRS, ids=[" × ".join(sorted(pair)) for pair in PAIRS])
def test_a_story_is_met_where_its_states_let_it_be(states: frozenset[str]) -> None:
    pages = published(states)
    address = "/id/2023/12/utama/" if "old" in states and "date to come" not in states else URL
    found = met(pages, address) ^ expected(states)
    if "withdrawn" in states:
        found.discard("the translation")
    assert not found, sorted(found)
    if states & HIDDEN.keys():
        for url, page in pages.items():
            assert b"utama" not in shown((url, page.inputs)), url
        return
    inputs = pages[address].inputs
    assert isinstance(inputs, ArticleInputs)
    withdrawn = "withdrawn" in states
    assert inputs.retracted == withdrawn
    assert bool(pages[address].body) != withdrawn
    assert len(inputs.corrections) == len(states & {"corrected", "withdrawn"})
    assert inputs.machine == ("machine" in states)
    assert ("noindex" in inputs.head.robots) == withdrawn
    original = "https://lain.example/asal" if "canonical" in states else ""
    assert inputs.head.canonical == ("" if withdrawn else original or f"https://koran.example{address}")
    assert inputs.canonical == original
    assert bool(inputs.translations) == ("untranslated" not in states)

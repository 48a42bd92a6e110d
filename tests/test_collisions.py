"""Whatever claims an address that something else has, is told of, with both sources. Nothing is overwritten."""

import random
from collections.abc import Callable

import msgspec
import pytest
from newsroom import CONFIG, NOW, THOROUGH, config, document, instant, site_of

from site_gen.documents.document import Document
from site_gen.errors import Location, Problem
from site_gen.pages.making import make_pages
from site_gen.pages.page import path_of
from site_gen.pages.redirects import differences, remember
from site_gen.publish import Output, check_paths
from site_gen.site.values import Release
from site_gen.tables.addresses import PATH


class Claims(msgspec.Struct):
    """What a project says in which something claims addresses."""

    documents: list[Document] = []
    glossary: str = ""
    config: str = ""
    memory: str = ""
    static: list[str] = []


Claim = Callable[[Claims, str, str], str]
"""Has something claim an address: (claims, word or address, a name for the file) → what a message calls it."""


def add(claims: Claims, name: str, front: str) -> str:
    claims.documents.append(document(f"{name}.id.md", front, site=config(claims.config, CONFIG)))
    return f"content/{name}.id.md"


def by_slug(claims: Claims, word: str, name: str) -> str:
    return add(claims, name, f"slug: {word}\n")


def by_page(claims: Claims, word: str, name: str) -> str:
    return add(claims, f"pages/{name}", f"date:\nslug: {word}\n")


def by_tag(claims: Claims, word: str, name: str) -> str:
    claims.glossary += f"t-{name}: {{type: topic, id: Topik {name}, en: Topic, slug: {{id: {word}}}}}\n"
    add(claims, name, f"tags: [Topik {name}]\n")
    return f'the tag "Topik {name}"'


def by_author(claims: Claims, word: str, name: str) -> str:
    add(claims, name, f"author: {word}\n")
    return f'the author "{word}"'


def by_alias(claims: Claims, address: str, name: str) -> str:
    return add(claims, name, f"aliases: [{address}]\n")


def by_memory(claims: Claims, address: str, name: str) -> str:
    add(claims, name, "")
    claims.memory += f"{address}\tid\tstory\t{name}\n"
    return PATH


def by_static(claims: Claims, address: str, name: str) -> str:
    claims.static.append(path_of(address))
    return f"static/{path_of(address)}"


FIXED: dict[str, tuple[Claim, str]] = {
    "a slug": (by_slug, "/id/2024/01/{}/"),
    "a page": (by_page, "/id/{}/"),
    "a tag": (by_tag, "/id/tag/{}/"),
    "an author": (by_author, "/id/penulis/{}/"),
}
"""Those that have one form of address, made of a word."""
FREE: dict[str, Claim] = {"an alias": by_alias, "an old address": by_memory, "a static file": by_static}
"""Those that may name any."""
ALWAYS = {
    "/id/": "the home page",
    "/id/2024/": "the year 2024",
    "/id/2024/01/": "January 2024",
    "/id/arsip/": "the archive",
}


def problems_of(claims: Claims) -> list[Problem]:
    """What a build would say."""
    site, problems = site_of(claims.documents, glossary=claims.glossary, site=config(claims.config, CONFIG))
    release = Release(instant(NOW))
    remembered = remember(site, differences(site, claims.memory, release))
    site = msgspec.structs.replace(site, redirects=(*site.redirects, *remembered.redirects))
    outputs = [Output(path_of(page.url), "k", page.source, page.where) for page in make_pages(site)]
    outputs += [Output(path, "k", f"static/{path}", Location(f"static/{path}")) for path in claims.static]
    return [*problems, *remembered.problems, *check_paths(outputs)]


def pair(choice: random.Random) -> tuple[Claims, str, str, str]:
    """Two things with one address, or with two that are one on many systems."""
    claims = Claims()
    word = "".join(choice.choices("abcdefgh", k=choice.randrange(3, 9)))
    if choice.random() < 0.6:
        name = choice.choice(sorted(FIXED))
        claim, form = FIXED[name]
        one, address = claim(claims, word, "satu"), form.format(word)
    elif choice.random() < 0.5:
        address = f"/id/{word}/{word}/"
        name = choice.choice(sorted(FREE))
        one = FREE[name](claims, address, "satu")
    else:
        address, one = choice.choice(sorted(ALWAYS.items())), ""
        address, name = address
        add(claims, "satu", "")
    capitals = choice.random() < 0.3
    second = choice.choice(sorted(FREE))
    if capitals and second != "an old address":  # which a site made, and so has none
        address = address.replace(word, word.upper())
    other = FREE[second](claims, address, "dua")
    return claims, f"{name} and {second} at {address}", one, other


@pytest.mark.parametrize("part", range(10))
def test_two_claims_on_one_address_are_told_of_with_both_sources(part: int) -> None:
    for seed in range(part, 10_000 if THOROUGH else 200, 10):
        claims, what, one, other = pair(random.Random(seed))
        found = [str(problem) for problem in problems_of(claims)]
        assert found, what
        assert any(one in line and other in line for line in found), (what, one, other, found)


def test_the_same_claims_apart_are_no_mistake() -> None:
    claims = Claims()
    for number, (claim, _) in enumerate(FIXED.values()):
        claim(claims, f"kata-{number}", f"s{number}")
    for number, free in enumerate(FREE.values()):
        free(claims, f"/id/lama-{number}/", f"f{number}")
    assert [str(problem) for problem in problems_of(claims)] == []

"""A small theme contract, so that these tests stand still while the real one grows."""

from typing import Literal

import msgspec

from site_gen.pages.inputs import Inputs


class Link(msgspec.Struct, frozen=True):
    name: str
    url: str
    lang: str = ""


class Picture(msgspec.Struct, frozen=True):
    url: str
    alt: str


class Card(msgspec.Struct, frozen=True):
    url: str
    title: str
    date: str
    summary: str
    section: Link | None
    picture: Picture | None


class Head(msgspec.Struct, frozen=True):
    title: str
    structured: str


class Shell(msgspec.Struct, frozen=True):
    title: str
    home: str


class Group(msgspec.Struct, frozen=True):
    link: Link
    links: tuple[Link, ...]


class HomeInputs(Inputs, frozen=True):
    shell: Shell
    head: Head
    lead: Card | None
    seconds: tuple[Card, ...]
    river: tuple[Card, ...]
    today: str


class ListInputs(Inputs, frozen=True):
    shell: Shell
    head: Head
    title: str
    cards: tuple[Card, ...]


class IndexInputs(Inputs, frozen=True):
    head: Head
    kind: Literal["tags", "years"]
    groups: tuple[Group, ...]


class ArticleInputs(Inputs, frozen=True):
    head: Head
    title: str
    date: str
    authors: tuple[Link, ...]
    picture: Picture | None
    machine: bool


class StandingInputs(Inputs, frozen=True):
    head: Head
    editions: tuple[Link, ...]
    title: str
    extra: dict[str, str]


class DoorInputs(Inputs, frozen=True):
    head: Head
    title: str
    doors: tuple[Link, ...]


class RedirectInputs(Inputs, frozen=True):
    title: str
    target: str


LAYOUTS: dict[str, type[Inputs]] = {
    "home.html": HomeInputs,
    "list.html": ListInputs,
    "index.html": IndexInputs,
    "article.html": ArticleInputs,
    "page.html": StandingInputs,
    "door.html": DoorInputs,
    "404.html": DoorInputs,
    "redirect.html": RedirectInputs,
}

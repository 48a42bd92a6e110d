"""Words of a text, and what a word is by itself: a role, a part of an office, a given name."""

import re
from functools import cache

from site_gen.tables.glossary import load_base
from site_gen.wire import lexicon

_TOKEN = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*\.?|[^\w\s]|\n")
_KEEPS_STOP = re.compile(
    r"(?:[A-Z]\.)+|(?:Jr|Sr|St|Mt|Dr|Mr|Mrs|Ms|Inc|Corp|Co|Ltd|Sen|Gov|Gen|Rep|Lt|Sgt|Col|Capt|Prof|Drs|Moh|Muh|Ir|Hj|Tbk|Jl)\."
)
_PAIR = re.compile(r"([A-ZÀ-Þ][\w’'-]*[a-zà-ÿ])/([A-ZÀ-Þ][a-zà-ÿ][\w’'-]*)")
_HYPHENED = re.compile(r"([A-ZÀ-Þ][\w’']{2,})-([A-ZÀ-Þ]?[a-z]{2,})")
_MONEY = re.compile(r"Rp\d*\b")
_SMALL_FIRST = re.compile(r"[a-z]{1,2}[A-Z]|(?:al|el|ash|as|an|ar)-[A-Z]")


class Token:
    """One word or mark of a text."""

    __slots__ = ("_folded", "cap", "end", "start", "starts", "text")

    def __init__(self, text: str, start: int, starts: bool) -> None:
        self.text, self.start, self.starts = text, start, starts
        self.end = start + len(text)
        # iPhone, eBay, al-Contoh begin small; Rp6 is money.
        if text[0].isupper():
            self.cap = text[0] != "R" or _MONEY.match(text) is None
        else:
            self.cap = not text.islower() and _SMALL_FIRST.match(text) is not None
        self._folded = ""

    @property
    def folded(self) -> str:
        """As spellings are compared."""
        if not self._folded:
            self._folded = self.text.casefold().rstrip(".")
        return self._folded


@cache
def role_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.phrases("roles"))


@cache
def office_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.words("portfolio"))


def is_office(word: str) -> bool:
    """Whether a capitalised word is a role, a rank or a part of an office."""
    token = Token(word, 0, False)
    return is_role(token) or token.folded in office_words() or word in lexicon.phrases("place_heads")


@cache
def given_names() -> frozenset[str]:
    """Frequent given names."""
    return frozenset(word for word in lexicon.words("given_names") if len(word) > 1)


@cache
def countries() -> frozenset[str]:
    """Countries, provinces and towns, in both languages: an office has them behind it, `Presiden Prancis`."""
    entries = (entry for entry in load_base() if entry.type == "place")
    return frozenset(name for entry in entries for name in entry.names.values())


@cache
def _called_by_one() -> frozenset[str]:
    """What persons of the base glossary are called by alone: `Jokowi`."""
    persons = (entry for entry in load_base() if entry.type == "person")
    names = (name for entry in persons for name in (*entry.names.values(), *entry.aliases))
    return frozenset(name for name in names if " " not in name)


_ONE_NAME = frozenset(["Soekarno-Hatta", "Sukarno-Hatta"])
"""Two persons whose names are one: streets and an airport are called so."""


def _hyphened(word: str) -> tuple[str, str] | None:
    """A name and what a hyphen has put behind it, `Contoh-based`; two persons, `Amir-Budi`. Else None."""
    found = _HYPHENED.fullmatch(word)
    if not found or word in _ONE_NAME:
        return None
    first, second = found.groups()
    persons = _called_by_one()
    if first in persons and second[0].isupper() and (second in persons or second in given_names()):
        return first, second
    return (first, second) if second in lexicon.words("hyphen_tails") else None


def is_role(token: Token) -> bool:
    """A role word. In capitals it must be listed so: `Ms` is one, `MS` is not."""
    if token.text.isupper() and len(token.text) < 5:
        return token.text.rstrip(".") in lexicon.phrases("roles")
    if token.folded in role_words():
        return True
    # Director-General, Vice-President: a role of roles.
    parts = token.folded.split("-")
    return len(parts) > 1 and all(part in role_words() or part in office_words() for part in parts)


def tokens(text: str) -> list[Token]:
    """The words and marks of `text`, each knowing whether a sentence begins with it."""
    found: list[Token] = []
    starts = True
    for m in _TOKEN.finditer(text):
        word = m.group()
        if word == "\n":
            starts = True
            continue
        parts = _PAIR.fullmatch(word) if "/" in word else None
        if parts and not given_names().isdisjoint(parts.groups()):
            # Two players of one side: Amir/Budi Contoh.
            found.append(Token(parts[1], m.start(), starts))
            found.append(Token("/", m.start() + len(parts[1]), False))
            found.append(Token(parts[2], m.start() + len(parts[1]) + 1, False))
            starts = False
            continue
        if "-" in word and (pair := _hyphened(word)):
            first, second = pair
            found.append(Token(first, m.start(), starts))
            found.append(Token("-", m.start() + len(first), False))
            found.append(Token(second, m.start() + len(first) + 1, False))
            starts = False
            continue
        if len(word) > 2 and word[-1] == "." and not _KEEPS_STOP.fullmatch(word):
            found.append(Token(word[:-1], m.start(), starts))
            found.append(Token(".", m.end() - 1, False))
            starts = True
            continue
        found.append(Token(word, m.start(), starts))
        if word in ".!?:":
            starts = True
        elif word not in "\"“”'‘’([*•-–—":
            starts = False
    return found

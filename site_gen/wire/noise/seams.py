"""Where the headline of another story ends that a page ran into the next sentence.

Headlines of most houses have a capital on every word but the smallest; a sentence has not. So the seam is
before the word that stands in front of the first small one, if that word can begin a sentence and can be no
part of a longer name. Where it could be, the seam is not clear, and nothing is said.
"""

import re
from functools import cache

from site_gen.wire import lexicon
from site_gen.wire.capitals import in_capitals
from site_gen.wire.tokens import Token, is_role
from site_gen.wire.verbs import ID_VERB

_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*")
_FEWEST = 3
"""Words of a headline."""
_STOP = re.compile(r"[.!?][\"”’)]*(?:\s|$)")


@cache
def _small() -> frozenset[str]:
    return lexicon.words("title_small")


@cache
def _openers() -> frozenset[str]:
    return lexicon.words("sentence_openers")


@cache
def _heads() -> frozenset[str]:
    """First words of names that go on: `Badan Geologi`, `Rumah Sakit Umum`, `Kabupaten`."""
    lists = ("org_heads", "place_heads")
    return frozenset(
        word.casefold() for name in lists for phrase in lexicon.phrases(name) for word in phrase.split()
    )


def _is_small(word: str) -> bool:
    """Whether a word in small letters tells that no headline in capitals goes on here."""
    return word.islower() and len(word) > 2 and word not in _small()


def seam(text: str, start: int, limit: int, elsewhere: frozenset[str]) -> int | None:
    """Where a sentence begins behind the headline in capitals at `start`; None where that is not clear.

    `elsewhere` are the words that the whole text has in small letters.
    """
    found = list(_WORD.finditer(text, start, min(limit, len(text))))
    words = [one.group() for one in found]
    first = next((n for n, word in enumerate(words) if _is_small(word)), 0)
    if first <= _FEWEST:
        return None
    begin = first - 1
    while begin > _FEWEST and words[begin].casefold() in _small() and words[begin].islower():
        begin -= 1
    if begin - 1 > _FEWEST and words[begin] in _calendar() and _is_before_day(words[:begin]):
        begin -= 1
    opener = words[begin]
    begins = _begins(words, begin, first, elsewhere) or (
        first == begin + 1 and _is_said_elsewhere(f"{opener} {words[first]}", text)
    )
    if not begins or not in_capitals(words[:begin]):
        begin = _introduced(text, found, words, first)
        if not begin or not in_capitals(words[:begin]):
            return None
        opener = words[begin]
    if opener.isupper() and len(opener) > 1:
        return None
    at = found[begin].start()
    if text[at - 1] in "([\"“'‘-–—":
        return None
    sentence = text[at : (stop.start() if (stop := _STOP.search(text, at)) else len(text))]
    told = [word for word in _WORD.findall(sentence)[1:] if word.isalpha()]
    small = sum(word.islower() for word in told)
    return at if stop and small >= 3 and small * 3 >= len(told) else None


def _is_said_elsewhere(phrase: str, text: str) -> bool:
    """Whether the text has two words in small letters, too: `Kampung lontong` begins a sentence where it does."""
    small = phrase.lower()
    at = text.find(small)
    while at >= 0:
        if not (at and text[at - 1].isalnum()) and not text[at + len(small) : at + len(small) + 1].isalnum():
            return True
        at = text.find(small, at + 1)
    return False


@cache
def _calendar() -> frozenset[str]:
    return lexicon.words("calendar")


def _is_before_day(words: list[str]) -> bool:
    """Whether the last of the words is the `Pada` of `Pada Mei lalu, warga …`: a headline would keep it small."""
    return words[-1] in ("Pada", "Sejak", "Hingga", "Sampai", "On", "In", "Since", "Until") and any(
        word in _small() for word in words[1:-1]
    )


def _begins(words: list[str], begin: int, first: int, elsewhere: frozenset[str]) -> bool:
    """Whether the capital at `begin`, with nothing but small words up to `first`, is the head of a sentence."""
    opener = words[begin]
    small = opener.casefold()
    if not opener[0].isupper() or (not opener[1:].islower() and len(opener) > 1):
        return False
    if small in _openers():
        return True
    if any(word not in ("itu", "ini", "pun") for word in words[begin + 1 : first]):
        return False  # Harga di pasar …: the small word may belong to the headline
    if ID_VERB.fullmatch(small):
        return True
    before = {word.casefold() for word in words[max(0, begin - 4) : begin]}
    return (
        small in elsewhere
        and small not in _heads()
        and not (before & _heads())
        and not is_role(Token(opener, 0, False))
        and not is_role(Token(words[begin - 1], 0, False))
        and words[begin - 1].casefold() not in lexicon.words("portfolio")
    )


def _introduced(text: str, found: list[re.Match[str]], words: list[str], first: int) -> int:
    """The index of `Menurut` in `… Menurut Amir Contoh, warga …`; 0 where no sentence begins so."""
    kept_small = any(
        word in ("di", "pada", "dalam", "dari", "untuk", "dengan", "in", "on", "at") for word in words[:first]
    )
    for index in range(first - 1, _FEWEST - 1, -1):
        small = words[index].casefold()
        if words[index].islower() or small not in _INTRODUCES or (small != "menurut" and not kept_small):
            continue
        # From there on a name, and a comma behind it.
        behind = text[found[index].end() : found[first].start()]
        return (
            index
            if re.fullmatch(
                r"\s(?:[A-Z0-9][\w.'’-]*\s?){1,5}(?:\([^()]{1,20}\))?\s?,\s(?:[a-z]{1,4}\s)?", behind
            )
            else 0
        )
    return 0


_INTRODUCES = frozenset(["menurut", "di", "pada", "dalam", "dari", "untuk", "dengan", "in", "on", "at"])

"""The terms of the glossary wherever a text names them, in one pass over its words."""

import re

import msgspec

from site_gen.tables.glossary import Entry, Glossary, fold, ordinary_words
from site_gen.wire import lexicon

_PARTING = re.compile(r"[;:()\[\]\"\n]")
WORD = re.compile(r"[^\W_]+")


class Mention(msgspec.Struct, frozen=True):
    """One place in a text where a term is named."""

    start: int
    end: int
    entry: Entry
    written: str


class _Spelling(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    """Folded."""
    exact: tuple[str, ...]
    """As they must be written; empty where capital letters do not count, or only the first."""
    entry: Entry
    commas: bool
    """Whether commas belong to it: `Badan Contoh, Contoh, dan Contoh`."""
    ordinary: bool
    """Whether it is a word, too: at the beginning of a sentence it tells nothing."""


class TermIndex:
    """Every spelling of every term, by its first word."""

    def __init__(self, glossary: Glossary) -> None:
        self.spellings: dict[str | tuple[str, str], list[_Spelling]] = {}
        """By the first word where it is the only one, else by the first two."""
        self.extra: dict[str, Entry] = {}
        """Topics of the desk's own list that are not in the glossary, by id."""
        self._seen: dict[tuple[str, ...], str] = {}
        for entry in glossary.entries.values():
            for text in (*entry.names.values(), *entry.aliases):
                self._add(text, entry)
        for indonesian, english, section, patterns in lexicon.entries("topics"):
            known = glossary.find(indonesian) or glossary.find(english)
            if known is None or known.type != "topic":
                names = {"id": indonesian, "en": english}
                known = Entry(f"+{fold(english)}", "topic", names, section=section)
                self.extra[known.id] = known
                self._add(indonesian, known)
                self._add(english, known)
            for text in patterns.split(","):
                self._add(text.strip(), known)
        self.firsts = frozenset(key[0] for key in self.spellings if isinstance(key, tuple))
        """First words of spellings that have more."""
        self.words = frozenset(word for its in self.spellings.values() for one in its for word in one.words)
        """All words of all spellings."""
        for spellings in self.spellings.values():
            spellings.sort(key=lambda spelling: -len(spelling.words))

    def _add(self, text: str, entry: Entry) -> None:
        written = tuple(WORD.findall(text))
        words = tuple(fold(text).split())
        if not words or len(words) != len(written) or self._seen.setdefault(words, entry.id) != entry.id:
            return
        # AS, US, BI, SAR: in small letters these are other words.
        exact = written if text.upper() == text and len(text) <= 6 else ()
        ordinary = entry.type != "topic" and " ".join(words) in ordinary_words()
        key = words[0] if len(words) == 1 else (words[0], words[1])
        self.spellings.setdefault(key, []).append(_Spelling(words, exact, entry, "," in text, ordinary))

    def mentions(self, text: str) -> list[Mention]:
        """Where `text` names terms, the longest spelling at each place."""
        found: list[Mention] = []
        words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
        folded = (
            [word.lower() for word, _, _ in words]
            if text.isascii()
            else [word.casefold() if word.isascii() else fold(word) for word, _, _ in words]
        )
        for n, word in enumerate(folded):
            # `stuntingnya` is its stunting, and the mention ends before the rest.
            if word.endswith("nya") and word not in self.words and word[:-3] in self.words:
                folded[n], (written, begin, end) = word[:-3], words[n]
                words[n] = (written[:-3], begin, end - 3)
        spellings, firsts = self.spellings, self.firsts
        index, last_word = 0, len(words) - 1
        while index <= last_word:
            word, match = folded[index], None
            if word in firsts and index < last_word and (known := spellings.get((word, folded[index + 1]))):
                match = next((s for s in known if _fits(s, words, folded, index, text)), None)
            if match is None and (known := spellings.get(word)):
                match = next((s for s in known if _fits(s, words, folded, index, text)), None)
            if match:
                last = index + len(match.words) - 1
                start, end = words[index][1], words[last][2]
                found.append(Mention(start, end, match.entry, text[start:end]))
                index = last + 1
            else:
                index += 1
        return found


def _fits(
    spelling: _Spelling, words: list[tuple[str, int, int]], folded: list[str], index: int, text: str
) -> bool:
    size = len(spelling.words)
    if index + size > len(words) or tuple(folded[index : index + size]) != spelling.words:
        return False
    if size > 1:
        for left, right in zip(words[index : index + size], words[index + 1 : index + size], strict=False):
            between = text[left[2] : right[1]]
            if len(between) > 2 or _PARTING.search(between) or ("," in between and not spelling.commas):
                return False
    if spelling.ordinary:
        before = text[max(0, words[index][1] - 6) : words[index][1]].rstrip(' "“(')
        if not before or before[-1] in ".!?\n:":
            return False
    if text[words[index + size - 1][2] : words[index + size - 1][2] + 1] == "$":
        return False  # US$ is money
    if spelling.exact:
        return all(words[index + n][0] == part for n, part in enumerate(spelling.exact))
    if size == 1 and spelling.entry.type == "place" and _is_letters(spelling, words, index):
        return False
    if spelling.entry.type != "topic":
        return words[index][0][0].isupper() or words[index][0][0].isdigit()
    return True


def _is_letters(spelling: _Spelling, words: list[tuple[str, int, int]], index: int) -> bool:
    """Whether a place's name in capitals is the letters of something else: `PISA` beside words in small ones."""
    written = words[index][0]
    if not (2 < len(written) <= 5 and written.isupper()):
        return False
    beside = [words[n][0] for n in (index - 1, index + 1) if 0 <= n < len(words)]
    return not any(word.isupper() and len(word) > 1 for word in beside)


_known: list[tuple[Glossary, TermIndex]] = []


def term_index(glossary: Glossary) -> TermIndex:
    """The index of this glossary; the last few are remembered."""
    for known, index in _known:
        if known is glossary:
            return index
    made = TermIndex(glossary)
    _known.append((glossary, made))
    del _known[:-4]
    return made

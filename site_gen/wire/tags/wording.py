"""The words of one text with what is known of each: terms, places, given names, words of its own."""

import re
from functools import cache

from site_gen.tables.glossary import ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.tags.terms import Mention
from site_gen.wire.tokens import Token, given_names, is_role, tokens

PROPER = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’]{2,}")
"""One word written as a name: `Rahma`."""
PARTICLES = frozenset(
    [
        "bin",
        "binti",
        "van",
        "der",
        "den",
        "de",
        "del",
        "dela",
        "delos",
        "von",
        "al",
        "el",
        "d'",
        "da",
        "dos",
        "ter",
        "ibn",
    ]
)
"""Small words inside a name."""
_PREFIXED = re.compile(r"(?:me(?:m|n|ng|ny)?|ber|ter|di|pe(?:m|n|ng)?|se|ke)[a-z]{4,}")
_SUFFIXED = re.compile(r"[a-z]+(?:ing|ed|ly)")


_SCHOOLS = frozenset(
    [
        "TK",
        "SD",
        "SDN",
        "MI",
        "MIN",
        "SMP",
        "SMPN",
        "MTs",
        "MTsN",
        "SMA",
        "SMAN",
        "SMK",
        "SMKN",
        "MA",
        "MAN",
        "SLB",
    ]
)
"""`SMP Negeri 7 Contoh`, `SDN Contoh 11`: which of them it is."""


def is_acronym(written: str, usual: str, beside: list[str]) -> bool:
    """Whether capitals are the letters of something, not a place shouted: `PISA` is no Pisa, `JAKARTA` is one."""
    return (
        1 < len(written) <= 5 and written.isupper() and not usual.isupper() and not "".join(beside).isupper()
    )


@cache
def _no_names() -> frozenset[str]:
    lists = ("org_heads", "place_heads", "not_names")
    return lexicon.words("calendar").union(*(lexicon.phrases(name) for name in lists))


@cache
def peoples() -> frozenset[str]:
    """What the people of a country are called."""
    return frozenset(entry[0] for entry in lexicon.entries("demonyms"))


def _is_matter(mention: Mention) -> bool:
    """Whether it is a topic of several common words, which stand capitalised in a name or a headline alone."""
    if mention.entry.type != "topic" or " " not in mention.written or not mention.written[0].isupper():
        return False
    return all(name[1:] == name[1:].lower() for name in mention.entry.names.values())


class Wording:
    """One text, ready for names to be looked for in it."""

    def __init__(
        self,
        text: str,
        mentions: list[Mention],
        gazetteer: Gazetteer,
        lang: str,
        namesakes: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.gazetteer, self.lang, self.namesakes = text, gazetteer, lang, namesakes
        self.tokens = tokens(text)
        self.lower = {token.text for token in self.tokens if not token.cap}
        self.stop = lexicon.words(f"stopwords_{lang}") if lexicon.exists(f"stopwords_{lang}") else frozenset()
        self.known = {m.start: m for m in mentions}
        self.known_end = {m.end: m.entry.type for m in mentions}
        """Of what type the known name is that ends there."""
        listed = [m for m in mentions if "," in m.written or _is_matter(m)]
        self.covered = {t.start for t in self.tokens for m in listed if m.start < t.start < m.end}
        """Words inside a known name that has commas, or a topic of several words: a run of capitals ends at them."""
        self.spoken = self._spoken()
        """Names that somebody who speaks is called by, alone: `kata Rahma`. What they begin is a name, too."""

    def _spoken(self) -> frozenset[str]:
        saying = lexicon.words("saying")
        found: set[str] = set()
        inside: set[str] = set()
        toks = self.tokens
        for index, token in enumerate(toks):
            if not token.cap or token.start in self.known or not PROPER.fullmatch(token.text):
                continue
            if not token.starts:
                inside.add(token.text)
            before = toks[index - 1] if index else None
            after = toks[index + 1] if index + 1 < len(toks) else None
            told = before is not None and before.text == "Menurut"
            named = before is not None and before.cap and not token.starts and not told
            if named or (after is not None and after.cap):
                continue
            says = (before is not None and (before.text in saying or told)) or (
                after is not None and after.text in saying
            )
            small = token.text.lower()
            if (
                says
                and not is_role(token)
                and token.text not in _no_names()
                and small not in self.stop
                and small not in self.lower
                and small not in ordinary_words()
                and token.text.removesuffix("s") not in peoples()
                and not self.gazetteer.place(token.text)
                and not self.gazetteer.knows_outlet(token.text)
            ):
                found.add(token.text)
        self.inside = frozenset(inside)
        """Names that stand inside a sentence: a capital at its head alone tells nothing, `Authorities said`."""
        return frozenset(found & inside)

    def is_given(self, word: str) -> bool:
        """Whether `word` is a given name, by the list or by how this text speaks of somebody."""
        return word in given_names() or word in self.spoken or word in self.namesakes

    def is_part_number(self, index: int) -> bool:
        """Densus 88, SMPN 1 Contoh, Piala Dunia 2022: not a score, a share or an age."""
        token, before = self.tokens[index], self.tokens[index - 1]
        if len(token.text) > 4 or before.text in given_names():
            return False
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if (
            after is not None
            and after.start - token.end <= 1
            and (after.text in ",.%:-/" or after.text.isdigit())
        ):
            following = self.tokens[index + 2] if index + 2 < len(self.tokens) else None
            if after.text != "." and following is not None and following.text[0].isdigit():
                return False
            if after.text in "%:/-":
                return False
        if after is not None and after.text in (
            "persen",
            "percent",
            "juta",
            "miliar",
            "tahun",
            "orang",
            "siswa",
            "murid",
            "guru",
            "points",
        ):
            return False
        return (
            len(token.text) == 4
            or before.text.isupper()
            or (index > 1 and self.tokens[index - 2].text in _SCHOOLS)
            or before.text
            in (
                "Liga",
                "Densus",
                "Tim",
                "Kelas",
                "Paket",
                "Blok",
                "Tahap",
                "Formula",
                "Perang Dunia",
                "MTs",
                "MTsN",
            )
        )

    def is_head(self, token: Token) -> bool:
        return token.text in lexicon.phrases("org_heads") or token.folded in (
            "menteri",
            "menko",
            "wamen",
            "kepala",
            "direktur",
            "deputi",
            "wakil",
            "ketua",
        )

    def place_size(self, words: list[str]) -> int:
        for size in range(min(4, len(words)), 0, -1):
            name = " ".join(words[:size])
            if size == 1 and name in self.namesakes:
                continue
            if size == 1 and is_acronym(name, self.gazetteer.place(name), words[1:2]):
                continue
            if self.gazetteer.place(name) and (size > 1 or len(name) > 3):
                return size
        return 0

    def is_common(self, word: str) -> bool:
        """Whether a word that begins a sentence is no name: it is known, or has the shape of a verb."""
        small = word.lower()
        if (
            small in self.stop
            or small in self.lower
            or small in lexicon.words("sentence_openers")
            or (self.lang == "id" and len(small) > 6 and small.endswith("nya"))
        ):
            return True
        if word in given_names() or word in lexicon.phrases("place_heads"):
            return False
        if self.lang == "id":
            return _PREFIXED.fullmatch(small) is not None
        return _SUFFIXED.fullmatch(small) is not None

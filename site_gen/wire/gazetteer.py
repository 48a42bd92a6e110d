"""Names that the desk knows: places for datelines, outlets and agencies, from the shipped lists, the
glossary and the newsroom's own configuration."""

import re
from functools import lru_cache

from site_gen.tables.glossary import Glossary, fold
from site_gen.wire import lexicon
from site_gen.wire.story import WireRules

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "The "
_CAMEL = re.compile(r"[a-z][A-Z]")
folded = lru_cache(maxsize=16_384)(fold)
"""`fold`, remembered: a text asks for the same words again and again."""
_STOP = re.compile(r"\s*\.\s*")
_ADDRESS = r"[A-Za-z][\w-]*(?:\.[a-z][\w-]{2,})?\s?\.\s?(?:%s)"


class Gazetteer:
    """All names of one site, ready to be looked for in a text."""

    def __init__(self, glossary: Glossary, rules: WireRules) -> None:
        self.places: dict[str, str] = {}
        """Folded name to the usual spelling."""
        for entry in (*lexicon.entries("places"), rules.places):
            for name in entry:
                self.places.setdefault(fold(name), name)
        for term in glossary.entries.values():
            if term.type == "place":
                for name in (*term.names.values(), *term.aliases):
                    if len(name) > 3 or not name.isupper():
                        self.places.setdefault(fold(name), name)
        self._terms = {
            fold(name)
            for term in glossary.entries.values()
            if term.type in ("organisation", "topic")
            for name in (*term.names.values(), *term.aliases)
        }
        self.regions = {fold(name): name for entry in lexicon.entries("regions") for name in entry}
        self.outlets: dict[str, str] = {}
        """Folded spelling to the name that the desk writes."""
        self.cautious: set[str] = set()
        """Folded spellings that are common words, too: they count only in a dateline."""
        self.agencies: set[str] = set()
        """The names, as the desk writes them, that are agencies."""
        own = [tuple(part.strip() for part in line.split("|")) for line in rules.outlets]
        abroad = lexicon.entries("outlets_abroad")
        self.abroad = frozenset(entry[0].lstrip("!") for entry in abroad)
        """The names of houses that do not publish in Indonesian."""
        self._add([*own, *lexicon.entries("outlets"), *abroad], agency=False)
        own = [tuple(part.strip() for part in line.split("|")) for line in rules.agencies]
        self._add([*own, *lexicon.entries("agencies")], agency=True)
        self._headless = {
            fold(spelling)[1:]: self.outlets[fold(spelling)]
            for spelling in sorted(self._spellings)
            if "." in spelling and len(spelling) > 7
        }
        """Addresses that have lost their first letter, `ontoh.com`."""
        endings = lexicon.alternation(lexicon.words("generic_outlet"))
        spellings = lexicon.spelling(self._spellings)
        self.outlet_at = re.compile(
            rf"(?:{spellings}(?:\s?\.\s?(?:\w{{3,12}}\.)?(?:{endings})(?!\w))?|{_ADDRESS % endings})(?!\w)",
            re.IGNORECASE,
        )
        """An outlet, of the lists or shaped like an address."""
        # detikSulsel, iNews: a small letter first and a capital inside cannot be anything else, glued or not.
        camel = [name for name in self._spellings if re.match(r"[a-z]+[A-Z]", name)]
        self._glued = re.compile(lexicon.alternation(camel))
        self._by_word: dict[str, list[str]] = {}
        for spelling in sorted(self._spellings, key=lambda name: (-len(name), name)):
            # `The Contoh Post` is looked for by its second word: every text is full of the first.
            if word := _WORD.match(spelling, len(_ARTICLE) if spelling.startswith(_ARTICLE) else 0):
                self._by_word.setdefault(word.group().casefold(), []).append(spelling)
        known = lexicon.alternation(
            spelling for spelling in self._spellings if "." in spelling and spelling[0].isupper()
        )
        sites = lexicon.spelling(spelling for spelling in self._spellings if "." in spelling)
        self.glued_outlet = re.compile(rf"(?<=[a-z])(?![\Wa-z])(?:{known})(?=\s*,\s*[A-Z])")
        """Where a small letter stands before a capital: only there one name after the other is tried."""
        agencies = lexicon.alternation(self.agencies | {"CNN", "ANTARA News"})
        self.agency_dateline = re.compile(
            rf"(?<=[.!?\"”])\s+(?P<head>(?:[A-Z][A-Z. -]{{2,24}}|[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}})(?:,\s[A-Z][\w. ]{{2,20}})?\s\((?:{agencies})\)\s*[-–—]+\s)"
        )
        self.inner_dateline = re.compile(
            rf"(?<=[\w)”’\"'?!.…])\s+(?P<head>[A-Z][A-Z.' -]{{2,40}}(?:,\s[A-Z][\w. ]{{2,20}}){{0,2}}\s\((?:{agencies})\)\s*[-–—]+\s)"
        )
        """In the midst of a line: behind its headline, its caption or its byline."""
        self.inner_outlet = re.compile(
            rf"(?<=[\w)”’\"'?!])\s+(?P<head>(?:[A-Z][A-Z. ]{{2,40}},\s*)?(?i:{sites})(?:\s*,\s*[A-Z][\w ]{{2,30}})?\s*(?:--|[-–—])\s*)(?=[\"“A-Z])"
        )
        """The same with an outlet's address, `… CONTOH, Contoh.id - Sentence`."""
        self.inner_address = re.compile(
            rf"(?<=[\w)”’\"'?!])\s+(?P<head>[A-Z][A-Z0-9-]{{3,}}\.(?:{endings.upper()})\s*(?:--|[-–—])\s*)(?=[\"“]?[A-ZÀ-Þ])"
        )
        """An address in capitals without a place."""
        self.run_in_dateline = re.compile(
            rf"(?<=[a-z])\s+(?P<head>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s\((?:{agencies})\)\s*[-–—]+\s)(?=[A-Z])"
        )
        """Behind a deck that has lost its full stop."""
        # Also of copy in which every mark has a blank before and behind it.
        spaced = sites.replace(r"\.", r"\s?\.\s?")
        self.later_dateline = re.compile(
            rf"(?<=[.!?\"”])\s*(?P<head>(?:[A-Z][\w. ]{{2,30}},\s*)?(?:{spaced})(?:\s*,\s*[A-Z][\w ]{{2,30}})?\s*[-–—]+\s)",
            re.IGNORECASE,
        )

    def _add(self, entries: list[tuple[str, ...]], agency: bool) -> None:
        self._spellings: set[str] = getattr(self, "_spellings", set())
        for entry in entries:
            if agency:
                self.agencies.add(entry[0])
            for spelling in entry:
                bare = spelling.lstrip("!")
                if bare != spelling:
                    self.cautious.add(fold(bare))
                self._spellings.add(bare)
                self.outlets.setdefault(fold(bare), entry[0].lstrip("!"))

    def outlet_written_at(self, text: str, position: int) -> tuple[str, int] | None:
        """The outlet that begins at `position` as it is written, and where it ends."""
        found = self.outlet_at.match(text, position)
        return (found.group(), found.end()) if found else None

    def outlet(self, spelling: str) -> str:
        """The name of the outlet that is written like this; an unknown one as it stands."""
        flat = _STOP.sub(".", " ".join(spelling.split()))
        known = self.outlets.get(fold(flat))
        if known is None and "." in flat:
            known = self.outlets.get(fold(flat.partition(".")[0]))  # Contoh Post.id, of one that is listed
            known = known or self._headless.get(fold(flat))
        return known or flat

    def knows_outlet(self, spelling: str) -> bool:
        """Whether `spelling` is one of the lists."""
        return folded(_STOP.sub(".", spelling) if "." in spelling else spelling) in self.outlets

    def site_of(self, name: str) -> str:
        """The outlet whose address is `name` and an ending, `Contoh` of contoh.co.id; else empty."""
        known = (self.outlets.get(folded(f"{name}.{ending}")) for ending in ("com", "co.id", "id"))
        return next(filter(None, known), "")

    def outlets_in(self, text: str) -> list[tuple[int, int]]:
        """Where `text` names outlets of the lists, written like names: `tempo` and `kompas` are words, too."""
        found: list[tuple[int, int]] = []
        if _CAMEL.search(text):
            found += [(m.start(), m.end()) for m in self._glued.finditer(text)]
        small = text.lower() if text.isascii() else text.casefold()
        if len(small) != len(text):
            small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        for word in self._by_word.keys() & set(_WORD.findall(small)):
            start = small.find(word)
            while start >= 0:
                if not (start and (small[start - 1].isalnum() or small[start - 1] in "._@#")):
                    found += self._outlet_written(text, start, self._by_word[word])
                start = small.find(word, start + 1)
        return sorted(set(found))

    def _outlet_written(self, text: str, at: int, spellings: list[str]) -> list[tuple[int, int]]:
        """Where one of `spellings`, the longest first, stands in `text`: from `at` on, or from the article before it."""
        for spelling in spellings:
            start = at - len(_ARTICLE) if spelling.startswith(_ARTICLE) else at
            end = start + len(spelling)
            written = text[max(0, start) : end]
            if written.casefold() != spelling.casefold() or text[end : end + 1].isalnum():
                continue
            if written in self._spellings or (written[0].isupper() and folded(written) not in self.cautious):
                return [(start, end)]
        return []

    def place(self, spelling: str) -> str:
        """The usual spelling of a place, empty for one that is not known."""
        return self.places.get(folded(spelling), "")

    def is_region(self, spelling: str) -> bool:
        """Whether `spelling` may follow a town: a province, a state or a country."""
        flat = folded(spelling)
        return flat in self.regions or flat in self.places

    def is_region_in_full(self, spelling: str) -> bool:
        """Whether the name of a region is usually written without a full stop: `West Java`, not `Pa.` or `Md.`"""
        usual = self.regions.get(folded(spelling)) or self.place(spelling)
        # A state has two short forms, `MD` and `Md.`: only the first has no stop.
        return (
            bool(usual)
            and not usual.endswith(".")
            and (spelling.rstrip(".").isupper() or not usual.isupper())
        )

    def is_other_term(self, spelling: str) -> bool:
        """Whether `spelling` is an organisation or a topic of the glossary, and no place."""
        return folded(spelling) in self._terms

    def mended_place(self, spelling: str) -> str:
        """The one known place that lost its first letter, or one letter, to become `spelling`; else empty."""
        flat = folded(spelling)
        if len(flat) < 4:
            return ""
        headless = [name for known, name in self.places.items() if known[1:] == flat]
        if headless:
            # Several towns may end alike; the one that datelines name most is named first in the list.
            return "Jakarta" if "Jakarta" in headless else headless[0] if len(headless) == 1 else ""
        near = {
            name
            for known, name in self.places.items()
            if abs(len(known) - len(flat)) <= 1 and _near(known, flat)
        }
        return near.pop() if len(near) == 1 and len(flat) >= 5 else ""


def _near(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes `a` of `b`, or two neighbours changed places."""
    if a[0] != b[0]:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    return (
        a[start + 1 :] == b[start + 1 :]
        or a[start:] == b[start + 1 :]
        or a[start + 1 :] == b[start:]
        or (a[start + 2 :] == b[start + 2 :] and a[start : start + 2] == b[start : start + 2][::-1])
    )


_known: list[tuple[Glossary, WireRules, Gazetteer]] = []


def gazetteer_of(glossary: Glossary, rules: WireRules) -> Gazetteer:
    """The gazetteer of this glossary and these rules; the last few are remembered."""
    for known, its_rules, gazetteer in _known:
        if known is glossary and its_rules == rules:
            return gazetteer
    made = Gazetteer(glossary, rules)
    _known.append((glossary, rules, made))
    del _known[:-4]
    return made

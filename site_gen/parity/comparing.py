"""Two texts of one story → where they do not say the same.

Only what can be told from the writing is compared, and doubt speaks for the translator: a number in words, a
year left out, an amount converted in brackets, a day called "Monday" in place of its date are no findings.
"""

import datetime
import functools
import html
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

import msgspec

from site_gen.documents.paragraphs import Paragraph
from site_gen.glossary import Entry, fold
from site_gen.parity.alignment import align
from site_gen.parity.figures import Figure, agree, figures, speaks_of_a_near_day
from site_gen.parity.language import language
from site_gen.parity.names import Named, Names
from site_gen.slugs import slug_of

What = Literal["figure", "name", "quotation", "paragraph", "weekday"]


class Text(msgspec.Struct, frozen=True):
    """One of the two texts."""

    path: str
    lang: str
    paragraphs: tuple[Paragraph, ...]


class Finding(msgspec.Struct, frozen=True, order=True):
    """A place where the two texts differ."""

    line: int
    """Of the translation; what it lacks is missed where the paragraph stands to which it belongs."""
    other_line: int
    """Of the original."""
    what: What
    written: str = ""
    """In the translation; empty if it has nothing like it."""
    other: str = ""
    """In the original."""


class _Block(msgspec.Struct):
    """The paragraphs that belong together, read."""

    left: list[Paragraph]
    right: list[Paragraph]
    figures: tuple[list["_At"], list["_At"]]


class _At(msgspec.Struct):
    """A figure and its line."""

    figure: Figure
    line: int


_QUOTED: Final = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]')
_QUOTE_WORDS: Final = 4
"""Shorter ones are names or terms, which another language may set without marks."""
_ALONE: Final = 8
"""Words from which on a paragraph without a counterpart, or the same in both, is worth a word."""
_RELATED: Final = 0.3
"""The share of small words in common from which on two languages are related: of Indonesian and Malay it is
more than a half, of Indonesian and English next to nothing."""
GOES_ON: Final = re.compile(r"[ -]+[A-Z]\w")
"""Behind a name: it is part of a longer one."""
_CONFLICTS: Final = (("number",), ("date",), ("month",), ("clock",), ("weekday",))

_CODE: Final = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_TARGET: Final = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\]]*\]|\[\^[^\]]+\]:?|<[^<>]*>|https?://\S+")
_LEAD: Final = re.compile(r"^[ \t]*(?:\d{1,9}[.)][ \t]|[#>*+-]+[ \t])+", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


@functools.lru_cache(512)
def plain(text: str) -> str:
    """The words of a Markdown paragraph, each on its own line still."""
    for pattern in (_CODE, _TARGET, _LEAD):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    return html.unescape(_ESCAPE.sub(r"\1", text)).replace("\u00a0", " ").replace("*", "")


def compare(original: Text, translation: Text, names: Names) -> tuple[Finding, ...]:
    """Where `translation` does not say what `original` says, in the order of its lines."""
    comparing = _Comparing(original, translation, names)
    found = [
        *comparing.paragraphs(),
        *comparing.figures(),
        *comparing.days(),
        *comparing.quotations(),
        *comparing.names(),
    ]
    return tuple(sorted(set(found)))


class _Comparing:
    def __init__(self, original: Text, translation: Text, names: Names) -> None:
        self.texts = original, translation
        self.langs = language(original.lang), language(translation.lang)
        self.finder = names
        self.found: dict[str, tuple[Named, ...]] = {}
        """Text to the names in it: three comparisons ask for them."""
        left = [p for p in original.paragraphs if p.kind != "code"]
        right = [p for p in translation.paragraphs if p.kind != "code"]
        self.blocks = [
            _Block(
                [left[i] for i in pair.left],
                [right[j] for j in pair.right],
                (
                    self.read([left[i] for i in pair.left], 0),
                    self.read([right[j] for j in pair.right], 1),
                ),
            )
            for pair in align(left, right)
        ]

    def named(self, text: str) -> tuple[Named, ...]:
        """The names of the glossary in a text."""
        if text not in self.found:
            self.found[text] = tuple(self.finder.find(text))
        return self.found[text]

    def read(self, paragraphs: Iterable[Paragraph], side: int) -> list[_At]:
        found = []
        for paragraph in paragraphs:
            text = plain(paragraph.text)
            for figure in figures(text, self.langs[side]):
                found.append(_At(figure, paragraph.line + text.count("\n", 0, figure.start)))
        return found

    def lines(self, place: int) -> tuple[int, int]:
        """Where a block stands in both texts; for a side that has nothing, the paragraph ahead of it."""
        found = [0, 0]
        for side in (0, 1):
            for block in reversed(self.blocks[: place + 1]):
                own = (block.left, block.right)[side]
                if own:
                    found[side] = own[0].line
                    break
            else:
                paragraphs = self.texts[side].paragraphs
                found[side] = paragraphs[0].line if paragraphs else 1
        return found[0], found[1]

    def finding(self, place: int, what: What, other: _At | None, own: _At | None) -> Finding:
        """`other` is of the original, `own` of the translation."""
        other_line, line = self.lines(place)
        return Finding(
            own.line if own else line,
            other.line if other else other_line,
            what,
            own.figure.written if own else "",
            other.figure.written if other else "",
        )

    def paragraphs(self) -> Iterator[Finding]:
        """Paragraphs that only one text has, and those that nobody has translated."""
        for place, block in enumerate(self.blocks):
            other_line, line = self.lines(place)
            if not block.left or not block.right:
                for paragraph in (*block.left, *block.right):
                    words = plain(paragraph.text).split()
                    if len(words) >= _ALONE:
                        begin = " ".join(words[:6]) + " …"
                        own = bool(block.right)
                        yield Finding(
                            line, other_line, "paragraph", begin if own else "", "" if own else begin
                        )
            elif self.texts[0].lang != self.texts[1].lang:
                for paragraph in block.right:
                    words = plain(paragraph.text).split()
                    if len(words) >= _ALONE and any(
                        words == plain(other.text).split() for other in block.left
                    ):
                        begin = " ".join(words[:6]) + " …"
                        yield Finding(paragraph.line, block.left[0].line, "paragraph", begin, begin)

    def figures(self) -> Iterator[Finding]:
        """Figures of one text that the other does not have."""
        rest: list[tuple[list[_At], list[_At]]] = []
        for block in self.blocks:
            left, right = _unmatched(*block.figures)
            rest.append((self.unexcused(left, right, block, 0), self.unexcused(right, left, block, 1)))
        for place, (left, right) in enumerate(rest):
            block = self.blocks[place]
            front = any(p.kind in ("title", "summary") for p in (*block.left, *block.right))
            for kinds in _CONFLICTS:
                ours = [at for at in left if at.figure.kind in kinds]
                theirs = [at for at in right if at.figure.kind in kinds]
                pairs = min(len(ours), len(theirs))
                for other, own in zip(ours[:pairs], theirs[:pairs], strict=True):
                    yield self.finding(place, "figure", other, own)
                if kinds == ("month",) or front or not (block.left and block.right):
                    continue  # a headline may leave out what it likes; a missing paragraph has its own finding
                for at in ours[pairs:]:
                    if not self.nearby(at.figure, place, 1, rest, alone=not theirs):
                        yield self.finding(place, "figure", at, None)
                for at in theirs[pairs:]:
                    if not self.nearby(at.figure, place, 0, rest, alone=not ours):
                        yield self.finding(place, "figure", None, at)

    def unexcused(self, left: list[_At], against: list[_At], block: _Block, side: int) -> list[_At]:
        """Those of `left` that the other side of the block ought to have; `against` is what is left of it."""
        others = block.figures[1 - side]
        text = " ".join(plain(p.text) for p in (block.left, block.right)[1 - side])
        near = speaks_of_a_near_day(text, self.langs[1 - side])
        days = {r[1] for at in others if at.figure.kind == "weekday" for r in at.figure.readings}
        has_date = any(at.figure.kind == "date" for at in others)
        found = []
        for at in left:
            figure = at.figure
            if figure.kind == "word" or (figure.aside and (figure.unit or figure.kind == "clock")):
                continue
            if any(agree(figure, other.figure) for other in others):
                continue  # said twice here, once there
            contradicted = any(other.figure.kind == figure.kind for other in against)
            by_its_day = figure.kind == "date" and (near or days & _weekdays(at, block.figures[side]))
            by_its_date = figure.kind == "weekday" and (near or has_date)
            if contradicted or not (by_its_day or by_its_date):
                found.append(at)
        return found

    def nearby(
        self,
        figure: Figure,
        place: int,
        side: int,
        rest: Sequence[tuple[list[_At], list[_At]]],
        *,
        alone: bool,
    ) -> bool:
        """Whether the paragraph before or after has the figure on the other side: it may have moved there."""
        if not alone:
            return False
        for near in (place - 1, place + 1):
            if 0 <= near < len(self.blocks) and any(
                agree(figure, at.figure) for at in self.blocks[near].figures[side]
            ):
                return True
        return False

    def days(self) -> Iterator[Finding]:
        """Days of the week that are not those of the date beside them, in either text."""
        for place, block in enumerate(self.blocks):
            for side in (0, 1):
                for weekday, date in _side_by_side(block.figures[side], (block.left, block.right)[side]):
                    at = _At(msgspec.structs.replace(weekday.figure, written=date), weekday.line)
                    other, own = (at, None) if side == 0 else (None, at)
                    yield self.finding(place, "weekday", other, own)

    def quotations(self) -> Iterator[Finding]:
        """Quotations in a paragraph whose counterpart quotes nobody."""
        for place, block in enumerate(self.blocks):
            if not block.left or not block.right:
                continue
            quotes = [_quotations(side) for side in (block.left, block.right)]
            if bool(quotes[0]) == bool(quotes[1]):
                continue
            near = (*self.blocks[max(0, place - 1) : place], *self.blocks[place + 1 : place + 2])
            side = 0 if quotes[0] else 1
            if any(
                _quotations((b.left, b.right)[1 - side]) and not _quotations((b.left, b.right)[side])
                for b in near
            ):
                continue
            line, text = quotes[side][0]
            begin = " ".join(text.split()[:6]) + " …"
            other_line, own_line = self.lines(place)
            if side == 0:
                yield Finding(own_line, line, "quotation", "", begin)
            else:
                yield Finding(line, other_line, "quotation", begin, "")

    def names(self) -> Iterator[Finding]:
        """Names of the glossary that one text never mentions, and names spelled in two ways."""
        missing, added = (list(self.missing_names(side)) for side in (0, 1))
        yield from (finding for _, _, finding in missing)
        places = {place for place, _, _ in missing}
        for place, named, finding in added:
            # A town's country, said for readers who live elsewhere, is no mistake; one in place of another is.
            if place in places or not self.is_place(named):
                yield finding
        yield from self.misspelled()

    def is_place(self, named: Named) -> bool:
        """Whether a name can only be a place's."""
        return all(self.finder.glossary.entries[id_].type == "place" for id_ in named.ids)

    def missing_names(self, side: int) -> Iterator[tuple[int, Named, Finding]]:
        """Names of one text that the other never mentions: the block, the name, and what to say."""
        whole = [
            " \n ".join(plain(p.text) for block in self.blocks for p in (block.left, block.right)[of])
            for of in (0, 1)
        ]
        there = {id_ for found in self.named(whole[1 - side]) for id_ in found.ids}
        words = {fold(word) for word in re.findall(r"[^\W\d_]+", whole[1 - side])}
        told: set[str] = set()
        for place, block in enumerate(self.blocks):
            if not block.left or not block.right:
                continue
            for paragraph in (block.left, block.right)[side]:
                text = self.without_money(plain(paragraph.text), side)
                for found in self.named(text):
                    if told.intersection(found.ids):
                        continue
                    told.update(found.ids)
                    if self.is_place(found) and GOES_ON.match(text, found.end):
                        continue  # the Jakarta Composite Index is no place
                    if there.intersection(found.ids) or self.is_meant(found, words, 1 - side):
                        continue
                    line = paragraph.line + text.count("\n", 0, found.start)
                    other_line, own_line = self.lines(place)
                    if side == 0:
                        yield place, found, Finding(own_line, line, "name", "", found.written)
                    else:
                        yield place, found, Finding(line, other_line, "name", found.written, "")

    def without_money(self, text: str, side: int) -> str:
        """`text` with its amounts blanked out: the `AS` of `dolar AS` is no country."""
        for figure in figures(text, self.langs[side]):
            if figure.unit:
                text = text[: figure.start] + " " * (figure.end - figure.start) + text[figure.end :]
        return text

    def is_meant(self, found: Named, words: set[str], side: int) -> bool:
        """Whether a text with these words may speak of the name: a surname, a people, a short form."""
        for id_ in found.ids:
            entry = self.finder.glossary.entries[id_]
            if any(_begins(part, words) for part in _parts(entry)):
                return True
            for name in entry.names.values():
                if words.intersection(self.langs[side].peoples.get(slug_of(name), ())):
                    return True
        return False

    def misspelled(self) -> Iterator[Finding]:
        """`Siti Rahma` in one text and `Siti Rahmah` in the other."""
        if self.are_related():
            return  # Kementerian Kesehatan is Kementerian Kesihatan in Malay
        left, right = (self.name_words(side) for side in (0, 1))
        titles = {word for lang in self.langs for word in (*lang.titles, *lang.months, *lang.days)}
        for written, (before, after, line) in left.items():
            if written in right or written.lower() in titles:
                continue
            for other, (other_before, other_after, other_line) in right.items():
                beside = (before and before == other_before) or (after and after == other_after)
                if other in left or not beside or other.lower() in titles or not _near(written, other):
                    continue
                yield Finding(other_line, line, "name", other, written)

    def are_related(self) -> bool:
        """Whether the two languages have so many words in common that no spelling is a slip."""
        words = [
            {
                word
                for block in self.blocks
                for paragraph in (block.left, block.right)[side]
                for word in re.findall(r"\b[a-zà-ÿ]{4,}\b", plain(paragraph.text))
            }
            for side in (0, 1)
        ]
        return len(words[0] & words[1]) > _RELATED * max(1, min(map(len, words)))

    def name_words(self, side: int) -> Mapping[str, tuple[str, str, int]]:
        """Words with a capital that are no part of a name in the glossary, with the capitals beside them."""
        found: dict[str, tuple[str, str, int]] = {}
        for block in self.blocks:
            for paragraph in (block.left, block.right)[side]:
                if paragraph.kind == "title":
                    continue  # there every word may have a capital
                text = plain(paragraph.text)
                known = {i for named in self.named(text) for i in range(named.start, named.end)}
                for match in re.finditer(r"(?<!\w)[A-Z][^\W\d_]{3,}(?!\w)", text):
                    if match.start() in known:
                        continue
                    before = re.search(r"([A-Z][^\W\d_]+) $", text[: match.start()])
                    after = re.match(r" ([A-Z][^\W\d_]+)", text[match.end() :])
                    line = paragraph.line + text.count("\n", 0, match.start())
                    beside = (before[1] if before else "", after[1] if after else "", line)
                    if match.group() not in found or not any(found[match.group()][:2]):
                        found[match.group()] = beside
        return found


def _unmatched(left: Iterable[_At], right: Iterable[_At]) -> tuple[list[_At], list[_At]]:
    """What is left of both when each figure has taken its partner; digits take digits first."""
    ours, theirs = list(left), list(right)
    for words in (False, True):
        for at in tuple(ours):
            for other in theirs:
                spelled = "word" in (at.figure.kind, other.figure.kind)
                if spelled == words and agree(at.figure, other.figure):
                    ours.remove(at)
                    theirs.remove(other)
                    break
    return ours, theirs


def _weekdays(at: _At, own: Iterable[_At]) -> set[object]:
    """The days of the week that a date may be: by the calendar, else as its own text says."""
    found: set[object] = set()
    for reading in at.figure.readings:
        if reading[0] == "date" and len(reading) == 4 and reading[1]:
            found.add(datetime.date(*reading[1:]).weekday())
    return found or {r[1] for o in own if o.figure.kind == "weekday" for r in o.figure.readings}


def _side_by_side(own: Sequence[_At], paragraphs: Sequence[Paragraph]) -> Iterator[tuple[_At, str]]:
    """Each day of the week with the date that follows it at once, where the two contradict."""
    ordered = [at for at in own if at.figure.kind in ("weekday", "date")]
    for weekday, date in itertools.pairwise(ordered):
        if weekday.figure.kind != "weekday" or date.figure.kind != "date" or weekday.line != date.line:
            continue
        if not 0 <= date.figure.start - weekday.figure.end <= 3:
            continue
        if not any(len(r) == 4 and r[1] for r in date.figure.readings):
            continue  # without a year any day may be right
        (said,) = {reading[1] for reading in weekday.figure.readings}
        if said not in _weekdays(date, ()):
            yield weekday, f"{weekday.figure.written}, {date.figure.written}"


def _quotations(paragraphs: Iterable[Paragraph]) -> list[tuple[int, str]]:
    found = []
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        if paragraph.kind in ("title", "summary"):
            continue
        for match in _QUOTED.finditer(text):
            inner = next(group for group in match.groups() if group)
            if len(inner.split()) >= _QUOTE_WORDS:
                found.append((paragraph.line + text.count("\n", 0, match.start()), inner))
    return found


def _parts(entry: Entry) -> set[str]:
    """The words by which a text may mean an entry."""
    spellings = (*entry.names.values(), *entry.aliases)
    return {part for spelling in spellings for part in fold(spelling).split() if len(part) >= 4}


def _begins(part: str, words: Iterable[str]) -> bool:
    """Whether a word begins as `part` does: Russia, Russian."""
    begin = part[: max(4, len(part) - 3)]
    return any(word.startswith(begin) for word in words)


def _near(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes `a` of `b`."""
    if a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start:] == b[start + 1 :] or a[start + 1 :] == b[start:]

"""Names in two texts: those that only one of them has, and those that they spell in two ways."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from site_gen.parity.blocks import Blocks, Finding, line_at, plain
from site_gen.parity.figures import figures
from site_gen.parity.language import Language
from site_gen.parity.names import Named
from site_gen.slugs import slug_of
from site_gen.tables.glossary import Entry, fold

GOES_ON: Final = re.compile(r"[ -]+[A-Z]\w")
"""Behind a name: it is part of a longer one."""
_RELATED: Final = 0.3
"""The share of small words in common from which on two languages are related: of Indonesian and Malay it is
more than a half, of Indonesian and English next to nothing."""
_CAPITAL: Final = re.compile(r"(?<!\w)[A-Z][^\W\d_]{3,}(?!\w)")
_SMALL: Final = re.compile(r"\b[a-zà-ÿ]{4,}\b")


def other_names(blocks: Blocks) -> Iterator[Finding]:
    """Names of the glossary that one text never mentions, and names spelled in two ways."""
    missing, added = (list(_missing(blocks, side)) for side in (0, 1))
    yield from (finding for _, _, finding in missing)
    places = {place for place, _, _ in missing}
    for place, named, finding in added:
        # A town's country, said for readers who live elsewhere, is no mistake; one in place of another is.
        if place in places or not _is_place(blocks, named):
            yield finding
    if not _are_related(blocks):  # Kementerian Kesehatan is Kementerian Kesihatan in Malay
        yield from _misspelled(blocks)


def _is_place(blocks: Blocks, named: Named) -> bool:
    """Whether a name can only be a place's."""
    return all(blocks.names.glossary.entries[id_].type == "place" for id_ in named.ids)


def _missing(blocks: Blocks, side: int) -> Iterator[tuple[int, Named, Finding]]:
    """Names of one text that the other never mentions: the block, the name, and what to say."""
    other = " \n ".join(plain(paragraph.text) for _, paragraph in blocks.paragraphs(1 - side))
    there = {id_ for named in blocks.named(other) for id_ in named.ids}
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", other)}
    told: set[str] = set()
    for place, paragraph in blocks.paragraphs(side):
        if not blocks.all[place].is_pair:
            continue
        text = _without_money(plain(paragraph.text), blocks.langs[side])
        for named in blocks.named(text):
            if told.intersection(named.ids):
                continue
            if _is_place(blocks, named) and GOES_ON.match(text, named.end):
                continue  # the Jakarta Composite Index is no place
            told.update(named.ids)
            if there.intersection(named.ids) or _is_meant(blocks, named, words, blocks.langs[1 - side]):
                continue
            at = line_at(paragraph, named.start), named.written
            yield place, named, blocks.on_side(place, "name", side, at)


def _without_money(text: str, lang: Language) -> str:
    """`text` with its amounts blanked out: the `AS` of `dolar AS` is no country."""
    for figure in figures(text, lang):
        if figure.unit:
            text = text[: figure.start] + " " * (figure.end - figure.start) + text[figure.end :]
    return text


def _is_meant(blocks: Blocks, named: Named, words: set[str], lang: Language) -> bool:
    """Whether a text with these words may speak of the name: a surname, a people, a short form."""
    for id_ in named.ids:
        entry = blocks.names.glossary.entries[id_]
        if any(_begins(part, words) for part in _parts(entry)):
            return True
        if any(words.intersection(lang.peoples.get(slug_of(name), ())) for name in entry.names.values()):
            return True
    return False


def _parts(entry: Entry) -> set[str]:
    """The words by which a text may mean an entry."""
    spellings = (*entry.names.values(), *entry.aliases)
    return {part for spelling in spellings for part in fold(spelling).split() if len(part) >= 4}


def _begins(part: str, words: Iterable[str]) -> bool:
    """Whether a word begins as `part` does: Russia, Russian."""
    begin = part[: max(4, len(part) - 3)]
    return any(word.startswith(begin) for word in words)


def _misspelled(blocks: Blocks) -> Iterator[Finding]:
    """`Siti Rahma` in one text and `Siti Rahmah` in the other."""
    left, right = (_capitals(blocks, side) for side in (0, 1))
    usual = {word for lang in blocks.langs for word in (*lang.titles, *lang.months, *lang.days)}
    for written, (before, after, line) in left.items():
        if written in right or written.lower() in usual:
            continue
        for other, (other_before, other_after, other_line) in right.items():
            beside = (before and before == other_before) or (after and after == other_after)
            if beside and other not in left and other.lower() not in usual and _near(written, other):
                yield Finding(other_line, line, "name", other, written)


def _are_related(blocks: Blocks) -> bool:
    """Whether the two languages have so many words in common that no spelling is a slip."""
    left, right = (
        {word for _, paragraph in blocks.paragraphs(side) for word in _SMALL.findall(plain(paragraph.text))}
        for side in (0, 1)
    )
    return len(left & right) > _RELATED * max(1, min(len(left), len(right)))


def _capitals(blocks: Blocks, side: int) -> Mapping[str, tuple[str, str, int]]:
    """Words with a capital that are no part of a name in the glossary, with the capitals beside them."""
    found: dict[str, tuple[str, str, int]] = {}
    for _, paragraph in blocks.paragraphs(side):
        if paragraph.kind == "title":
            continue  # there every word may have a capital
        text = plain(paragraph.text)
        known = {i for named in blocks.named(text) for i in range(named.start, named.end)}
        for match in _CAPITAL.finditer(text):
            if match.start() in known:
                continue
            before = re.search(r"([A-Z][^\W\d_]+) $", text[: match.start()])
            after = re.match(r" ([A-Z][^\W\d_]+)", text[match.end() :])
            beside = before[1] if before else "", after[1] if after else "", line_at(paragraph, match.start())
            if match.group() not in found or not any(found[match.group()][:2]):
                found[match.group()] = beside
    return found


def _near(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes `a` of `b`."""
    if a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start:] == b[start + 1 :] or a[start + 1 :] == b[start:]

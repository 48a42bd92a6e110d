"""What changed in an original since a translation was made, beside the paragraphs to touch.

Two comparisons meet: the old original with the new one (what changed), and the old original with the
translation (what was made of it). The old one is found in the project's history.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from site_gen.desk.history import NoHistory, OlderText, older_text
from site_gen.desk.stories import Stories, Versions, paragraphs_of, text_of
from site_gen.documents.document import Document
from site_gen.documents.front_matter import split_source
from site_gen.documents.paragraphs import Paragraph
from site_gen.errors import USAGE, Location, Problem, SiteError
from site_gen.parity.alignment import align
from site_gen.site.translations import original_of

What = Literal["changed", "added", "removed", "same"]


class Difference(msgspec.Struct, frozen=True):
    """One place where the original is not as it was, and what the translation has there."""

    what: What
    before: tuple[Paragraph, ...]
    """Of the original as it was; lines count in that older file."""
    now: tuple[Paragraph, ...]
    target: tuple[Paragraph, ...]
    """The paragraphs of the translation to touch; of an addition the one after which it goes."""


class Comparison(msgspec.Struct, frozen=True):
    """One translation beside its original."""

    original: str
    translation: str
    """Paths."""
    state: Literal["current", "changed", "unknown"]
    differences: tuple[Difference, ...] = ()
    """Of an unknown older text: everything, pair by pair, as `same`."""
    since: str = ""
    """The commit of the older text, and its day."""
    note: str = ""
    """Why the older text is not known, as a sentence."""
    line: str = ""
    """What to write into the translation's front matter when it is current again."""
    command: str = ""
    """What does it."""


def compare(stories: Stories, versions: Versions, lang: str = "") -> tuple[Comparison, ...]:
    """Each translation of a story (or the one in `lang`) beside the original. Raises SiteError."""
    codes = stories.config.codes
    if lang and lang not in versions:
        hint = f"It has: {', '.join(versions)}."
        raise SiteError(Problem(Location("--lang"), f'the story has no "{lang}" text', hint), USAGE)
    original = original_of({c: d for c, d in versions.items() if c != lang} or versions, codes)
    chosen = [versions[c] for c in codes if c in versions and versions[c] is not original]
    return tuple(_compare(stories, versions, d, original) for d in chosen if not lang or d.lang == lang)


def _compare(stories: Stories, versions: Versions, document: Document, original: Document) -> Comparison:
    for other in versions.values():
        if other is not document and document.translates == other.revision:
            return Comparison(other.path, document.path, "current")
    found, older, note = _older(stories, versions, document, original)
    _, source = text_of(stories.project, found.path)
    _, target = text_of(stories.project, document.path)
    now, made = paragraphs_of(found.path, source), paragraphs_of(document.path, target)
    command = f"site-gen translated {document.path}" + (f" --from {found.lang}" if found != original else "")
    line = f"translates: {found.revision}"
    if older is None:
        pairs = tuple(Difference("same", (), a, b) for a, b in _aligned(now, made))
        return Comparison(found.path, document.path, "unknown", pairs, note=note, line=line, command=command)
    before = paragraphs_of(found.path, split_source(found.path, older.data))
    since = f"{older.commit} of {older.day}" if older.commit else "an earlier commit"
    changes = differences(before, now, made)
    return Comparison(found.path, document.path, "changed", changes, since, line=line, command=command)


def _older(
    stories: Stories, versions: Versions, document: Document, original: Document
) -> tuple[Document, OlderText | None, str]:
    """Which version the translation was made from, the text that it then had, or why that is not known."""
    if not document.translates:
        note = "The translation does not say which text it was made from: it has no `translates`."
        return original, None, note
    # Malay may have been made from the English translation of an Indonesian original.
    others = [other for other in versions.values() if other is not document and other is not original]
    for candidate in (original, *others):
        try:
            found = older_text(stories.project, candidate.path, document.translates)
        except NoHistory as error:
            return original, None, f"The older text is not known: {error}."
        if found is not None:
            return candidate, found, ""
    note = f"The history of {original.path} has no text with the revision {document.translates}."
    return original, None, note


def differences(
    before: Sequence[Paragraph], now: Sequence[Paragraph], made: Sequence[Paragraph]
) -> tuple[Difference, ...]:
    """What is not the same in `before` and `now`, each with the paragraphs of `made` that it concerns.

    `made` is the translation of `before`.
    """
    belongs: dict[int, tuple[int, ...]] = {}
    for pair in align(before, made):
        for index in pair.left:
            belongs[index] = pair.right
    found = []
    last: tuple[int, ...] = ()  # what the translation has for the paragraph ahead
    for old, new in _changes(before, now):
        targets = tuple(dict.fromkeys(j for i in old for j in belongs.get(i, ()))) if old else last
        last = targets[-1:] or last
        if old and new and _folded(before[old[0]]) == _folded(now[new[0]]):
            continue
        what: What = "changed" if old and new else "removed" if old else "added"
        found.append(
            Difference(
                what,
                tuple(before[i] for i in old),
                tuple(now[i] for i in new),
                tuple(made[j] for j in targets),
            )
        )
    return tuple(found)


def _folded(paragraph: Paragraph) -> tuple[str, str]:
    return paragraph.kind, " ".join(paragraph.text.split())


def _changes(
    before: Sequence[Paragraph], now: Sequence[Paragraph]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every index of both, in order: an equal or edited paragraph as a pair, others alone."""
    matcher = difflib.SequenceMatcher(
        None, [_folded(p) for p in before], [_folded(p) for p in now], autojunk=False
    )
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            yield from (((k,), (j + k - i,)) for k in range(i, i_end))
            continue
        if tag != "replace":
            yield from (((k,), ()) for k in range(i, i_end))
            yield from (((), (k,)) for k in range(j, j_end))
            continue
        yield from _replaced(before, now, range(i, i_end), range(j, j_end))


def _replaced(
    before: Sequence[Paragraph], now: Sequence[Paragraph], old: range, new: range
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Two runs in which nothing is equal: the most alike become pairs, in their order."""
    alone = len(old) == len(new) == 1 and before[old[0]].kind == now[new[0]].kind
    likeness = {(i, j): 1.0 if alone else _likeness(before[i], now[j]) for i in old for j in new}
    best: dict[tuple[int, int], float] = {}
    for i in reversed(range(old.start, old.stop + 1)):
        for j in reversed(range(new.start, new.stop + 1)):
            ways = [best.get((i + 1, j), 0.0), best.get((i, j + 1), 0.0)]
            if likeness.get((i, j), 0.0) >= _LIKE:
                ways.append(likeness[i, j] + best.get((i + 1, j + 1), 0.0))
            best[i, j] = max(ways)
    i, j = old.start, new.start
    while i < old.stop or j < new.stop:
        paired = likeness.get((i, j), 0.0)
        if paired >= _LIKE and best[i, j] == paired + best.get((i + 1, j + 1), 0.0):
            yield (i,), (j,)
            i, j = i + 1, j + 1
        elif i < old.stop and best[i, j] == best.get((i + 1, j), 0.0):
            yield (i,), ()
            i += 1
        else:
            yield (), (j,)
            j += 1


_LIKE: Final = 0.4
"""The share of words in common from which on a paragraph counts as edited, not as another one."""
_WORD: Final = re.compile(r"\s+|\w*\d(?:[.,:/]?\w)*|\w+|[^\w\s]")
"""A figure is one word, whatever marks it has in it: 1.250, 19/11/2026."""


def _likeness(a: Paragraph, b: Paragraph) -> float:
    if a.kind != b.kind:
        return 0.0
    return difflib.SequenceMatcher(None, a.text.split(), b.text.split(), autojunk=False).ratio()


def _aligned(
    now: Sequence[Paragraph], made: Sequence[Paragraph]
) -> Iterator[tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]]:
    for pair in align(now, made):
        yield tuple(now[i] for i in pair.left), tuple(made[j] for j in pair.right)


def words_changed(before: str, now: str) -> str:
    """`now` with what was taken out as [-so-] and what was put in as {+so+}."""
    a, b = _WORD.findall(before), _WORD.findall(now)
    parts = []
    for tag, i, i_end, j, j_end in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        old, new = "".join(a[i:i_end]), "".join(b[j:j_end])
        if tag == "equal":
            parts.append(new)
            continue
        if old:
            parts.append(f"[-{old}-]")
        if new:
            parts.append(f"{{+{new}+}}")
    return "".join(parts)


def as_text(found: Comparison) -> str:
    """A comparison for a person: every change with file and line, and what to do at the end."""
    if found.state == "current":
        return f"{found.translation} is current: it was made from {found.original} as it stands."
    lines: list[str] = []
    if found.state == "unknown":
        lines += [found.note, "The two texts, paragraph by paragraph:"]
    else:
        count = len(found.differences)
        changes = f"{count} change{'' if count == 1 else 's'}"
        lines.append(f"{changes} in {found.original} since {found.translation} was made ({found.since}).")
    for one in found.differences:
        lines += ["", *_difference_lines(found, one)]
    lines += [
        "",
        f"When {found.translation} is current again: {found.command}",
        f"That writes: {found.line}",
    ]
    return "\n".join(lines)


def _difference_lines(found: Comparison, one: Difference) -> Iterator[str]:
    if one.what == "changed":
        for old, new in zip(one.before, one.now, strict=True):
            yield f"{found.original}:{new.line}: changed"
            yield from _indented(words_changed(old.text, new.text))
    else:
        for paragraph in one.now:
            yield f"{found.original}:{paragraph.line}:" + (" added" if one.what == "added" else "")
            yield from _indented(paragraph.text)
        for paragraph in one.before:
            yield f"{found.original}: was there, and is not any more"
            yield from _indented(paragraph.text)
    if not one.target:
        yield f"{found.translation}: nothing there"
    for paragraph in one.target:
        after = " (it goes after this)" if one.what == "added" else ""
        yield f"{found.translation}:{paragraph.line}:{after}"
        yield from _indented(paragraph.text)


def _indented(text: str) -> Iterator[str]:
    yield from ("    " + line for line in text.split("\n"))


def as_json(found: Sequence[Comparison]) -> bytes:
    """The same for machines."""
    return msgspec.json.encode(found)

"""What a translator engine must not touch, behind placeholders; and put back afterwards.

An engine is given words and nothing else. Marks of Markdown, addresses, code, tags and the names that the
glossary has become tokens (`QZ0QZ`) that engines hand through as a foreign word. A translation counts only
if every token came back, once; and what an engine adds that would mean something to Markdown (`*` before a
word it does not know) is escaped, since it meant a character.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from site_gen.documents.paragraphs import Paragraph, paragraphs
from site_gen.parity.names import Names
from site_gen.tables.exonyms import name_in

_ADDRESS: Final = r"(?:<[^<>\s]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
_MARKS: Final = re.compile(
    rf"""
      (?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    | (?P<open>!?\[)(?P<label>(?:\\.|[^\[\]\\])*)
      (?P<close>\]\({_ADDRESS}(?:\s+"(?P<title>[^"]*)")?\s*\)|\]\[[^\[\]]*\])
    | (?P<kept>
        \[\^[^\]\s]+\]                          # a mark of a footnote
      | <(?:[A-Za-z][\w.+-]*:[^<>\s]*|[^<>\s@]+@[^<>\s]+)>
      | <!--.*?--> | </?[A-Za-z][^<>]*>
      | (?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]]
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | \\[!-/:-@\[-`{{-~] | &(?:[A-Za-z]\w*|\#\d+|\#x[0-9A-Fa-f]+);
      | [*`\[\]<>&\\|]+ | (?<!\w)_+|_+(?!\w) | \{{[:\#.][^{{}}]*\}}
      )
    """,
    re.VERBOSE,
)
_PLAIN: Final = re.compile(r"(?P<kept>(?:https?://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:!?)\]])")
_TOKENS: Final = ("QZ", "XQ", "ZJ", "JX")
_BACKSLASHED: Final = frozenset("\\`*_{}[]#")
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "~": "&#126;", "^": "&#94;", "|": "&#124;", "&": "&amp;"}
_FIRST: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)|([-+:=#])")
"""What makes something else than a paragraph of a line that begins with it."""


class Protected(msgspec.Struct, frozen=True):
    """A text ready for an engine."""

    sent: str
    """What the engine is given; empty if there is nothing to translate."""
    kept: tuple[str, ...]
    """What each token stands for."""
    token: str
    before: str
    after: str
    """What was kept at either end, and is not sent at all."""
    markdown: bool

    def restored(self, answer: str) -> str | None:
        """The translation with everything put back; None if a token is missing, or there twice."""
        if not self.sent:
            return self.before + self.after
        found = re.split(rf"\*?{self.token}\s?(\d+)\s?{self.token}", answer, flags=re.IGNORECASE)
        numbers = [int(number) for number in found[1::2]]
        if sorted(numbers) != list(range(len(self.kept))) or not answer.strip():
            return None
        if re.search(rf"{self.token}|\d+{self.token}", "".join(found[::2]), re.IGNORECASE):
            return None
        parts = [self.written(text) for text in found[::2]]
        whole = parts[0]
        for number, text in zip(numbers, parts[1:], strict=True):
            whole += self.kept[number] + text
        begin = _FIRST.match(whole)
        # What the author's own line begins with is his.
        if self.markdown and not self.before and begin and not self.sent.startswith(begin.group()):
            whole = _guarded(begin) + whole[begin.end() :]
        return self.before + whole + self.after

    def written(self, text: str) -> str:
        """What an engine wrote, as Markdown that shows these characters."""
        if not self.markdown:
            return text
        return "".join(_escaped(char) if char not in self.sent else char for char in text)


def _escaped(char: str) -> str:
    return "\\" + char if char in _BACKSLASHED else _ENTITIES.get(char, char)


def _guarded(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}\\{match[2]}"
    return f"&#{ord(match[3])};"


class Protection:
    """Protects texts of one language that are to be translated into another."""

    def __init__(self, names: Names, source: str, target: str) -> None:
        self.names, self.source, self.target = names, source, target

    def protect(self, text: str, *, markdown: bool) -> Protected:
        """`text`, one line of it, with tokens for everything that is to stay."""
        token = next((t for t in _TOKENS if t.lower() not in text.lower()), _TOKENS[0] + "Q")
        pieces = _merged(self._pieces(text, markdown=markdown))
        before = pieces.pop(0)[1] if pieces and pieces[0][0] else ""
        after = pieces.pop()[1] if pieces and pieces[-1][0] else ""
        if not any(char.isalpha() for is_kept, piece in pieces if not is_kept for char in piece):
            return Protected("", (), token, before + "".join(p for _, p in pieces), after, markdown)
        kept: list[str] = []
        sent = ""
        for is_kept, piece in pieces:
            if is_kept:
                sent += f"{token}{len(kept)}{token}"
                kept.append(piece)
            else:
                sent += piece
        lead, trail = len(sent) - len(sent.lstrip()), len(sent) - len(sent.rstrip())
        before, after = before + sent[:lead], sent[len(sent) - trail :] + after
        return Protected(sent.strip(), tuple(kept), token, before, after, markdown)

    def _pieces(self, text: str, *, markdown: bool) -> Iterator[tuple[bool, str]]:
        """Parts of `text`, and whether each is to be kept."""
        at = 0
        for match in (_MARKS if markdown else _PLAIN).finditer(text):
            yield from self._named(text[at : match.start()])
            at = match.end()
            groups = match.groupdict()
            if groups.get("open") is None:
                yield True, match.group()
                continue
            yield True, groups["open"]
            yield from self._pieces(groups["label"], markdown=True)
            close, title = groups["close"], groups["title"]
            if title is None:
                yield True, close
            else:
                head, _, tail = close.partition(f'"{title}"')
                yield True, head + '"'
                yield from self._named(title)
                yield True, '"' + tail
        yield from self._named(text[at:])

    def _named(self, text: str) -> Iterator[tuple[bool, str]]:
        at = 0
        for found in self.names.find(text):
            name = self.in_target(found.ids, found.written)
            if name:
                yield False, text[at : found.start]
                yield True, name
                at = found.end
        yield False, text[at:]

    def in_target(self, ids: Iterable[str], written: str) -> str:
        """What a name is in the other language; empty where the glossary leaves it to the engine."""
        names = {name_in(self.names.glossary.entries[id_], written, self.target) for id_ in ids}
        return names.pop() if len(names) == 1 else ""


def _merged(pieces: Iterable[tuple[bool, str]]) -> list[tuple[bool, str]]:
    merged: list[tuple[bool, str]] = []
    for is_kept, piece in pieces:
        if not piece:
            continue
        if merged and merged[-1][0] == is_kept:
            merged[-1] = (is_kept, merged[-1][1] + piece)
        else:
            merged.append((is_kept, piece))
    return merged


class Words(msgspec.Struct, frozen=True):
    """A part of a body that is words on one line; what stands between such parts is structure."""

    text: str
    line: int


_PREFIX: Final = {
    # With the time of a live story's entry: another way of writing it would be another moment, or none.
    "heading": re.compile(
        r" {0,3}#{1,6}[ \t]+(?:(?:\d{4}-\d\d-\d\d[ \tT]+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?!\w|[.,:]\w)"
        r"(?:[ \t]+WI(?:B|TA|T)\b)?(?:[ \t]*[–—:|-](?=[ \t]|$))?[ \t]*)?"
    ),
    "item": re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\] )?"),
    "note": re.compile(r" {0,3}\[\^[^\]\s]+\]:[ \t]*"),
    "quote": re.compile(r"(?: {0,3}>[ \t]?)+"),
    "text": re.compile(r"[ \t]*(?::[ \t]+)?"),
}
_HEADING_END: Final = re.compile(r"[ \t]+#+[ \t]*$|[ \t]*\{[^{}]*\}[ \t]*$")
_BREAK: Final = re.compile(r"( {2,}|\\)$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_CELLS: Final = re.compile(r"(?<!\\)\|")


def cut(body: str, first_line: int) -> list[str | Words]:
    """A body as structure and words, in order. Wrapped lines become one; nothing else is lost."""
    found: list[str | Words] = []
    lines = body.split("\n")
    at = 0
    for paragraph in paragraphs(body, first_line):
        begin = paragraph.line - first_line
        found += [line + "\n" for line in lines[at:begin]]
        at = begin + paragraph.text.count("\n") + 1
        found += _cut(paragraph)
        if at < len(lines):
            found.append("\n")
    found.append("\n".join(lines[at:]))
    return found


def _cut(paragraph: Paragraph) -> Iterator[str | Words]:
    if paragraph.kind == "code":
        yield paragraph.text
    elif paragraph.kind == "table":
        yield from _table(paragraph)
    else:
        yield from _lines(paragraph)


def _table(paragraph: Paragraph) -> Iterator[str | Words]:
    for number, row in enumerate(paragraph.text.split("\n")):
        if number:
            yield "\n"
        if not row.strip(" |:-\t"):
            yield row
            continue
        for column, cell in enumerate(_CELLS.split(row)):
            yield "|" * bool(column) + cell[: len(cell) - len(cell.lstrip())]
            if cell.strip():
                yield Words(cell.strip(), paragraph.line + number)
                yield cell[len(cell.rstrip()) :]


def _lines(paragraph: Paragraph) -> Iterator[str | Words]:
    prefix = _PREFIX.get(paragraph.kind, _PREFIX["text"])
    waiting: list[str] = []
    begun = paragraph.line
    for number, line in enumerate(paragraph.text.split("\n")):
        lead = prefix.match(line) if not number or paragraph.kind == "quote" else _PREFIX["text"].match(line)
        mark = lead.group() if lead else ""
        rest = line[len(mark) :]
        if number and _UNDERLINE.match(line) and paragraph.kind == "text":
            yield from _given(waiting, begun)
            yield "\n" + line
            waiting = []
            continue
        starts = not number or not waiting or ":" in mark
        if starts:
            if waiting:
                yield from _given(waiting, begun)
                waiting = []
            if number:
                yield "\n"
            yield mark
            begun = paragraph.line + number
        ending = _BREAK.search(rest)
        tail = ""
        if paragraph.kind == "heading" and (close := _HEADING_END.search(rest)):
            rest, tail = rest[: close.start()], close.group()
        waiting.append(rest[: ending.start()].strip() if ending else rest.strip())
        if ending or tail:
            yield from _given(waiting, begun)
            waiting = []
            yield ending.group() if ending else tail
    yield from _given(waiting, begun)


def _given(waiting: Sequence[str], line: int) -> Iterator[Words]:
    text = " ".join(part for part in waiting if part)
    if text:
        yield Words(text, line)

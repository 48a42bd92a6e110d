"""The text of HTML, as pages and feeds write it. Only tags of HTML's own list count as tags, and others with an attribute,
so `a < b`, `<3` and `<name>` stay."""

import re

from site_gen.wire.lines import Line, LineKind, Plain
from site_gen.wire.rows import LONGEST_CELL
from site_gen.wire.source.entities import unescaped

_BLOCK = (
    "p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|thead|tbody|tfoot|blockquote|article|section|header|footer|"
    "figure|figcaption|main|nav|aside|form|pre|address|caption|details|summary|legend|center|body|html|head|doc|headline|dateline|text|byline|author|date_time|datetime|docno|docid|doctype"
)
"""Those from `doc` on are of news text in SGML, as collections of wire copy are written."""
_TELLS = {
    "author": "author",
    "date_time": "date",
    "datetime": "date",
    "docno": "",
    "docid": "",
    "doctype": "",
}
"""Elements of those that hold no copy: the field that each is, if any."""
_INLINE = (
    "a|abbr|acronym|b|big|bdi|bdo|button|cite|code|data|del|dfn|em|font|i|img|input|kbd|label|link|mark|meta|"
    "picture|q|s|samp|small|source|span|strike|strong|sub|sup|td|th|time|tt|u|var|video|audio|wbr|amp-[a-z-]+|"
    "o:p|st1:[a-z]+|base|embed|object|param|canvas|svg|path|fieldset|select|option|textarea|ins|ruby|rb|rt|rp|col|colgroup"
)
_HAS_TAGS = re.compile(
    rf"</?(?:{_BLOCK}|a|b|em|i|span|strong|u|font|img|script|style|title)\b[^<>]*>", re.IGNORECASE
)


def has_tags(text: str) -> bool:
    """Whether HTML tags stand in `text`."""
    return "<" in text and _HAS_TAGS.search(text) is not None


_BLOCKS = re.compile(rf"</?(?:{_BLOCK})\b[^<>]*>", re.IGNORECASE)
_INLINES = re.compile(rf"</?(?:{_INLINE})\b[^<>]*>", re.IGNORECASE)


def has_blocks(text: str) -> bool:
    """Whether a tag of HTML stands in `text` that parts it."""
    return "<" in text and _BLOCKS.search(text) is not None


def without_inline(text: str) -> str:
    """A text without the tags that Markdown has here and there, `<b>`, `<span>`."""
    return _INLINES.sub("", text) if "<" in text else text


_MARKUP = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<raw><(?P<rawname>script|style|noscript|iframe|template|svg)\b[^>]*>.*?(?:</(?P=rawname)\s*>|\Z))"
    r"|(?P<struck><(?P<struckname>del|strike|s)\b[^>]*>(?:(?!<(?:p|div|h[1-6]|table|li)\b).){0,2000}?</(?P=struckname)\s*>)"
    r"|(?P<title><title\b[^>]*>(?P<titletext>.*?)</title\s*>)"
    r"|(?P<declaration><[!?][a-zA-Z\[][^>]*>)"
    rf"|</?(?P<name>{_BLOCK}|{_INLINE})\b(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|<(?P<strange>[a-z][\w:-]*)(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))+\s*/?>|</[a-z][\w:-]*\s*>",
    re.IGNORECASE | re.DOTALL,
)
_HOST = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?https?://([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_LANG = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)


def from_html(text: str, is_page: bool) -> Plain:
    """Inside tags white space means nothing, unless the text has no block tag at all."""
    text = _with_signs(_with_flat_cells(text))
    lines = _Lines()
    dropped: list[tuple[str, int]] = []
    stamps: list[str] = []
    title, position, number, open_blocks = "", 0, 1, 0
    blocks = re.search(rf"<(?:{_BLOCK})\b", text, re.IGNORECASE) is not None
    # A text with a few <b> or <a> in it has its paragraphs by lines; a page has them by tags alone.
    by_lines = not is_page and (
        not blocks or text.count("\n\n") > 2 * len(re.findall(r"<(?:p|br|div)\b", text, re.I))
    )
    above = 0 if is_page else _end_of_head(text)
    for found in _MARKUP.finditer(text):
        between = text[position : found.start()]
        whole = by_lines or position < above
        _add_text(lines, between, number, whole, open_blocks <= 0 and not is_page)
        number += between.count("\n")
        tag = found.group()
        if found["comment"] or found["raw"] or found["struck"]:
            dropped.append((" ".join(tag.split())[:200], number))
        elif found["title"]:
            title = " ".join(unescaped(found["titletext"]).split())
        elif found["name"]:
            element = found["name"].lower()
            if element in _TELLS and tag.startswith("</") and (told := lines.tell(_TELLS[element])):
                dropped.append(told)
            if element == "br" and _goes_on_in_bold(lines, text, found.end()):
                lines.add(" ", number)  # `<b>Headline<br>of two lines</b>`
            else:
                _tag(lines, element, tag, stamps)
            if element in ("b", "strong"):
                lines.bold = not tag.startswith("</")
            if element in _HOLDS:
                open_blocks += -1 if tag.startswith("</") else 1
        number += tag.count("\n")
        position = found.end()
    _add_text(lines, text[position:], number, by_lines, open_blocks <= 0 and not is_page)
    lines.close(gap=False)
    language = _LANG.search(text)
    return Plain(
        tuple(lines.done),
        tuple(dropped),
        tuple(stamps),
        title,
        language[1].lower() if language else "",
        tuple(_HOST.findall(text)),
        lines.fields,
    )


_TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table\s*>", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_IN_CELL = re.compile(r"</?(?:p|div|br|span)\b[^<>]*>", re.IGNORECASE)
_ANY = re.compile(r"<[^<>]*>")
_FEWEST_CELLS = 4


def _with_flat_cells(text: str) -> str:
    """HTML whose tables of short cells have no paragraphs in these, as word processors put them there."""

    def flat(table: re.Match[str]) -> str:
        cells = [" ".join(_ANY.sub(" ", cell).split()) for cell in _CELL.split(table.group())[1:]]
        if len(cells) < _FEWEST_CELLS or max(map(len, cells)) > LONGEST_CELL:
            return table.group()
        return _IN_CELL.sub(lambda tag: " " + "\n" * tag.group().count("\n"), table.group())

    return _TABLE.sub(flat, text)


_RAISED = re.compile(r"<sup\b[^<>]*>\s*(-?\d{1,3})\s*</sup\s*>", re.IGNORECASE)
_QUOTED = re.compile(r"<(?P<end>/?)q\b[^<>]*>", re.IGNORECASE)
_SMALL = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _with_signs(text: str) -> str:
    """HTML with the signs that elements stand for: `km<sup>2</sup>` is no km2, and `<q>` somebody's words."""
    text = _RAISED.sub(lambda number: number[1].translate(_SMALL), text)
    return _QUOTED.sub(lambda tag: "”" if tag["end"] else "“", text)


_HOLDS = frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "article",
        "section",
        "figure",
        "div",
        "pre",
        "address",
    ]
)
"""Inside one of these an empty line means nothing."""
_FIRST_BREAK = re.compile(rf"<(?P<name>{_BLOCK})\b", re.IGNORECASE)


def _end_of_head(text: str) -> int:
    """Where the first tag that holds text begins, if what stands before it has lines and no tag that breaks one:
    a feed has put headline, day and dateline above its tags, a line each."""
    first = _FIRST_BREAK.search(text)
    return first.start() if first and first["name"].lower() in _HOLDS else 0


_BY = re.compile(r"^by\s+", re.IGNORECASE)
_LONGEST_HEADING = 120
_LONGEST_INSIDE = 70
"""A sentence that is longer stands in the tags of a heading for the look of it; one inside a story is shorter."""


class _Lines:
    """Collects text into lines while tags go by."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self.parts: list[str] = []
        self.number = 0
        self.kind: LineKind = ""
        self.gap = False
        self.breaks = 0
        self.fields: dict[str, str] = {}
        self.bold = False

    def tell(self, field: str) -> tuple[str, int] | None:
        """Takes what an element held out of the lines: a field of the story, if it is one, and no copy."""
        flat, number = " ".join(unescaped("".join(self.parts)).split()), self.number
        self.parts, self.number, self.kind = [], 0, ""
        if flat and field:
            self.fields.setdefault(field, _BY.sub("", flat))
        return (flat, number) if flat else None

    def add(self, text: str, number: int) -> None:
        if not text:
            return
        if self.number == 0 and text.strip():
            self.number = number + text[: len(text) - len(text.lstrip())].count("\n")
        self.parts.append(text)

    def close(self, gap: bool, kind: LineKind = "") -> None:
        flat = " ".join(unescaped("".join(self.parts)).split())
        if flat:
            long = len(flat) > (_LONGEST_HEADING if not self.done else _LONGEST_INSIDE)
            told = self.kind == "heading" and long and flat[-1] in '."”'
            self.done.append(Line(flat, self.number, "" if told else self.kind, self.gap))
            self.gap, self.breaks = False, 0
        self.gap = self.gap or gap
        self.parts, self.number, self.kind = [], 0, kind


_LONGEST_BOLD = 130
_SECOND_LINE = re.compile(r"\s*(?!By\b|Oleh\b|<|\d)[^<>.\n]{3,90}</(?:b|strong)\s*>", re.IGNORECASE)
"""What stands on the second line of a headline, up to where it ends: no byline and no day."""


def _goes_on_in_bold(lines: _Lines, text: str, position: int) -> bool:
    """Whether a break stands inside the headline at the very top, which is set in bold and nothing else."""
    told = "".join(lines.parts).strip()
    return (
        lines.bold
        and not lines.done
        and 3 < len(told) < _LONGEST_BOLD
        and told[-1].isalnum()
        and _SECOND_LINE.match(text, position) is not None
    )


_EMPTY = re.compile(r"\n[^\S\n]*\n\s*")


def _add_text(lines: _Lines, text: str, number: int, by_lines: bool, outside: bool = False) -> None:
    """Adds text between two tags; `outside` all blocks an empty line parts paragraphs: a feed has put a headline
    or a dateline before its tags."""
    start = 0
    for parting in _EMPTY.finditer(text) if outside and not by_lines else ():
        lines.add(text[start : parting.start()], number)
        if "".join(lines.parts).strip():
            lines.close(gap=True)
        number += text.count("\n", start, parting.end())
        start = parting.end()
    text = text[start:]
    if not by_lines:
        lines.add(text, number)
        return
    for offset, part in enumerate(text.split("\n")):
        if offset:
            empty = not "".join(lines.parts).strip()
            lines.close(gap=empty)
        lines.add(part, number + offset)


_CONTENT_DATE = re.compile(
    r"(?:published_time|datePublished|pubdate|publishdate|dc\.date[a-z.]*)[\"'][^>]*?content\s*=\s*[\"']([^\"']+)"
    r"|content\s*=\s*[\"']([^\"']+)[\"'][^>]*?(?:published_time|datePublished|pubdate|publishdate)",
    re.IGNORECASE,
)
_TOLD_BY = {"og:site_name": "outlet", "author": "byline", "article:author": "byline"}
"""What the head of a page says of whose it is, and who wrote."""
_META = re.compile(
    r"(?:name|property)\s*=\s*[\"'](?P<name>og:site_name|author|article:author)[\"'][^<>]*?\bcontent\s*=\s*(?:\"(?P<behind>[^\"]+)\")"
    r"|\bcontent\s*=\s*\"(?P<before>[^\"]+)\"[^<>]*?(?:name|property)\s*=\s*[\"'](?P<later>og:site_name|author|article:author)[\"']",
    re.IGNORECASE,
)
_TIME_DATE = re.compile(r"datetime\s*=\s*[\"']([0-9]{4}-[0-9]{2}-[0-9]{2}[^\"']*)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(
    r"\bclass\s*=\s*[\"'][^\"']*(?:caption|deskripsi|photo-?desc|foto-?desc|img-?desc|credit)", re.IGNORECASE
)
_KINDS: dict[str, LineKind] = {"li": "list", "blockquote": "quote", "figcaption": "caption", "tr": "row"}


def _tag(lines: _Lines, name: str, tag: str, stamps: list[str]) -> None:
    closing = tag.startswith("</")
    if name == "meta" and (told := _META.search(tag)):
        value = " ".join(unescaped(told["behind"] or told["before"]).split())
        lines.fields.setdefault(_TOLD_BY[(told["name"] or told["later"]).lower()], value)
    if name in ("meta", "time"):
        found = _CONTENT_DATE.search(tag) if name == "meta" else _TIME_DATE.search(tag)
        if found:
            stamps.append(next(group for group in found.groups() if group))
    if (
        name == "br"
        and lines.kind == "heading"
        and not "".join(lines.parts).rstrip().endswith((".", '"', "”"))
    ):
        lines.add(" ", lines.number)  # a headline on two lines is one; some houses set whole stories so
    elif name == "br":
        # Two breaks in a row are how many feeds write a paragraph.
        empty = not "".join(lines.parts).strip()
        lines.close(gap=empty, kind=lines.kind if lines.kind == "quote" else "")
    elif name in ("td", "th"):
        if not closing and "".join(lines.parts).strip():
            lines.add(" | ", lines.number)
    elif re.fullmatch(_BLOCK, name):
        inside = lines.kind
        kind: LineKind = (
            "" if closing else _KINDS.get(name, "heading" if re.fullmatch("h[1-6]|headline", name) else "")
        )
        if not closing and _CAPTION_CLASS.search(tag):
            kind = "caption"
        if not kind and inside == "quote" and not (closing and name == "blockquote"):
            kind = "quote"
        lines.close(gap=True, kind=kind)

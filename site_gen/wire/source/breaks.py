"""Breaks between sentences and paragraphs that were lost, put back: where a comma or a lone full stop stands for one,
where none stands."""

import re

from site_gen.wire import lexicon
from site_gen.wire.lines import Line
from site_gen.wire.story import Removed

_MET = re.compile(r"(?<=[a-zà-ÿ0-9%)\]\"”][.!?])(?P<quote>[\"”’]?)\s?,(?=[\"“‘]?[A-ZÀ-Þ0-9])")
"""`… ke Jakarta.,“Kami …`: where paragraphs met, somebody put a comma for the break."""
_STRAY = re.compile(r"(?<=[.!?\"”’])(?:\s*,)+\s*$|^(?:,\s*)+(?=[\"“‘]?[A-ZÀ-Þ]|$)")


def parted_at_commas(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Removed, ...]]:
    """The lines, parted where a comma stands for a lost break between paragraphs, and the commas.

    One such comma may be a slip of the keyboard: they count where there are two.
    """
    if sum(len(_MET.findall(line.text)) for line in lines if ".," in line.text or '",' in line.text) < 2:
        return lines, ()
    found: list[Line] = []
    removed: list[Removed] = []
    for line in lines:
        text = _STRAY.sub("", line.text)
        parts = [part for part in _MET.sub(r"\g<quote>\n", text).split("\n") if part]
        found += [
            Line(part.strip(), line.number, line.kind, line.gap or bool(n))
            for n, part in enumerate(parts)
            if part.strip()
        ]
        if len(parts) != 1 or text != line.text:
            removed.append(Removed(",", "stray comma", line.number))
    return tuple(found), tuple(removed)


_LABEL = re.compile(r"(?:PUBLISHED|CREATED|UPDATED|LAST UPDATED)\s?:?|\|", re.IGNORECASE)
_MOMENT = re.compile(
    r"(?:Last updated at |PUBLISHED: |UPDATED: )?\d{1,2}:\d\d\s?(?:[AP]M|[A-Z]{3,4})?\b[\w ,]{6,30}"
)
_SIGNED = re.compile(r"(?:and )?(?:[A-Z][\w'’-]*,? ){0,5}[A-Z][\w'’-]*")


def parted_at_stops(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, with the head of a page parted from its story where a lone full stop stands for each line end:
    `By . Jane Doe . PUBLISHED: . 19:31 EST, 19 September 2013 . | . UPDATED: . 19:32 EST … . The story`."""
    if not lines or not lines[0].text.startswith("By . "):
        return lines
    _, *parts = lines[0].text.split(" . ")
    signed: list[str] = []
    days: list[str] = []
    while parts[1:]:
        if _LABEL.fullmatch(parts[0]):
            days.append(parts[0].strip("|"))
        elif _MOMENT.fullmatch(parts[0]):
            label = days.pop() if days and not _MOMENT.fullmatch(days[-1]) else ""
            days.append(f"{label} {parts[0]}".lstrip())
        elif not days and len(signed) < 3 and _SIGNED.fullmatch(parts[0]):
            signed.append(parts[0])
        else:
            break
        parts = parts[1:]
    if not signed:
        return lines
    number = lines[0].number
    head = [f"By {' '.join(signed)}", *filter(None, days)]
    return (
        *[Line(text, number, gap=bool(n)) for n, text in enumerate(head)],
        Line(" . ".join(parts), number, gap=True),
        *lines[1:],
    )


_SEAM = re.compile(r"(?P<mark>[.!?])(?P<quote>[\"”’]?)(?=[\"“‘]?(?P<next>[A-ZÀ-Þ][a-zà-ÿ]+|[A-ZÀ-Þ]{2,})\b)")
_BEFORE = re.compile(r"(?:[a-zà-ÿ]{2}|[0-9%)\]]|(?<![A-Za-z])(?P<acronym>[A-Z]{2,6}))\s?$")
_TITLES = frozenset({"PT", "CV", "RI", "KH", "RA", "AM", "PM", "AS", "US", "TB", "ST", "UD", "JL", "NO"})


def unglued(text: str, mark: str = " ") -> str:
    """`text` with `mark` put between two sentences that lost the space between them.

    A straight quotation mark at the seam belongs to the sentence that it closes, or else opens the next.
    """
    parts: list[str] = []
    position = 0
    for found in _SEAM.finditer(text):
        before = _BEFORE.search(text[max(0, found.start() - 8) : found.start()])
        if before is None or before["acronym"] in _TITLES or _is_address(found):
            continue
        cut = found.end()
        if found["quote"] == '"' and text.count('"', 0, found.start("quote")) % 2 == 0:
            cut = found.start("quote")
        parts += (text[position:cut], mark)
        position = cut
    return "".join([*parts, text[position:]]) if parts else text


def _is_address(found: re.Match[str]) -> bool:
    """`Kompas.Com`, `Tirto.ID`: an address, not the end of a sentence."""
    return found["next"].lower() in lexicon.words("generic_outlet") or found["next"] in ("Js", "Net", "AI")


_ONE_LINE = 400


def parted(line: Line) -> tuple[Line, ...]:
    """A long text on one line as the paragraphs that it lost its breaks between."""
    if len(line.text) < _ONE_LINE:
        return (line,)
    parts = [part.strip() for part in unglued(line.text, "\n").split("\n")]
    return tuple(
        Line(part, line.number, line.kind, line.gap or bool(index))
        for index, part in enumerate(parts)
        if part
    )

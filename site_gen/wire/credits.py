"""Bylines and credits: who wrote it, who edited it, and the outlet where only a credit names it.

Names are looked for in the first eight lines and the last six. `Editor:` and a desk's initials are credits,
too; what the copy says of a photographer, or of a source it quotes, is not.
"""

import re

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.dateline import read_dateline
from site_gen.wire.dates import DIGIT, ENGLISH_WEEKDAY
from site_gen.wire.furniture import is_crumb
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.jobs import BY_JOB, HOUSE, LINE, NOBODY, WITH_OTHERS, WITH_OTHERS_END
from site_gen.wire.makers import (
    BY,
    NAME,
    NAMES,
    REPORT_OF,
    Makers,
    is_labels,
    is_name,
    is_paper,
    name_outlet,
    people,
)
from site_gen.wire.markup import Line
from site_gen.wire.signoff import (
    CALLED,
    REPORTING,
    is_caller,
    last_line,
    last_piece,
    read_author_note,
    without_rest,
    without_tags,
    without_teasers,
)
from site_gen.wire.stamps import read_stamp, undecided
from site_gen.wire.story import NOTHING, Inferred, Removed
from site_gen.wire.tokens import given_names, is_office

_PIPED = re.compile(
    rf"(?P<label>Penulis|Reporter|Pewarta|Kontributor|Laporan)\s+(?P<names>{NAMES})\s*\|\s*(?P<edits>Editor|Penyunting|Redaktur)\s+(?P<editors>{NAME}?)"
    r"(?=\s*$|\s+[A-Z][A-Z ]{2,24},\s+[A-Z])"
)
"""`Penulis A | Editor B`, on its own line or before the dateline."""
_RUN_IN = re.compile(
    r"Laporan\s+(?:(?:Wartawan|wartawan|Kontributor|kontributor|Reporter|reporter)\s+(?P<outlet>[\w.-]+(?:\s[A-Z][\w.]+)?)\s*[,/|]\s*)?"
    r"(?P<names>[A-Z][a-z'’-]+(?:\s(?!I\s)[A-Z][a-z'’.-]*){0,4})(?:\s*(?:\||\bI\b)\s*[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})?\s+(?=[A-Z]{3})"
)
"""`Laporan Wartawan Harian Contoh, Amir`, `Laporan Amir Contoh | Sleman` before the dateline, on its line; also
with an `I` for the bar."""
_PICTURED = re.compile(
    r"[\w.]{2,24}\s(?=Laporan\s+(?:Wartawan|wartawan|Kontributor|kontributor|Reporter|reporter)\s)"
)
"""`Net Laporan Wartawan …`, `contoh.com Laporan Wartawan …`: where the picture is from, run in before the byline."""
_CITIZEN = re.compile(
    rf"(?i:Citizen\s+(?:Reporter|Journalist))\s*:?\s+(?P<names>{NAME}?)(?:\s*[,(].{{3,120}})?"
)
"""`Citizen Reporter Amir Contoh, Kepala Seksi Contoh`"""
_CORRESPONDENT = re.compile(
    rf"(?:Kontributor|Koresponden)\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s*,\s*(?P<names>{NAMES})"
)
_WITH_JOB = re.compile(
    rf"(?!By\s|BY\s)(?P<names>{NAMES}?)\s*(?:[,|/–-]\s*(?:[A-Za-z&]+\s+){{0,4}}?)?\s*(?i:jurnalis|wartawan|wartawati|reporter|kontributor|koresponden|penulis|journalist|(?:staff|senior|chief|special)?\s*"
    rf"(?:reporter|writer|correspondent)|contributor)s?"
)
"""`Amir Contoh, Jurnalis`"""
_PARTED = re.compile(
    r"\s*[·•|]\s*|\s+[-–—]\s+|(?<=\w)\s(?:on|pada|Pada:)\s"
    r"|\s+(?=(?:Published|Updated|Posted|Last\s+updated|Diperbarui|Diterbitkan|Dipublikasikan|Diposting|Tayang)\b)"
    r"|\s+(?=\d{1,2}:\d\d\s[ap]\.?m\.?\s)"
    rf"|\s+(?=(?:{ENGLISH_WEEKDAY},?\s+)?(?i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{{0,6}}\.?\s)?\d{{1,2}}[\s,/])"
)
"""What may stand between who wrote and when."""
_AGO = re.compile(
    r"\s*[•·|]\s*\d+\s?(?:h|m|d|min|hours?|days?|jam|menit|hari)(?:\s+(?:ago|(?:yang\s+)?lalu))?$"
)
_BY_AND_SITE = re.compile(r"^(?:By|BY|by|Oleh|OLEH)\s*:?\s+(?=[A-Z][\w'’ .-]*[|,]\s*[\w-]+\.\w+$)")
"""`By ` before a name and an address"""
_LABEL_AND_NAME = re.compile(
    rf"(?:Penulis|Reporter|Pewarta|Laporan|Jurnalis|Wartawan)\s+(?P<names>{NAME})(?:\s*\|\s*[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,2}})?"
)
"""`Penulis Amir Contoh`, its colon lost; `Laporan Amir Contoh | Sleman`"""
_HANDLE = re.compile(r"(?<=\w)\s*[(|,]?\s*@\w{2,20}\)?(?=$|\s)")
"""`By Jane Doe @janedoe`"""
_SITE_LINE = re.compile(r"[|•·–—-]?\s*(?P<site>[\w-]+(?:\.[\w-]+)+|[A-Z][\w.&'’ -]{2,30})")
"""`| Contoh.com` below the byline or the day: the house."""
_BARRED_NAMES = re.compile(
    rf"(?P<names>{NAME}(?:\s*\|\s*{NAME}){{1,3}})\s+[-–—]\s+(?P<outlet>[A-Z][\w. ]{{2,30}})"
)
"""`Amir Contoh | Rahma Contoh - Harian Contoh`: who edited and who wrote, and the house."""
_BUTTON = re.compile(
    rf"(?P<names>{NAME}?)\s*(?:View|See|Read|Show)\s+(?i:(?:more|all|full)\s+)?(?i:articles|stories|posts|profile|bio)(?:\s(?:by|from|of)\s.{{2,40}})?"
)
"""`Amir ContohView More Articles`: a name, and the button of its page"""
_SERVICE = re.compile(
    r"(?P<outlet>[A-Za-z][\w.-]*(?:\s[A-Z][\w.-]*){0,2}?)(?:(?:\s(?:International|World|General|Financial|English))*\s(?:News(?:wires?)?|Service|Wire)(?:\sService)?"
    r"(?:\s(?:in|[-–])\s(?:English|Indonesian))?|\s(?:in\s)?(?:English|Indonesia|Indonesian)(?:\s(?:Service|Edition))?)"
)
"""`Contoh International Service in English`, `CONTOH English`: an agency's service, as archives name it"""
_HOUSE = re.compile(
    r"(?:tim\s+)?(?:redaksi|liputan|admin(?:istrator)?|newsroom|news\s*desk|web\s*desk)|editorial\s+(?:team|staff)|tim\s+(?:redaksi|liputan)|(?-i:Humas(?:\s+[A-Z][\w.]*){0,6})",
    re.IGNORECASE,
)
"""Nobody's name: the house, or an office's press desk."""
_BY_IN = re.compile(rf"(?P<names>{NAMES})\s+in\s+[A-Z]\w+(?:\s[A-Z]\w+){{0,2}}")
"""`Amir Contoh in Geneva`, over the day."""
_TEAM = re.compile(r"Tim\s+(?P<team>[A-Za-z][\w.]+)(?:\s*[-–|]\s*(?P<outlet>[A-Za-z][\w. ]{2,24}))?")
_OUTLET_AT = re.compile(r"([A-Z][\w. ]{1,30}),\s+([A-Z][\w ]{2,30})")


_CALLS = frozenset(["contact", "share", "ask", "follow"])
"""Rules that take how a reader reaches who wrote."""


class Credits(msgspec.Struct, frozen=True):
    """What the head and the tail of a text say about its makers."""

    lines: tuple[Line, ...]
    """The copy without its credit lines."""
    author: Inferred = NOTHING
    editor: Inferred = NOTHING
    outlet: Inferred = NOTHING
    removed: tuple[Removed, ...] = ()

    @property
    def signed(self) -> int:
        """The line of the first credit that was taken out; 0 where there was none."""
        return min((piece.line for piece in self.removed if piece.rule == "credit"), default=0)


def read_credits(lines: list[Line], gazetteer: Gazetteer, removed: list[Removed] | None = None) -> Credits:
    """The credits in the head and the tail of `lines`, and the lines without them.

    A credit that was taken out before, as a part of some boilerplate, is read in `removed`.
    """
    reading = Makers(lines, gazetteer)
    for piece in removed or ():
        if piece.rule == "credit":
            reading.labelled(piece.text, Line(piece.text, piece.line))
        elif piece.rule == "credit line" and (found := REPORTING.search(piece.text)):
            reading.wrote(found["names"], "Reporting by … at the end", Line(piece.text, piece.line), 0.9)
        elif piece.rule == "about the author":
            read_author_note(piece.text, Line(piece.text, piece.line), reading)
        elif piece.rule in _CALLS and (found := CALLED.match(piece.text)) and is_caller(found, gazetteer):
            line = Line(piece.text, piece.line)
            reading.wrote(found["names"] or found["reached"], "how to reach the writer", line, 0.7)
    kept: list[Line] = []
    lines = _without_name_first(_without_name_above(lines, reading), reading)
    lines = _labels_joined(
        without_teasers(
            without_rest(without_tags(_without_dated(_parted_at_bars(lines), reading), reading), reading),
            reading,
        ),
        gazetteer,
    )
    count, signed = len(lines), -2
    ended = count - 1
    while ended > 1 and _LABELLED.match(lines[ended].text):
        ended -= 1  # the story ends before the labels
    for index, line in enumerate(lines):
        text = line.text
        if index < 8 and (piped := _PIPED.match(text)):
            reading.wrote(piped["names"], f"{piped['label']}: in the credits", line)
            reading.editor = Inferred(
                "; ".join(people(piped["editors"])), f"{piped['edits']}: in the credits", 0.95, line.number
            )
            reading.take(line, piped.group().strip(), "credit")
            text = text[piped.end() :].strip()
            if not text:
                continue
            line = msgspec.structs.replace(line, text=text)
        house = ""
        if (
            index < 3
            and (found := _RUN_IN.match(text, _pictured(text)))
            and (
                read_dateline(text[found.end() :], gazetteer)
                or (house := _outlet_in_capitals(text, found.end(), gazetteer))
            )
        ):
            begin = found.end()
            reading.wrote(found["names"], "a byline: Laporan …", line)
            if house:
                reading.published(house, "it stands behind the byline", line, 0.95)
                begin += len(house) + 1
            if found["outlet"]:
                reading.published(found["outlet"], "the byline names it", line)
            reading.take(line, text[:begin].strip(), "credit")
            line = msgspec.structs.replace(line, text=text[begin:])
            kept.append(line)
            continue
        if index < 8 and (days := _take_compound(line, reading)) is not None:
            signed = index
            kept += days
            continue
        if index < 8 and (parts := _credit_and_day(text)):
            # `Amir Contoh, Harian Contoh · Rabu 24 April 2019 10:31 WIB`
            if _head_line(parts[0], line, reading, alone=count > 1):
                signed = index
                if _YEARLESS.fullmatch(parts[1]):
                    reading.take(line, parts[1], "date")
                    continue
                line = msgspec.structs.replace(line, text=parts[1])
            elif (
                (index and _BESIDE_DAY.match(text, len(parts[0])))
                or (_HOUR.search(parts[1]) and parts[0].split()[0] in given_names())
            ) and _is_somebody(parts[0], reading):
                reading.wrote(parts[0], f"a name beside the day: {text}", line, 0.8)
                reading.take(line, parts[0], "credit")
                line = msgspec.structs.replace(line, text=parts[1])
            kept.append(line)
            continue
        if (
            index < 8
            and (found := _BY_IN.fullmatch(text))
            and _is_stamp(lines[index + 1].text if index + 1 < count else "")
        ):
            reading.wrote(found["names"], f"a byline: {text}", line, 0.85)
            reading.take(line, text, "credit")
            continue
        if index < 8 and len(text) <= 120 and _head_line(text, line, reading, alone=count > 1):
            signed = index
            continue
        if (
            index < 8
            and len(text) <= 40
            and (site := _SITE_LINE.fullmatch(text))
            and gazetteer.outlet_at.fullmatch(site["site"])
            and (signed == index - 1 or (index and _is_stamp(lines[index - 1].text)))
        ):
            reading.published(site["site"], f"a line of its own names it: {text}", line, 0.85)
            reading.take(line, text, "credit")
            continue
        if signed == index - 1 and len(text) <= 80 and (found := LINE.fullmatch(text)):
            _take_job(found, line, reading)
            continue
        if index >= count - 6 and count > 1:
            rest = last_line(text, line, reading, last=index in (count - 1, ended))
            if not rest:
                continue
            if rest != text:
                line = msgspec.structs.replace(line, text=rest)
        elif count == 1:
            rest = last_piece(text, line, reading)
            line = msgspec.structs.replace(line, text=rest) if rest != text else line
        kept.append(line)
    return Credits(tuple(kept), reading.author, reading.editor, reading.outlet, tuple(reading.removed))


def _pictured(text: str) -> int:
    """Where the byline begins that the source of a picture is run in before; 0 where none is."""
    found = _PICTURED.match(text)
    return found.end() if found else 0


def _outlet_in_capitals(text: str, position: int, gazetteer: Gazetteer) -> str:
    """The address in capitals that a sentence follows without a mark, `CONTOH.COM Warga menanam …`; empty for others."""
    found = gazetteer.outlet_written_at(text, position)
    if found is None or not found[0].isupper() or "." not in found[0]:
        return ""
    return found[0] if _BEGINS.match(text, found[1]) else ""


_BEGINS = re.compile(r"\s[A-Z][a-z]+\s+\w")


_STROKES = re.compile(r"\s*[|·•]\s*|\s+[/–—-]\s+")
_READING = re.compile(
    r"\d+\s*min(?:ute)?s?(?:\s+(?:to\s+)?read)?|\d[\d.,]*\s*(?:comments?|shares?|views?)?", re.IGNORECASE
)


_LETTERS = re.compile(r"[A-Z]{2,5}")
"""A house that no list has."""


def _take_compound(line: Line, reading: Makers) -> list[Line] | None:
    """What is left, the day, of a line that says who wrote, for whom and when with strokes between: `Jane Doe / CONTOH /
    May 6, 2024, 09:15`. None where any of its parts is something else, or it names nobody, or but one thing."""
    parts = [part for part in _STROKES.split(line.text) if part] if len(line.text) <= 120 else []
    if not 2 < len(parts) < 6 and not (len(parts) == 2 and BY.fullmatch(parts[1])):
        return None
    gazetteer = reading.gazetteer
    names, houses, days = [], [], []
    for part in parts:
        if _is_stamp(part):
            days.append(part)
        elif gazetteer.knows_outlet(part):
            houses.append(part)
        elif (found := BY.fullmatch(part)) and is_name(found["names"], gazetteer) and not found["rest"]:
            names.append(found["names"])
        elif _is_somebody(part, reading) and not LINE.fullmatch(part):
            names.append(part)
        elif not (LINE.fullmatch(part) or _READING.fullmatch(part) or _LETTERS.fullmatch(part)):
            return None
    if len(names) != 1 or len(days) > 1 or not (days or houses):
        return None
    reading.wrote(names[0], f"a credit line: {line.text}", line, 0.9)
    for house in houses:
        reading.published(house, f"a credit line: {line.text}", line, 0.85)
    reading.take(line, line.text.replace(days[0], "").strip() if days else line.text, "credit")
    return [msgspec.structs.replace(line, text=days[0])] if days else []


def _take_job(found: re.Match[str], line: Line, reading: Makers) -> None:
    """The job of who signed on the line above, and the house where it names one."""
    rest = found["rest"] or ""
    if rest and reading.gazetteer.knows_outlet(rest):
        reading.published(rest, f"the job below the byline: {line.text}", line)
    else:
        reading.names_house(line.text, f"the job below the byline: {line.text}", line)
    reading.take(line, line.text, "credit")


def _without_name_above(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without who wrote and the section, where they stand with the day above the headline: `Jane Doe`,
    `Business`, `Nov 13, 2013 2:00 AM`, in any order."""
    for count in (3, 2):
        above = lines[:count]
        if len(lines) < count + 2 or not _is_title_below(lines[count].text):
            continue
        days = [line for line in above if _is_stamp(line.text)]
        sections = [line for line in above if is_crumb(line.text)]
        names = [line for line in above if line not in days and line not in sections]
        if len(days) != 1 or len(names) != 1:
            continue
        name = names[0].text
        if not (found := BY.fullmatch(name)) or not is_name(found["names"], reading.gazetteer):
            if not _is_somebody(name, reading) or not _is_nobody_else(name.split(), reading.lines):
                continue
            reading.wrote(name, f"a name beside the day: {name}", names[0], 0.8)
            reading.take(names[0], name, "credit")
            names = []
        for line in sections:
            reading.take(line, line.text, "navigation")
        return [*names, *days, *lines[count:]]
    return lines


def _without_name_first(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without a name right above the day of a page that has no headline: `Jane Doe`, `Nov 13, 2013`."""
    if len(lines) < 4 or len(name := lines[0].text) > _LONGEST_NAME or not _is_somebody(name, reading):
        return lines
    if not _is_stamp(lines[1].text) or not _is_nobody_else(name.split(), lines[1:]):
        return lines
    reading.wrote(name, f"a name above the day: {name}", lines[0], 0.75)
    reading.take(lines[0], name, "credit")
    return lines[1:]


_LONGEST_NAME = 40


def _is_title_below(text: str) -> bool:
    """Whether a line may be the headline below the day: some words, and no sentence."""
    return len(text.split()) > 3 and text[-1] not in ".:" and len(text) <= 120 and not _is_stamp(text)


_HOUR = re.compile(r"\d[.:]\d\d\s?[ap]\.?m\b|\d:\d\d\s[A-Z]{2,4}\b", re.IGNORECASE)
_BESIDE_DAY = re.compile(r"\s*[·•|]")
"""Between a name and a day; a comma may stand between a town and a day."""


def _is_somebody(text: str, reading: Makers) -> bool:
    """Whether words are a person's name by their shape, of whom the story does not speak."""
    words = text.split()
    return (
        1 < len(words) < 5
        and re.fullmatch(NAME, text) is not None
        and is_name(text, reading.gazetteer)
        and not any(map(is_office, words))
        and sum(f" {text} " in f" {one.text} " for one in reading.lines) < 2
    )


_YEARLESS = re.compile(
    rf"(?:{ENGLISH_WEEKDAY},?\s+)?[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},?(?:\s+at)?\s+\d{{1,2}}[:.]\d\d\s*[AaPp]\.?[Mm]\.?(?:\s[A-Z]{{2,4}})?"
)
"""`May 6 at 9:09 AM`: a day and an hour, and no year."""


_DAY_BY = re.compile(
    rf"(?:Posted|Published|Written)(?:\s+on)?:?\s+(?P<day>.{{6,40}}?)[,|]?\s+(?:by|By|BY):?\s+(?P<names>{NAMES})"
)
"""`Posted on May 17, 2012 by Jane Doe`"""
_SAYS_WHEN = re.compile(r"(?:Published|Updated|Posted|Last\s+updated)\b", re.IGNORECASE)


def _credit_and_day(text: str) -> tuple[str, str] | None:
    """Who wrote and when, on one line; None where the line is no such thing."""
    if len(text) > 120 or not DIGIT.search(text):
        return None
    if (behind := _DAY_BY.fullmatch(text)) and _is_stamp(behind["day"]):
        return f"By {behind['names']}", behind["day"]
    for found in _PARTED.finditer(text, 3):
        credit, day = (
            text[: found.start()],
            re.sub(
                r"\s+[·•|]\s+\d{1,4}$|\s+in\s+[A-Z][\w ]+$|(?<=WIB)\s+[A-Z]{4,}(?:\s[A-Z]+)*$",
                "",
                text[found.end() :],
            ),
        )
        if len(credit) <= 60 and BY.fullmatch(credit) and (_YEARLESS.fullmatch(day) or undecided(day)):
            return credit, day
        if len(credit) <= 60 and _is_stamp(day):
            whole = any(read_stamp(text, 0, lang) for lang in ("id", "en"))
            named = BY.fullmatch(credit) or (_SAYS_WHEN.match(day) and credit.split()[0] in given_names())
            return None if whole and not named else (credit, day)
    return None


_LABEL_ALONE = re.compile(
    r"(?:Reporter|Penulis|Pewarta|Wartawan|Kontributor|Editor|Penyunting|Redaktur|Oleh|By|(?:Text|Words|Written|Story)\s+by)\s*:?"
)


_OPEN_BYLINE = re.compile(rf"(?:By|BY)\s+{NAMES}(?:,|\s(?:and|&))")
"""`By Jane Doe,` with another name on the next line."""


_LABELLED = re.compile(
    r"(?:Editor|Penyunting|Redaktur|Reporter|Penulis|Pewarta|Kontributor|Sumber|Source)\s*:"
)
_BARRED = re.compile(
    r"(?i:Source|Sumber|Editor|Penulis|Reporter|Pewarta|Laporan|Wartawan|Author|Oleh|By)\s*:\s*\S.{1,40}"
)


def _without_dated(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without a list of other stories at the end: headline, day, headline, day."""
    count = len(lines)
    first = count
    while count - first <= _MOST_DATED and (
        found := next((n for n in range(first - 1, max(first - 4, 3), -1) if _is_stamp(lines[n].text)), 0)
    ):
        between = lines[found + 1 : first]
        if (first == count) == bool(between) or any(map(_closes, between)):
            break
        first = found
    listed = lines[first - 1 :]
    titles = [line.text for line in listed if not _is_stamp(line.text)] if len(listed) > 3 else []
    if (
        not titles
        or _closes(listed[0])
        or any(map(_PLAYED.search, titles))
        or sum(text.count(" ") > 2 for text in titles) * 2 < len(titles)
    ):
        return lines
    for line in listed:
        reading.take(line, line.text, "behind the credits")
    return lines[: first - 1]


def _closes(line: Line) -> bool:
    """Whether a line is no headline of another story."""
    return len(line.text) > 140 or line.text[-1] in '.!"”)' or _LABELLED.match(line.text) is not None


_MOST_DATED = 40
_PLAYED = re.compile(r"\bvs?\b|\b(?:Jadwal|Laga|Pekan|Matchday|Round|Group|Grup)\b", re.IGNORECASE)
"""`Contoh FC vs Wiyata FC`, and the day below it, is a part of the story."""


def _in_small(labelled: str) -> str:
    """`LAPORAN: AMIR CONTOH` as `Laporan: AMIR CONTOH`."""
    label, colon, name = labelled.partition(":")
    return label.capitalize() + colon + name


def _parted_at_bars(lines: list[Line]) -> list[Line]:
    """`Source: Contoh| 2018-11-13 22:07:12|Editor: Li`: a line of labels and the day as a line each."""
    found: list[Line] = []
    for index, line in enumerate(lines):
        parts = [part.strip() for part in line.text.split("|")] if index < 8 and "|" in line.text else []
        labels = [part for part in parts if _BARRED.fullmatch(part)]
        rest = [part for part in parts if part not in labels]
        if labels and rest and _is_stamp(" ".join(rest)):
            rest = [" ".join(rest)]  # the day and the hour, a bar between them, too
        if labels and all(map(_is_stamp, rest)):
            found += [msgspec.structs.replace(line, text=part) for part in rest]
            found += [msgspec.structs.replace(line, text=_in_small(part)) for part in labels]
        else:
            found.append(line)
    return found


def _labels_joined(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """`Reporter` and the name on the next line as one line."""
    joined: list[Line] = []
    for index, line in enumerate(lines):
        before = joined[-1] if joined else None
        if (
            before is not None
            and index < 12
            and _OPEN_BYLINE.fullmatch(before.text)
            and re.fullmatch(rf"{NAMES}(?:,|\s(?:and|&))?", line.text)
            and not line.gap
        ):
            joined[-1] = msgspec.structs.replace(before, text=f"{before.text} {line.text}")
        elif (
            before is not None
            and index < 12
            and _LABEL_ALONE.fullmatch(before.text)
            and (re.fullmatch(NAMES, line.text) or gazetteer.knows_outlet(line.text))
        ):
            joined[-1] = msgspec.structs.replace(before, text=_labelled(before.text, line.text))
        else:
            joined.append(line)
    return joined


def _labelled(label: str, name: str) -> str:
    label = label.rstrip(" :")
    return f"{'Written by' if label.endswith(' by') else label}: {name}"


def _bare(text: str) -> str:
    """A byline without what stands round the name: `on`, `and agencies`, `@name`, a job before it."""
    if text.endswith(" on"):
        text = text[:-3]
    if WITH_OTHERS_END.search(text[-60:]):
        text = WITH_OTHERS.sub("", text)
    if "@" in text:
        text = _HANDLE.sub("", text)
    return BY_JOB.sub(r"\g<by>", text)


def _head_line(text: str, line: Line, reading: Makers, alone: bool) -> bool:
    """Whether the line is a byline and nothing else."""
    if not alone:
        return False
    gazetteer = reading.gazetteer
    written, text = text, _BY_AND_SITE.sub("", _AGO.sub("", text))
    text = _bare(text).lstrip("•·▪ ")
    if "|" in text and (found := _BARRED_NAMES.fullmatch(text)):
        text = re.sub(r"\s*\|\s*", ", ", found["names"]) + " - " + found["outlet"]
    if found := REPORT_OF.fullmatch(text):
        reading.wrote(found["names"], "a byline: Laporan Wartawan …", line)
        reading.published(found["outlet"], "the byline names it", line)
    elif is_labels(text, line, reading) or (
        (_HOUSE.fullmatch(text) or NOBODY.fullmatch(text)) and line is not reading.lines[0]
    ):
        pass
    elif (found := HOUSE.fullmatch(text)) and gazetteer.knows_outlet(found["outlet"]):
        reading.published(found["outlet"], f"a byline: {text}", line)
    elif (
        ((found := _WITH_JOB.fullmatch(text)) and is_name(found["names"], gazetteer))
        or (found := _CORRESPONDENT.fullmatch(text))
        or ((found := _CITIZEN.fullmatch(text)) and _is_somebody(found["names"], reading))
    ):
        reading.wrote(found["names"], f"a byline: {text}", line)
    elif (found := _TEAM.fullmatch(text)) and gazetteer.knows_outlet(found["outlet"] or found["team"]):
        reading.published(found["outlet"] or found["team"], f"a credit line: {text}", line)
    elif (
        (found := _OUTLET_AT.fullmatch(text))
        and gazetteer.knows_outlet(found[1])
        and gazetteer.place(found[2])
    ):
        reading.published(found[1], f"a credit line: {text}", line)
    elif (found := BY.fullmatch(text)) and is_name(found["names"], gazetteer):
        reading.wrote(found["names"], f"a byline: {text}", line)
        name_outlet(found["rest"], line, reading)
    elif (found := _LABEL_AND_NAME.fullmatch(text)) and _is_somebody(found["names"], reading):
        reading.wrote(found["names"], f"a byline: {text}", line)
    elif (found := _BUTTON.fullmatch(text)) and is_name(found["names"], gazetteer):
        reading.wrote(found["names"], f"a name with a button: {text}", line, 0.85)
    elif _are_bare_names(text, line, reading):
        reading.wrote(text, f"a line of names alone: {text}", line, 0.8)
    elif found := re.fullmatch(rf"(?P<names>{NAMES})\s*(?:,|\||/|-|–|—)\s*(?P<outlet>[^,|]{{2,40}})", text):
        outlet = re.sub(
            r"^(?:for|of|at)\s+|\s+(?:staff|correspondent|reporter|writer)s?$",
            "",
            found["outlet"].strip(),
            flags=re.IGNORECASE,
        )
        if "|" in text and is_paper(outlet) and is_name(found["names"], gazetteer):
            pass
        elif any(map(is_office, found["names"].replace(",", " ").split())):
            return False  # Menteri Contoh, Amir Santika/CONTOH: whom a picture shows
        elif not (gazetteer.outlet_at.fullmatch(outlet) or _is_addressed(outlet, reading)) or not is_name(
            found["names"], gazetteer
        ):
            flipped = re.fullmatch(rf"(?P<outlet>[A-Za-z][\w. ]{{1,30}})\s*\|\s*(?P<names>{NAMES})", text)
            if not flipped or not gazetteer.outlet_at.fullmatch(flipped["outlet"].strip()):
                return False
            found, outlet = flipped, flipped["outlet"].strip()
        reading.wrote(found["names"], f"a credit line: {text}", line)
        reading.published(outlet, f"a credit line: {text}", line)
    elif _is_bare_name(text, line, reading):
        reading.wrote(text, f"a line with a name alone: {text}", line, 0.8)
    elif gazetteer.outlet_at.fullmatch(text) and (
        (gazetteer.knows_outlet(text) and len(text) > 2) or (line is reading.lines[0] and " " not in text)
    ):
        reading.published(text, "a line of its own names it", line)
    elif (found := _SERVICE.fullmatch(text)) and gazetteer.knows_outlet(found["outlet"]):
        reading.published(found["outlet"], "a line of its own names its service", line)
    elif re.fullmatch(r"(?:By|BY)\s+(?:The\s+)?[A-Z][\w. ]+", text) and gazetteer.knows_outlet(text[3:]):
        reading.published(text[3:], f"a byline: {text}", line)
    else:
        return False
    reading.take(line, written, "credit")
    return True


def _is_addressed(name: str, reading: Makers) -> bool:
    """Whether one of the first lines has a name as an address, too: `Warta Contoh`, `wartacontoh.id`."""
    stem = name.replace(" ", "").lower() + "."
    return len(stem) > 5 and any(stem in line.text[:_ADDRESSED].lower() for line in reading.lines[:4])


_ADDRESSED = 60


def _is_stamp(text: str) -> bool:
    if not DIGIT.search(text):
        return False
    behind = re.split(r"[●•]|(?<=[A-Za-z])\s+/\s+(?=[A-Z])", text, maxsplit=1)[
        -1
    ].strip()  # the place stands before it
    return any(read_stamp(part, 0, lang) for lang in ("id", "en") for part in {text, behind})


def _is_house(text: str, gazetteer: Gazetteer) -> bool:
    service = _SERVICE.fullmatch(text)
    return gazetteer.knows_outlet(text) or (service is not None and gazetteer.knows_outlet(service["outlet"]))


def _is_bare_name(text: str, line: Line, reading: Makers) -> bool:
    """A person's name alone on a line between the headline and the first paragraph."""
    at = next((n for n, one in enumerate(reading.lines) if one is line), 0)
    if not 0 < at < len(reading.lines) - 1 or not re.fullmatch(rf"{NAME}(?:, {NAME})?", text):
        return False
    words = text.replace(",", "").split()
    after = reading.lines[at + 1].text
    below = _is_house(after, reading.gazetteer)
    if below and at + 2 < len(reading.lines):
        after = reading.lines[at + 2].text
    if not 1 < len(words) <= 6 or (text.isupper() and not (_is_stamp(after) and len(words) < 4)):
        return False
    if len(words) < 4 and after[-1] != "s" and LINE.fullmatch(after) and _is_somebody(text, reading):
        return True
    if words[0] in given_names() and len(after) > 80:
        return True
    if len(words) < 4 and after.startswith((f"{text} in ", f"By {text}")):
        return True  # said again, with the town
    # A name that no list has, between a headline and the day: `Siti Contoh`, `Senin, 5 Mei 2014 | 10:00`.
    # So is one by itself, an empty line on either side, of whom the story does not speak.
    alone = line.gap and reading.lines[at + 1].gap and len(words) < 4 and len(after) > 80
    # Or one between the day and the first sentence or its dateline.
    alone = alone or (
        _is_stamp(reading.lines[at - 1].text)
        and len(words) < 4
        and (len(after) > 80 or read_dateline(f"{after} Xxx xxx", reading.gazetteer) is not None)
    )
    return (
        at <= 3
        and len(words) <= 4
        and not any(is_office(word) for word in words)
        and not reading.gazetteer.place(text)
        and not reading.gazetteer.place(words[0])
        and not _is_house(text, reading.gazetteer)
        and (_is_stamp(after) or (alone and _is_nobody_else(words, reading.lines)))
    )


_BETWEEN_NAMES = r"(?:, (?:and |dan )?| and | dan | & )"
_LIST_OF_NAMES = re.compile(rf"{NAME}(?:{_BETWEEN_NAMES}{NAME}){{1,4}}")


def _are_bare_names(text: str, line: Line, reading: Makers) -> bool:
    """The names of two persons or more on a line between the headline and the dateline's or the day."""
    at = next((n for n, one in enumerate(reading.lines) if one is line), 0)
    if not 0 < at <= 2 or at + 1 >= len(reading.lines) or not _LIST_OF_NAMES.fullmatch(text):
        return False
    names, gazetteer = re.split(_BETWEEN_NAMES, text), reading.gazetteer
    if any(not 1 < len(name.split()) <= 4 or gazetteer.place(name) for name in names):
        return False
    words = [word for name in names for word in name.split()]
    after = reading.lines[at + 1].text
    if any(map(is_office, words)):
        return False
    if _HOUSE.fullmatch(after):
        return True
    below = _is_stamp(after) or read_dateline(after, gazetteer) is not None
    return below and _is_nobody_else(words, [one for one in reading.lines if one is not line])


def _is_nobody_else(words: list[str], lines: list[Line]) -> bool:
    """Whether words are a name by their shape, and stand nowhere else in the copy, in whatever letters."""
    line = " ".join(words)
    others = " ".join(one.text for one in lines if one.text.replace(",", "") != line)
    spoken = set(re.findall(r"[\w'’-]+", others.casefold()))
    # Of a pair of words one may look like a common one: Si, Do, An are names, too.
    known = lexicon.words("stopwords_id") | lexicon.words("stopwords_en")
    return sum(word.lower() in known for word in words) <= len(words) // 4 and all(
        re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)?|[A-Z]\.", word)
        and word.casefold() not in spoken
        for word in words
    )

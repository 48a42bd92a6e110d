"""What stands behind a story: initials, `Reporting by …`, a line in capitals, the tags of its page."""

import re

from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.makers import (
    BY,
    LABELS,
    NAME,
    NAMES,
    REPORT_OF,
    Makers,
    is_labels,
    is_name,
    is_paper,
    name_outlet,
)
from site_gen.wire.markup import Line
from site_gen.wire.sentences import sentences
from site_gen.wire.tokens import given_names

_BLOCK = re.compile(
    rf"(?:\(\s*[\w.]+\s*-\s*[\w ]+\)\s*)?(?P<block>(?<![A-Z])(?:Penulis|Reporter|Pewarta|Kontributor|Editor|Naskah)\s*:\s*[^:#.!?]{{2,50}}?"
    rf"(?:\s*{LABELS}\s*:\s*[^:#!?]{{2,60}}?)*)\s*(?:#\w+\s*)*$"
)
_CODE = r"[A-Za-z](?:-?\s?\d|-?[A-Za-z0-9]){1,4}"
"""What a desk calls one of its own: `abc`, `c1`."""
_ALONE = re.compile(
    rf"[(\[]\s*([a-z]{{2,6}}(?:\s*/\s*[a-z]{{2,6}}){{0,3}}|[a-z]{{2,6}}\s*,\s*[a-z]{{3,14}}|{_CODE}(?:\s*/\s*{_CODE}){{1,3}}|[a-z]{{2,4}}-?\d{{1,2}})\s*[)\]]"
)
_HANDS_ALONE = re.compile(
    r"[(\[]\s*((?!(?:dan|and|foto|photo|ist|dok|sumber|baca|lihat|habis|bersambung)\b)[a-z]{2,16}(?:\s*/\s*[a-z][a-z.-]{1,20}){1,2})\s*[)\]]\.?"
)
"""`(amir/contohonline)` on the last line"""
_BARE_INITIALS = re.compile(r"([a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{2,4}(?:-[a-z]{2,4})?){1,3})")
INITIALS = re.compile(
    rf"\s*[(\[]\s*(?P<text>{_CODE}(?:\s*/\s*{_CODE}){{1,9}}|{_CODE}(?=\s*/\s*\*)|[A-Z]{{2,4}}(?:-[A-Z0-9]{{1,4}})?|[A-Z]-\d{{1,3}}|[a-z]{{2,4}}-\d{{1,2}}|\d{{2,3}})(?:\s*/\s*\*{{1,3}})?\s*[)\]]\.?\s*(?P<after>[a-z0-9 ]{{0,90}})$"
)
_WHERE_ELSE = re.compile(r"^[-–—]+\s*|\s*(?:\|\s*)?(?:Follow\s+|Ikuti\s+|Twitter:\s*|Email:\s*)?@\w{2,20}$")
"""What stands round a byline at the end: a dash, and what the writer is called elsewhere."""
_NAME_IN_BRACKETS = re.compile(r"\(\s*([A-Z][a-z]+(?:\s[A-Z][a-z'’]+){1,2})\s*\)")
_REPORT_AT_END = re.compile(
    rf"(?<=[.!?\"”)])\s*(?:\(\*+\)\s*)?Laporan\s+(?:Wartawan|wartawan|Kontributor|kontributor|Reporter|reporter)\s+(?P<outlet>[\w.-]+(?:\s[A-Z][\w.]+)?)\s*,\s*(?P<names>{NAMES}|@\w+)\s*\.?$"
)
_STARRED = re.compile(rf"\*+\s*(?P<names>{NAME}(?:\s?/\s?{NAME}){{0,3}})")
"""`* Amir/Budi` on the last line"""
_SLASHED = re.compile(r"(?<=[.!?\"”’])\s?/\s?(?P<name>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+){0,2})\*{0,3}$")
"""`… pungkasnya./Amir`"""
_HOUSE_AND_NAME = re.compile(
    rf"(?P<outlet>[\w-]+\.(?:com|co\.id|id|net|org|news))\s*[-–|]\s*(?P<names>{NAMES})"
)
_NAMES_IN_BRACKETS = re.compile(rf"\(\s*([A-Z][a-z]+(?:\s[A-Z][a-z'’]+){{1,2}})\s*/\s*{NAME}\s*\)")
_BARE_NAMES = re.compile(rf"[A-Z][a-z'’-]+(?:\s[A-Z][a-z.'’-]*){{1,2}}(?:\s*/\s*{NAME})?")
_HANDS = re.compile(
    r"/[a-z]{2,4}|[A-Z]{2,3}/[a-z]{2,3}|\(\s*(?:\*+\s*/?\s*[a-z]{2,6}|(?i:red|adv|adm|rls|rilis|hms|humas))\s*\)|(?:Tim\s+(?:Redaksi|Liputan|redaksi|liputan)|Humas(?:\s+[A-Z][\w.]*){1,6})"
)
_PAPER_TOO = re.compile(rf"(?P<names>{NAME})\s*,\s*(?P<paper>[A-Z][\w.'’ -]{{3,40}})")
_REPORTED = re.compile(rf"(?P<names>{NAMES})\s+reported\s+(?:this\s+story\s+)?from\s+[A-Z][\w ,.'’-]{{2,60}}")
_DASH_NAME = re.compile(r"(?:[-–—]{1,2}|~)\s*([A-Z][a-z]+(?:\s[A-Z][a-z.'’]*){1,2})")
_NICK = re.compile(
    r"(?<=[.!?\"”’])\s*[(\[](?!(?i:habis|bersambung|tamat|lihat|baca|foto|more|end|ends|selesai|semoga|amin|aamiin|sekian|wassalam|insyaallah|wallahualam)\b)(?P<text>[a-z]{2,14}(?:\s[a-z]{3,14})?|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})[)\]]\.?\s*$"
)
_NICK_ALONE = re.compile(
    r"[(\[]\s*((?!(?i:habis|bersambung|tamat|lihat|baca|foto|more|end|ends|selesai|tim|semoga|amin|aamiin|sekian|wassalam|insyaallah|wallahualam)\b)(?:[A-Z][a-z]{2,13}|[a-z]{3,14}\s[a-z]{3,14}))\s*[)\]]"
)
"""`(Amir)` on the last line"""
_CODED = re.compile(rf"(?<=[.!?\"”’])\s*[(\[]\s*{_CODE}(?:\s*/\s*{_CODE}){{1,3}}\s*[)\]]$")
"""The codes of hands at the end of a paragraph: the story ends there, whatever a page has behind it."""
_HOUSE_NAME = re.compile(
    r"(?<=[.!?\"”’])\s*[(\[](?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}|[A-Z]{3,16}(?:\s[A-Z]{3,16}){1,2}(?=\s*/\s*[A-Z]-?\d))\s*/\s*(?:[a-z][a-z.]{2,16}|[A-Za-z][a-z]{1,4}|[A-Z]{2,5}|[A-Z]-?\d{1,3})[)\]]\.?\s*\**$"
)
"""`(Amir/contohpost)`, `(Amir Contoh/ABC)`: who wrote it, and the house or another hand."""
_CODES_OF = re.compile(
    rf"(?P<codes>{_CODE}(?:\s*[/,]\s*{_CODE}){{0,3}})\s+\((?P<agencies>\w[\w., ]{{1,60}})\)"
)
"""`ab/cd (dpa, Reuters)` on the last line: the hands, and whose copy they had."""
_TWO_HANDS = re.compile(r"(?<=[.!?\"”’])\s*[(\[](?P<one>[a-z]{2,16})\s*/\s*(?P<two>[a-z]{2,16})[)\]]\.?$")
"""`(antara/contoh)`: whose copy it was, and whose it is, in small letters."""
_CAMEL = re.compile(r"[A-Z][a-z]+(?:Desk|News|Post|Times|Wire|Press)")
"""`ContohDesk`: a house's name in one word that no list has."""
_HOUSE_ALONE = re.compile(r"[(\[]\s*([A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})\s*[)\]]\.?")
"""`(CONTOH)` on the last line."""
_LETTERS = re.compile(r"(?<=[.!?\"”’])\s+(?P<agency>[A-Z]{2,9})(?:\s+[A-Z]{2,4}){0,4}$")
"""`PTI ABC XY` at the end: the agency, and the hands, if any."""
_HOUSE_AND_NAMES = re.compile(
    rf"\(\s*(?P<house>[\w-]+(?:\.[\w-]+){{1,2}})\s*(?P<names>(?:/\s*{NAME}\s*){{1,5}})\)\.?"
)
"""`(Contoh.com/Amir Contoh/Budi Contoh)`"""
_HOUSE_LAST = re.compile(r"(?<=[.!?\"”’])\s*[(\[](?P<house>[\w-]+\.(?:com|co\.id|id|net|news))[)\]]\.?$")
"""`… usaha. (contoh.com)`"""
_CAPS_ALONE = re.compile(
    r"(?!SELESAI|HABIS|BERSAMBUNG|TAMAT|IKLAN|SEKIAN|CATATAN|SUMBER|REDAKSI|KOMENTAR)[A-Z]{5,16}"
)
"""`MUNAWWAR` on the last line, behind a sentence."""
_AGENCY_BEHIND_DASH = re.compile(
    r"(?<=[.!?\"”’)])\s*[-–—]{1,2}\s*(?:with\s+)?(?P<agency>[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})$"
)
"""`… in the end. - Reuters`"""
_NAME_AND_HOUSE = re.compile(rf"[-–—]{{1,2}}\s*(?P<names>{NAMES}),\s*(?P<house>[A-Z][\w.'’ -]{{2,40}})")
"""`— Jane Doe, The Contoh Ledger` on the last line"""
_AGENCY_NAME = re.compile(rf"\s*\(\s*(?P<one>{NAME}|[\w.]+)\s*/\s*(?P<two>{NAME}|[\w.]+)\s*\)\s*$")
_CAPS = re.compile(
    r"(?P<names>[A-Z][A-Z'’.-]+(?:\s+[A-Z][A-Z'’.-]*){0,4}(?:\s*[,/|]\s*[A-Z][A-Z'’.-]+(?:\s+[A-Z][A-Z'’.-]*){0,3}){0,3})"
)
_AGENCY_SLUG = re.compile(
    r"(?:[-–—]+\s*|(?:Source|Sumber)\s*:\s*)(?P<agency>[A-Z][\w.]{1,11})(?:\s*/\s*[A-Za-z]{2,5}){0,3}(?:\([a-z]{2,4}\))?"
)
"""`- AFP/de`: the agency, and the hands that the text went through."""
CALLED = re.compile(
    r"(?:(?:Contact|Email|E-mail|Reach|Follow|Write\s+to)\s+(?:(?:the\s+)?(?:reporter|staff\s+writer|writer|columnist|correspondent)\s+)?"
    rf"(?P<names>{NAME})\s+(?:at|on|via|@)\b|(?P<reached>{NAME})(?:\s+is\s+a[^.]{{3,80}}?[.,]\s+(?:and|She|He|They))?\s+can\s+be\s+(?:reached|contacted|emailed)\b)"
)
"""How a reader reaches who wrote: `Follow Jane Doe on Twitter`, `Jane Doe can be reached at …`."""
REPORTING = re.compile(rf"\(?Reporting\s+by\s+(?P<names>{NAMES})")
_WRITER_AT = re.compile(
    rf"^(?P<names>{NAME})\s+is\s+(?:a|an|the)\s+[^.]{{0,60}}?\b(?:reporter|writer|correspondent|editor|columnist|journalist|contributor)\b[^.]{{0,40}}?\b(?:at|for|of|with)\s+(?P<outlet>(?:the\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})"
)
_IS_WRITER = re.compile(
    rf"^(?P<names>{NAME})\s+is\s+(?:a|an|the)\s+(?:[\w’'.,&-]+\s+){{0,7}}?(?:reporter|writer|correspondent|editor|columnist|journalist|contributor|author|producer|intern|fellow)\b[^!?]{{0,120}}$"
)
"""`Jane Doe is a freelance journalist based in Geneva.`"""
_COVERS = re.compile(
    rf"^(?P<names>{NAME})\s+(?:covers|writes|reports)\b[^.]{{0,60}}?\b(?:for|at)\s+(?P<outlet>(?:the\s+|The\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})\.?$"
)
_TAG_LABEL = re.compile(r"(?:TAGS?|Tags?|Topics?|Topik|Kata\s+kunci|Keywords?)\s*:?")


def without_tags(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without the tags that a page lists behind the desk's initials or under `TAG:`, a line each."""
    for index in range(max(1, len(lines) - 10), len(lines) - 1):
        behind = lines[index + 1 :]
        label = _TAG_LABEL.fullmatch(lines[index].text) is not None
        if not (label or _ALONE.fullmatch(lines[index].text)):
            continue
        if all(
            len(line.text.split()) <= (5 if len(behind) > 1 else 14)
            and (label or line.text.islower())
            and line.text[-1] not in ".!?:"
            for line in behind
        ):
            for line in [lines[index], *behind] if label else behind:
                reading.take(line, line.text, "tags")
            return lines[: index if label else index + 1]
    return lines


def without_rest(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without what a page has behind the desk's codes: short lines, no sentences of the story."""
    for index in range(max(1, len(lines) - 7), len(lines) - 1):
        behind = lines[index + 1 :]
        if not (_CODED.search(lines[index].text) or _ALONE.fullmatch(lines[index].text)):
            continue
        if all(
            len(line.text) < 120 and len(sentences(line.text)) == 1 and line.text[-1] not in '."”'
            for line in behind
        ):
            for line in behind:
                labelled = is_labels(line.text, line, reading)
                reading.take(line, line.text, "credit" if labelled else "behind the credits")
            return lines[: index + 1]
    return lines


_DESK_CODE = re.compile(r"(?<=[.!?\"”’])\s*\([A-Z]{1,3}-\d{1,3}\)$")
"""`… dibakar. (OL-3)`: the number of a desk's editor, and the end of the story."""
_LONGEST_TEASER = 300


def without_teasers(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without what a page says of other stories behind the number of its desk: a sentence or two each."""
    for index in range(max(1, len(lines) - _MOST_TEASERS - 1), len(lines) - 1):
        if lines[index].text[-1] != ")" or not _DESK_CODE.search(lines[index].text):
            continue
        behind = lines[index + 1 :]
        if all(len(line.text) <= _LONGEST_TEASER and len(sentences(line.text)) < 3 for line in behind):
            for line in behind:
                reading.take(line, line.text, "behind the credits")
            return lines[: index + 1]
    return lines


_MOST_TEASERS = 10


def last_line(text: str, line: Line, reading: Makers, last: bool) -> str:
    """What of a line among the last ones is not a credit."""
    gazetteer = reading.gazetteer
    if len(text) <= 160 and is_labels(text, line, reading):
        reading.take(line, text, "credit")
        return ""
    bare = _WHERE_ELSE.sub("", text)
    if (found := BY.fullmatch(bare)) and len(text) < 90 and is_name(found["names"], gazetteer):
        reading.wrote(found["names"], f"a byline at the end: {text}", line, 0.9)
        name_outlet(found["rest"], line, reading)
        reading.take(line, text, "credit")
        return ""
    if last and (found := _NAME_AND_HOUSE.fullmatch(text)) and is_name(found["names"], gazetteer):
        house = found["house"]
        if gazetteer.knows_outlet(house) or is_paper(house):
            reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.85)
            reading.published(house, f"a credit at the end: {text}", line, 0.75)
            reading.take(line, text, "credit")
            return ""
    if (found := _AGENCY_SLUG.fullmatch(text)) and gazetteer.knows_outlet(found["agency"]):
        reading.published(found["agency"], f"the agency at the end: {text}", line, 0.8)
        reading.take(line, text, "credit")
        return ""
    if last and (found := _CODES_OF.fullmatch(text)):
        agencies = [name.strip() for name in found["agencies"].split(",")]
        if any(map(gazetteer.knows_outlet, agencies)):
            reading.wrote(re.sub(r"\s+", "", found["codes"]), f"initials at the end: {text}", line, 0.85)
            reading.take(line, text, "credit")
            return ""
    if last and (
        alone := _ALONE.fullmatch(text.strip("*. "))
        or _BARE_INITIALS.fullmatch(text)
        or _HANDS_ALONE.fullmatch(text)
    ):
        # `(abc, town)`: who wrote it, and where; `(abc/contoh.com)`: and for whom.
        hands, _, last_part = re.sub(r"\s+|,.*", "", alone[1]).rpartition("/")
        if hands and "." in last_part and gazetteer.outlet_at.fullmatch(last_part):
            reading.published(last_part, f"a house at the end: {text}", line, 0.75)
        else:
            hands = f"{hands}/{last_part}" if hands else last_part
        reading.wrote(hands, f"initials at the end: {text}", line, 0.85)
        reading.take(line, text, "credit")
        return ""
    if (
        last
        and (house := _HOUSE_ALONE.fullmatch(text))
        and (gazetteer.knows_outlet(house[1]) or _CAMEL.fullmatch(house[1]))
    ):
        reading.published(house[1], f"a house in brackets at the end: {text}", line, 0.75)
        reading.take(line, text, "credit")
        return ""
    if (
        last
        and (nick := _NICK_ALONE.fullmatch(text))
        and not (gazetteer.knows_outlet(nick[1]) or _is_ordinary(nick[1]))
    ):
        reading.wrote(nick[1], f"a name in brackets at the end: {text}", line, 0.75)
        reading.take(line, text, "credit")
        return ""
    if (found := _HOUSE_AND_NAMES.fullmatch(text)) and gazetteer.outlet_at.fullmatch(found["house"]):
        names = ", ".join(part.strip() for part in found["names"].split("/") if part.strip())
        reading.wrote(names, f"names behind a house at the end: {text}", line, 0.85)
        reading.published(found["house"], f"a house at the end: {text}", line, 0.8)
        reading.take(line, text, "credit")
        return ""
    if (found := _HOUSE_AND_NAME.fullmatch(text)) and gazetteer.outlet_at.fullmatch(found["outlet"]):
        reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.85)
        reading.published(found["outlet"], f"a credit at the end: {text}", line, 0.8)
        reading.take(line, text, "credit")
        return ""
    if last and (both := _NAMES_IN_BRACKETS.fullmatch(text)) and is_name(both[1], gazetteer):
        reading.wrote(both[1], f"names in brackets at the end: {text}", line, 0.7)
        reading.take(line, text, "credit")
        return ""
    if last and (found := _STARRED.fullmatch(text)):
        reading.wrote(found["names"].replace("/", ","), f"names behind a star at the end: {text}", line, 0.75)
        reading.take(line, text, "credit")
        return ""
    if (found := _REPORTED.fullmatch(text)) and is_name(found["names"], gazetteer):
        reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.8)
        reading.take(line, text, "credit")
        return ""
    if last and (found := _PAPER_TOO.fullmatch(text)) and is_paper(found["paper"]):
        reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.8)
        reading.published(found["paper"], f"a credit at the end: {text}", line, 0.65)
        reading.take(line, text, "credit")
        return ""
    if last and _BARE_NAMES.fullmatch(text) and text.split(maxsplit=1)[0] in given_names():
        reading.wrote(text.split("/", maxsplit=1)[0], f"a name alone at the end: {text}", line, 0.65)
        reading.take(line, text, "credit")
        return ""
    if last and (_HANDS.fullmatch(text) or _DASH_NAME.fullmatch(text)):
        if name := _DASH_NAME.fullmatch(text):
            reading.wrote(name[1], f"a name behind a dash at the end: {text}", line, 0.75)
        reading.take(line, text, "credit")
        return ""
    if last and (named := _NAME_IN_BRACKETS.fullmatch(text)) and is_name(named[1], gazetteer):
        if not reading.author:
            reading.wrote(named[1], f"a name in brackets at the end: {text}", line, 0.65)
        reading.take(line, text, "credit")
        return ""
    if found := REPORT_OF.fullmatch(text):
        reading.wrote(found["names"], "Laporan Wartawan … at the end", line, 0.9)
        reading.published(found["outlet"], "the byline names it", line, 0.85)
        reading.take(line, text, "credit")
        return ""
    if (found := CALLED.match(text)) and is_caller(found, gazetteer):
        names = found["names"] or found["reached"]
        reading.wrote(names, "how to reach the writer, at the end", line, 0.7)
        if len(text) < 160 and len(sentences(text)) == 1:
            reading.take(line, text, "credit")
            return ""
        return text
    if found := _WRITER_AT.match(text) or _COVERS.match(text):
        reading.wrote(found["names"], "a note on the writer at the end", line, 0.85)
        reading.published(found["outlet"].rstrip("."), "a note on the writer at the end", line, 0.8)
        if len(sentences(text)) == 1 and len(text) < 160:
            reading.take(line, text, "credit")
            return ""
        return text
    if (
        (found := _IS_WRITER.match(text))
        and is_caller(found, gazetteer)
        and not _is_told_of(found["names"], reading)
    ):
        reading.wrote(found["names"], "a note on the writer at the end", line, 0.8)
        reading.names_house(
            " ".join(re.findall(r"[A-Z][\w.]*", text[found.end("names") :])), "a note on the writer", line
        )
        if len(sentences(text)) == 1:
            reading.take(line, text, "credit")
            return ""
        return text
    addressed = last and "." in text and " " not in text
    if len(text) < 60 and gazetteer.outlet_at.fullmatch(text) and (gazetteer.knows_outlet(text) or addressed):
        reading.published(text, "a line of its own names it", line, 0.8)
        reading.take(line, text, "credit")
        return ""
    if (
        last
        and _CAPS_ALONE.fullmatch(text)
        and not gazetteer.knows_outlet(text)
        and not gazetteer.place(text)
    ):
        before = next((one for one in reversed(reading.lines) if one.number < line.number), None)
        if before is not None and before.text[-1] in '.”"' and not _is_spoken_of(text.capitalize(), reading):
            reading.wrote(text.capitalize(), f"a name in capitals at the end: {text}", line, 0.7)
            reading.take(line, text, "credit")
            return ""
    if last or len(text) < 80:
        caps = _CAPS.fullmatch(text)
        if caps and last and 4 < len(text) < 70 and re.search(r"[A-Z]{3}", text):
            parts = [part.strip() for part in re.split(r"\s*[,/|]\s*", text)]
            persons = [part for part in parts if not gazetteer.knows_outlet(part)]
            if persons and (len(persons) < len(parts) or all(1 < len(part.split()) < 5 for part in persons)):
                reading.wrote(", ".join(parts), f"a credit in capitals: {text}", line, 0.85)
                reading.take(line, text, "credit")
                return ""
    if last or text.startswith("(") or _CODED.search(text):
        return last_piece(text, line, reading)
    return text


def _is_ordinary(name: str) -> bool:
    """Whether what stands in brackets is a word of the language, `(semoga)`, `(dan)`, and nobody."""
    small = name.lower()
    return small in lexicon.words("stopwords_id") or small in lexicon.words("weak_words_id")


def _is_told_of(name: str, reading: Makers) -> bool:
    """Whether the story speaks of somebody, or signs with the name, before it tells who that is."""
    return sum(name.rsplit(maxsplit=1)[-1] in line.text for line in reading.lines) > 1


def read_author_note(text: str, line: Line, reading: Makers) -> None:
    """Reads who wrote in what a page says below `About the author`."""
    if found := _WRITER_AT.match(text) or _COVERS.match(text):
        reading.wrote(found["names"], "a note on the writer at the end", line, 0.85)
        reading.published(found["outlet"].rstrip("."), "a note on the writer at the end", line, 0.8)
    elif found := _IS_WRITER.match(text):
        reading.wrote(found["names"], "a note on the writer at the end", line, 0.85)


def is_caller(found: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Whether who can be reached is a person by the first name, and no house or place."""
    words = (found["names"] or found.groupdict().get("reached") or "").split()
    name = " ".join(words)
    return (
        1 < len(words) < 4 and words[0] in given_names() and is_name(name, gazetteer) and not is_paper(name)
    )


def _is_spoken_of(name: str, reading: Makers) -> bool:
    """Whether the copy names somebody, or a house, more than once."""
    return sum(len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", one.text)) for one in reading.lines) > 1


def last_piece(text: str, line: Line, reading: Makers) -> str:
    """A text without the credit in brackets at its very end."""
    if found := REPORTING.search(text, max(0, len(text) - 500)):
        reading.wrote(found["names"], "Reporting by … at the end", line, 0.9)
    if found := _BLOCK.search(text, max(0, len(text) - 600)):
        reading.labelled(found["block"], line)
        reading.take(line, text[found.start() :].strip(), "credit")
        before = text[: found.start()].rstrip(" -–—(")
        return last_piece(before, line, reading) if before else ""
    if found := _REPORT_AT_END.search(text):
        reading.wrote(found["names"].lstrip("@"), "Laporan Wartawan … at the end", line, 0.8)
        reading.published(found["outlet"], "the byline names it", line, 0.85)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    if found := INITIALS.search(text):
        initials = re.sub(r"\s+", "", found["text"])
        if "/" in initials or text[: found.start()].rstrip()[-1:] in ".!?\"”’'":
            reading.wrote(initials, f"initials at the end: ({initials})", line, 0.9)
            reading.take(line, text[found.start() :].strip(), "credit")
            return text[: found.start()].rstrip()
    if found := _AGENCY_NAME.search(text):
        parts = [found["one"], found["two"]]
        gazetteer = reading.gazetteer
        persons = [
            part
            for part in parts
            if not (gazetteer.knows_outlet(part) or gazetteer.outlet_at.fullmatch(part))
        ]
        if len(persons) == 1:
            reading.wrote(persons[0], f"a credit at the end: {found.group().strip()}", line, 0.85)
            reading.take(line, found.group().strip(), "credit")
            return text[: found.start()].rstrip()
        if len(persons) == 2 and _is_spoken_of(parts[0], reading) and not _is_spoken_of(parts[1], reading):
            # `(Yayasan Contoh/Amir)` behind what a house tells of itself.
            reading.wrote(parts[1], f"a credit at the end: {found.group().strip()}", line, 0.75)
            reading.take(line, found.group().strip(), "credit")
            return text[: found.start()].rstrip()
    if (found := _TWO_HANDS.search(text)) and any(map(reading.gazetteer.knows_outlet, found.groups())):
        hands = [name for name in found.groups() if not reading.gazetteer.knows_outlet(name)]
        if hands:
            reading.wrote(hands[0], f"a credit at the end: {found.group().strip()}", line, 0.75)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    if found := _HOUSE_NAME.search(text):
        reading.wrote(found["name"], f"a credit at the end: {found.group().strip()}", line, 0.8)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    if (
        text[-1] in ")]."
        and (found := _HOUSE_LAST.search(text, max(0, len(text) - 60)))
        and reading.gazetteer.outlet_at.fullmatch(found["house"])
    ):
        reading.published(found["house"], f"a house at the end: {found.group().strip()}", line, 0.8)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    if "/" in text[-40:] and (found := _SLASHED.search(text, max(0, len(text) - 60))):
        reading.wrote(
            found["name"], f"a name behind a stroke at the end: {found.group().strip()}", line, 0.75
        )
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    if (found := _AGENCY_BEHIND_DASH.search(text, max(0, len(text) - 50))) and reading.gazetteer.knows_outlet(
        found["agency"]
    ):
        reading.published(found["agency"], f"the agency at the end: {found.group().strip()}", line, 0.8)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    if (found := _LETTERS.search(text)) and reading.gazetteer.knows_outlet(found["agency"]):
        reading.published(found["agency"], f"the agency at the end: {found.group().strip()}", line, 0.8)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    if found := _NICK.search(text):
        name = found["text"]
        if reading.gazetteer.knows_outlet(name) or _is_ordinary(name):
            return text
        reading.wrote(name, f"a credit in brackets at the end: ({name})", line, 0.75)
        reading.take(line, found.group().strip(), "credit")
        return text[: found.start()].rstrip()
    return text

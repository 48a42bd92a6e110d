"""What stands before the first sentence: the headline, a deck, the dateline, stamps."""

import re

import msgspec

from site_gen.wire import dates
from site_gen.wire.blocks import is_caption
from site_gen.wire.dateline import read_dateline
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.headline import found_headline, is_titled, rubrics, unbroken, without_desk_codes
from site_gen.wire.markup import Line
from site_gen.wire.papers import is_called_by_the_press
from site_gen.wire.place_first import UNMARKED
from site_gen.wire.sites import DASH
from site_gen.wire.stamps import read_stamp, undecided
from site_gen.wire.story import NOTHING, Dateline, Inferred, Removed

_LONGEST_DECK = 320
_LONGEST_STAMP = 200
_PARTS = re.compile(r"\s[|•·/]\s|\s+[–—-]\s+|(?<=[a-z])\s?[-–—]\s?(?=\d{1,2}[/ ])")
_RUBRIC = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z&][a-z]*){0,2}")
_AFTER_PLACE = re.compile(r"(?P<place>[^,●•|·/–—-]{3,30}?)\s*(?:,|[●•|·/–—-]\s)\s*(?P<day>\S.*)")
"""`Semarang, 3 Juni 2021`, `Makassar ● Tue, March 5, 2024`, `CONTOH — March 5, 2024`"""
_LETTER = re.compile(r"[^\W_]")
_SMALL = re.compile(r"(?<![\w-])[A-Za-z][a-z]{2,}(?![\w-])")
_FILED = re.compile(r"\(?FILES?(?:\s+(?:PHOTO|IMAGE|PICTURE))?\)?\s*[-–—:]")
"""A picture out of the archive, and no town."""
_ON_SITE = re.compile(r"\s+[-–—|]\s+(?P<site>[^|–—]{3,40})$")
_LISTED = re.compile(r"[-•·▪*]\s*\S.{15,150}[^.;:,]")
_FEWEST_LISTED = 3
_LONGEST_TRAIL = 4
"""`Home Daerah Headline`: how many words of the way to it a page puts before the headline."""
_SLOGAN = re.compile(r"\s*[|–—-]\s+\S|\s*-->$")
"""`Headline | CONTOH.com - Cepat dan Tepat`"""
_NUMBERED = re.compile(r"(?<=\w)\s+[-–—|]\s+(?:Halaman|Hal|Page)\.?\s+(?:all|\d{1,2})$", re.IGNORECASE)
"""`… – Halaman all`: which page of the story it was."""
_CRUMBS = re.compile(r"^(?:[^/»›>|]{3,30}\s*[/»›>|]\s*){1,5}")
"""`Beranda / Daerah / `"""
_SHORTEST_TITLE, _LONGEST_TITLE = 20, 115
_CLOSED = re.compile(r"[A-Z][A-Z ,.]{2,30}(?:,\s[A-Z][\w. ]{1,20})?\s\([^()]{2,40}\)")
"""`CONTOH, Jan. 5 (AGENCY)`, all by itself"""
_OPEN_COLON = re.compile(r"[A-Z][A-Z .'-]{2,30}:")
"""`CONTOH:`, all by itself"""
_OPEN_DASH = re.compile(rf"{DASH}\s*$")


_KICKER = re.compile(r"[A-Z0-9][\w.&/'’-]*(?:\s(?:[A-Z0-9&][\w.&/'’-]*|di|ke|dari|dan|yang))*")
_LONGEST_KICKER = 4
"""Words."""
_FEWEST_KICKED = 4
"""Lines of a page with a kicker, a headline and a story."""


def _is_headed(text: str) -> bool:
    """Whether a line is written like an Indonesian headline: some words in capitals, and no full stop."""
    words = re.findall(r"[^\W_][\w'’-]*", text)
    return (
        len(words) > 4
        and len(text) <= _LONGEST_TITLE + 25
        and text[-1] not in ".,:;"
        and is_titled(words)
        and not is_caption(Line(text, 0))
    )


def _titled(place: str) -> str:
    return place.title() if place.isupper() else place


def _is_named_again(text: str, end: int, lines: list[Line]) -> bool:
    """Whether a place and the word behind it stand together elsewhere, too: they are a name."""
    pair = text[: end + len(text[end:].split(" ", 1)[0])]
    return sum(line.text.count(pair) for line in lines) > 1


def _stamp_behind_rubric(line: Line, lang: str) -> dates.Found | None:
    """`Otomotif 5 Mei 2024 10:15`: the day and the hour behind a word or two, the section of the page."""
    words = line.text.split(" ")
    for rubric in (1, 2):
        if not words[rubric - 1 : rubric] or not words[rubric - 1][:1].isupper():
            return None
        stamp = read_stamp(" ".join(words[rubric:]), line.number, lang)
        if stamp and "T" in stamp.stamp:
            return stamp
    return None


_DEEPEST = 8
"""So many lines are looked at for a dateline."""
_TOWN_ALONE = "a town on a line of its own"
_SHORTEST_LEAD = 60
_LONGEST_ALONE = 50


def _alone(text: str, behind: str, gazetteer: Gazetteer, titled: bool) -> Dateline | None:
    """A dateline on a line of its own, without a dash: `Contoh, Harian Contoh`, `Contoh (Harian Contoh)`, `Contoh –
    contoh.id`; the sentence is on the line `behind`. A town alone is one right below a headline (`titled`)."""
    if len(text) > _LONGEST_ALONE or len(behind) < _SHORTEST_LEAD or "/" in text:
        return None
    if not (text[-1:].isalnum() or text[-1:] == ")") or not (behind[0].isupper() or behind[0] in '"“'):
        return None
    joined = read_dateline(f"{text} - {behind}", gazetteer)
    if not joined or joined.start or not joined.place or joined.end != len(text) + 3 or joined.after_deck:
        return None
    if "place" in joined.doubt:
        return None
    shaped = gazetteer.outlet_at.fullmatch(joined.outlet) or is_called_by_the_press(joined.outlet or "-")
    if joined.outlet and (gazetteer.knows_outlet(joined.outlet) or shaped or text[-1] == ")"):
        return msgspec.structs.replace(joined, end=len(text), rule=f"{joined.rule} on a line of its own")
    if titled and not joined.outlet and gazetteer.place(text):
        return Dateline(0, len(text), joined.place, "", "", _TOWN_ALONE, 0.8)
    return None


_NAMED = re.compile(rf"(?P<name>[A-Z][\w]{{3,24}}(?: [A-Z][\w]+)?)\s?{DASH}\s?(?=[A-Z“\"])")


def _of_house(text: str, lines: list[Line]) -> Dateline | None:
    """`Contoh6 – Sentence`: a name before a dash whose address the text has, too, `contoh6.com`."""
    found = _NAMED.match(text)
    if not found or len(text) < _SHORTEST_LEAD:
        return None
    address = re.compile(
        rf"(?<![\w.@]){re.escape(found['name'].replace(' ', ''))}\.(?:com|co\.id|id|net|news|co|tv)\b",
        re.IGNORECASE,
    )
    told = next((match.group() for line in lines if (match := address.search(line.text))), "")
    return (
        Dateline(0, found.end(), "", told, "", "OUTLET, by its address in the text", 0.85) if told else None
    )


_MAKER = re.compile(r"[A-Z][\w .]{2,30}\s?/\s?[A-Z][\w .]{2,30}|\([A-Z][\w.]{2,24}/[A-Z][\w .]{2,30}\)")
"""`CONTOH POST/AMIR`, `(CONTOH.com/Amir)`: who took the picture, above its caption."""


def _with_captions(lines: list[Line], index: int) -> list[Line]:
    """The lines, those for captions that stand right below who took the picture, before the dateline's."""
    found = list(lines)
    for n in range(1, index - 1):
        if (
            _MAKER.fullmatch(lines[n].text)
            and not lines[n + 1].kind
            and len(lines[n + 1].text) < _LONGEST_CAPTION
        ):
            found[n + 1] = msgspec.structs.replace(lines[n + 1], kind="caption")
    return found


_LONGEST_CAPTION = 500


def _number(line: Line) -> int:
    return line.number


class Head:
    """What stands before the first sentence: headline, deck, dateline, stamps."""

    def __init__(
        self, lines: list[Line], gazetteer: Gazetteer, lang: str, highlights: int, signed: int = 0
    ) -> None:
        self.removed: list[Removed] = []
        self.title = self.place = self.outlet = NOTHING
        self.stamped = False
        """Whether a stamp stood behind the first line."""
        self.deck = self.doubt = self.stray = ""
        self.line = 0
        self.undecided = (0, "")
        """The line of a day in numbers of which either may be the month, and the day."""
        self.above: tuple[Line, ...] = ()
        """What stands between the headline and an outlet's dateline, a picture's words mostly: no part of the news."""
        self.stamps: list[dates.Found] = []
        self.signed = signed
        """The line of the byline that was taken out, if any."""
        self.dateline_date = ""
        lines = self._without_kicker(self._without_list(lines, lang), gazetteer, lang)
        lines = self._without_stamps(lines, gazetteer, lang)
        lines = self._without_page_title(self._without_kicker(lines, gazetteer, lang), gazetteer)
        for line in lines[: (above := rubrics(lines, gazetteer.place))]:
            self._take(line, line.text, "above the headline")
        lines, codes = without_desk_codes(lines[above:])
        self.removed += codes
        index, dateline = self._find_dateline(lines, gazetteer)
        lines = _with_captions(lines, index)
        if highlights:
            lines = [
                msgspec.structs.replace(line, kind="list")
                if n < index and line.number >= highlights and not line.kind
                else line
                for n, line in enumerate(lines)
            ]
        if len(whole := unbroken(lines, index)) < len(lines):
            lines, index = whole, max(index - 1, -1)
        if any(_LETTER.search(line.text) for line in lines[1:]):
            self.title = found_headline(lines, index, self.stamped, signed)
        if self.title:
            self._take(lines[0], lines[0].text, "title")
        first = 1 if self.title else 0
        if dateline:
            self._use(lines[index], dateline)
            line = lines[index]
            stray = line.text[: dateline.start].strip(" \"'*_>•#“”‘’(")
            text = line.text[dateline.end :]
            if dateline.after_deck:
                before = line.text[: dateline.start].strip()
                # What a page says of its own in square brackets is no deck, nor is what stands behind it.
                words = re.findall(r"[^\W_]+", before)
                if index == 0 and len(before) <= _LONGEST_TITLE and is_titled(words):
                    self.title = Inferred(
                        before.rstrip("."), "the words before the dateline", 0.8, line.number
                    )
                    self._take(line, before, "title")
                    stray = ""
                elif len(before) <= _LONGEST_DECK and before[0] != "[":
                    self.deck = before
                    self._take(line, before, "summary")
                    stray = ""
                text = line.text[dateline.end :]
            self._take(line, line.text[dateline.start : dateline.end].strip(), "dateline")
            told = [Line(text, line.number, line.kind, line.gap)] if text.strip() else []
            self.stray = stray
            if self.stray:
                told.insert(0, Line(stray, line.number, "", line.gap))
            lines = [*lines[:index], *told, *lines[index + 1 :]]
            if dateline.outlet and self.title:
                self.above = tuple(lines[first:index])
            told = [line for line in lines[first:index] if not is_caption(line)]
            if (
                self.title
                and not self.deck
                and len(told) == 1
                and 40 <= len(told[0].text) <= 320
                # What stands beside a caption with a full stop may be one, too.
                and (index - first == 1 or told[0].text[-1].isalnum())
            ):
                self._take_deck(told[0])
                lines = [line for line in lines if line is not told[0]]
        elif self.stamped and self.title and len(lines) > 2 and self._is_deck(lines[1]):
            self._take_deck(lines[1])
            first += 1
        self.lines = lines[first:] or lines

    def _without_kicker(self, lines: list[Line], gazetteer: Gazetteer, lang: str) -> list[Line]:
        """`Berita Contoh` above the headline: the page's section, or its subject in a word or two.

        Only where an Indonesian headline follows, known by its capitals, and no list of headlines.
        """
        if lang != "id" or len(lines) < _FEWEST_KICKED or not _KICKER.fullmatch(lines[0].text):
            return lines
        first, second, third = lines[0].text, lines[1].text, lines[2].text
        if len(first.split()) > _LONGEST_KICKER or not _is_headed(second) or len(second) < 1.5 * len(first):
            return lines
        if third != second and _is_headed(third):
            return lines
        if read_dateline(second, gazetteer):
            return lines
        if not self.outlet and (gazetteer.knows_outlet(first) or gazetteer.outlet_at.fullmatch(first)):
            self.outlet = Inferred(
                gazetteer.outlet(first), f"above the headline: {first}", 0.75, lines[0].number
            )
        self._take(lines[0], first, "kicker")
        return lines[1:]

    def _without_page_title(self, lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
        """`Headline | House`, as a page is called: the house goes, and all of it where the headline follows."""
        if len(lines) < 2:
            return lines
        if numbered := _NUMBERED.search(lines[0].text):
            self._take(lines[0], numbered.group().strip(), "page title")
            lines = [msgspec.structs.replace(lines[0], text=lines[0].text[: numbered.start()]), *lines[1:]]
        first, second = lines[0].text, lines[1].text
        bare = _ON_SITE.sub("", first)
        crumb = _CRUMBS.sub("", first)
        slogan = (first.startswith(second) and _SLOGAN.match(first, len(second))) or (
            first.endswith(" " + second) and first[: -len(second)].count(" ") <= _LONGEST_TRAIL
        )
        if len(second) > _SHORTEST_TITLE and second != first and (second in (bare, crumb) or slogan):
            self._take(lines[0], first, "page title")
            return lines[1:]
        site = _ON_SITE.search(first)
        if site and len(bare) > _SHORTEST_TITLE and gazetteer.outlet_at.fullmatch(site["site"]):
            if not self.outlet:
                self.outlet = Inferred(
                    gazetteer.outlet(site["site"]),
                    f"behind the headline: {site['site']}",
                    0.8,
                    lines[0].number,
                )
            self._take(lines[0], site.group().strip(), "page title")
            return [msgspec.structs.replace(lines[0], text=bare), *lines[1:]]
        return lines

    def _is_deck(self, line: Line) -> bool:
        """Whether a line between the headline and the day is a deck."""
        before = line.number <= self.stamps[0].line
        return before and not is_caption(line) and 30 <= len(line.text) <= _LONGEST_DECK

    def _without_list(self, lines: list[Line], lang: str) -> list[Line]:
        """The lines without a list of other headlines above the headline of an Indonesian story."""
        count = 0
        if lang == "id":
            while count < len(lines) - 2 and _LISTED.fullmatch(lines[count].text):
                count += 1
        if (
            count < _FEWEST_LISTED
            or not _is_headed(lines[count].text)
            or sum(_is_headed(line.text) for line in lines[:count]) * 2 < count
        ):
            return lines
        for line in lines[:count]:
            self._take(line, line.text, "read also")
        return lines[count:]

    def _take_deck(self, line: Line) -> None:
        self.deck = line.text
        self._take(line, line.text, "summary")

    def _take(self, line: Line, text: str, rule: str) -> None:
        self.removed.append(Removed(text, rule, line.number))

    def _without_stamps(self, lines: list[Line], gazetteer: Gazetteer, lang: str) -> list[Line]:
        kept: list[Line] = []
        late: list[tuple[int, Line, dates.Found]] = []
        for index, line in enumerate(lines):
            near_edge = (
                len(line.text) <= _LONGEST_STAMP and len(lines) > 1 and (index < 8 or index >= len(lines) - 4)
            )
            # `Contoh | Updated: …` names the outlet, too.
            parts = [part.strip() for part in _PARTS.split(line.text)] if near_edge else []
            outlets = [part for part in parts if gazetteer.knows_outlet(part)]
            bare = " | ".join(part for part in parts if part not in outlets)
            if index < 4 and len(parts) == 2 and _RUBRIC.fullmatch(parts[0]) and "|" in line.text:
                bare = parts[1]  # `Daerah | Senin, 5 Mei 2024`: the section of the page
            stamp = read_stamp(bare, line.number, lang) if bare else None
            parted = _AFTER_PLACE.match(line.text)
            place, day = (parted["place"], parted["day"]) if parted else ("", "")
            if stamp is None and near_edge and place and gazetteer.place(place.strip()):
                # A letter's head: `Semarang, 3 Juni 2021`.
                stamp = read_stamp(day.strip(), line.number, lang)
                if stamp and not self.place:
                    self.place = Inferred(
                        _titled(place.strip()), "the line of place and day", 0.85, line.number
                    )
            if stamp is None and near_edge and 0 < index < 6:
                stamp = _stamp_behind_rubric(line, lang)
            if stamp is None and near_edge and (day := undecided(line.text)):
                self.undecided = (line.number, day)
                self._take(line, line.text, "date")
                continue
            if stamp is None:
                kept.append(line)
                continue
            self.stamped = (
                self.stamped
                or len(kept) == 1
                or (len(kept) == 2 and kept[1].text[-1:] not in '.!?:"”')
                # headline, deck, byline, day
                or (len(kept) == 2 and kept[1].number < self.signed < line.number <= self.signed + 2)
            )
            if index >= _DEEPEST or (index > 2 and sum(one.text[-1] in '.!?"”' for one in kept) > 1):
                late.append((index, line, stamp))
                continue
            self.stamps.append(stamp)
            self._take(line, line.text, "date")
            if outlets and not self.outlet:
                self.outlet = Inferred(
                    gazetteer.outlet(outlets[0]), f"the line of the date: {line.text}", 0.85, line.number
                )
        if len(late) < 2 or late[-1][0] - late[0][0] < len(late):
            for _, line, stamp in late:
                self.stamps.append(stamp)
                self._take(line, line.text, "date")
        else:  # several, each with a line above it, are the days of something else
            kept = sorted(kept + [line for _, line, _ in late], key=_number)
        return kept or lines

    def _find_dateline(self, lines: list[Line], gazetteer: Gazetteer) -> tuple[int, Dateline | None]:
        small = frozenset(word for line in lines[:40] for word in _SMALL.findall(line.text))
        doubtful: tuple[int, Dateline] | None = None
        for index, line in enumerate(lines[:_DEEPEST]):
            if line.kind in ("heading", "list", "row") or (
                index + 1 < len(lines) and _FILED.match(line.text)
            ):
                continue
            found = read_dateline(line.text, gazetteer, small)
            if found and found.rule == UNMARKED and _is_named_again(line.text, found.end, lines):
                found = None
            if (
                found is None
                and index + 1 < len(lines)
                and len(line.text) < 60
                and (
                    _OPEN_DASH.search(line.text)
                    or _CLOSED.fullmatch(line.text)
                    or _OPEN_COLON.fullmatch(line.text)
                )
            ):
                # The markup parted the dateline from its sentence.
                dash = " -" if _CLOSED.fullmatch(line.text) else ""
                joined = read_dateline(f"{line.text}{dash} {lines[index + 1].text}", gazetteer)
                if joined and joined.end == len(line.text) + len(dash) + 1:
                    found = msgspec.structs.replace(joined, end=len(line.text))
            if found is None and index + 1 < len(lines):
                titled = index == 1 and _is_headed(lines[0].text)
                found = _alone(line.text, lines[index + 1].text, gazetteer, titled)
            if found is None:
                found = _of_house(line.text, lines)
            sure = found is not None and (
                found.outlet or len(line.text) > 80 or found.confidence >= 1.0 or found.rule == _TOWN_ALONE
            )
            if found and (index == 0 or sure):
                if found.outlet or not found.doubt or not index:
                    return index, found
                # A picture's words may begin in capitals, too: `PADAM - Petugas …`
                doubtful = doubtful or (index, found)
        return doubtful or (-1, None)

    def _use(self, line: Line, found: Dateline) -> None:
        self.line = line.number
        self.doubt = found.doubt
        self.dateline_date = found.date
        if found.place:
            self.place = Inferred(found.place, f"the dateline: {found.rule}", found.confidence, line.number)
        if found.outlet:
            self.outlet = Inferred(found.outlet, f"the dateline: {found.rule}", found.confidence, line.number)

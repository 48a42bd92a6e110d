"""What a page has round its story: the menu before the headline, a headline or a caption said twice."""

import re
from collections.abc import Callable

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.blocks import is_caption
from site_gen.wire.dates.calendar import WEEKDAY
from site_gen.wire.lines import Line
from site_gen.wire.story import Removed


def without_navigation(
    lines: list[Line], is_outlet: Callable[[str], bool], timed: int = 0
) -> tuple[list[Line], list[Removed]]:
    """The lines without the menu that a page has before its headline: a few words each.

    The name of an outlet (`is_outlet`) among them stays: a credit is read out of it. `timed` is the line that told
    how long the reading takes, if it was taken out.
    """
    if len(lines) > 2 and (trail := _TRAIL.fullmatch(lines[0].text)):
        crumbs = (trail["crumbs"] or trail["bare"]).strip()
        parts = [part for part in _BETWEEN.split(crumbs) if part]
        if is_crumb(parts[0]) or (trail["day"] and any(map(is_crumb, parts))):
            told = [part for part in (*filter(is_outlet, parts), trail["day"]) if part]
            above = [msgspec.structs.replace(lines[0], text=part) for part in told]
            return above + lines[1:], [Removed(crumbs, "navigation", lines[0].number)]
    if len(lines) > 1 and (trail := _TRAIL_AND_TITLE.match(lines[0].text)) and is_crumb(trail.group()):
        bare = msgspec.structs.replace(lines[0], text=lines[0].text[trail.end() :])
        return [bare, *lines[1:]], [Removed(trail.group().strip(), "navigation", lines[0].number)]
    if (masthead := _masthead(lines, is_outlet)) is not None:
        house = msgspec.structs.replace(lines[0], text=masthead)
        motto = lines[0].text[len(masthead) :].strip()
        rest, more = without_navigation(lines[1:], is_outlet, timed)
        return [house, *rest], [Removed(motto, "navigation", lines[0].number), *more]
    end = next(
        (n for n, line in enumerate(lines[:15]) if not (is_crumb(line.text) or is_outlet(line.text))), 0
    )
    end = max(end, _menu_end(lines))
    crumbs = [line for line in lines[:end] if not is_outlet(line.text)]
    if crumbs and end < len(lines) - 1:
        kept = [line for line in lines[:end] if is_outlet(line.text)]
        if _is_section(lines[end:], timed):
            crumbs.append(lines[end])
            end += 1
        rest, more = without_navigation(lines[end:], is_outlet)
        return kept + rest, [Removed(line.text, "navigation", line.number) for line in crumbs] + more
    if _is_page_title(lines):
        return lines[1:], [Removed(lines[0].text, "navigation", lines[0].number)]
    first = next((n for n, line in enumerate(lines[:25]) if line.kind == "heading"), 0)
    menu = lines[:first]
    if not menu or any(len(line.text.split()) > 3 or line.text[-1] in ".!?" for line in menu):
        return lines, []
    return lines[first:], [Removed(line.text, "navigation", line.number) for line in menu]


_GLUED_MOTTO = re.compile(r"(?P<house>[A-Z][\w ]{4,30}?[a-z])(?=[A-Z][a-z]+(?:\s[\w’']+){2,7}$)")


def _masthead(lines: list[Line], is_outlet: Callable[[str], bool]) -> str | None:
    """The house in a first line that has its motto glued behind it: `Contoh PostThe Truth Every Day`."""
    if len(lines) < 4 or len(lines[0].text) > 80:
        return None
    houses = [found["house"] for found in _GLUED_MOTTO.finditer(lines[0].text) if not found.start()]
    return next((house for house in houses if is_outlet(house)), None)


def _menu_end(lines: list[Line]) -> int:
    """Where the menu ends that stands at the head, not all of it in the list: many lines of a word or three, every
    other one a section's name, below at most a few lines of the page's own; 0 if none does."""
    begin = next((n for n, line in enumerate(lines[:_BANNER]) if is_crumb(line.text)), _BANNER)
    if begin == _BANNER or any(line.text[-1] in ".!?" and len(line.text) > 60 for line in lines[:begin]):
        return 0
    end = next((n for n in range(begin, min(len(lines), 40)) if not _MENU_LINE.fullmatch(lines[n].text)), 0)
    known = [n for n, line in enumerate(lines[:end]) if is_crumb(line.text)]
    if len(known) < 4 + bool(begin) * 2 or len(known) * 2 < known[-1] - begin + 1:
        return 0
    # What stands behind the last one may be a kicker or the headline, if it is no such line itself.
    titled = any(len(line.text.split()) > 4 for line in lines[end : end + 2])
    return end if end - known[-1] < 6 and titled else known[-1] + 1


_BANNER = 8
"""So many lines of the page's own may stand above its menu."""
_MENU_LINE = re.compile(r"[^\W\d][^.!?:;,\d\s]*(?:\s[^.!?:;,\d\s]+){0,2}")
_DEGREES = re.compile(r"-?\d{1,2}(?:[.,]\d)?\s?[°º]?\s?[CF]")
_ABOVE = 10
"""So many lines may stand above a headline."""


def without_weather(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without the weather that a page shows above its headline: today's date, not the story's, the
    degrees and the town."""
    for index, line in enumerate(lines[:_ABOVE]):
        if not _DEGREES.fullmatch(line.text):
            continue
        before = index - 1 if index and _is_today(lines[index - 1].text) else index
        end = index + 1
        if end < len(lines) - 1 and len(lines[end].text.split()) < 4 and lines[end].text[-1].isalnum():
            end += 1
        if end < len(lines) and _is_today(lines[end].text):
            end += 1
        taken = lines[before:end]
        return lines[:before] + lines[end:], [Removed(one.text, "weather", one.number) for one in taken]
    return lines, []


def _is_today(text: str) -> bool:
    return len(text) < 40 and re.search(r"(?:19|20)\d\d$", text) is not None


_GLUED = re.compile(r"[A-Z]?[a-z]+[A-Z]")


def _is_page_title(lines: list[Line]) -> bool:
    """Whether the first line is a menu that has lost its marks, `HomeTeknoNews`, over a headline."""
    if len(lines) < 4 or lines[1].gap or lines[0].kind:
        return False
    words = lines[0].text.split()
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", lines[0].text)
    crumbs = sum(part.casefold() in lexicon.phrases("navigation") for part in parts)
    glued = any(_GLUED.search(word) for word in words)
    return len(words) <= 3 and glued and crumbs * 2 >= len(parts) and len(lines[1].text.split()) > 4


_BETWEEN = re.compile(r"\s*[>»›|/]\s*")
_DAY = rf"(?:{WEEKDAY},?\s+)?\d{{1,2}}\s[A-Z][a-z]{{2,8}}\s(?:19|20)\d\d\b.{{0,24}}"
_TRAIL = re.compile(
    rf"(?P<crumbs>(?:[^>»›|/\d]{{2,30}}[>»›|/]\s*){{1,5}}(?:(?:[^\W_][^\s>»›|/]*?\s?){{1,3}}?)?)(?P<day>{_DAY})"
    r"|(?P<bare>(?:[^>»›|/]{2,30}[>»›]\s*){1,5}[^\W_][^\s>»›]*(?:\s[^\s>»›]+){0,2})"
)
"""`Home > Daerah > Daerah KidulSenin, 5 Mei 2014 10:15 WIB`: where the page hangs, and its day, glued or not."""
_TRAIL_AND_TITLE = re.compile(r"(?:[^\W\d][^>»›]{2,20}\s*[>»›]\s*){1,5}(?=\S+(?:\s\S+){3})")
"""`Home » Daerah » ` before the headline."""


def _is_section(lines: list[Line], timed: int) -> bool:
    """Whether a few words below a menu name the section: the line behind them told how long the reading takes."""
    if len(lines) < 3 or not lines[0].number < timed < lines[1].number:
        return False
    return len(lines[0].text.split()) <= 4 and lines[0].text[-1].isalnum() and lines[1].text[-1] != "."


def is_crumb(text: str) -> bool:
    """Whether a line is of a menu: the name of a section, or several."""
    small, listed = text.strip(" >»/|:").casefold(), lexicon.phrases("navigation")
    words = re.split(r"\s*[>»/|]\s*|\s+", small)
    return small in listed or (1 < len(words) < 7 and all(word in listed for word in words))


_PICTURED = re.compile(
    r"\(+\s*(?:(?:Photo|Foto|Image|AP Photo|Dok|Doc|Istimewa|Ist|Ilustrasi|Shutterstock|Getty)\b[^()]{0,60}|[\w.]+\.(?:com|id|co|net|tv)(?:/[^()]{1,60})?)\s*\)+\.?\s*$",
    re.IGNORECASE,
)


_CAROUSEL = re.compile(r"Headline|HEADLINE")
_TEASER = 170
"""Characters: what a page says of another story in its head is no longer."""
_SHOUTED = re.compile(r"[\"“]?[A-Z]{4,}\b,?\s.*[a-z]")
"""`WARGA Kaligawe menanam …`: a lead, its first word in capitals."""


def without_carousel(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without what a page shows of other stories above its own, under `Headline`: a sentence each, up to a
    lead whose first word is in capitals."""
    if len(lines) < 4 or not _CAROUSEL.fullmatch(lines[0].text):
        return lines, []
    end = next((n for n in range(1, min(7, len(lines) - 1)) if _is_lead(lines, n)), 0)
    if not end or any(len(line.text) > _TEASER for line in lines[1:end]):
        return lines, []
    return lines[end:], [Removed(line.text, "carousel", line.number) for line in lines[:end]]


def _is_lead(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    twice = text in (lines[index - 1].text, lines[index + 1].text)
    return len(text) > _TEASER // 2 and not twice and _SHOUTED.match(text) is not None


_SHORTEST_DOUBLE = 40


def _without_doubles(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without those that stand twice, directly after each other: a deck that is the lead, too."""
    kept: list[Line] = []
    removed: list[Removed] = []
    for line in lines:
        same = kept and line.text == kept[-1].text.lstrip("•·▪ ")
        if same and len(line.text) >= _SHORTEST_DOUBLE:
            removed.append(Removed(line.text, "said twice", line.number))
        else:
            kept.append(line)
    return kept, removed


_LEAST_ECHO = 70
_LEADS = 6
_CUT_OFF = re.compile(r"\s*(?:\.{2,}|…|,)\s*$")


_CREDIT_GLUED = re.compile(
    r"(?:[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2}\s?/\s?\S.{1,40}|(?:[Dd]ok(?:umentasi)?|[Ff]oto|[Ii]lustrasi|[Pp]hoto)\b.{2,40}|(?:unsplash|pexels|pixabay|freepik|instagram|youtube)\b.{0,40}|\.?\s\([^()]{2,60}\)\.?)"
)


def _without_glued_titles(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without the headline that a page says in place of a picture, whose credit is glued to it."""
    title = next((line.text for line in lines[:4] if len(line.text) >= _LEAST_GLUED), "")
    if not title or title[-1] in ".:,":
        return lines, []
    glued = [
        line
        for line in lines[1:]
        if len(line.text) < len(title) + 60
        and line.text.startswith(title)
        and _CREDIT_GLUED.fullmatch(line.text, len(title))
    ]
    removed = [Removed(line.text, "said twice", line.number) for line in glued]
    return [line for line in lines if line not in glued], removed


_LEAST_GLUED = 25


def _without_echoes(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without the beginning of the story that a page shows once more behind it, cut off in a sentence."""
    if len(lines) < 4:
        return lines, []
    kept: list[Line] = []
    removed: list[Removed] = []
    for index, line in enumerate(lines):
        text = _CUT_OFF.sub("", line.text)
        broken = len(text) >= _LEAST_ECHO and index > 2 and (text != line.text or text[-1].isalnum())
        head = (told.text for told in lines[: min(index, _LEADS)])
        if broken and any(text in told and text != told for told in head):
            removed.append(Removed(line.text, "said twice", line.number))
        else:
            kept.append(line)
    return kept, removed


_ECHO = re.compile(r"(?P<phrase>[^\W\d][^.!?\n]{4,50}?)(?:\s+(?P=phrase)){1,6}")
"""`Dinas Contoh Dinas Contoh`: what stands in place of a banner, and under it."""


_OF_HOUSE = re.compile(r"\s[-–—|]\s[\w-]{2,20}(?:\.\w{2,4}){1,2}$")
"""`… - CONTOH.ID` behind a headline that stands once more."""


def without_repeats(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without a caption that says a sentence of the text once more."""
    kept: list[Line] = []
    removed: list[Removed] = []
    alone: set[int] = {line.number for line in lines if len(line.text) < 200 and _ECHO.fullmatch(line.text)}
    lines, twice = _without_doubles(lines)
    removed += twice
    lines, twice = _without_echoes(lines)
    removed += twice
    lines, twice = _without_glued_titles(lines)
    removed += twice
    # The headline that stands over the picture once more, or in place of it.
    titles: set[str] = set()
    for line in lines[:15]:
        if line.text in titles or _OF_HOUSE.sub("", line.text) in titles:
            alone.add(line.number)
        elif (
            (len(line.text.split()) > 3 or is_caption(line))
            and line.text[-1] not in '.!?:"”'
            and not line.kind
        ):
            titles.add(line.text)
    for line in lines:
        found = _PICTURED.search(line.text)
        said = line.text[: found.start()].strip() if found else ""
        others = (
            [other for other in lines if other is not line and said in other.text] if len(said) > 40 else []
        )
        before = [other.number for other in others if other.text == said and other.number < line.number]
        if before:
            # What a page says in place of a picture, once more under it: the caption stays.
            kept.append(line)
            alone.update(before)
        elif others:
            removed.append(Removed(line.text, "caption said twice", line.number))
        else:
            kept.append(line)
    removed += [Removed(line.text, "said twice", line.number) for line in kept if line.number in alone]
    kept = [line for line in kept if line.number not in alone]
    return (kept, removed) if kept else (lines, [])

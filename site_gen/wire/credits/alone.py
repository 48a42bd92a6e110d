"""A name that stands alone on its line, with no word that says that somebody wrote.

What it is follows from its shape, from what stands above and below it, and from the copy, which does not speak of
who wrote it.
"""

import re

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.credits.houses import PRESS_DESK, is_house
from site_gen.wire.credits.jobs import LINE
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.people import NAME, is_name
from site_gen.wire.dateline.reading import read_dateline
from site_gen.wire.dates.stamps import is_stamp
from site_gen.wire.lines import Line
from site_gen.wire.tokens import given_names, is_office


def is_somebody(text: str, reading: Makers) -> bool:
    """Whether words are a person's name by their shape, of whom the story does not speak."""
    words = text.split()
    return (
        1 < len(words) < 5
        and re.fullmatch(NAME, text) is not None
        and is_name(text, reading.gazetteer)
        and not any(map(is_office, words))
        and sum(f" {text} " in f" {one.text} " for one in reading.lines) < 2
    )


def is_bare_name(text: str, line: Line, reading: Makers) -> bool:
    """A person's name alone on a line between the headline and the first paragraph, or above that where there is none."""
    at = next((n for n, one in enumerate(reading.lines) if one is line), 0)
    if not at and len(reading.lines) > 2:
        first, second = text.split(maxsplit=1)[0], reading.lines[1]
        above_all = first in given_names() and second.gap and len(second.text) > 80
        return above_all and len(text.split()) < 4 and is_somebody(text, reading)
    if not 0 < at < len(reading.lines) - 1 or not re.fullmatch(rf"{NAME}(?:, {NAME})?", text):
        return False
    words = text.replace(",", "").split()
    after = reading.lines[at + 1].text
    below = is_house(after, reading.gazetteer)
    if below and at + 2 < len(reading.lines):
        after = reading.lines[at + 2].text
    if not 1 < len(words) <= 6 or (text.isupper() and not (is_stamp(after) and len(words) < 4)):
        return False
    if len(words) < 4 and after[-1] != "s" and LINE.fullmatch(after) and is_somebody(text, reading):
        return True
    if words[0] in given_names() and len(after) > 80:
        # Whom the story speaks of in the midst of a paragraph has not written it.
        return not any(len(one.text) > 80 and one.text.find(text) > 0 for one in reading.lines)
    if len(words) < 4 and after.startswith((f"{text} in ", f"By {text}")):
        return True  # said again, with the town
    # A name that no list has, between a headline and the day: `Siti Contoh`, `Senin, 5 Mei 2014 | 10:00`.
    # So is one by itself, an empty line on either side, of whom the story does not speak.
    alone = line.gap and reading.lines[at + 1].gap and len(words) < 4 and len(after) > 80
    # Or one between the day and the first sentence or its dateline.
    alone = alone or (
        is_stamp(reading.lines[at - 1].text)
        and len(words) < 4
        and (len(after) > 80 or read_dateline(f"{after} Xxx xxx", reading.gazetteer) is not None)
    )
    return (
        at <= 3
        and len(words) <= 4
        and not any(is_office(word) for word in words)
        and not reading.gazetteer.place(text)
        and not reading.gazetteer.place(words[0])
        and not is_house(text, reading.gazetteer)
        and (is_stamp(after) or (alone and is_nobody_else(words, reading.lines)))
    )


_GOES_ON = re.compile(rf"{NAME},")
_MOST_NAMES = 3


def names_joined(lines: list[Line]) -> list[Line]:
    """The lines, names that stand in the head one below the other on one: `Amir Contoh,`, `Budi Contoh`."""
    for at in range(1, min(len(lines) - 2, _HEAD)):
        end = at
        while end - at < _MOST_NAMES and end < len(lines) - 1 and _is_name_and_comma(lines[end].text):
            end += 1
        last = lines[end].text
        if end > at and re.fullmatch(NAME, last) and 1 < len(last.split()) < 5:
            text = " ".join(line.text for line in lines[at : end + 1])
            return [*lines[:at], msgspec.structs.replace(lines[at], text=text), *lines[end + 1 :]]
    return lines


def _is_name_and_comma(text: str) -> bool:
    return 1 < len(text.split()) < 5 and _GOES_ON.fullmatch(text) is not None


_HEAD = 8
_BETWEEN_NAMES = r"(?:, (?:and |dan )?| and | dan | & )"
_LIST_OF_NAMES = re.compile(rf"{NAME}(?:{_BETWEEN_NAMES}{NAME}){{1,4}}")


def are_bare_names(text: str, line: Line, reading: Makers) -> bool:
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
    if PRESS_DESK.fullmatch(after):
        return True
    below = is_stamp(after) or read_dateline(after, gazetteer) is not None or is_house(after, gazetteer)
    return below and is_nobody_else(words, [one for one in reading.lines if one is not line])


def is_nobody_else(words: list[str], lines: list[Line]) -> bool:
    """Whether words are a name by their shape, and stand nowhere else in the copy, in whatever letters."""
    line = " ".join(words)
    others = " ".join(one.text for one in lines if one.text.replace(",", "") != line)
    spoken = set(re.findall(r"[\w'’-]+", others.casefold()))
    # Of a pair of words one may look like a common one: Si, Do, An are names, too.
    known = lexicon.words("stopwords_id") | lexicon.words("stopwords_en")
    small = [word.lower().removesuffix("'s").removesuffix("’s") for word in words]
    if any(word in lexicon.words("page_words") for word in small):
        return False
    return sum(word.lower() in known for word in words) <= len(words) // 4 and all(
        re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)?|[A-Z]\.?", word)
        and word.casefold() not in spoken
        for word in words
    )

"""Who wrote, above the headline or above the day: a page's head that is turned round."""

from site_gen.wire.credits.alone import is_nobody_else, is_somebody
from site_gen.wire.credits.bylines import BY
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.people import is_name
from site_gen.wire.dates.stamps import is_stamp
from site_gen.wire.lines import Line
from site_gen.wire.noise.furniture import is_crumb


def without_name_above(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without who wrote and the section, where they stand with the day above the headline: `Jane Doe`,
    `Business`, `Nov 13, 2013 2:00 AM`, in any order."""
    for count in (3, 2):
        above = lines[:count]
        if len(lines) < count + 2 or not _is_title_below(lines[count].text):
            continue
        days = [line for line in above if is_stamp(line.text)]
        sections = [line for line in above if is_crumb(line.text)]
        names = [line for line in above if line not in days and line not in sections]
        if len(days) != 1 or len(names) != 1:
            continue
        name = names[0].text
        if not (found := BY.fullmatch(name)) or not is_name(found["names"], reading.gazetteer):
            if not is_somebody(name, reading) or not is_nobody_else(name.split(), reading.lines):
                continue
            reading.wrote(name, f"a name beside the day: {name}", names[0], 0.8)
            reading.take(names[0], name, "credit")
            names = []
        for line in sections:
            reading.take(line, line.text, "navigation")
        return [*names, *days, *lines[count:]]
    return lines


def _is_title_below(text: str) -> bool:
    """Whether a line may be the headline below the day: some words, and no sentence."""
    return len(text.split()) > 3 and text[-1] not in ".:" and len(text) <= 120 and not is_stamp(text)


def without_name_first(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without a name right above the day of a page that has no headline: `Jane Doe`, `Nov 13, 2013`."""
    if len(lines) < 4 or len(name := lines[0].text) > _LONGEST_NAME or not is_somebody(name, reading):
        return lines
    if not is_stamp(lines[1].text) or not is_nobody_else(name.split(), lines[1:]):
        return lines
    reading.wrote(name, f"a name above the day: {name}", lines[0], 0.75)
    reading.take(lines[0], name, "credit")
    return lines[1:]


_LONGEST_NAME = 40
"""Characters of a name."""

"""The dateline of a story as its language prints it: TEMPO.CO, Moskow – and MOSCOW, Nov. 15 (TEMPO.CO) —.

A language has a few patterns (`languages.CODE.dateline` in config.yaml), each written as it shall look; the
first of which the story has every part is taken.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from site_gen.config import Language
from site_gen.dateline_patterns import FIELD
from site_gen.moments import AP, day_in
from site_gen.pages.inputs import Dateline
from site_gen.tables.exonyms import with_capitals

_DAYS: Final = {"id_ID": "d/M", "en_US": AP}
"""How a locale's press writes a day in a dateline, where that is not the CLDR's short form: `15/11` is
ANTARA's, `Nov. 15` AP's."""
_MARK: Final = re.compile(r"\s*[-–—―:.]*$")
"""What parts a dateline from the sentence. It is no part of the label."""


def dateline_of(language: Language, place: str, outlet: str, date: str) -> Dateline | None:
    """What stands before a story's first sentence; None where no pattern of the language fits it."""
    given = {"place": place, "PLACE": place, "outlet": outlet, "date": date}
    for pattern in language.dateline:
        if all(map(given.get, _fields_of(pattern))):
            text = FIELD.sub(lambda field: _part(field, given, language.locale), pattern)
            words = text[: _MARK.search(text).start()]  # type: ignore[union-attr]
            return Dateline(words, text[len(words) :])
    return None


@cache
def _fields_of(pattern: str) -> tuple[str, ...]:
    return tuple(field[1] for field in FIELD.finditer(pattern))


def _part(field: re.Match[str], given: Mapping[str, str], locale: str) -> str:
    name, pattern = field.groups()
    if name == "date":
        return day_in(given[name], pattern or _DAYS.get(locale, ""), locale)
    return with_capitals(given[name]) if name == "PLACE" else given[name]

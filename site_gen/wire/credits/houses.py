"""The house in a credit: an agency's service, its staff, its desk; by name, and nobody else by name.

Outlets that the list has are the gazetteer's; what a paper is called like is `people`'s.
"""

import re

from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line

_NOBODY = (
    r"(?:(?:our|a|the|by|from)\s+)*(?:(?:own|staff|special|web|news|digital|online|city|national|foreign|state|"
    r"sports?|business|international|tv|agency|wire)\s+)*"
    r"(?:reporters?|writers?|correspondents?|bureau|desk|report|reports|staff|agencies|services?|team|web\s*desk|news\s*desk)"
)
_SIGNED_BY_NOBODY = re.compile(
    rf"(?:(?:by|from)\s+)?(?:{_NOBODY}|(?:staff|news)\s+and\s+agencies|(?:news\s+)?agencies)(?:\s+in\s+[A-Z][\w ]{{2,30}})?",
    re.IGNORECASE,
)
"""A house's own signature, in the place of a name."""
STAFF = re.compile(
    r"(?:(?:By|BY|From|FROM)\s+)?(?:the\s+|The\s+)?(?P<outlet>[A-Z][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*){0,3})\s+"
    r"(?i:staff(?:\s+(?:reporters?|writers?|correspondents?|and\s+agencies))?|reporters?|writers?|correspondents?|news\s?desk|web\s?desk|"
    r"digital\s+desk|desk|bureau|newsroom|team|and\s+agencies|editors?)"
)
"""`Reuters Staff`, `By Contoh Post Reporter`: the house, and nobody by name."""
PRESS_DESK = re.compile(
    r"(?:tim\s+)?(?:redaksi|liputan|admin(?:istrator)?|newsroom|news\s*desk|web\s*desk)|editorial\s+(?:team|staff)|tim\s+(?:redaksi|liputan)|(?-i:Humas(?:\s+[A-Z][\w.]*){0,6})",
    re.IGNORECASE,
)
"""Nobody's name: the house, or an office's press desk."""
SERVICE = re.compile(
    r"(?P<outlet>[A-Za-z][\w.-]*(?:\s[A-Z][\w.-]*){0,2}?)(?:(?:\s(?:International|World|General|Financial|English))*\s(?:News(?:wires?)?|Service|Wire)(?:\sService)?"
    r"(?:\s(?:in|[-–])\s(?:English|Indonesian))?|\s(?:in\s)?(?:English|Indonesia|Indonesian)(?:\s(?:Service|Edition))?)"
)
"""`Contoh International Service in English`, `CONTOH English`: an agency's service, as archives name it"""
TEAM = re.compile(r"Tim\s+(?P<team>[A-Za-z][\w.]+)(?:\s*[-–|]\s*(?P<outlet>[A-Za-z][\w. ]{2,24}))?")
"""`Tim ContohNews - Harian Contoh`"""
AND_TOWN = re.compile(r"([A-Z][\w. ]{1,30}),\s+([A-Z][\w ]{2,30})")
"""`Harian Contoh, Jakarta`"""
SITE = re.compile(r"[|•·–—-]?\s*(?P<site>[\w-]+(?:\.[\w-]+)+|[A-Z][\w.&'’ -]{2,30})")
"""`| Contoh.com` below the byline or the day: the house."""


def is_nobody(text: str) -> bool:
    """Whether the house signs, or its desk, where a name might stand."""
    return PRESS_DESK.fullmatch(text) is not None or _SIGNED_BY_NOBODY.fullmatch(text) is not None


def is_house(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a line names a house of the list, or a service of one."""
    service = SERVICE.fullmatch(text)
    return gazetteer.knows_outlet(text) or (service is not None and gazetteer.knows_outlet(service["outlet"]))


def is_addressed(name: str, lines: list[Line]) -> bool:
    """Whether one of the first lines has a name as an address, too: `Warta Contoh`, `wartacontoh.id`."""
    stem = name.replace(" ", "").lower() + "."
    return len(stem) > 5 and any(stem in line.text[:_ADDRESSED].lower() for line in lines[:4])


_ADDRESSED = 60
"""Characters of a line that an address is looked for in."""


_STAFF_OF = re.compile(r"^(?:for|of|at)\s+|\s+(?:staff|correspondent|reporter|writer)s?$", re.IGNORECASE)
"""`for`, `of`, `at` before a house; its staff behind it"""


def without_staff(name: str) -> str:
    """The house in `for Contoh Post`, `Contoh Post staff`."""
    return _STAFF_OF.sub("", name.strip())

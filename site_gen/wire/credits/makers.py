"""Who made a text and where, as far as its credits have told: author, editor, translator, house and place, each by the surest credit that names it.

Every rule of this package tells what it has read to one `Makers`; none of them reads here.
"""

import re

from site_gen.wire.credits.houses import without_staff
from site_gen.wire.credits.jobs import is_job, without_job
from site_gen.wire.credits.people import cased, is_paper, people
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line
from site_gen.wire.story import NOTHING, Inferred, Removed
from site_gen.wire.tokens import given_names

_SIGNED = re.compile(r"(?:Editor|Penyunting|Redaktur|Penulis|Reporter|Pewarta)\s*:")
"""A credit names somebody, and the copy does not."""
_SERVICES = frozenset(
    ["wire", "wires", "staff", "newsroom", "desk", "reporters", "writers", "team", "service", "newswire"]
)
"""Behind a house's name: nobody signs."""


_STATION = re.compile(r"[WK][A-Z]{2,3}(?:-TV)?\s(?:[A-Z]\w+\s){0,2}(?:News|Staff|Sports|Newsroom)$")
"""`WABC Eyewitness News`: a station, by its call sign."""
_SMALL = frozenset(["ant", "afp", "ap", "dpa", "efe"])
_LEAST_SMALL = 5
"""Letters: fewer in small ones are initials, and a few agencies."""


class Makers:
    """What the credits of one text have told so far, and what was taken out of it for that."""

    def __init__(self, lines: list[Line], gazetteer: Gazetteer) -> None:
        self.lines = lines
        self.gazetteer = gazetteer
        self.author = self.editor = self.translator = self.outlet = self.place = NOTHING
        self.removed: list[Removed] = []

    def take(self, line: Line, text: str, rule: str) -> None:
        self.removed.append(Removed(text, rule, line.number))

    def wrote(self, names: str, rule: str, line: Line, confidence: float = 0.95) -> None:
        named = [self._of_house(name, rule, line) for name in people(names)]
        if len(named) > 1:
            # `By Jane Doe, Contoh Bureau`, `By Jane Doe, Mumbai`
            named = [
                name
                for n, name in enumerate(named)
                if not (n and (is_job(name) or self.gazetteer.place(name)))
            ]
        named = [self._house_alone(name) for name in named]
        papers = [name for name in named if self._is_house(name)]
        for name in papers:
            self.published(name, rule, line, 0.85 if self.gazetteer.knows_outlet(name) else 0.65)
        value = "; ".join(name for name in named if name not in papers)
        more = bool(self.author.value) and value.startswith(f"{self.author.value}; ")
        if value and (confidence > self.author.confidence or more):
            self.author = Inferred(value, rule, confidence, line.number)

    def _is_house(self, name: str) -> bool:
        if name in given_names():
            return False  # Penulis: Fajar
        if name.islower() and len(name) < _LEAST_SMALL:
            return name in _SMALL  # (abc): somebody's initials
        return self.gazetteer.knows_outlet(name) or is_paper(name) or _STATION.match(name) is not None

    def _house_alone(self, name: str) -> str:
        """The house of a signature that names nobody, `CONTOH Wire`, `CONTOH Newsroom`; another name as it stands."""
        house, _, last = name.rpartition(" ")
        return house if last.lower() in _SERVICES and self.gazetteer.knows_outlet(house) else name

    def _of_house(self, name: str, rule: str, line: Line) -> str:
        """A name without the job or the house behind it: `Jane Doe Associated Press`."""
        bare, rest = without_job(name)
        bare = cased(bare)
        words = bare.split()
        for size in range(min(4, len(words) - 2), 0, -1):
            if self.gazetteer.knows_outlet(house := " ".join(words[-size:])):
                bare, rest = " ".join(words[:-size]), house
        for size in range(2, len(words) - 1 if not rest else 0):
            if is_paper(house := " ".join(words[-size:])) and not is_job(house):
                bare, rest = " ".join(words[:-size]), house  # Jane Doe Contoh News-Ledger
                break
        if rest and " " in bare:
            self.names_house(rest, rule, line)
            return bare
        return name

    def names_house(self, rest: str, rule: str, line: Line) -> None:
        """Reads the outlet that words behind a name begin or end with: `AP Technology Writer`, `The Contoh Ledger`."""
        words = rest.split()
        for size in range(len(words), 0, -1):
            for part in (words[:size], words[-size:]):
                if self.gazetteer.knows_outlet(house := " ".join(part)):
                    self.published(house, rule, line, 0.85)
                    return
        if is_paper(rest) and not is_job(rest):
            self.published(rest, rule, line, 0.65)

    def edited(self, names: str, rule: str, line: Line, confidence: float = 0.95) -> None:
        self.editor = Inferred("; ".join(people(names)), rule, confidence, line.number)

    def translated(self, names: str, rule: str, line: Line, confidence: float = 0.9) -> None:
        self.translator = Inferred("; ".join(people(names)), rule, confidence, line.number)

    def sat_in(self, place: str, rule: str, line: Line, confidence: float = 0.75) -> None:
        self.place = Inferred(place, rule, confidence, line.number)

    def published(self, name: str, rule: str, line: Line, confidence: float = 0.9) -> None:
        name = re.sub(r"^the\s+(?=[A-Z])", "", name) if not self.gazetteer.knows_outlet(name) else name
        if confidence > self.outlet.confidence:
            self.outlet = Inferred(self.gazetteer.outlet(name), rule, confidence, line.number)

    def named_behind(self, rest: str | None, line: Line) -> None:
        """Reads the house in what stands behind a name in a byline: `Contoh Post`, `for Contoh Post | Jakarta`."""
        for part in re.split(r"\s*[|,/]\s*", rest or ""):
            house = without_staff(part)
            if house and (self.gazetteer.knows_outlet(house) or self.gazetteer.outlet_at.fullmatch(house)):
                self.published(house, "the byline names it", line)
            elif is_paper(house):
                self.published(house, "the byline names what is called like a paper", line, 0.65)

    def speaks_of(self, name: str) -> bool:
        """Whether the copy names somebody, or a house, more than once."""
        named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        return sum(len(named.findall(one.text)) for one in self.lines if not _SIGNED.match(one.text)) > 1

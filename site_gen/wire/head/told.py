"""What the head of a text has told so far: where the desk sat, the house, the days, and what was taken out for that."""

from site_gen.wire.dates.days import Found
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line
from site_gen.wire.story import NOTHING, Dateline, Inferred, Removed


class Told:
    """Every step of the reading tells it what it has found. The first house that is told stands, but for a dateline's."""

    def __init__(self, gazetteer: Gazetteer, signed: int) -> None:
        self.gazetteer = gazetteer
        self.signed = signed
        """The line of the byline that was taken out, if any."""
        self.title = self.place = self.outlet = NOTHING
        self.deck = ""
        self.stamps: list[Found] = []
        self.stamped = False
        """Whether a stamp stood behind the first line."""
        self.undecided = (0, "")
        """The line of a day in numbers of which either may be the month, and the day."""
        self.removed: list[Removed] = []

    def take(self, line: Line, text: str, rule: str) -> None:
        self.removed.append(Removed(text, rule, line.number))

    def published(self, name: str, rule: str, confidence: float, line: Line) -> None:
        """Tells whose it is, if nothing has told that yet."""
        if not self.outlet:
            self.outlet = Inferred(self.gazetteer.outlet(name), rule, confidence, line.number)

    def sat(self, place: str, rule: str, confidence: float, line: Line) -> None:
        """Tells where the desk sat, if nothing has told that yet."""
        if not self.place:
            self.place = Inferred(place, rule, confidence, line.number)

    def began(self, found: Dateline, line: Line) -> None:
        """Tells what a dateline says: it knows better than what stands above it."""
        rule = f"the dateline: {found.rule}"
        if found.place:
            self.place = Inferred(found.place, rule, found.confidence, line.number)
        if found.outlet:
            self.outlet = Inferred(found.outlet, rule, found.confidence, line.number)

    def take_deck(self, line: Line) -> None:
        self.deck = line.text
        self.take(line, line.text, "summary")

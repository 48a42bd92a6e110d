"""The paper's fronts: `content/fronts/NAME.yaml`, what stands where on a front page, as an editor says it.

`home` is the front of every edition's home page, the id of a section that of the section's list; any other name
is a page of its own. A front has places (a lead, seconds beside it, strips below), and each place is filled by
pins, which name a story until some moment, and by a rule, which takes the newest stories that meet it. It names
stories, tags and sections, never a language: one file serves all editions.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from site_gen.errors import Location, Problem, SiteError, nearest
from site_gen.moments import parse_moment
from site_gen.safe_yaml import DATA_FILE, Fields, Mapping, Scalar, read_yaml
from site_gen.safe_yaml import Sequence as List
from site_gen.slugs import SLUG
from site_gen.tables.entries import slugs_of

HOME: Final = "home"
"""The name of the front of every edition's home page."""
SECONDS, STRIP, STRIPS, RIVER = 3, 4, 6, 20
"""Stories beside the lead, stories in a strip, strips of a front without a file, the rest of a page of its own."""
MOST_SECONDS, MOST_STRIP, MOST_STRIPS, MOST_RIVER = 12, 24, 24, 100

_RULE: Final = ("section", "tag", "author", "key")
_PLACE: Final = ("pins", *_RULE, "newest")


class Name(msgspec.Struct, frozen=True):
    """A tag or an author, as the file calls it."""

    text: str
    where: Location


class Pin(msgspec.Struct, frozen=True):
    """A story that somebody put in a place."""

    story: str
    """Its key, its folder or one of its files."""
    where: Location
    until: int = 0
    """The instant from which it is gone from there, in seconds since 1970; 0 if it stays."""


class Rule(msgspec.Struct, frozen=True):
    """Which stories may come: those that meet every part that says something, each by one of its names."""

    sections: tuple[str, ...] = ()
    """Ids."""
    tags: tuple[Name, ...] = ()
    authors: tuple[Name, ...] = ()
    keys: tuple[str, ...] = ()
    """Patterns of a story's key; `*` stands for anything."""

    @property
    def is_empty(self) -> bool:
        """Whether every story meets it."""
        return not (self.sections or self.tags or self.authors or self.keys)


class Slot(msgspec.Struct, frozen=True):
    """A place on a front."""

    count: int
    """Stories that it has room for."""
    rule: Rule | None = Rule()
    """What a story meets to come here, beside the rule of the front; None if pins alone fill the place."""
    pins: tuple[Pin, ...] = ()
    titles: dict[str, str] = {}
    """What stands over it, in the languages that the file gives."""
    least: int = 1
    """With fewer stories it is not there."""


class Front(msgspec.Struct, frozen=True):
    """A front, as it is to be in every edition."""

    name: str
    lead: Slot
    seconds: Slot
    strips: tuple[Slot, ...]
    rule: Rule | None = Rule()
    """What its stories have in common; None on a page of its own that names each place's stories itself."""
    most: int = MOST_STRIPS
    """Strips that are shown, of those that could be."""
    river: int = 0
    """Of a page of its own: further stories that meet `rule`."""
    titles: dict[str, str] = {}
    """Of a page of its own. An edition without a title has no such page."""
    slugs: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    where: Location = Location("")

    def address(self, code: str) -> str:
        """Where a page of its own stands in the edition `code`."""
        return f"/{code}/{self.slugs.get(code) or self.name}/"

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every place, from the top."""
        return (self.lead, self.seconds, *self.strips)

    @property
    def pins(self) -> tuple[Pin, ...]:
        """The pins of all places."""
        return tuple(pin for slot in self.slots for pin in slot.pins)


def usual_home(sections: Iterable[str]) -> Front:
    """The front of a home page without a file: the newest on top, then sections with a full row."""
    return Front(HOME, Slot(1), Slot(SECONDS), _usual_strips(sections), most=STRIPS)


def _usual_strips(sections: Iterable[str]) -> tuple[Slot, ...]:
    return tuple(Slot(STRIP, Rule(sections=(section,)), least=STRIP) for section in sections)


def read_front(
    text: str, path: str, codes: Sequence[str], sections: Sequence[str], zone: ZoneInfo
) -> tuple[Front | None, list[Problem]]:
    """The front that a file holds, None with one that is no YAML or has no name, and what is wrong with it.

    `sections` are the ids of the site's sections; a moment without an offset is in `zone`.
    """
    problems: list[Problem] = []
    name = path.rpartition("/")[2].removesuffix(".yaml")
    if not SLUG.fullmatch(name):
        hint = "Lower-case letters (a to z), digits and single hyphens, as in: home.yaml, pemilu-2024.yaml."
        return None, [Problem(Location(path), f'"{name}" is no name for a front', hint)]
    try:
        mapping = read_yaml(text, path, limits=DATA_FILE)
    except SiteError as error:
        return None, list(error.problems)
    return _Reading(name, Fields(mapping, problems), codes, sections, zone).front(), problems


class _Reading:
    """One file."""

    def __init__(
        self, name: str, fields: Fields, codes: Sequence[str], sections: Sequence[str], zone: ZoneInfo
    ) -> None:
        self.name, self.fields, self.codes, self.sections, self.zone = name, fields, codes, sections, zone
        self.own = name != HOME and name not in sections

    def front(self) -> Front:
        """The file as a whole."""
        places = ("lead", "seconds", "strips")
        more = ("title", "slug", "description", *_RULE, "river") if self.own else ()
        self.fields.known((*more, *places))
        if self.own:
            rule = self.rule(self.fields)
            common = None if rule.is_empty else rule
        else:
            common = Rule() if self.name == HOME else Rule(sections=(self.name,))
        strips = self.strips()
        usual = strips is None and self.name == HOME
        return Front(
            name=self.name,
            lead=self.slot(self.fields.fields("lead"), 1, 1, counted=False),
            seconds=self.slot(self.fields.fields("seconds"), SECONDS, MOST_SECONDS, least=0),
            strips=_usual_strips(self.sections) if usual else strips or (),
            rule=common,
            most=STRIPS if usual else MOST_STRIPS,
            river=self.fields.number("river", RIVER, 0, MOST_RIVER) if common and self.own else 0,
            titles=self.titles() if self.own else {},
            slugs=slugs_of(self.fields, self.codes) if self.own else {},
            descriptions=self.fields.per_language("description", self.codes) if self.own else {},
            where=Location(self.fields.mapping.where.path),
        )

    def titles(self) -> dict[str, str]:
        titles = self.fields.names("title", self.codes)
        if not titles and not isinstance(self.fields.node("title"), List):
            close = nearest(self.name, (HOME, *self.sections))
            hint = "A front with this name is a page of its own. Add `title: …`, or one for each language."
            hint += f" Or was {close}.yaml meant?" if close else ""
            self.fields.complain(self.fields.where("title"), "no title", hint)
        return titles

    def strips(self) -> tuple[Slot, ...] | None:
        """The strips; None if the file does not speak of them."""
        if "strips" not in self.fields:
            return None
        found = []
        for fields in self.fields.entries("strips"):
            slot = self.slot(fields, STRIP, MOST_STRIP, least=1, strip=True)
            rule = slot.rule or Rule()
            named = (*rule.sections, *rule.tags, *rule.authors)
            if slot.rule is None and not slot.pins:
                hint = "Add a rule, such as `section: …` or `tag: …`, or `newest: yes`, or pins."
                fields.complain(fields.where(), "a strip that no story can come into", hint)
            elif not slot.titles and (len(named) != 1 or rule.keys):
                hint = "Only a strip of one section, tag or author has a name by itself. Add `title: …`."
                fields.complain(fields.where(), "a strip without a title", hint)
            found.append(slot)
        if len(found) > MOST_STRIPS:
            hint = f"At most {MOST_STRIPS}."
            self.fields.complain(self.fields.mapping.keys["strips"], f"{len(found)} strips", hint)
        return tuple(found)

    def slot(
        self,
        fields: Fields | None,
        count: int,
        most: int,
        *,
        least: int = 1,
        strip: bool = False,
        counted: bool = True,
    ) -> Slot:
        """A place that has room for `count` stories, if it does not say otherwise."""
        if fields is None:
            return Slot(count)
        fields.known((*_PLACE, *(["count"] if counted else []), *(["title"] if strip else [])))
        rule, newest = self.rule(fields), fields.flag("newest", default=not strip)
        if "newest" in fields and not rule.is_empty:
            hint = "The newest stories that meet the rule come first anyway."
            fields.complain(fields.where("newest"), "`newest` beside a rule", hint)
        titles = fields.names("title", self.codes) if strip else {}
        return Slot(
            count=fields.number("count", count, least, most) if counted else count,
            rule=rule if newest or not rule.is_empty else None,
            pins=self.pins(fields),
            titles=titles,
        )

    def rule(self, fields: Fields) -> Rule:
        if self.name in self.sections and self.name != HOME and "section" in fields:
            hint = "On the front of a section stand stories of that section; a pin may bring another."
            fields.complain(fields.where("section"), "`section` on the front of a section", hint)
            return Rule()
        sections = _names(fields.scalars("section"))
        for section in sections:
            word = section.text
            if word not in self.sections:
                close = nearest(word, self.sections)
                hint = f'Did you mean "{close}"?' if close else "Sections are declared in config.yaml."
                fields.complain(section.where, f'unknown section "{word}"', hint)
        return Rule(
            sections=tuple(section.text for section in sections),
            tags=_names(fields.scalars("tag")),
            authors=_names(fields.scalars("author")),
            keys=tuple(text.removeprefix("content/") for text in fields.texts("key")),
        )

    def pins(self, fields: Fields) -> tuple[Pin, ...]:
        """The list under `pins`: each entry a story, or `story` with `until`."""
        node = fields.node("pins")
        if node is None:
            return ()
        if not isinstance(node, List):
            hint = "Begin each with `- `: a story, or `story: …` and under it `until: …`."
            fields.complain(node.where, f"{fields.name}pins is no list", hint)
            return ()
        found = []
        for number, item in enumerate(node.items, 1):
            if isinstance(item, Scalar):
                if item.empty:
                    fields.complain(item.where, "a pin without a story", "Write one, or delete the line.")
                else:
                    found.append(Pin(item.text.strip(), item.where))
            elif isinstance(item, Mapping):
                inner = Fields(item, fields.problems, f"{fields.name}pins.{number}.")
                inner.known(("story", "until"))
                if "story" not in inner:
                    inner.complain(inner.where(), "a pin without a story", "Add `story: 2016/11/15/…`.")
                    continue
                until = inner.parsed("until", lambda text: parse_moment(text, self.zone)[1], 0)
                found.append(Pin(inner.text("story"), inner.where("story"), until))
            else:
                fields.complain(item.where, f"a list inside {fields.name}pins", "Each entry is one story.")
        return tuple(found)


def _names(scalars: Iterable[Scalar]) -> tuple[Name, ...]:
    return tuple(Name(scalar.text.strip(), scalar.where) for scalar in scalars)

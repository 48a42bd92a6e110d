"""What the wire desk made of one raw text."""

from typing import Final, Literal

import msgspec

from site_gen.errors import Problem
from site_gen.tables.glossary import TermType

BlockKind = Literal["paragraph", "heading", "list", "row", "quote", "caption", "tweet"]


class WireRules(msgspec.Struct, frozen=True):
    """What a newsroom decides about its wire: the part of config.yaml that this room reads."""

    languages: tuple[str, ...] = ("id", "en")
    """The site's languages; a text in another one is set aside."""
    sections: tuple[str, ...] | None = None
    """The ids of the site's sections, of which there may be none; None: any section may be proposed."""
    section_names: tuple[tuple[str, str], ...] = ()
    """What a section is called in any language, folded, and its id: for a table that says which one it is."""
    outlets: tuple[str, ...] = ()
    """Outlets beside the shipped list: `Harian Contoh | contoh.id | CONTOH`, the name first."""
    agencies: tuple[str, ...] = ()
    """Agencies beside the shipped list, written like outlets."""
    noise: tuple[str, ...] = ()
    """Lines that may go, beside the shipped list: a line that begins with one of these texts is removed."""
    places: tuple[str, ...] = ()
    """Towns that datelines name, beside the shipped list."""
    tags: int = 10
    """At most so many tags a story."""


class Inferred(msgspec.Struct, frozen=True):
    """One field that was read out of the text, and why."""

    value: str
    """Empty where nothing was found."""
    rule: str = ""
    """The reason, as a short phrase."""
    confidence: float = 0.0
    """From 0 (nothing) to 1 (it stands in the text just so)."""
    line: int = 0
    """The line of the source that it was read from; 0 where it was read from the whole."""

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def is_missing(self) -> bool:
        """Whether there is none, and there might be one."""
        return not self.value and not self.confidence


NOTHING: Final = Inferred("")
"""A field that the text does not tell."""
DOUBTFUL: Final = 0.7
"""Below this confidence a field is listed by a review."""


class Tag(msgspec.Struct, frozen=True):
    """A name or topic of the story."""

    name: str
    """As it is shown: the glossary's name in the story's language, else the fullest form in the text."""
    type: TermType
    score: float
    """From 0 to 1, for the order and the choice."""
    rule: str
    """The reason, as a short phrase."""
    term: str = ""
    """The id in the glossary, empty where it is not in it."""
    section: str = ""
    """The section that it speaks for."""


class Block(msgspec.Struct, frozen=True):
    """A piece of the body that stands by itself."""

    kind: BlockKind
    text: str
    """Plain text on one line; nothing in it is markup. Of a table's row the cells, a bar between them."""
    line: int
    """The line of the source where it begins."""


class Removed(msgspec.Struct, frozen=True):
    """A piece of the source that is not in the body."""

    text: str
    rule: str
    """Which rule took it: a noise rule's name, or the field that it went to."""
    line: int


class Dateline(msgspec.Struct, frozen=True):
    """What stands before the first sentence: who wrote, and from where."""

    start: int
    """Where it begins in the line; what stands before it is not understood and stays."""
    end: int
    """Where the sentence begins."""
    place: str = ""
    outlet: str = ""
    date: str = ""
    """As it is written, `Dec 31`."""
    rule: str = ""
    confidence: float = 1.0
    doubt: str = ""
    """What an editor should look at."""
    after_deck: bool = False
    """Whether a deck stands before it on the same line."""


class Story(msgspec.Struct, frozen=True):
    """One raw text as the desk understood it."""

    source: str
    """The name of the file that it was read from."""
    lang: Inferred
    title: Inferred
    title_source: Literal["text", "generated"]
    """Whether the title stands in the text or was made from its first sentences."""
    summary: Inferred
    outlet: Inferred
    """Who published it, in the spelling of the list of outlets."""
    dateline: Inferred
    """The place where the desk sat. Not always where it happened."""
    date: Inferred
    """ISO date of publication, with time and offset where a stamp gives them; empty where no text fixes it."""
    event: Inferred
    """ISO date of what is told, where the text tells it beside the date of publication."""
    author: Inferred
    """Names separated by `; `."""
    editor: Inferred
    section: Inferred
    tags: tuple[Tag, ...]
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    warnings: tuple[Problem, ...] = ()
    """What an editor should look at, each at its line."""
    encoding: str = "utf-8"
    """How the bytes were read."""
    translator: Inferred = NOTHING
    held: Problem | None = None
    """That it may not be published yet, and what says so; one of the warnings. None: nothing does."""

    @property
    def date_source(self) -> Literal["text", "import"]:
        """`text` where the text fixes the day, else `import`: the date is only the moment of import."""
        return "text" if self.date else "import"

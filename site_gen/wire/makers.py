"""Who made a text: what its credits have told so far, and the labels before names."""

import re

from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.jobs import is_job, without_job
from site_gen.wire.markup import Line
from site_gen.wire.story import NOTHING, Inferred, Removed

_NAME_WORD = r"(?:(?:[A-Z]\.){2,3}|[A-ZÀ-Þ][\w'’-]*\.?|[\"“][A-Z][\w'’-]{1,15}(?: [A-Z][\w'’-]{1,15})?[\"”]|(?:bin|binti|al|van|der|de|den|von|la|di|da|del|el))"
NAME = rf"[A-ZÀ-Þ][\w'’-]*\.?(?:\s+{_NAME_WORD}){{0,4}}"
NAMES = rf"{NAME}(?:\s*(?:,\s*(?:and|dan)\b|,|/|&|\band\b|\bdan\b)\s*{NAME}){{0,4}}"
_ROLE_TAIL = r"(?:\s*(?:,|\||/|-|–|—|\bfor\b|\bof\b|\bin\b)\s*(?P<rest>[^.!?]{2,60}))?"
_WORK = (
    "Ditulis|Dilaporkan|Disusun|Diposting|Diunggah|Analisis|Opini|Ulasan|Catatan|Kolom|"
    "Story|Written|Reported|Posted|Published|Analysis|Commentary|Opinion|Review|Essay|Column|Perspective|Words"
)
"""What somebody did, or made, before `by`: `Analysis by Emma Contoh`."""
BY = re.compile(
    rf"(?:(?:{_WORK})\s+)?(?:By|BY|by|Oleh|OLEH|oleh)\s*:?\s+(?P<names>{NAMES}){_ROLE_TAIL}\s*\.?"
)
_LABEL = re.compile(
    r"(?P<label>Penulis|Pewarta|Reporter|Wartawan|Jurnalis|Teks|Kontributor|Laporan|Author|Writer|Written\s+by|Story\s+by|Oleh|By|Byline|"
    r"Editor|Penyunting|Redaktur|Edited\s+by|Rep|Red|Produser|Producer|Uploader|Publisher|Sumber|Source|Foto|Fotografer|Photographer|Translator|Penerjemah|Translated\s+by|sumber|editor|penulis|reporter)\s*:\s*",
)
_WRITES = frozenset(
    [
        "penulis",
        "rep",
        "pewarta",
        "reporter",
        "wartawan",
        "jurnalis",
        "teks",
        "kontributor",
        "laporan",
        "author",
        "writer",
        "oleh",
        "by",
        "byline",
    ]
)
_EDITS = frozenset(["editor", "penyunting", "redaktur", "red"])
REPORT_OF = re.compile(
    rf"Laporan\s+(?:Wartawan|wartawan|Kontributor|Reporter|reporter)\s+(?P<outlet>[\w.-]+(?:\s[A-Z][\w.]+)?)\s*[,/|]\s*(?P<names>{NAMES})\s*"
)
LABELS = (
    r"(?:Penulis(?:\s+Naskah)?|Reporter|Pewarta|Kontributor|Editor|Video\s+Editor|Penyunting(?:\s+Naskah)?|Redaktur|Produser|Producer|"
    r"Kreatif|Narator|Kameramen|Kamerawan|Fotografer|Ilustrasi|Grafis|Infografis|Musik?|Music|Naskah|Presenter|Host|Sumber|Reportase)"
)
_PAIR = re.compile(rf"(?P<label>{LABELS})\s*:\s*(?P<value>.{{2,60}}?)(?=\s*{LABELS}\s*:|\s*$)")


_SERVICES = frozenset(
    ["wire", "wires", "staff", "newsroom", "desk", "reporters", "writers", "team", "service", "newswire"]
)


class Makers:
    def __init__(self, lines: list[Line], gazetteer: Gazetteer) -> None:
        self.lines = lines
        self.gazetteer = gazetteer
        self.author = self.editor = self.outlet = NOTHING
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
        papers = [name for name in named if self.gazetteer.knows_outlet(name) or is_paper(name)]
        for name in papers:
            self.published(name, rule, line, 0.85 if self.gazetteer.knows_outlet(name) else 0.65)
        value = "; ".join(name for name in named if name not in papers)
        if value and confidence > self.author.confidence:
            self.author = Inferred(value, rule, confidence, line.number)

    def _house_alone(self, name: str) -> str:
        """The house of a signature that names nobody, `CONTOH Wire`, `CONTOH Newsroom`; another name as it stands."""
        house, _, last = name.rpartition(" ")
        return house if last.lower() in _SERVICES and self.gazetteer.knows_outlet(house) else name

    def _of_house(self, name: str, rule: str, line: Line) -> str:
        """A name without the job or the house behind it: `Jane Doe Associated Press`."""
        bare, rest = without_job(name)
        bare = _cased(bare)
        words = bare.split()
        for size in range(min(4, len(words) - 2), 0, -1):
            if self.gazetteer.knows_outlet(house := " ".join(words[-size:])):
                bare, rest = " ".join(words[:-size]), house
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

    def labelled(self, block: str, line: Line) -> None:
        """`Penulis : A Editor : B`, glued or not."""
        for pair in _PAIR.finditer(block):
            label, value = pair["label"].lower(), pair["value"].strip(" .,|-()")
            if label in ("penulis", "reporter", "pewarta", "kontributor"):
                self.wrote(value, f"{pair['label']}: at the end", line, 0.9)
            elif label in _EDITS and not self.editor:
                self.editor = Inferred(
                    "; ".join(people(value)), f"{pair['label']}: at the end", 0.9, line.number
                )
            elif label == "sumber" and self.gazetteer.knows_outlet(value):
                self.published(value, f"{pair['label']}: at the end", line, 0.75)

    def published(self, name: str, rule: str, line: Line, confidence: float = 0.9) -> None:
        name = re.sub(r"^the\s+(?=[A-Z])", "", name) if not self.gazetteer.knows_outlet(name) else name
        if confidence > self.outlet.confidence:
            self.outlet = Inferred(self.gazetteer.outlet(name), rule, confidence, line.number)


_JOB = re.compile(
    r"(?:[\w&]+\s+){0,5}(?:Citizen)?(?:Reporter|Writer|Correspondent|Editor|Journalist|Columnist|Analyst|Contributor|Wartawan|Kontributor|Jurnalis)s?",
    re.IGNORECASE,
)
"""`Senior Writer`, `Harian Contoh Courts Reporter`"""


_TWICE = re.compile(r"(?P<name>[A-Z][\w.'’ -]{4,40})\s*(?P=name)")


def people(names: str) -> list[str]:
    """The persons in a list of names: `A, B and C`."""
    if twice := _TWICE.fullmatch(names.strip()):
        names = twice["name"]  # under the picture, and beside it
    parts = re.split(r"\s*(?:;|,|&|\band\b|\bdan\b)\s*", names.strip(" .,|-–—"))
    return [_cased(part.strip()) for part in parts if part.strip() and not _JOB.fullmatch(part.strip())]


def _cased(name: str) -> str:
    if name.isupper() and len(name) > 4 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name)
    return name


def name_outlet(rest: str | None, line: Line, reading: Makers) -> None:
    for part in re.split(r"\s*[|,/]\s*", rest or ""):
        part = re.sub(
            r"^(?:for|of|at)\s+|\s+(?:staff|correspondent|reporter|writer)s?$",
            "",
            part.strip(),
            flags=re.IGNORECASE,
        )
        if part and (reading.gazetteer.knows_outlet(part) or reading.gazetteer.outlet_at.fullmatch(part)):
            reading.published(part, "the byline names it", line)
        elif is_paper(part):
            reading.published(part, "the byline names what is called like a paper", line, 0.65)


_PAPER = re.compile(r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|of|the)){1,4}")


def is_paper(name: str) -> bool:
    """Whether a name in a byline is called like a paper: `The Contoh Ledger`."""
    return _PAPER.fullmatch(name) is not None and not lexicon.words("press_words").isdisjoint(
        re.split(r"[\s-]+", name.lower())
    )


def is_name(names: str, gazetteer: Gazetteer) -> bool:
    """Whether a run of capitalised words can be a person: not a place, not an outlet."""
    first = names.split(",", maxsplit=1)[0].strip()
    letters, _, town = first.partition(" ")
    if letters.isupper() and len(letters) < 6 and town and gazetteer.place(town):
        return False  # PN Contoh: an office of a town
    return 1 < len(names.split()) <= 12 and not gazetteer.place(first) and not gazetteer.knows_outlet(first)


_RUBRIC = re.compile(r"(?<=\w)\s*\|\s*[A-Z][a-z]+(?:\s[A-Z][a-z]+)?$")
"""`Penulis: A | Humaniora`: the section of the paper."""


_LETTERED_HOUSE = re.compile(r"(?<=\w)\s*\|\s*(?P<house>(?:[A-Z][\w.]+\s){0,2}[A-Z]{2,8})$")
"""`Pewarta: A | Liputan ABC`: the house, known by its letters."""
_CELLS = re.compile(r"\s*\|\s*:\s*\|\s*")
"""`Penulis | : | Amir Contoh |`: a label and its name out of a table."""
_BRACKETED = re.compile(r"[\[(]([^\[\]()]+:[^\[\]()]+)[\])]")
"""`[Redaktur: Amir Contoh]`"""


def is_labels(text: str, line: Line, reading: Makers) -> bool:
    """`Penulis: A Editor: B`: whether the line is nothing but labels with a name behind each."""
    if "|" in text:
        text = _RUBRIC.sub("", _CELLS.sub(": ", text).strip(" |"))
    if text[:1] in "[(" and (framed := _BRACKETED.fullmatch(text)):
        text = framed[1]
    found = list(_LABEL.finditer(text))
    if not found or found[0].start() > 0:
        return False
    house = _LETTERED_HOUSE.search(text) if "|" in text and len(found) == 1 else None
    if house:
        text = text[: house.start()]
    values = [
        text[a.end() : b.start() if b else len(text)].strip(" .|,;/")
        for a, b in zip(found, [*found[1:], None], strict=True)
    ]
    if any(value and not re.fullmatch(rf"{NAMES}|[A-Za-z/., -]{{2,30}}|[\w.]+", value) for value in values):
        return False
    if house:
        reading.published(house["house"], f"behind who wrote: {line.text}", line, 0.65)
    for label, value in zip(found, values, strict=True):
        kind = label["label"].lower()
        if not value:
            continue
        if kind.split()[0] in _WRITES or kind in ("written by", "story by"):
            reading.wrote(value, f"{label['label']}: in the credits", line)
        elif kind in _EDITS or kind == "edited by":
            reading.editor = Inferred(
                "; ".join(people(value)), f"{label['label']}: in the credits", 0.95, line.number
            )
        elif kind in ("sumber", "source") and reading.gazetteer.knows_outlet(value.partition("/")[0]):
            reading.published(value.partition("/")[0], f"{label['label']}: in the credits", line, 0.75)
    return True

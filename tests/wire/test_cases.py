"""Each rule of the wire desk against invented copy: `cases/RULE.txt`."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.errors import SiteError
from site_gen.tables.glossary import Entry, Glossary, over_base
from site_gen.wire.credits.reading import read_credits
from site_gen.wire.dateline.reading import read_dateline
from site_gen.wire.dates.days import read_days
from site_gen.wire.dates.stamps import read_stamp
from site_gen.wire.gazetteer import gazetteer_of
from site_gen.wire.language import language
from site_gen.wire.lines import Line
from site_gen.wire.noise.reading import without_noise
from site_gen.wire.outlets import outlet_in_text
from site_gen.wire.reading import read_wire
from site_gen.wire.sentences import sentences
from site_gen.wire.source.breaks import unglued
from site_gen.wire.source.decoding import decode
from site_gen.wire.source.markup import plain
from site_gen.wire.source.wrapping import unwrapped
from site_gen.wire.story import Story, WireRules
from site_gen.wire.titles.proposing import proposed_title
from site_gen.wire.titles.summaries import summary

FOLDER = Path(__file__).parent / "cases"
RULES = WireRules(outlets=("Harian Contoh | contoh.id | KORAN CONTOH",), noise=("Ikuti kuis kami",))
GLOSSARY = over_base(
    (Entry("amir-contoh", "person", {"id": "Amir Contoh", "en": "Amir Contoh"}, aliases=("Bang Amir",)),)
)


def cases() -> list[tuple[str, str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for part in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
            title, _, rest = part.partition("\n")
            copy, arrow, expected = rest.partition("\n--->\n")
            assert arrow, (path.name, title)
            found.append((path.stem, title, unescaped(copy), unescaped(expected).strip()))
    return found


def unescaped(text: str) -> str:
    return re.sub(r"\{U\+([0-9A-F]{4,6})\}", lambda found: chr(int(found[1], 16)), text)


def lines_of(copy: str) -> list[Line]:
    return list(plain(copy).lines)


def language_of(copy: str) -> str:
    return "en" if re.search(r"\b(?:the|and|said|of)\b", copy) else "id"


def decoding(copy: str) -> str:
    found = decode(copy.encode(), "a.txt")
    return "\n".join([found.text.strip(), *(f"! {p.where.line}: {p.message}" for p in found.problems)])


def markup(copy: str) -> str:
    return "\n".join(
        ("~ " if line.gap and n else "") + (f"{line.kind}: " if line.kind else "") + line.text
        for n, line in enumerate(plain(copy).lines)
    )


def lines(copy: str) -> str:
    return "\n".join(line.text for line in unwrapped(plain(copy).lines))


def glued(copy: str) -> str:
    return unglued(copy.strip(), "\n")


def spoken(copy: str) -> str:
    return language(copy, ("id", "en")).value or "unknown"


def dateline(copy: str) -> str:
    found = read_dateline(copy.strip(), gazetteer_of(GLOSSARY, RULES))
    if found is None:
        return "none"
    rest = copy.strip()[: found.start] + "|" + copy.strip()[found.end :]
    shown = [f"place: {found.place or '-'}", f"outlet: {found.outlet or '-'}", f"rest: {rest}"]
    return "\n".join(
        shown + [f"date: {found.date}"] * bool(found.date) + [f"doubt: {found.doubt}"] * bool(found.doubt)
    )


def credit(copy: str) -> str:
    found = read_credits(lines_of(copy), gazetteer_of(GLOSSARY, RULES))
    shown = [
        f"{name}: {getattr(found, name).value}"
        for name in ("author", "editor", "translator", "outlet", "place")
        if getattr(found, name)
    ]
    return "\n".join([*shown, *(f"> {line.text}" for line in found.lines)])


def named_outlet(copy: str) -> str:
    return outlet_in_text(lines_of(copy), gazetteer_of(GLOSSARY, RULES), language_of(copy)).value or "none"


def noise(copy: str) -> str:
    kept, removed = without_noise(lines_of(copy), RULES)
    return "\n".join([*(line.text for line in kept), *(f"- {p.rule}: {p.text}" for p in removed)])


def days(copy: str) -> str:
    found, problems = read_days(copy, 1, language_of(copy), "a.txt")
    shown = [f"{f.day or '{:02}-{:02}'.format(*f.month_day)} {f.kind}" for f in found]
    return "\n".join(shown + [f"! {p.message}" for p in problems]) or "none"


def stamp(copy: str) -> str:
    found = read_stamp(copy.strip(), 1, language_of(copy))
    return found.stamp if found else "none"


def sentence(copy: str) -> str:
    return "\n".join(sentences(copy.strip()))


def title(copy: str) -> str:
    return proposed_title(copy.strip().split("\n"), language_of(copy)).value


def in_short(copy: str) -> str:
    return summary(copy.strip().split("\n"), "", language_of(copy), title(copy)).value


def read(copy: str, name: str = "seeds/a.txt") -> Story:
    return read_wire(copy.encode(), name, GLOSSARY, RULES)


def story(copy: str) -> str:
    try:
        found = read(copy)
    except SiteError as error:
        return str(error)
    shown = [
        f"{name}: {getattr(found, name).value}"
        for name in ("lang", "title", "outlet", "dateline", "date", "event", "author", "section")
        if getattr(found, name)
    ]
    shown.insert(1, f"title_source: {found.title_source}")
    shown += [f"{block.kind}: {block.text}" for block in found.blocks]
    return "\n".join(shown + [f"! {w.where.line}: {w.message}" for w in found.warnings])


def tags(copy: str) -> str:
    return "\n".join(f"{tag.type}: {tag.name}" for tag in read(copy).tags)


RULE: dict[str, Callable[[str], str]] = {
    "credits": credit,
    "dateline": dateline,
    "days": days,
    "decoding": decoding,
    "glued": glued,
    "language": spoken,
    "lines": lines,
    "markup": markup,
    "named_outlet": named_outlet,
    "noise": noise,
    "sentences": sentence,
    "stamp": stamp,
    "story": story,
    "summary": in_short,
    "tags": tags,
    "title": title,
}


@pytest.mark.parametrize(("rule", "name", "copy", "expected"), cases())
def test_the_desk_reads_copy_as_an_editor_does(rule: str, name: str, copy: str, expected: str) -> None:
    assert RULE[rule](copy) == expected, name


def test_every_rule_has_cases_and_every_file_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(RULE)


def test_an_empty_glossary_is_enough() -> None:
    found = read_wire(
        b"JAKARTA, KOMPAS.com - Warga Desa Contoh di Depok menolak banjir yang datang.",
        "a.txt",
        Glossary(()),
        WireRules(),
    )
    assert found.dateline.value == "Jakarta"

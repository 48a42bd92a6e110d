"""What the pages for people say is true: names, defaults, examples, links.

Both ways: what a page names exists, and what exists has its line in a page. So a new key, command or option
is done when it can be read about.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import msgspec
import pytest

from site_gen.cli import BUG, commands
from site_gen.config import KEYS as CONFIG_KEYS
from site_gen.config import OUTPUTS, Checks, Language, Target, Translator, Wire, Words, read_config
from site_gen.documents.document import CORRECTION_KINDS, KEYS, MAX_TAGS, DocumentRules
from site_gen.documents.prose import ProseRules, read_prose
from site_gen.documents.reading import parse_document
from site_gen.errors import CONTENT, ENVIRONMENT, USAGE
from site_gen.publish.paths import DOT_NAMES
from site_gen.safe_yaml import read_yaml
from site_gen.tables.fronts import read_front
from site_gen.tables.glossary import TERM_TYPES, read_glossary
from site_gen.tables.people import read_people
from site_gen.tables.series import read_series

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
}
EDITORS = ("docs/editors.md", "docs/editors.id.md")
CONFIGURATION, OPERATORS = "docs/configuration.md", "docs/operators.md"
OURS = (*EDITORS, CONFIGURATION, OPERATORS)
"""Pages whose examples say which file they are part of."""

LEAST = "title: Koran\nbase_url: https://koran.example\n"
DEMO = read_config((ROOT / "config.yaml").read_text("utf-8"))
RULES = DocumentRules(DEMO.codes, DEMO.timezone, tuple(s.id for s in DEMO.sections), (), "typographic")


class Example(msgspec.Struct, frozen=True):
    """A fenced block of a page."""

    page: str
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line}"


def examples(*languages: str) -> list[Example]:
    """The blocks in these languages, on all pages."""
    found = []
    for page, text in PAGES.items():
        for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            if match[1] in languages:
                found.append(Example(page, text.count("\n", 0, match.start()) + 1, match[1], match[2]))
    return found


def prose(page: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```\w*\n.*?^```$", "", PAGES[page], flags=re.MULTILINE | re.DOTALL)


def section(page: str, heading: str) -> str:
    """The part of a page under one heading, up to the next of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", prose(page), re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no heading {heading!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {n - 1 for n, line in enumerate(lines) if re.fullmatch(r"\|[-|]+\|", line)}
    cells = [re.split(r"(?<!\\)\|", line.strip("|")) for line in lines]
    return [
        [cell.strip() for cell in row] for n, row in enumerate(cells) if n not in heads and n - 1 not in heads
    ]


def named(text: str) -> list[str]:
    """Every `name` in the first column of the tables in a text."""
    return [name for row in rows(text) for name in re.findall(r"`([^`]+)`", row[0])]


def test_every_key_of_the_configuration_has_its_line_and_no_other() -> None:
    table = named(section(CONFIGURATION, "All keys"))
    assert len(table) == len(set(table))
    assert set(table) == set(CONFIG_KEYS)


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Languages", set(Language.__struct_fields__) - {"code"}),
        ("Words", set(Words.__struct_fields__)),
        ("Sections", {"CODE", "slug", "description"}),
        ("Checks", set(Checks.__struct_fields__)),
        ("Outputs", set(OUTPUTS)),
        ("Robots", {"ai", "disallow"}),
        ("The wire desk", set(Wire.__struct_fields__)),
        ("The translator", set(Translator.__struct_fields__)),
        ("Targets", {"rsync", "git", "s3", *Target.__struct_fields__} - {"name", "kind", "where"}),
        ("The glossary", {"type", "name", "CODE", "slug", "aliases", "section", "description"}),
        ("The series", {"name", "description", "slug", "running"}),
        ("The people", {"name", "role", "bio", "slug", "aliases"}),
        ("A place on a front", {"pins", "section", "tag", "author", "key", "newest", "count", "title"}),
        (
            "Pages of their own",
            {"title", "slug", "description", "section", "tag", "author", "key", "river"},
        ),
    ],
)
def test_so_has_every_key_inside_another(heading: str, keys: set[str]) -> None:
    assert set(named(section(CONFIGURATION, heading))) == keys


def test_the_defaults_are_those_of_the_program() -> None:
    config = read_config(LEAST)
    told = {row[0].strip("`"): row[2].strip("`") for row in rows(section(CONFIGURATION, "All keys"))}
    for key in ("timezone", "theme", "output", "permalink", "page_size", "feed_size", "quotes"):
        assert told[key] == str(getattr(config, key))
    assert told["languages"] == "`, `".join(config.codes)
    assert told["outputs"] == "`, `".join(config.outputs)
    assert [key for key, default in told.items() if default == "required"] == ["title", "base_url"]
    checks = {row[0].strip("`"): row[1].strip("`") for row in rows(section(CONFIGURATION, "Checks"))}
    assert checks == msgspec.structs.asdict(Checks())
    words = {
        row[0].strip("`"): (row[1].strip("`"), row[2].strip("`"))
        for row in rows(section(CONFIGURATION, "Words"))
    }
    indonesian = config.language("id").words
    assert words == {w: (getattr(Words(), w), getattr(indonesian, w)) for w in Words.__struct_fields__}
    wire = {row[0].strip("`"): row[2] for row in rows(section(CONFIGURATION, "The wire desk"))}
    assert wire["tags"] == f"`{Wire().tags}`"


def test_the_formats_of_dates_are_those_of_the_program() -> None:
    table = section(CONFIGURATION, "Languages")
    config = read_config(LEAST)
    for language in config.languages:
        for pattern in (language.date_format, language.day_format, language.time_format, language.locale):
            assert f"`{pattern}`" in table


def test_terms_are_of_the_types_that_the_glossary_knows() -> None:
    kinds = next(row[1] for row in rows(section(CONFIGURATION, "The glossary")) if row[0] == "`type`")
    assert tuple(re.findall(r"`(\w+)`", kinds)) == TERM_TYPES


@pytest.mark.parametrize("page", EDITORS)
def test_every_key_of_the_front_matter_has_its_line_and_no_other(page: str) -> None:
    table = named(section(page, "Front matter"))
    assert len(table) == len(set(table))
    assert set(table) == set(KEYS)


@pytest.mark.parametrize("page", EDITORS)
def test_editors_are_told_every_kind_of_correction_and_how_many_tags(page: str) -> None:
    for kind in CORRECTION_KINDS:
        assert f"`{kind}`" in prose(page)
    tags = next(row[1] for row in rows(section(page, "Front matter")) if row[0] == "`tags`")
    assert str(MAX_TAGS) in tags


def test_both_pages_for_editors_have_the_same_parts_and_examples() -> None:
    english, indonesian = EDITORS
    levels = [re.findall(r"^#+", prose(page), re.MULTILINE) for page in EDITORS]
    assert levels[0] == levels[1]
    blocks = [[e.text for e in examples("markdown", "yaml", "text") if e.page == page] for page in EDITORS]
    assert blocks[0] == blocks[1]
    for heading in re.findall(r"^\| ([^|]+) \|", prose(english).rpartition("\n## ")[2], re.MULTILINE)[2:]:
        assert heading in prose(indonesian)


def subcommands() -> dict[str, click.Command]:
    return dict(commands.commands)


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")}


def test_every_command_and_option_has_its_line_and_no_other() -> None:
    told: dict[str, set[str]] = {}
    command = ""
    for row in rows(section(OPERATORS, "Every command and option")):
        if row[0]:
            command = row[0].strip("`")
            told[command] = set()
        told[command] |= {
            name.split()[0] for name in re.findall(r"`([^`]+)`", row[1]) if name.startswith("-")
        }
    assert told == {name: options(command) for name, command in subcommands().items()}


def test_every_command_is_in_the_readme() -> None:
    named_there = set(re.findall(r"`site-gen (\w+)", PAGES["README.md"]))
    assert named_there >= set(subcommands())


def command_lines() -> Iterator[tuple[str, list[str]]]:
    """Every command line of ours that a page shows, as words, with the place."""
    for example in examples("sh", "text", "yaml"):
        for number, line in enumerate(example.text.splitlines(), example.line + 1):
            yield from ((f"{example.page}:{number}", words) for words in ours(line))
    for page in PAGES:
        text = prose(page)
        for match in re.finditer(r"`([^`]*site-gen[^`]*)`", text):
            yield from ((page, words) for words in ours(" ".join(match[1].split())))


def ours(line: str) -> Iterator[list[str]]:
    for part in re.split(r"&&|;|\||<<|>>?| # ", line):
        words = re.sub(r'"[^"]*"', "TEXT", part).replace('"', "").split()
        starts = [n for n, word in enumerate(words) if word.rpartition("/")[2] == "site-gen"]
        if starts and words[starts[-1] + 1 :] and words[starts[-1] + 1] != "@":  # a requirement of pip's
            yield words[starts[-1] + 1 :]


def test_every_command_line_shown_can_be_typed() -> None:
    shown = list(command_lines())
    assert len(shown) > 20
    for place, words in shown:
        known = options(commands) | {"--help", "-h"}
        rest = iter(words)
        for word in rest:
            if word in ("-C", "--project"):
                next(rest)
            elif word.startswith("-"):
                assert word in known, f"{place}: site-gen {' '.join(words)}"
            else:
                assert word in subcommands(), f"{place}: there is no command {word}"
                known = options(subcommands()[word]) | {"--help", "-h"}
                break
        for word in rest:
            if word.startswith("-") and word != "-":  # a lone hyphen is standard input
                assert word in known, f"{place}: site-gen {' '.join(words)}"


def test_exit_codes_are_those_of_the_program() -> None:
    told = [int(code) for code in named(section(OPERATORS, "What a machine reads"))]
    assert told == [0, CONTENT, USAGE, ENVIRONMENT, BUG, 130, 143]


def test_operators_are_told_which_names_with_a_dot_are_published() -> None:
    sentence = re.search(
        r"Of names\s+that begin with a dot, only (.*?) are published", prose(OPERATORS), re.DOTALL
    )
    assert sentence
    assert set(re.findall(r"`([^`]+)`", sentence[1])) == DOT_NAMES


@pytest.mark.parametrize("example", examples("yaml"), ids=lambda example: example.name)
def test_every_yaml_example_is_read_without_a_word(example: Example) -> None:
    """Its first line says which file it is; what is none of ours must at least be YAML."""
    title = re.match(r"# (\S.*)\n", example.text)
    file = title[1] if title else ""
    if file == "config.yaml":
        read_config(example.text if "base_url:" in example.text else LEAST + example.text)
    elif file == "content/glossary.yaml":
        entries, problems = read_glossary(example.text, file, DEMO.codes, RULES.sections)
        assert entries
        assert problems == []
    elif file == "content/people.yaml":
        people, problems = read_people(example.text, file, DEMO.codes)
        assert people
        assert problems == []
    elif file.startswith("content/fronts/"):
        found, problems = read_front(example.text, file, DEMO.codes, RULES.sections, ZoneInfo(DEMO.timezone))
        assert found
        assert problems == []
    elif file == "content/series.yaml":
        series, problems = read_series(example.text, file, DEMO.codes)
        assert series
        assert problems == []
    elif file == "front matter":
        _is_read(f"---\ntitle: T\ndate: 2016-11-15\n{example.text}---\n\nText.\n", example)
    else:
        assert example.page not in OURS or file, f"{example.name}: begin it with a line such as # config.yaml"
        assert read_yaml(example.text, example.name).keys


def _is_read(text: str, example: Example) -> None:
    path = "content/2016/11/15/s/index.md"
    parsed = parse_document(path, text.encode(), RULES)
    assert parsed.problems == (), example.name
    assert parsed.document is not None


@pytest.mark.parametrize("example", examples("markdown"), ids=lambda example: example.name)
def test_every_markdown_example_is_read_without_a_word(example: Example) -> None:
    if example.text.startswith("---\n"):
        _is_read(example.text, example)
    else:
        converted, problems = read_prose(example.text, example.name, 1, ProseRules())
        assert converted is not None
        assert list(problems) == []


def anchors(text: str) -> set[str]:
    """The places of a page that a link can lead to, as code hosts name them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_link_leads_to_a_file_and_a_place_in_it(page: str) -> None:
    broken = []
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, place = target.partition("#")
        file = ((ROOT / page).parent / path).resolve() if path else ROOT / page
        if not file.exists() or (place and place not in anchors(file.read_text("utf-8"))):
            broken.append(target)
    assert not broken


def test_every_file_of_the_program_that_a_page_names_is_there() -> None:
    for page in PAGES:
        for name in re.findall(r"`((?:site_gen|tests|themes|benchmarks|\.ci)/[\w./-]*)`", prose(page)):
            if re.search(r"NAME|LANG", name):
                continue
            assert (ROOT / name).exists(), f"{page} names {name}"


def test_ci_runs_the_test_command_of_the_readme_word_for_word() -> None:
    command = (ROOT / ".ci" / "run").read_text("utf-8").rstrip("\n").rpartition("\n")[2]
    assert "pytest" in command
    shown = [
        line
        for example in examples("sh")
        for line in example.text.splitlines()
        if example.page == "README.md"
    ]
    assert command in shown

"""The other file of a story: its front matter in the other language, its text for a person or by a machine.

What an editor has in one file and would have to copy (dates, pictures, bylines, an embargo above all) comes
along as it is; names come from the glossary. Without an engine the text is a draft in the original's words,
to be written over paragraph by paragraph; with one it is marked `machine: true`, and a draft as well if
anything was lost on the way.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from site_gen.desk.engines import Engine, failed
from site_gen.desk.protecting import Protected, Protection, Words, cut
from site_gen.desk.stories import Stories, Versions, text_of
from site_gen.documents.document import KEYS, Document
from site_gen.documents.front_matter import yaml_text
from site_gen.documents.naming import name_of
from site_gen.errors import USAGE, Location, Problem, SiteError, nearest
from site_gen.parity.names import Names
from site_gen.safe_yaml import Mapping, Node, Scalar, read_yaml
from site_gen.safe_yaml import Sequence as Items
from site_gen.site.translations import original_of
from site_gen.slugs import slug_of
from site_gen.tables.exonyms import place_in

_LEFT_OUT: Final = ("title_source", "date_source", "canonical", "source_file", "translator", "aliases")
"""What is true of the original alone: an import's marks, the address where that text was first published."""


class Made(msgspec.Struct, frozen=True):
    """A translation that was begun."""

    path: str
    original: str
    engine: str
    """Empty: a person writes the text."""
    draft: bool
    problems: tuple[Problem, ...] = ()
    """Warnings: what the engine lost, and a person must write."""


def begin_translation(
    stories: Stories, versions: Versions, target: str, origin: str = "", engine: Engine | None = None
) -> Made:
    """Write the file of a story in the language `target`. Raises SiteError; nothing is written then.

    `origin` is the language to translate from; else it is the original's.
    """
    codes = stories.config.codes
    original = _original(versions, target, origin, codes)
    path = path_in(original, target, codes)
    file = stories.project / path
    if file.exists():
        raise SiteError(Problem(Location(path), "there is such a file already"), USAGE)
    text, draft, problems = _Translation(stories, original, path, target, engine).text()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
    return Made(path, original.path, engine.name if engine else "", draft, problems)


def _original(versions: Versions, target: str, origin: str, codes: Sequence[str]) -> Document:
    for option, code in (("--to", target), ("--from", origin)):
        if code not in codes and (code or option == "--to"):
            close = nearest(code, codes)
            hint = f'Did you mean "{close}"?' if close else f"Languages of the site: {', '.join(codes)}."
            raise SiteError(Problem(Location(option), f'unknown language "{code}"', hint), USAGE)
    if target in versions:
        path = versions[target].path
        first = original_of(versions, codes).lang == target
        hint = (
            "It is the original: name the language to translate into."
            if first
            else f"What it has to follow: site-gen diff {path}"
        )
        raise SiteError(Problem(Location(path), f'there is a "{target}" text already', hint), USAGE)
    if origin and origin not in versions:
        hint = f"It has: {', '.join(versions)}."
        raise SiteError(Problem(Location("--from"), f'the story has no "{origin}" text', hint), USAGE)
    return versions[origin] if origin else original_of(versions, codes)


def path_in(original: Document, target: str, codes: Sequence[str]) -> str:
    """Where the file of another language belongs, after the habit that the original's own path shows."""
    folder, slash, name = original.path.rpartition("/")
    stem = name.removesuffix(".md")
    if stem.rpartition(".")[2] in codes and "." in stem:
        return f"{folder}{slash}{stem.rpartition('.')[0]}.{target}.md"
    parts = original.path.split("/")
    if len(parts) > 2 and parts[1] in codes:
        return "/".join([parts[0], target, *parts[2:]])
    return f"{folder}{slash}{stem}.{target}.md"


class _Translation:
    """One file in the making."""

    def __init__(
        self, stories: Stories, original: Document, path: str, target: str, engine: Engine | None
    ) -> None:
        self.original, self.path, self.target, self.engine = original, path, target, engine
        self.codes, self.glossary = stories.config.codes, stories.glossary
        _, self.source = text_of(stories.project, original.path)
        self.front = read_yaml(self.source.front_matter, original.path, 2)
        self.protection = Protection(Names(stories.glossary), original.lang, target)
        self.problems: list[Problem] = []
        self.answers: dict[tuple[str, bool], str] = {}

    def text(self) -> tuple[str, bool, tuple[Problem, ...]]:
        """The file's text, whether it is a draft, and what was lost."""
        parts = cut(self.source.body, self.source.body_line)
        if self.engine:
            self.ask(parts)
        body = "".join(
            self.put(part.text, markdown=True) if isinstance(part, Words) else part for part in parts
        )
        draft = self.original.draft or not self.engine or bool(self.problems)
        lines = ["---", *itertools.chain.from_iterable(self.fields(draft)), "---", ""]
        return "\n".join(lines) + body.rstrip("\n") + "\n", draft, tuple(self.problems)

    def ask(self, parts: Iterable[str | Words]) -> None:
        """Have everything translated at once: a program may take a second to start."""
        assert self.engine is not None
        places = {(text, False): line for text, line in self.texts()}
        places |= {(part.text, True): part.line for part in parts if isinstance(part, Words)}
        protected: dict[tuple[str, bool], Protected] = {
            (text, markdown): self.protection.protect(text, markdown=markdown) for text, markdown in places
        }
        sent = [key for key, one in protected.items() if one.sent]
        answers = dict(zip(sent, self.engine.translate([protected[k].sent for k in sent]), strict=True))
        if sent and not any(answers.values()):
            raise failed(self.engine.name, "gave nothing back", "Try it by hand, or add --by-hand.")
        for key, one in protected.items():
            restored = one.restored(answers.get(key, ""))
            if restored is None:
                where = Location(self.original.path, places[key])
                message = (
                    f"{self.engine.name} lost a link, a mark or a name of this text; it was left as it is"
                )
                hint = f"Translate it by hand in {self.path}, and take `draft: true` out."
                self.problems.append(Problem(where, message, hint, fatal=False))
            self.answers[key] = key[0] if restored is None else restored

    def put(self, text: str, *, markdown: bool) -> str:
        """A text in the other language, as far as there is an engine."""
        return self.answers.get((text, markdown), text)

    def texts(self) -> Iterator[tuple[str, int]]:
        """The texts of the front matter that an engine translates, each with its line."""
        for key in ("title", "summary"):
            yield from _scalar(self.front.values.get(key))
        image = self.front.values.get("image")
        if isinstance(image, Mapping):
            for key in ("alt", "caption"):
                node = image.values.get(key)
                if isinstance(node, Mapping):
                    node = None if self.target in node.values else node.values.get(self.original.lang)
                yield from _scalar(node)
        corrections = self.front.values.get("corrections")
        for entry in corrections.items if isinstance(corrections, Items) else ():
            if isinstance(entry, Mapping):
                yield from _scalar(entry.values.get("text"))

    def fields(self, draft: bool) -> Iterator[list[str]]:
        """The lines of each key, in the order in which the desk writes them."""
        own = {
            "key": self.original.key if name_of(self.path, self.codes).key != self.original.key else "",
            "translates": self.original.revision,
            "draft": "true" if draft else "",
            "machine": "true" if self.engine else "",
        }
        extra = [key for key in self.front.values if key not in KEYS]
        for key in (*KEYS, *extra):
            node = self.front.values.get(key)
            if own.get(key):
                yield [f"{key}: {own[key]}"]
            elif key == "slug":
                yield [f"slug: {self.slug()}".rstrip()]
            elif key in _LEFT_OUT or key in own or node is None or _is_empty(node):
                continue
            elif key == "lang":
                yield [f"lang: {self.target}"]
            elif key == "title":
                yield [f"title: {yaml_text(self.put(_text(node), markdown=False))}"]
            elif key == "summary":
                summary = self.put(_text(node), markdown=False) if self.engine else ""
                yield [f"summary: {yaml_text(summary)}" if summary else "summary:"]
            elif key == "tags":
                yield ["tags:", *(f"  - {yaml_text(self.term(tag))}" for tag in self.original.tags)]
            elif key == "dateline":
                place = place_in(_text(node), self.glossary, self.original.lang, self.target)
                yield [f"dateline: {yaml_text(place)}"]
            elif key == "image":
                yield _lines(key, self.image(node))
            elif key == "corrections":
                yield _lines(key, self.corrections(node))
            else:
                yield _lines(key, node)

    def slug(self) -> str:
        """Made of the translated title, where there is one."""
        title = _text(self.front.values.get("title"))
        return slug_of(self.put(title, markdown=False), self.target) if self.engine else ""

    def term(self, name: str) -> str:
        """A tag in the other language, as far as the glossary knows it."""
        entry = self.glossary.find(name)
        return (entry.names.get(self.target) if entry else "") or name

    def image(self, node: Node) -> Node:
        """The picture; its words get a place for the other language."""
        if not isinstance(node, Mapping):
            return node
        values = dict(node.values)
        for key in ("alt", "caption"):
            text = values.get(key)
            if isinstance(text, Scalar) and not text.empty:
                own = self.original.lang
                if self.engine:
                    values[key] = _said(self.put(_text(text), markdown=False))
                else:
                    values[key] = Mapping({own: text, self.target: _said("", quoted=False)}, {}, text.where)
            elif isinstance(text, Mapping) and self.engine and self.target not in text.values:
                words = _text(text.values.get(self.original.lang))
                if words:
                    added = {**text.values, self.target: _said(self.put(words, markdown=False))}
                    values[key] = Mapping(added, {}, text.where)
        return Mapping(values, {}, node.where)

    def corrections(self, node: Node) -> Node:
        """The corrections with their texts translated."""
        entries = []
        for entry in node.items if isinstance(node, Items) else ():
            if isinstance(entry, Mapping) and "text" in entry.values:
                said = _said(self.put(_text(entry.values["text"]), markdown=False))
                entry = Mapping({**entry.values, "text": said}, {}, entry.where)
            entries.append(entry)
        return Items(tuple(entries), node.where)


def _text(node: Node | None) -> str:
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def _scalar(node: Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, Scalar) and _text(node):
        yield _text(node), node.where.line


def _said(text: str, *, quoted: bool = True) -> Scalar:
    return Scalar(text, Location(""), quoted)


def _is_empty(node: Node) -> bool:
    return (isinstance(node, Scalar) and node.empty) or (isinstance(node, Items) and not node.items)


def _lines(key: str, node: Node, indent: str = "") -> list[str]:
    """A key and its value as YAML lines that say the same."""
    if isinstance(node, Scalar):
        return [f"{indent}{key}: {_yaml(node)}".rstrip()]
    lines = [f"{indent}{key}:"]
    if isinstance(node, Mapping):
        for name, inner in node.values.items():
            lines += _lines(name, inner, indent + "  ")
        return lines
    for item in node.items:
        if isinstance(item, Scalar):
            lines.append(f"{indent}  - {_yaml(item)}".rstrip())
        elif isinstance(item, Mapping):
            inner_lines = [line for n, v in item.values.items() for line in _lines(n, v, indent + "    ")]
            lines += [f"{indent}  - {inner_lines[0].lstrip()}", *inner_lines[1:]] if inner_lines else []
        else:
            lines.append(f"{indent}  - {_flow(item)}")
    return lines


def _flow(node: Node) -> str:
    """A value on one line."""
    if isinstance(node, Scalar):
        return '""' if node.empty else _flow_text(node.text)
    if isinstance(node, Items):
        return f"[{', '.join(map(_flow, node.items))}]"
    return "{" + ", ".join(f"{_flow_text(key)}: {_flow(value)}" for key, value in node.values.items()) + "}"


def _flow_text(text: str) -> str:
    """A text between brackets, where a comma parts two values. What is plain has no quote in it."""
    written = yaml_text(text)
    return f'"{written}"' if "," in written and not written.startswith('"') else written


def _yaml(node: Scalar) -> str:
    return (
        ""
        if node.empty
        else node.text
        if not node.quoted and _is_one_word(node.text)
        else yaml_text(node.text)
    )


def _is_one_word(text: str) -> bool:
    """Whether a plain value may be written again as it was typed: dates, numbers, ids."""
    return (
        bool(re.fullmatch(r"[\w.:+/-]+(?: [\w.:+-]+)*", text))
        and ": " not in f"{text} "
        and text[0].isalnum()
    )

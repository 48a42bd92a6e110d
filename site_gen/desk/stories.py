"""The stories of a project as the desk works on them: drafts and what is not due included."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import msgspec

from site_gen.cache.memory import Cache
from site_gen.config import Config
from site_gen.documents.document import Document
from site_gen.documents.front_matter import Source, split_source
from site_gen.documents.naming import name_of
from site_gen.documents.paragraphs import Paragraph, paragraphs
from site_gen.engine import engine_digest
from site_gen.errors import ENVIRONMENT, USAGE, Location, Problem, SiteError, nearest, reason
from site_gen.reading.project import Request, documents_in, read_config, read_project
from site_gen.reading.tables import glossary_in
from site_gen.safe_yaml import read_yaml
from site_gen.site.making import make_site
from site_gen.site.translations import by_story
from site_gen.site.values import Release
from site_gen.tables.glossary import Glossary

Versions = Mapping[str, Document]
"""One story: language to document."""

_CONTENT: Final = "content/"


class Stories(msgspec.Struct, frozen=True):
    """Everything that a project's files say."""

    project: Path
    config: Config
    glossary: Glossary
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    """What is wrong with files; those have no document."""

    def certain(self) -> "Stories":
        """Itself. Raises SiteError if a file could not be read: its story would seem to lack a language."""
        if any(problem.fatal for problem in self.problems):
            raise SiteError(self.problems)
        return self


def read_all(request: Request) -> Stories:
    """The stories of a project. Raises SiteError for what stops every command: configuration, the disk."""
    cache = Cache(request.cache, engine_digest())
    config = read_config(request.project, cache)
    reading = read_project(request, config, cache)
    documents, problems = documents_in(reading, cache)
    glossary, found = glossary_in(reading)
    return Stories(request.project, config, glossary, documents, (*problems, *found))


def find_story(stories: Stories, name: str) -> tuple[Versions, Document | None]:
    """The story that `name` means: a file, a folder, a key, the last part of a key, or an address.

    With it comes the one document of it that `name` means, if it means one: a file and an address do.
    Raises SiteError (exit code 2) if there is no such story, or more than one; and with what is wrong in a
    file of the story that could not be read, for the story would seem to lack that language.
    """
    versions, meant = _called(stories, name)
    keys = {name_of(document.path, stories.config.codes).key for document in versions.values()}
    _refuse_unread(stories, keys | {document.key for document in versions.values()})
    return versions, meant


def _refuse_unread(stories: Stories, keys: Collection[str]) -> None:
    """Raise what is wrong in the files of a story, by any of its keys, of which there is no document."""
    read = {document.path for document in stories.documents}
    codes = stories.config.codes
    wrong = [problem for problem in stories.problems if problem.fatal and problem.where.path not in read]
    if found := [problem for problem in wrong if name_of(problem.where.path, codes).key in keys]:
        raise SiteError(found)


def _called(stories: Stories, name: str) -> tuple[Versions, Document | None]:
    given = _inside(stories.project, name)
    every = by_story(stories.documents)
    for document in stories.documents:
        if document.path == given:
            return every[document.key], document
    key = given.rstrip("/").removeprefix(_CONTENT)
    if key in every:
        return every[key], None
    folders = {d.key for d in stories.documents if os.path.dirname(d.path) == _CONTENT + key}  # noqa: PTH120
    ends = folders or {k for k in every if k.rpartition("/")[2] == key}
    if len(ends) == 1:
        return every[ends.pop()], None
    if ends:
        hint = f"Name one of them: {', '.join(sorted(ends)[:5])}."
        raise SiteError(Problem(Location(name), f'more than one story is called "{name}"', hint), USAGE)
    if "/" in name and (found := _at_address(stories, name)):
        return every[found.key], every[found.key][found.lang]
    codes = stories.config.codes
    unread = {name_of(problem.where.path, codes).key for problem in stories.problems if problem.fatal}
    _refuse_unread(
        stories, {k for k in unread if key in (k, k.rpartition("/")[2]) or k == name_of(given, codes).key}
    )
    close = nearest(key, every)
    hint = f'Did you mean "{close}"?' if close else "Name its file, its folder, its key or its address."
    raise SiteError(Problem(Location(name), "there is no such story", hint), USAGE)


def _inside(project: Path, name: str) -> str:
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(project):
        path = path.relative_to(project)
    return os.path.normpath(path).replace(os.sep, "/") if name else ""


def _at_address(stories: Stories, name: str) -> Document | None:
    """The document at an address, as it is released: not all that its file says is in it."""
    path = name.removeprefix(stories.config.base_url).partition("#")[0].removesuffix("index.html")
    path = "/" + path.strip("/") + "/"
    site, _ = make_site(stories.documents, {}, stories.glossary, stories.config, Release(0, everything=True))
    for versions in site.stories.values():
        for article in versions.values():
            if path == article.url or path in article.document.aliases:
                return article.document
    return None


def text_of(project: Path, path: str) -> tuple[bytes, Source]:
    """The bytes of a story's file and its two parts. Raises SiteError."""
    try:
        data = (project / path).read_bytes()
    except OSError as error:
        why = reason(error)
        raise SiteError(Problem(Location(path), f"cannot be read: {why}"), ENVIRONMENT) from None
    return data, split_source(path, data)


def paragraphs_of(path: str, source: Source) -> tuple[Paragraph, ...]:
    """Title, summary and the paragraphs of a text, in this order: what a translator translates."""
    mapping = read_yaml(source.front_matter, path, 2)
    found = []
    for kind in ("title", "summary"):
        node = mapping.values.get(kind)
        text = " ".join(getattr(node, "text", "").split())
        if node is not None and text:
            found.append(Paragraph("title" if kind == "title" else "summary", node.where.line, text))
    return (*found, *paragraphs(source.body, source.body_line))

"""What a text refers to: other stories and pictures, by their files, and where that leads a reader."""

import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from site_gen.config import Config
from site_gen.documents.addresses import anchor_id, is_internal
from site_gen.documents.document import Document
from site_gen.documents.naming import name_of
from site_gen.errors import Location, Problem
from site_gen.site.values import Media, Target


class Elsewhere(msgspec.Struct, frozen=True):
    """What links can name and readers cannot see, by every name that a link may have for it (see `names_of`)."""

    unread: Collection[str]
    """Files that gave no document."""
    hidden: Collection[str]
    """Drafts, and stories whose time has not come, or is over."""
    expired: Collection[str]
    """Of these the last, and their addresses."""


class References:
    """What the texts of a site refer to. What leads nowhere is noted in `problems`."""

    def __init__(
        self,
        stories: Mapping[str, Mapping[str, Document]],
        urls: Mapping[str, str],
        media: Mapping[str, Media],
        elsewhere: Elsewhere,
        config: Config,
        problems: list[Problem],
    ) -> None:
        self.stories, self.urls, self.media = stories, urls, media
        self.elsewhere, self.config, self.problems = elsewhere, config, problems
        self.by_path = {d.path: d for versions in stories.values() for d in versions.values()}

    def links(self, document: Document, lang: str) -> tuple[Target, ...]:
        """Where the links of a text lead for a reader of the edition `lang`: to a story in that language if there
        is one, else in the text's own, else in any. Those that lead nowhere have no address, and are text."""
        found = {}
        for link in document.links:
            path, _, fragment = link.target.partition("#")
            place = f"#{anchor_id(fragment)}" if fragment else ""
            if link.target in found or not path:
                continue
            address = path.partition("?")[0].rstrip("/")
            if path.startswith("/") and address in self.elsewhere.expired:
                self._broken(document, link.target, link.line, link.column, address)
                found[link.target] = Target(link.target, "")
                continue
            if path.startswith("/"):
                found[link.target] = Target(link.target, path + place)
                continue
            path = _beside(document, path.partition("?")[0])
            target = self._linked(path)
            if target is None:
                self._broken(document, link.target, link.line, link.column, path)
                found[link.target] = Target(link.target, "")
                continue
            versions = self.stories[target.key]
            # A place in a text is found in the language that names it.
            reader = versions.get(lang) if lang == document.lang or not place else None
            goal = reader or versions.get(document.lang) or target
            url = self.urls[goal.path] + place
            found[link.target] = Target(link.target, url, goal.lang if goal.lang != document.lang else "")
        return tuple(found.values())

    def pictures(self, document: Document) -> tuple[tuple[str, Media], ...]:
        """The pictures in a text that are files of ours."""
        pictures: dict[str, Media] = {}
        for target in document.pictures:
            if is_internal(target.target) and target.target not in pictures:
                place = Location(document.path, target.line, target.column)
                found = self.picture(document, target.target, place)
                if found:
                    pictures[target.target] = found
        return tuple(pictures.items())

    def picture(self, document: Document, src: str, where: Location) -> Media | None:
        """The file that a text calls `src`, at the place `where`."""
        path = _beside(document, src)
        found = self.media.get(path)
        if found is None and self.config.checks.pictures != "off":
            fatal = self.config.checks.pictures == "error"
            hint = f"Is {path} there, and is it what its ending says? JPEG, PNG, WebP, AVIF and GIF are published."
            self.problems.append(Problem(where, f'no picture "{src}"', hint, fatal))
        return found

    def _linked(self, path: str) -> Document | None:
        """The document that a link means: its file, its folder, or its file without language or ending."""
        endings = [f".{code}.md" for code in self.config.codes]
        for ending in ("", ".md", *endings, *(f"/index{ending}" for ending in endings)):
            if path + ending in self.by_path:
                return self.by_path[path + ending]
        versions = self.stories.get(path.removeprefix("content/"))
        return next(iter(versions.values())) if versions else None

    def _broken(self, document: Document, written: str, line: int, column: int, path: str) -> None:
        if self.config.checks.links == "off" or path in self.elsewhere.unread:
            return
        where = Location(document.path, line, column)
        if path in self.elsewhere.expired:
            # By itself, at its moment, and nobody is there to mend it: that is no reason to publish nothing.
            message = f'a link to a story that has expired: "{written}"'
            hint = "Readers see its words, and no link. Take it out, or link to another story."
            self.problems.append(Problem(where, message, hint, fatal=False))
            return
        if path in self.elsewhere.hidden:
            message = f'a link to a story that readers cannot see: "{written}"'
            hint = "It is a draft, or its time has not come. Take the link out until then."
        else:
            message = f'a link that leads nowhere: "{written}"'
            hint = f"There is no {path}. Link to a story's file, as in: ../other-story/index.id.md."
        self.problems.append(Problem(where, message, hint, self.config.checks.links == "error"))


def names_of(paths: Iterable[str], codes: Sequence[str]) -> set[str]:
    """Every way to name one of these content files in a link: by its path, without its ending, by its folder or key."""
    found = set()
    for path in paths:
        name = name_of(path, codes)
        bare = path.removesuffix(".md").removesuffix(f".{name.lang}")
        found |= {path, path.removesuffix(".md"), bare, bare.removesuffix("/index"), f"content/{name.key}"}
    return found


def _beside(document: Document, path: str) -> str:
    """The path in the project that a text means by one relative to its own folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.path), unquote(path)))

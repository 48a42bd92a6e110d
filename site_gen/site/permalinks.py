"""Where each text stands: its slug, and its address in an edition."""

from collections.abc import Iterable, Mapping

from site_gen.config import Config
from site_gen.documents.document import Document
from site_gen.errors import Problem
from site_gen.site.values import Term
from site_gen.slugs import SLUG, slug_of


class Permalinks:
    """The addresses of `documents` in the edition of their own language. What is wrong with one is noted in `problems`."""

    def __init__(
        self,
        documents: Iterable[Document],
        sections: Mapping[str, Term],
        config: Config,
        problems: list[Problem],
    ) -> None:
        self.sections, self.pattern, self.problems = sections, config.permalink, problems
        self._fineness = len("2016-11-15" if "{day}" in config.permalink else "2016-11")
        self._patterns: dict[tuple[str, str, str], str] = {}
        documents = tuple(documents)
        self.slugs: dict[str, str] = {d.path: self._slug(d) for d in documents}
        """By the path of the file."""
        self.urls: dict[str, str] = {d.path: self.url(d, d.lang) for d in documents}
        """By the path of the file."""

    def apart(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        """Those that have an address of their own: of two with one, the second is a mistake, named once."""
        taken: dict[str, Document] = {}
        for document in documents:
            url = self.urls[document.path]
            first = taken.setdefault(url, document)
            if first is not document:
                message = f"the address {url} is that of {first.path}"
                hint = "Give one of them another slug or file name."
                self.problems.append(Problem(document.at("slug"), message, hint))
        return tuple(taken.values())

    def of_others(self, documents: Iterable[Document]) -> set[str]:
        """The addresses that other documents would have, as far as a slug can be made for them."""
        named = [d for d in documents if d.slug or slug_of(d.name, d.lang)]
        self.slugs |= {d.path: self._slug(d) for d in named}
        return {self.url(d, d.lang) for d in named}

    def url(self, document: Document, lang: str, mark: str = "") -> str:
        """The document's address in the edition `lang`; with `mark` at the end of its slug."""
        slug = self.slugs[document.path] + mark
        if document.standing:
            return f"/{lang}/{slug}/"
        place = lang, document.date[: self._fineness], document.section
        pattern = self._patterns.get(place)
        if pattern is None:
            pattern = self._patterns[place] = self._permalink(*place)
        return pattern.replace("*", slug)

    def _slug(self, document: Document) -> str:
        slug = document.slug or document.name
        if SLUG.fullmatch(slug):
            return slug
        slug = (
            document.slug or slug_of(document.name, document.lang) or slug_of(document.title, document.lang)
        )
        if not slug or not SLUG.fullmatch(slug):
            hint = "Neither the file's name nor its title has letters for an address. Add: slug: …"
            self.problems.append(Problem(document.at(), "no slug can be made", hint))
            slug = slug_of(f"x {document.path}", limit=100)  # something that no other has
        return slug

    def _permalink(self, lang: str, day: str, section_id: str) -> str:
        """The addresses of a section's stories of one day, or month, with an asterisk for the slug."""
        section = self.sections.get(section_id)
        url = self.pattern.format(
            lang=lang,
            year=day[:4],
            month=day[5:7],
            day=day[8:],
            slug="*",
            section=section.slugs[lang] if section else "-",
        )
        return url if section else url.replace("/-/", "/")

"""Names in front matter → Terms: one tag or author, whatever a file calls it."""

from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from site_gen.config import Config
from site_gen.digest import digest, encode, short_digest
from site_gen.documents.document import Document
from site_gen.site.values import Term, TermKind
from site_gen.slugs import RESERVED, slug_of
from site_gen.tables.glossary import Glossary
from site_gen.tables.people import People
from site_gen.tables.people import same_name as _same
from site_gen.tables.series import SeriesTable

_UNKNOWN: Final = "="
"""Before the id of a term that no table has."""


def tag_id(tag: str, glossary: Glossary) -> str:
    """The id of the term that a tag in a file means."""
    entry = glossary.find(tag)
    return entry.id if entry else _UNKNOWN + _same(tag)


def author_id(name: str, people: People) -> str:
    """The id of the term that an author in a file means."""
    person = people.find(name)
    return person.id if person else _UNKNOWN + _same(name)


def section_terms(config: Config) -> dict[str, Term]:
    """The sections of config.yaml, by id."""
    return {s.id: _digested(Term("section", s.id, s.names, s.slugs, s.descriptions)) for s in config.sections}


def tag_terms(tags: Collection[str], glossary: Glossary, config: Config) -> dict[str, Term]:
    """Every tag, by the text that a file has for it; `tags` are all such texts.

    The glossary says which texts are one term and what it is called in each language. A text that it does
    not know is a term of its own name; case does not count.
    """
    found: dict[str, Term] = {}
    texts = {tag: _same(tag) for tag in tags}
    own: dict[str, str] = {}
    # The smallest spelling names the term: which file comes first must not matter.
    for tag in sorted(texts):
        own.setdefault(texts[tag], tag)
    terms: dict[str, Term] = {}
    for tag in sorted(texts):
        entry = glossary.find(tag)
        if entry:
            names = {code: entry.name_in(code, config.default_language.code) for code in config.codes}
            term = Term("tag", entry.id, names, dict(entry.slugs), dict(entry.descriptions), entry.type)
            terms.setdefault(entry.id, term)
            found[tag] = terms[entry.id]
        else:
            term = Term("tag", _UNKNOWN + texts[tag], dict.fromkeys(config.codes, own[texts[tag]]), {})
            found[tag] = terms.setdefault(term.id, term)
    slugged = _with_slugs(terms.values(), config)
    return {tag: slugged[term.id] for tag, term in found.items()}


def author_terms(documents: Iterable[Document], people: People, config: Config) -> dict[str, Term]:
    """Every author, and everyone of `people` who did something else for a story, by the text that a file has for
    them."""
    names: set[str] = set()
    others: set[str] = set()
    for document in documents:
        names.update(document.authors)
        others.update(credited(document))
    names.update(name for name in others if people.find(name))
    terms: dict[str, Term] = {}
    found: dict[str, str] = {}
    # The smallest spelling names who is not known: which file comes first must not matter.
    for name in sorted(names):
        person = people.find(name)
        found[name] = person.id if person else _UNKNOWN + _same(name)
        if found[name] not in terms:
            shown = person.names if person else dict.fromkeys(config.codes, name)
            terms[found[name]] = Term("author", found[name], shown, dict(person.slugs) if person else {})
    slugged = _with_slugs(terms.values(), config)
    return {name: slugged[id_] for name, id_ in found.items()}


def series_terms(table: SeriesTable, config: Config) -> dict[str, Term]:
    """The series of content/series.yaml, by id."""
    terms = (
        Term(
            "series",
            one.id,
            one.names,
            dict(one.slugs),
            one.descriptions,
            "running" if one.running else "",
        )
        for one in table.by_id.values()
    )
    return _with_slugs(terms, config)


def credited(document: Document) -> tuple[str, ...]:
    """Those who worked on a story beside its authors."""
    if not (document.reporters or document.editors or document.photographers or document.translators):
        return ()
    return (*document.reporters, *document.editors, *document.photographers, *document.translators)


def _digested(term: Term) -> Term:
    return msgspec.structs.replace(term, digest=short_digest(encode(term)))


def _with_slugs(terms: Iterable[Term], config: Config) -> dict[str, Term]:
    """The terms by id, each with a slug in every language that no other has."""
    ordered = sorted(terms, key=lambda term: term.id)
    slugs: dict[str, dict[str, str]] = {term.id: {} for term in ordered}
    kind: TermKind = ordered[0].kind if ordered else "tag"
    for code in config.codes:
        claims: dict[str, list[Term]] = {}
        for term in ordered:
            slug = term.slugs.get(code) or slug_of(term.names[code], code) or kind
            claims.setdefault(slug, []).append(term)
        words = {config.language(code).words.page} | RESERVED
        for slug, claimants in claims.items():
            # "C", "C++" and "C#" leave the same slug; who spells it keeps it, the others get a mark of their own.
            keeper = min(claimants, key=lambda t: (_same(t.names[code]).replace(" ", "-") != slug, t.id))
            for term in claimants:
                plain = term is keeper and slug not in words and slug != kind
                slugs[term.id][code] = slug if plain else f"{slug}-{digest(term.id)[:6]}"
    return {
        term.id: _digested(Term(term.kind, term.id, term.names, slugs[term.id], term.descriptions, term.type))
        for term in ordered
    }

"""Fronts → the stories that stand on them, in one edition.

Pins come first, all of them, so that no rule takes a story that somebody wants elsewhere; then the places are
filled by their rules, from the top, each with the newest that stand nowhere yet. A pin of a story that readers
cannot see is passed over without a word: the front is what it would be without the pin.
"""

import functools
import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final, Literal

import msgspec

from site_gen.documents.document import Document
from site_gen.documents.naming import name_of
from site_gen.errors import Problem, nearest
from site_gen.site.release import is_released
from site_gen.site.terms import credited
from site_gen.site.values import Article, FrontPage, FrontStrip, Lists, Release, Term, TermKind
from site_gen.tables.fronts import Front, Name, Pin, Rule, Slot

_CONTENT: Final = "content/"
_Named = Literal["tag", "author"]
IdOf = Callable[[_Named, str], str]
"""The id of the term that a tag or an author in a file means."""


class _Wanted(msgspec.Struct, frozen=True):
    """A rule with the ids of its terms."""

    sections: frozenset[str]
    tags: frozenset[str]
    authors: frozenset[str]
    keys: tuple[str, ...]

    def met_by(self, article: Article) -> bool:
        """Whether `article` has one of each."""
        if self.sections and (article.section is None or article.section.id not in self.sections):
            return False
        if self.tags and self.tags.isdisjoint([tag.id for tag in article.tags]):
            return False
        if self.authors:
            people = (*article.authors, *article.credits.values())
            if self.authors.isdisjoint([person.id for person in people]):
                return False
        key = article.document.key
        return not self.keys or any(fnmatchcase(key, pattern) for pattern in self.keys)

    @property
    def terms(self) -> list[tuple[TermKind, str]]:
        """Those that it names."""
        kinds: tuple[tuple[TermKind, frozenset[str]], ...] = (
            ("tag", self.tags),
            ("author", self.authors),
            ("section", self.sections),
        )
        return [(kind, id_) for kind, ids in kinds for id_ in ids]

    @property
    def narrowest(self) -> tuple[TermKind, str] | None:
        """A term whose list has every story that meets it."""
        terms = self.terms
        return next((term for term in terms if sum(kind == term[0] for kind, _ in terms) == 1), None)


class _Place(msgspec.Struct, frozen=True):
    """A slot with what its pins and its rule mean."""

    slot: Slot
    pinned: tuple[str, ...]
    """Keys of stories, of the pins that have not ended."""
    wanted: tuple[_Wanted, ...] | None
    """All of them are to be met; None if no rule fills the place."""
    term: Term | None = None
    """What its stories have in common, if its rule asks for that alone."""


class _Front(msgspec.Struct, frozen=True):
    """A front with its places."""

    front: Front
    wanted: tuple[_Wanted, ...] | None
    """What all its stories have in common."""
    lead: _Place
    seconds: _Place
    strips: tuple[_Place, ...]


class Placing:
    """The fronts of a site: looked up once, then filled for each edition."""

    def __init__(
        self,
        fronts: Iterable[Front],
        stories: "Stories",
        terms: Mapping[TermKind, Mapping[str, Term]],
        id_of: IdOf,
        now: int,
    ) -> None:
        self.stories, self.terms, self.id_of, self.now = stories, terms, id_of, now
        self.problems: list[Problem] = []
        self.fronts = [self._front(front) for front in fronts]

    def pages(
        self, code: str, lists: Lists, version: Callable[[str], Article | None]
    ) -> dict[str, FrontPage]:
        """Every front as the edition `code` has it: `lists` is what it lists, `version` what it shows of a story."""
        filling = _Filling(lists, version)
        return {
            each.front.name: filling.page(each)
            for each in self.fronts
            if not each.front.titles or code in each.front.titles
        }

    def _front(self, front: Front) -> _Front:
        common = None if front.rule is None else (self._wanted(front.rule),)
        lead, seconds, *strips = [self._place(slot, common) for slot in front.slots]
        # A strip that is to be called after a term has no name before some reader can see a story with it.
        named = tuple([strip for strip in strips if strip.slot.titles or strip.term])
        return _Front(front, common, lead, seconds, named)

    def _place(self, slot: Slot, common: tuple[_Wanted, ...] | None) -> _Place:
        pinned = [self._pinned(pin) for pin in slot.pins if not has_ended(pin, self.now)]
        keys = tuple(dict.fromkeys([key for key in pinned if key]))
        if slot.rule is None or (common is None and slot.rule.is_empty):
            return _Place(slot, keys, None)
        own, term = self._wanted(slot.rule), None
        if len(named := own.terms) == 1 and not own.keys:
            kind, id_ = named[0]
            term = self.terms[kind].get(id_)
        return _Place(slot, keys, (*(common or ()), own), term)

    def _pinned(self, pin: Pin) -> str:
        key = self.stories.key_of(pin.story)
        if not key and not self.stories.is_unread(pin.story):
            close = self.stories.nearest(pin.story)
            hint = "Name a story by its folder, as in: 2016/11/15/banjir-semarang."
            message = f'a pin of a story that is not there: "{pin.story}"'
            self.problems.append(Problem(pin.where, message, f'Did you mean "{close}"?' if close else hint))
        return key

    def _wanted(self, rule: Rule) -> _Wanted:
        return _Wanted(
            frozenset(rule.sections),
            frozenset([self._id("tag", name) for name in rule.tags]),
            frozenset([self._id("author", name) for name in rule.authors]),
            rule.keys,
        )

    def _id(self, kind: _Named, name: Name) -> str:
        """The id of a term. One that no story has may come some day: a warning."""
        id_ = self.id_of(kind, name.text)
        if id_ not in self.terms[kind] and not self.stories.has(kind, id_, self.id_of):
            names = {n.casefold(): n for term in self.terms[kind].values() for n in term.names.values()}
            close = nearest(name.text, names)
            hint = f'Did you mean "{names[close]}"?' if close else "Until one has, it brings nothing here."
            message = f'no story has the {kind} "{name.text}"'
            self.problems.append(Problem(name.where, message, hint, fatal=False))
        return id_


class _Filling:
    """The fronts of one edition being filled."""

    def __init__(self, lists: Lists, version: Callable[[str], Article | None]) -> None:
        self.lists, self.version = lists, version
        self.of_term: dict[tuple[str, str], tuple[Article, ...]] = {
            (term.kind, term.id): articles
            for found in (lists.sections, lists.tags, lists.authors)
            for term, articles in found
        }
        self.shown: set[str] = set()
        """Keys of the stories that have a place on the front in hand."""

    def page(self, front: _Front) -> FrontPage:
        """One front, filled."""
        pinned = {id(place): self.pinned(place) for place in (front.lead, front.seconds, *front.strips)}
        self.shown = {article.document.key for found in pinned.values() for article in found}
        lead = self.filled(front.lead, pinned[id(front.lead)])
        if not lead and front.lead.wanted:
            # Whatever the rule of the lead asks for: a front without a lead is none.
            lead = self.taken(self.newest(front.wanted, 1))
        seconds = self.filled(front.seconds, pinned[id(front.seconds)])
        if not lead:
            lead, seconds = seconds[:1], seconds[1:]
        strips: list[FrontStrip] = []
        for place in front.strips:
            if len(strips) == front.front.most:
                break
            articles = self.filled(place, pinned[id(place)])
            if articles:
                strips.append(FrontStrip(place.slot.titles, place.term, articles))
        return FrontPage(
            front=front.front,
            lead=lead[0] if lead else None,
            seconds=seconds,
            strips=tuple(strips),
            river=self.taken(self.newest(front.wanted, front.front.river)),
        )

    def pinned(self, place: _Place) -> tuple[Article, ...]:
        """The stories of its pins that the edition shows."""
        found = [article for key in place.pinned if (article := self.version(key))]
        return tuple(found[: place.slot.count])

    def filled(self, place: _Place, pinned: tuple[Article, ...]) -> tuple[Article, ...]:
        """What stands in a place; nothing if that is too little."""
        found = (*pinned, *self.newest(place.wanted, place.slot.count - len(pinned)))
        return self.taken(found) if len(found) >= place.slot.least else ()

    def taken(self, articles: tuple[Article, ...]) -> tuple[Article, ...]:
        """The same, and no rule brings them again."""
        self.shown.update([article.document.key for article in articles])
        return articles

    def newest(self, wanted: tuple[_Wanted, ...] | None, room: int) -> tuple[Article, ...]:
        """The newest stories that meet all of `wanted` and have no place yet; none for None."""
        if wanted is None or room <= 0:
            return ()
        lists = [self.of_term.get(term, ()) for each in wanted if (term := each.narrowest)]
        found = (
            article
            for article in min(lists, key=len, default=self.lists.articles)
            if article.document.key not in self.shown and all(each.met_by(article) for each in wanted)
        )
        return tuple(itertools.islice(found, room))


class Stories:
    """What a project's stories are called, those that readers cannot see included."""

    def __init__(
        self,
        documents: Sequence[Document],
        codes: Sequence[str],
        shown: Collection[str] = (),
        unread: Collection[str] = (),
    ) -> None:
        """`shown` are the keys that may be told; `unread` every name of the files that gave no document."""
        self._documents, self.codes, self.shown, self.unread = documents, codes, shown, unread

    @functools.cached_property
    def documents(self) -> list[Document]:
        """All but standing pages."""
        return [document for document in self._documents if not document.standing]

    @functools.cached_property
    def by_key(self) -> dict[str, list[Document]]:
        """Key to the story's documents."""
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            found.setdefault(document.key, []).append(document)
        return found

    @functools.cached_property
    def by_path(self) -> dict[str, str]:
        """Path of a file to the key of its story."""
        return {document.path: document.key for document in self.documents}

    def key_of(self, name: str) -> str:
        """The story that `name` means: a key, a folder or a file. Empty if there is none."""
        inner = name.removeprefix(_CONTENT).strip("/")
        file = _CONTENT + (inner if inner.endswith(".md") else f"{inner}.md")
        for key in (inner, name_of(file, self.codes).key):
            if key in self.by_key:
                return key
        names = ("index", *(f"index.{code}" for code in self.codes))
        files = [file, *(f"{_CONTENT}{inner}/{index}.md" for index in names)]
        return next((self.by_path[path] for path in files if path in self.by_path), "")

    def is_unread(self, name: str) -> bool:
        """Whether `name` means a file whose mistakes are told already."""
        return _CONTENT + name.removeprefix(_CONTENT).strip("/") in self.unread

    def nearest(self, name: str) -> str:
        """The key that was probably meant: one that ends in the same way, else one that looks like it.

        Only what readers can see is told: a hint is printed.
        """
        inner = name.removeprefix(_CONTENT).strip("/")
        last = name_of(f"{_CONTENT}{inner.removesuffix('.md')}.md", self.codes).name
        shown = [key for key in self.shown if key in self.by_key]
        keys = [key for key in shown if key.rpartition("/")[2] == last]
        if keys:
            return min(keys)
        folded = {key.casefold(): key for key in shown}
        return folded.get(nearest(inner, folded), "")

    def has(self, kind: _Named, id_: str, id_of: IdOf) -> bool:
        """Whether any of the stories, seen or not, has this tag or author."""
        names = {n for d in self.documents for n in (d.tags if kind == "tag" else (*d.authors, *credited(d)))}
        return any(id_of(kind, name) == id_ for name in names)


def has_ended(pin: Pin, now: int) -> bool:
    """Whether the pin counts no more."""
    return 0 < pin.until <= now


def pin_ends(
    fronts: Iterable[Front], documents: Sequence[Document], codes: Sequence[str], everything: bool = False
) -> dict[int, tuple[Pin, ...]]:
    """Every instant at which the end of a pin may change a page, with the pins that end then.

    One whose story nobody sees at its end changes nothing, and is not to be told of.
    """
    ending = [pin for front in fronts for pin in front.pins if pin.until]
    if not ending:
        return {}
    stories = Stories(documents, codes)
    found: dict[int, tuple[Pin, ...]] = {}
    for pin in ending:
        versions = stories.by_key.get(stories.key_of(pin.story), ())
        last = Release(pin.until - 1, everything)
        if not versions or any(is_released(document, last) for document in versions):
            found[pin.until] = (*found.get(pin.until, ()), pin)
    return found

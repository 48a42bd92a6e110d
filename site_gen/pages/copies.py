"""What the pages of stories and standing pages are made of, and what their layouts are handed of that."""

import msgspec

from site_gen.digest import Sealed
from site_gen.pages.datelines import dateline_of
from site_gen.pages.frame import NOT_INDEXED, Frame
from site_gen.pages.inputs import (
    ArticleInputs,
    Card,
    Correction,
    Head,
    Link,
    LiveStory,
    Part,
    PartOf,
    Picture,
    Related,
    StandingInputs,
)
from site_gen.pages.records import FILES
from site_gen.pages.story_things import story_things
from site_gen.site.values import Term


class ArticleCopy(msgspec.Struct, frozen=True, array_like=True):
    """What the page of a story is made of. The fields mean what they do in Document and ArticleInputs."""

    url: str
    lang: str
    title: str
    summary: str
    section: Sealed[Term] | None
    date: str
    updated: str
    outlet: str
    place: str
    dateline: str
    """The place, as the story's own language calls it."""
    canonical: str
    authors: tuple[Sealed[Term], ...]
    editors: tuple[Link, ...]
    reporters: tuple[Link, ...]
    photographers: tuple[Link, ...]
    translators: tuple[Link, ...]
    picture: Picture | None
    minutes: int
    live: LiveStory | None
    tags: tuple[Sealed[Term], ...]
    twins: dict[str, str]
    near: dict[str, str]
    lost: tuple[str, ...]
    """The languages of `twins` in which it is not to be found here: withdrawn, or published elsewhere first."""
    original: str
    """The language that it was translated from; empty if it is no translation."""
    machine: bool
    stale: bool
    corrections: tuple[Correction, ...]
    related: tuple[tuple[Sealed[Card], tuple[str, ...]], ...]
    series: Sealed[Term] | None
    part: int
    parts: tuple[Part, ...]
    older: Sealed[Card] | None
    newer: Sealed[Card] | None
    retracted: bool
    extra: dict[str, str]
    draft: bool

    def inputs(self, frame: Frame) -> ArticleInputs:
        """What the layout is handed."""
        picture = self.picture
        section = self.section.value if self.section else None
        return ArticleInputs(
            shell=frame.shell_in(section),
            head=self.head(frame),
            editions=frame.editions(self.twins, self.near),
            lang=self.lang,
            dir=frame.dir_of(self.lang),
            title=self.title,
            summary=self.summary,
            section=frame.link(section) if section else None,
            date=self.date,
            updated=self.updated,
            place=self.place,
            dateline=dateline_of(frame.language_of(self.lang), self.dateline, self.outlet, self.date),
            authors=tuple([frame.link(term.value) for term in self.authors]),
            editors=self.editors,
            reporters=self.reporters,
            photographers=self.photographers,
            translators=self.translators,
            outlet=self.outlet,
            canonical=self.canonical,
            picture=picture,
            minutes=self.minutes,
            live=self.live,
            tags=tuple([frame.link(term.value) for term in self.tags]),
            translations=tuple(
                [
                    Link(language.name, self.twins[language.code], language.code)
                    for language in frame.others
                    if language.code in self.twins
                ]
            ),
            machine=self.machine,
            stale=self.stale,
            corrections=self.corrections,
            related=tuple([Related(card.value, shared) for card, shared in self.related]),
            series=self.part_of(frame),
            older=self.older.value if self.older else None,
            newer=self.newer.value if self.newer else None,
            retracted=self.retracted,
            extra=self.extra,
            draft=self.draft,
        )

    def head(self, frame: Frame) -> Head:
        """The head of the page. Of a story that is a guest here, its page in its own language is to be found."""
        own, picture = self.lang == frame.code, self.picture
        published, modified = frame.instant(self.date), frame.instant(self.modified)
        # A withdrawn story is for those who come by its address, not for those who search.
        robots = ("noindex" if self.retracted else "max-image-preview:large") if own else NOT_INDEXED
        head = frame.head(
            self.url,
            self.title,
            self.summary,
            self.findable() if own else {},
            robots=robots,
            canonical="" if self.retracted else self.canonical or ("" if own else self.twins[self.lang]),
            structured=story_things(self, frame, published, modified) if own else (),
            og_type="article",
            published=published,
            modified=modified,
            og_section=self.section.value.names[frame.code] if self.section else "",
            og_tags=tuple([term.value.names[frame.code] for term in self.tags]),
            og_image=frame.absolute(picture.url) if picture else "",
            og_image_alt=picture.alt if picture else "",
            markdown=self.url + FILES["markdown"] if own and "markdown" in frame.outputs else "",
        )
        if own:
            return head
        return msgspec.structs.replace(head, og_locale=frame.language_of(self.lang).locale)

    def part_of(self, frame: Frame) -> PartOf | None:
        """The series that it is a part of."""
        if self.series is None:
            return None
        series = self.series.value
        return PartOf(frame.link(series), series.type == "running", self.part, self.parts)

    def findable(self) -> dict[str, str]:
        """The versions that are each other's counterparts for search engines: pages that are to be indexed.

        Of agency copy that names its original the original is, and of a story that was withdrawn nothing; to name
        such a page as a counterpart of its translations would say the opposite.
        """
        if self.lang in self.lost or not self.lost:
            return {} if self.lost else self.twins
        return {code: url for code, url in self.twins.items() if code not in self.lost}

    @property
    def modified(self) -> str:
        """When anything of it last changed: a correction counts, too."""
        live = self.live.updated if self.live else ""
        return max(self.date, self.updated, live, *[correction.at for correction in self.corrections])


class StandingCopy(msgspec.Struct, frozen=True, array_like=True):
    """What a standing page is made of."""

    url: str
    title: str
    summary: str
    twins: dict[str, str]
    extra: dict[str, str]

    def inputs(self, frame: Frame) -> StandingInputs:
        """What the layout is handed."""
        return StandingInputs(
            shell=frame.shell,
            head=frame.head(self.url, self.title, self.summary, self.twins),
            editions=frame.editions(self.twins),
            title=self.title,
            summary=self.summary,
            extra=self.extra,
        )

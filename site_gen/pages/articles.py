"""Stories and standing pages."""

from collections.abc import Iterator
from typing import Any

from site_gen.documents.prose.addresses import Resolved
from site_gen.errors import Location
from site_gen.pages.frame import Frame, breadcrumbs, picture_of
from site_gen.pages.inputs import ArticleInputs, Correction, Dateline, Link, StandingInputs
from site_gen.pages.page import Page
from site_gen.site.values import Article


def article_pages(frame: Frame) -> Iterator[Page]:
    """A page for each story of the edition."""
    articles = frame.edition.articles
    for n, article in enumerate(articles):
        newer = articles[n - 1] if n else None
        older = articles[n + 1] if n + 1 < len(articles) else None
        yield _page(frame, article, "article.html", _inputs(frame, article, newer, older))


def standing_pages(frame: Frame) -> Iterator[Page]:
    """A page for each standing page of the edition."""
    for article in frame.edition.standing:
        document, twins = article.document, frame.twins(article)
        inputs = StandingInputs(
            shell=frame.shell(),
            head=frame.head(article.url, document.title, document.summary, twins),
            editions=frame.editions(twins),
            title=document.title,
            summary=document.summary,
            extra=document.extra,
        )
        yield _page(frame, article, "page.html", inputs)


def _page(frame: Frame, article: Article, layout: str, inputs: ArticleInputs | StandingInputs) -> Page:
    document = article.document
    line, column = document.marks.get("slug") or document.marks.get("title") or (1, 1)
    where = Location(document.path, line, column)
    targets = _targets(frame, article)
    return Page(article.url, layout, frame.code, inputs, document.body, targets, document.path, where)


def _targets(frame: Frame, article: Article) -> dict[str, Resolved]:
    base = frame.config.base_path
    found = {target.written: Resolved(base + target.url, target.lang) for target in article.links}
    for written, media in article.pictures:
        found[written] = Resolved(base + media.url, width=media.width, height=media.height)
    return found


def _inputs(frame: Frame, article: Article, newer: Article | None, older: Article | None) -> ArticleInputs:
    document, twins = article.document, frame.twins(article)
    authors = tuple(frame.link(term) for term in article.authors)
    tags = tuple(frame.link(term) for term in article.tags)
    picture = picture_of(article)
    published, modified = frame.instant(document.date), frame.instant(document.updated or document.date)
    return ArticleInputs(
        shell=frame.shell(article.section),
        head=frame.head(
            article.url,
            document.title,
            document.summary,
            twins,
            robots="max-image-preview:large",
            structured=_structured(frame, article),
            og_type="article",
            published=published,
            modified=modified,
            og_section=article.section.names[frame.code] if article.section else "",
            og_tags=tuple(link.name for link in tags),
            og_image=_absolute(frame, picture.url) if picture else "",
            og_image_alt=picture.alt if picture else "",
        ),
        editions=frame.editions(twins, article.section),
        title=document.title,
        summary=document.summary,
        section=frame.link(article.section) if article.section else None,
        date=document.date,
        updated=document.updated,
        dateline=Dateline(document.dateline, document.outlet)
        if document.dateline or document.outlet
        else None,
        authors=authors,
        editors=document.editors,
        reporters=document.reporters,
        photographers=document.photographers,
        translators=document.translators,
        outlet=document.outlet,
        canonical=document.canonical,
        picture=picture,
        minutes=document.minutes,
        tags=tags,
        translations=tuple(
            Link(frame.config.language(code).name, url, code)
            for code, url in twins.items()
            if code != frame.code
        ),
        machine=document.machine,
        stale=_is_stale(frame, article),
        corrections=tuple(Correction(c.at, c.kind, c.text) for c in document.corrections),
        related=frame.card_list(frame.edition.related.get(document.key, ())),
        older=frame.card(older) if older else None,
        newer=frame.card(newer) if newer else None,
        extra=document.extra,
        draft=document.draft,
    )


def _is_stale(frame: Frame, article: Article) -> bool:
    """Whether the original has been changed since this translation was made."""
    made_from = article.document.translates
    if not made_from:
        return False
    versions = frame.site.stories[article.document.key].values()
    return all(version.document.revision != made_from for version in versions if version is not article)


def _absolute(frame: Frame, url: str) -> str:
    return url if "://" in url else frame.absolute(url)


def _structured(frame: Frame, article: Article) -> list[dict[str, Any]]:
    """NewsArticle and breadcrumbs: https://developers.google.com/search/docs/appearance/structured-data/article."""
    document = article.document
    url = frame.absolute(article.url)
    people: list[dict[str, Any]] = [
        {"@type": "Person", "name": term.names[frame.code], "url": frame.absolute(frame.term_url(term))}
        for term in article.authors
    ]
    outlet: dict[str, Any] = {"@type": "Organization", "name": document.outlet}
    thing: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": url,
        "mainEntityOfPage": url,
        "headline": document.title,
        "inLanguage": document.lang,
        "datePublished": frame.instant(document.date),
        "dateModified": frame.instant(document.updated or document.date),
        "author": people or ([outlet] if document.outlet else [frame.publisher()]),
        "publisher": frame.publisher(),
    }
    if document.summary:
        thing["description"] = document.summary
    if article.picture:
        thing["image"] = [_absolute(frame, article.picture.src)]
    if document.outlet:
        thing["sourceOrganization"] = outlet
    if document.canonical:
        thing["isBasedOn"] = document.canonical
    if document.dateline:
        thing["dateline"] = document.dateline
    if article.section:
        thing["articleSection"] = article.section.names[frame.code]
    if article.tags:
        thing["keywords"] = [term.names[frame.code] for term in article.tags]
    if document.corrections:
        thing["correction"] = [
            {"@type": "CorrectionComment", "text": c.text, "datePublished": frame.instant(c.at)}
            for c in document.corrections
        ]
    others = {code: other for code, other in frame.twins(article).items() if code != frame.code}
    if others:
        works = [
            {"@type": "NewsArticle", "@id": frame.absolute(u), "inLanguage": c} for c, u in others.items()
        ]
        thing["translationOfWork" if document.translates else "workTranslation"] = works
    steps = [(article.section.names[frame.code], frame.term_url(article.section))] if article.section else []
    return [thing, breadcrumbs(frame, [*steps, (document.title, article.url)])]

"""What pages say of stories and series to machines that read schema.org: JSON-LD."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from site_gen.pages.frame import Frame, term_url
from site_gen.pages.inputs import Link, LiveStory, Picture
from site_gen.tables.exonyms import towns

if TYPE_CHECKING:
    from site_gen.pages.copies import ArticleCopy


def story_things(copy: "ArticleCopy", frame: Frame, published: str, modified: str) -> list[dict[str, Any]]:
    """NewsArticle (of a live story LiveBlogPosting, too) and breadcrumbs: https://developers.google.com/search/docs/appearance/structured-data/article."""
    url = frame.absolute(copy.url)
    publisher = frame.publisher_thing
    people: list[dict[str, Any]] = [
        {
            "@type": "Person",
            "name": term.value.names[frame.code],
            "url": frame.absolute(term_url(term.value, frame.language)),
        }
        for term in copy.authors
    ]
    outlet: dict[str, Any] = {"@type": "Organization", "name": copy.outlet}
    thing: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": url,
        "mainEntityOfPage": url,
        "headline": copy.title,
        "inLanguage": frame.code,
        "datePublished": published,
        "dateModified": modified,
        "author": people or [outlet if copy.outlet else publisher],
        "publisher": publisher,
    }
    if copy.summary:
        thing["description"] = copy.summary
    if copy.picture:
        thing["image"] = [_image(copy.picture, frame)]
    if copy.outlet:
        thing["sourceOrganization"] = outlet
    if copy.canonical:
        thing["isBasedOn"] = copy.canonical
    if copy.dateline:
        thing["dateline"] = copy.dateline
        created = [_place(town, regions) for town, regions in towns(copy.dateline)]
        thing["locationCreated"] = created if len(created) > 1 else created[0]
    roles = {
        "editor": copy.editors,
        "contributor": (*copy.reporters, *copy.photographers),
        "translator": copy.translators,
    }
    for role, links in roles.items():
        if links:
            thing[role] = [_person(link, frame) for link in links]
    if copy.section:
        thing["articleSection"] = copy.section.value.names[frame.code]
    if copy.tags:
        thing["keywords"] = [term.value.names[frame.code] for term in copy.tags]
    if copy.corrections:
        thing["correction"] = [
            {"@type": "CorrectionComment", "text": c.text, "datePublished": frame.instant(c.at)}
            for c in copy.corrections
        ]
    if copy.live:
        thing |= _live_things(copy.live, url)
    if copy.series:
        link = frame.link(copy.series.value)
        thing["isPartOf"] = series_thing(frame, link.name, link.url)
        if copy.part:
            thing["position"] = copy.part
    others = {
        code: {"@type": "NewsArticle", "@id": frame.absolute(copy.twins[code]), "inLanguage": code}
        for code in [language.code for language in frame.others]
        if code in copy.twins
    }
    if copy.original in others:
        thing["translationOfWork"] = others[copy.original]
    elif others:
        thing["workTranslation"] = list(others.values())
    section = frame.link(copy.section.value) if copy.section else None
    steps = [(section.name, section.url)] if section else []
    return [thing, frame.breadcrumbs([*steps, (copy.title, copy.url)])]


def series_thing(frame: Frame, name: str, url: str, description: str = "") -> dict[str, Any]:
    """A series, for structured data."""
    address = frame.absolute(url)
    thing = {"@type": "CreativeWorkSeries", "@id": address, "name": name, "url": address}
    return thing | ({"description": description} if description else {})


def _place(town: str, regions: Sequence[str]) -> dict[str, Any]:
    inside = {"containedInPlace": _place(regions[0], regions[1:])} if regions else {}
    return {"@type": "Place", "name": town} | inside


def _live_things(live: LiveStory, url: str) -> dict[str, Any]:
    """What https://schema.org/LiveBlogPosting asks for; each entry with its first words, the text being on the page."""
    updates: list[dict[str, Any]] = []
    for entry in live.entries:
        address = f"{url}#{entry.anchor}"
        update = {
            "@type": "BlogPosting",
            "@id": address,
            "url": address,
            "headline": entry.title or entry.opening or entry.at,
            "datePublished": entry.at,
        }
        if entry.title and entry.opening:
            update["description"] = entry.opening
        updates.append(update)
    return {
        "@type": ["LiveBlogPosting", "NewsArticle"],
        "coverageStartTime": live.started,
        **({"coverageEndTime": live.ended} if live.ended else {}),
        "liveBlogUpdate": updates,
    }


def _person(link: Link, frame: Frame) -> dict[str, Any]:
    thing = {"@type": "Person", "name": link.name}
    return thing | {"url": frame.absolute(link.url)} if link.url else thing


def _image(picture: Picture, frame: Frame) -> dict[str, Any]:
    thing: dict[str, Any] = {"@type": "ImageObject", "url": frame.absolute(picture.url)}
    if picture.width and picture.height:
        thing |= {"width": picture.width, "height": picture.height}
    texts = {"caption": picture.caption or picture.alt, "creditText": picture.credit}
    return thing | {name: text for name, text in texts.items() if text}

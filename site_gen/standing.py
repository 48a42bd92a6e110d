"""A published plan that is taken up again by the next process.

Most builds change the text of one story, or nothing. Such a build needs neither the documents nor the pages
of the others: the published manifest has their keys. What it needs of the last plan is remembered here, and
believed only if everything that the plan was made from is the same and the published tree is the one that it
was published as; in every other case there is a new plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from site_gen.cache import Cache, Standing
from site_gen.digest import digest, digest_bytes, encode
from site_gen.documents.prose.addresses import Resolved
from site_gen.errors import Problem
from site_gen.pages.articles import ArticleCopy, StandingCopy
from site_gen.pages.frame import Frame
from site_gen.pages.page import Page
from site_gen.planning import Plan, same_time
from site_gen.press import Press
from site_gen.project import Reading
from site_gen.publish import Manifest, Output


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What a build tells of its plan."""

    stories: dict[str, int]
    """Language to the number of its stories."""
    pages: int
    warnings: tuple[Problem, ...]
    instants: tuple[int, ...]
    made_at: int
    """The instant that the plan was made for."""
    articles: str
    """The blob that says where each document's page is: path of the file → path of the output, its blob."""
    frames: tuple[str, ...]
    """The blobs of the editions' frames."""


def summary_of(plan: Plan, cache: Cache) -> Summary:
    """The summary of `plan`; the pages of stories are kept for the builds that will find it standing."""
    articles = {}
    frames: dict[str, str] = {}
    for output in plan.outputs:
        thing = plan.press.things[output.path]
        if isinstance(thing, Page) and thing.body and thing.frame:
            if thing.lang not in frames:
                data = encode(thing.frame)
                frames[thing.lang] = digest_bytes(data)
                cache.keep(frames[thing.lang], data)
            articles[thing.source] = (output.path, output.key)
    data = encode(articles)
    cache.keep(digest_bytes(data), data)
    return Summary(
        stories={edition.language.code: len(edition.articles) for edition in plan.site.editions},
        pages=sum(isinstance(thing, Page) for thing in plan.press.things.values()),
        warnings=plan.warnings,
        instants=plan.instants,
        made_at=plan.reading.request.now,
        articles=digest_bytes(data),
        frames=tuple(frames.values()),
    )


def stand(plan: Plan, summary: Summary, cache: Cache) -> None:
    """Remember `plan`, which is now published."""
    data = encode(summary)
    cache.keep(digest_bytes(data), data)
    manifest = published_as([(output.path, output.key) for output in plan.outputs])
    cache.index.standing = Standing(plan.reading.middle, manifest, plan.reading.bodies, digest_bytes(data))


def stand_with(reading: Reading, outputs: Sequence[Output], cache: Cache) -> None:
    """Remember that the standing plan is now published with other texts."""
    standing = cache.index.standing
    assert standing is not None
    manifest = published_as([(output.path, output.key) for output in outputs])
    cache.index.standing = msgspec.structs.replace(standing, manifest=manifest, bodies=reading.bodies)


def take_up(
    reading: Reading, manifest: Manifest, press: Press, cache: Cache
) -> tuple[Summary, tuple[Output, ...]] | None:
    """The plan that is published, with the texts that `reading` has; None if it does not stand.

    The outputs have no source: they are published already, and nothing about them is to be complained of.
    `press` is given the pages whose text has changed.
    """
    standing = cache.index.standing
    if standing is None or standing.middle != reading.middle:
        return None
    keys = dict(zip(manifest.paths, manifest.keys, strict=True))
    if standing.manifest != published_as(keys.items()):
        return None
    data = cache.checked(standing.summary)
    if data is None:
        return None
    summary = msgspec.msgpack.decode(data, type=Summary)
    if not same_time(summary.instants, summary.made_at, reading.request.now):
        return None
    if standing.bodies != reading.bodies:
        changed = [
            (path, body)
            for path, body, old in zip(reading.documents, reading.bodies, standing.bodies, strict=True)
            if body != old
        ]
        data = cache.checked(summary.articles)
        if data is None:
            return None
        articles = msgspec.msgpack.decode(data, type=_ARTICLES)
        frames = _frames(summary, cache)
        for path, body in changed:
            if path not in articles:
                continue  # not released: it has no page
            output, name = articles[path]
            page = _page(name, frames, cache)
            if page is None:
                return None
            page = msgspec.structs.replace(page, body=body)
            press.things[output] = page
            material = press.material(page)
            keys[output] = digest_bytes(material)
            cache.keep(keys[output], material)
    return summary, tuple([Output(path, key) for path, key in keys.items()])


def blobs_in_use(reading: Reading, cache: Cache, outputs: Sequence[Output] = ()) -> set[str]:
    """The blobs that the next build, or somebody who asks why, may want."""
    used = {known.record for known in (*reading.documents.values(), *reading.pictures.values())}
    used.update(reading.bodies)
    used.update([output.key for output in outputs])
    standing = cache.index.standing
    data = cache.checked(standing.summary) if standing else None
    if standing and data is not None:
        summary = msgspec.msgpack.decode(data, type=Summary)
        used |= {standing.summary, summary.articles, *summary.frames}
        data = cache.checked(summary.articles)
        if data is not None:
            used.update(name for _, name in msgspec.msgpack.decode(data, type=_ARTICLES).values())
    return used


def published_as(keys: Iterable[tuple[str, str]]) -> str:
    """The digest of a published tree's claims."""
    return digest(sorted(keys))


def _frames(summary: Summary, cache: Cache) -> dict[str, Frame]:
    found = {}
    for name in summary.frames:
        data = cache.checked(name)
        if data is not None:
            frame = msgspec.msgpack.decode(data, type=Frame)
            found[frame.digest] = frame
    return found


_COPIES: Final[dict[str, type]] = {"article.html": ArticleCopy, "page.html": StandingCopy}
"""What the pages of documents are made of, by layout."""
_ARTICLES = dict[str, tuple[str, str]]
_MATERIAL = tuple[tuple[str, ...], str, str, str, str, dict[str, Resolved], msgspec.Raw]


def _page(name: str, frames: Mapping[str, Frame], cache: Cache) -> Page | None:
    """The page with the key `name`; None if what it was made from is not kept (any more)."""
    data = cache.checked(name)
    if data is None:
        return None
    try:
        fixed, frame, url, source, body, targets, rest = msgspec.msgpack.decode(data, type=_MATERIAL)
        copy: ArticleCopy | StandingCopy = msgspec.msgpack.decode(rest, type=_COPIES[fixed[0]])
        return Page(url, fixed[0], fixed[1], copy, frames[frame], body, targets, source)
    except (msgspec.MsgspecError, KeyError):
        return None

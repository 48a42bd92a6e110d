"""A published plan that is taken up again by the next process.

Most builds change the text of one story, or nothing. Such a build needs neither the documents nor the pages
of the others: the published manifest has their keys. What it needs of the last plan is remembered here, and
believed only if everything that the plan was made from is the same and the published tree is the one that it
was published as; in every other case there is a new plan.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from site_gen.cache import Cache, Standing
from site_gen.digest import digest, digest_bytes, encode
from site_gen.errors import Problem
from site_gen.project import Reading
from site_gen.publish import Manifest, Output

if TYPE_CHECKING:
    # Not loaded by a build in which nothing has changed.
    from site_gen.pages.page import Page
    from site_gen.planning import Plan
    from site_gen.press import Press


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What a build tells of its plan."""

    stories: dict[str, int]
    """Language to the number of its stories."""
    pages: int
    warnings: tuple[Problem, ...]
    since: int
    """The instant from which the plan holds, as far as time goes; 0 if from ever."""
    until: int
    """The instant at which it ends, by a story that appears or goes; 0 if never."""
    articles: str
    """The blob that says where each document's page is: path of the file → path of the output, its key."""
    frames: tuple[str, ...]
    """The blobs of the editions' frames."""
    unrecorded: int = 0
    """Addresses that the memory of addresses does not have."""
    withheld: str = ""
    """The blob of the phrases of unreleased stories; empty if there are none."""


def summary_of(plan: "Plan", cache: Cache) -> Summary:
    """The summary of `plan`. What the next build needs to make the page of a story again is kept."""
    from site_gen.pages.page import Page

    articles: dict[str, list[tuple[str, str]]] = {}
    frames: dict[str, str] = {}
    for output in plan.outputs:
        thing = plan.press.things[output.path]
        if isinstance(thing, Page) and thing.body:
            if thing.frame and thing.lang not in frames:
                frames[thing.lang] = _keep(thing.frame, cache)
            articles.setdefault(thing.source, []).append((output.path, output.key))
    now = plan.reading.request.now
    return Summary(
        stories={edition.language.code: len(edition.articles) for edition in plan.site.editions},
        pages=sum(isinstance(thing, Page) for thing in plan.press.things.values()),
        warnings=plan.warnings,
        since=max((moment for moment in plan.instants if moment <= now), default=0),
        until=plan.next_instant,
        articles=_keep(articles, cache),
        frames=tuple(frames.values()),
        unrecorded=len(plan.remembered.unrecorded),
        withheld=_keep(plan.withheld, cache) if plan.withheld else "",
    )


def _keep(value: Any, cache: Cache) -> str:
    data = encode(value)
    name = digest_bytes(data)
    cache.blobs.add(name, data)
    return name


def stand(plan: "Plan", summary: Summary, cache: Cache) -> None:
    """Remember `plan`, which is now published."""
    manifest = published_as([(output.path, output.key) for output in plan.outputs])
    cache.index.standing = Standing(plan.reading.middle, manifest, plan.reading.bodies, encode(summary))


def stand_with(reading: Reading, outputs: Sequence[Output], cache: Cache) -> None:
    """Remember that the standing plan is now published with other texts."""
    standing = cache.index.standing
    assert standing is not None
    if standing.bodies != reading.bodies:
        manifest = published_as([(output.path, output.key) for output in outputs])
        cache.index.standing = msgspec.structs.replace(standing, manifest=manifest, bodies=reading.bodies)


def take_up(
    reading: Reading, manifest: Manifest, press: "Callable[[], Press]", cache: Cache
) -> tuple[Summary, tuple[Output, ...]] | None:
    """The plan that is published, with the texts that `reading` has; None if it does not stand.

    The outputs have no source: they are published already, and nothing about them is to be complained of.
    `press()` is given the pages whose text has changed.
    """
    standing = cache.index.standing
    if standing is None or standing.middle != reading.middle:
        return None
    keys = dict(zip(manifest.paths, manifest.keys, strict=True))
    if standing.manifest != published_as(keys.items()):
        return None
    try:
        summary = msgspec.msgpack.decode(standing.summary, type=Summary)
    except msgspec.MsgspecError:
        return None
    now = reading.request.now
    if now < summary.since or (summary.until and now >= summary.until):
        return None
    if standing.bodies != reading.bodies:
        renewed = _renewed_pages(reading, standing, summary, cache)
        if renewed is None:
            return None
        maker = press()
        for output, page in renewed.items():
            material = maker.material(page)
            maker.things[output], keys[output] = page, digest_bytes(material)
            cache.blobs.add(keys[output], material)
    return summary, tuple([Output(path, key) for path, key in keys.items()])


def _renewed_pages(
    reading: Reading, standing: Standing, summary: Summary, cache: Cache
) -> "dict[str, Page] | None":
    """The pages of the stories whose text has changed, by output; None if something for them is lost."""
    from site_gen.documents.prose.addresses import Resolved
    from site_gen.pages.articles import ArticleCopy, StandingCopy
    from site_gen.pages.frame import Frame
    from site_gen.pages.page import Page
    from site_gen.pages.records import Record

    def kept(name: str, kind: Any) -> Any:
        return msgspec.msgpack.decode(cache.blobs.get(name) or b"", type=kind)

    copies = {"article.html": ArticleCopy, "page.html": StandingCopy, "ninjs": Record, "markdown": Record}
    material = tuple[tuple[str, ...], str, str, str, str, dict[str, Resolved], msgspec.Raw]
    pages: dict[str, Page] = {}
    try:
        articles = kept(summary.articles, _ARTICLES)
        frames = {frame.digest: frame for frame in (kept(name, Frame) for name in summary.frames)}
        for path, body, old in zip(reading.documents, reading.bodies, standing.bodies, strict=True):
            if body == old or path not in articles:
                continue  # a document that is not released has no page
            for output, key in articles[path]:
                fixed, digest_of_frame, url, source, _, targets, raw = kept(key, material)
                copy = msgspec.msgpack.decode(raw, type=copies[fixed[0]])
                frame = frames[digest_of_frame] if digest_of_frame else None
                pages[output] = Page(url, fixed[0], fixed[1], copy, frame, body, targets, source)
    except (msgspec.MsgspecError, KeyError):
        return None
    return pages


def blobs_in_use(reading: Reading, cache: Cache, outputs: Sequence[Output] = ()) -> set[str]:
    """The blobs that the next build, or somebody who asks why, may want."""
    used = {known.record for known in (*reading.documents.values(), *reading.pictures.values())}
    used.update(reading.bodies)
    used.update([output.key for output in outputs])
    standing = cache.index.standing
    if standing:
        summary = msgspec.msgpack.decode(standing.summary, type=Summary)
        used |= {summary.articles, *summary.frames, summary.withheld}
        data = cache.blobs.get(summary.articles)
        if data is not None:
            found = msgspec.msgpack.decode(data, type=_ARTICLES)
            used.update(key for pages in found.values() for _, key in pages)
    return used - {""}


def published_as(keys: Iterable[tuple[str, str]]) -> str:
    """The digest of a published tree's claims."""
    return digest(sorted(keys))


_ARTICLES = dict[str, list[tuple[str, str]]]

"""A published plan that is taken up again by the next process.

Most builds change the text of one story, or nothing. Such a build needs neither the documents nor the pages
of the others: the published manifest has their keys. What it needs of the last plan is remembered here, and
believed only if everything that the plan was made from is the same and the published tree is the one that it
was published as; in every other case there is a new plan.
"""

import contextlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import msgspec

from site_gen.cache.memory import Cache, Made, Standing
from site_gen.digest import Sealed, digest_bytes, encode
from site_gen.errors import Problem
from site_gen.publish import Output, checksum, stands
from site_gen.reading.project import Reading, Request

if TYPE_CHECKING:
    # Not loaded by a build in which nothing has changed.
    from site_gen.pages.page import Page
    from site_gen.planning import Plan
    from site_gen.press import Press


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What a build tells of its plan."""

    stories: dict[str, int]
    """Language to the number of its stories."""
    documents: int
    pages: int
    files: int
    """Of the site, pages among them."""
    warnings: tuple[Problem, ...]
    places: str
    """What their lines depend on: see `Reading.places`."""
    since: int
    """The instant from which the plan holds, as far as time goes; 0 if from ever."""
    until: int
    """The instant at which it ends, by a story that appears or goes; 0 if never."""
    articles: tuple[str, ...]
    """The blobs that say where each document's pages are: some `_SHELF` documents each, in the order of their paths."""
    frames: tuple[str, ...]
    """The blobs of the editions' frames."""
    unrecorded: int = 0
    """Addresses that the memory of addresses does not have."""
    withheld: str = ""
    """The blob of the phrases of unreleased stories; empty if there are none."""


def summary_of(plan: "Plan", cache: Cache) -> Summary:
    """The summary of `plan`. What the next build needs to make the page of a story again is kept."""
    from site_gen.pages.page import Page

    articles: dict[str, Places] = {}
    things = plan.press.things
    for output in plan.outputs[: plan.pages]:
        source = output.source
        if source:
            thing = things[output.path]
            if not isinstance(thing, Page) or thing.body:
                articles.setdefault(source, []).append((output.path, output.key))
    now = plan.reading.request.now
    return Summary(
        stories={edition.language.code: len(edition.articles) for edition in plan.site.editions},
        documents=len(plan.reading.documents),
        pages=plan.pages,
        files=len(plan.outputs),
        warnings=plan.warnings,
        places=plan.reading.places(plan.warnings),
        since=max((moment for moment in plan.instants if moment <= now), default=0),
        until=plan.next_instant,
        articles=_shelved([articles.get(path, []) for path in plan.reading.documents], cache),
        frames=tuple([_keep(makeup.frame, cache) for makeup in plan.makeups]),
        unrecorded=len(plan.remembered.unrecorded),
        withheld=_keep(plan.withheld, cache) if plan.withheld else "",
    )


Places = list[tuple[str, str]]
"""Where a document's pages are: the path of an output, and its key."""
_SHELF: Final = 256


def _shelved(places: Sequence[Places], cache: Cache) -> tuple[str, ...]:
    """The names of blobs that have the places of documents. An edit wants one of them, and changes few."""
    return tuple(_keep(places[at : at + _SHELF], cache) for at in range(0, len(places), _SHELF))


def _taken_down(name: str, cache: Cache) -> list[Places]:
    """What is in such a blob. Raises MsgspecError if it was lost."""
    return msgspec.msgpack.decode(cache.blobs.get(name) or b"", type=list[Places])


def _keep(value: Any, cache: Cache) -> str:
    data = encode(value)
    name = digest_bytes(data)
    cache.blobs.add(name, data)
    return name


def stand(reading: Reading, summary: Summary, manifest: str, cache: Cache) -> Reading:
    """Remember the plan made of `reading`, which is now published with the list of checksum `manifest`.

    Returns the reading in which it is known of every document that its text is published.
    """
    cache.index.standing = Standing(reading.middle, manifest, encode(summary), reading.seen)
    documents, new = reading.documents, _new_texts(reading)
    if len(new) > _MANY:
        return msgspec.structs.replace(reading, documents=documents.emptied("published"))
    every = documents.paths
    changes = {every[at]: msgspec.structs.replace(documents[every[at]], published="") for at in new}
    return msgspec.structs.replace(reading, documents=documents.revised(changes))


def _new_texts(reading: Reading) -> list[int]:
    """The documents whose texts are not those that the standing plan has, by their places in the order of paths."""
    return [place for place, old in enumerate(reading.documents.column("published")) if old]


def still_stands(request: Request, seen: str, output: Path, cache: Cache) -> Summary | None:
    """The summary of the plan that is published, if a look at the project (`seen`) finds nothing touched."""
    standing = cache.index.standing
    if standing is None or not seen or standing.seen != seen:
        return None
    summary = _summary_at(request.now, standing)
    return summary if summary and stands(output, standing.manifest) else None


def _summary_at(now: int, standing: Standing) -> Summary | None:
    """The plan's summary; None if at `now` the plan is another."""
    try:
        summary = msgspec.msgpack.decode(standing.summary, type=Summary)
    except msgspec.MsgspecError:
        return None
    return None if now < summary.since or (summary.until and now >= summary.until) else summary


def take_up(
    reading: Reading, output: Path, press: "Callable[[], Press]", cache: Cache
) -> tuple[Summary, tuple[Output, ...]] | None:
    """The plan that is published in `output`, and what is to be amended of it; None if it does not stand.

    The outputs are those of the texts that have changed; `press()` is given the pages for them. They have no
    source: they are published already, and nothing about them is to be complained of.
    """
    summary = _standing_summary(reading, output, cache)
    new_texts = _new_texts(reading)
    if summary is None or not new_texts:
        return (summary, ()) if summary else None
    renewed = _renewed_pages(reading, new_texts, summary, cache)
    if renewed is None:
        cache.made = Made()  # what its pages are made from is lost: have them made
        return None
    maker = press()
    outputs = []
    for path, page in renewed.items():
        material = maker.material(page)
        key = digest_bytes(material)
        maker.things[path] = page
        cache.blobs.add(key, material)
        outputs.append(Output(path, key))
    return summary, tuple(outputs)


def is_published(reading: Reading, output: Path, cache: Cache) -> bool:
    """Whether the plan of `reading` is known to be the one that is published in `output`, to the last text."""
    return _standing_summary(reading, output, cache) is not None and not _new_texts(reading)


def _standing_summary(reading: Reading, output: Path, cache: Cache) -> Summary | None:
    """The summary of the plan that is published in `output`, if but for texts it is that of `reading`."""
    standing = cache.index.standing
    if standing is None or standing.middle != reading.middle or standing.manifest != checksum(output):
        return None
    summary = _summary_at(reading.request.now, standing)
    return None if summary is None or summary.places != reading.places(summary.warnings) else summary


def _renewed_pages(
    reading: Reading, new_texts: Sequence[int], summary: Summary, cache: Cache
) -> "dict[str, Page] | None":
    """The pages of the stories whose text has changed, by output; None if something for them is lost."""
    from site_gen.documents.addresses import Resolved
    from site_gen.pages.copies import ArticleCopy, StandingCopy
    from site_gen.pages.frame import Frame
    from site_gen.pages.page import Page
    from site_gen.pages.records import Record

    def kept(name: str, kind: Any) -> Any:
        return msgspec.msgpack.decode(cache.blobs.get(name) or b"", type=kind)

    def unsealed(kind: Any, name: str) -> Any:
        return Sealed(kept(name, get_args(kind)[0]))

    copies = {"article.html": ArticleCopy, "page.html": StandingCopy, "ninjs": Record, "markdown": Record}
    material = tuple[tuple[str, ...], str, str, str, str, dict[str, Resolved], msgspec.Raw]
    pages: dict[str, Page] = {}
    try:
        frames = {frame.digest: frame for frame in (kept(name, Frame) for name in summary.frames)}
        bodies = reading.documents.column("body")
        for place in new_texts:
            body = bodies[place]
            # A document that is not released has no page.
            for output, key in _taken_down(summary.articles[place // _SHELF], cache)[place % _SHELF]:
                fixed, digest_of_frame, url, source, text, targets, raw = kept(key, material)
                if not text:
                    continue  # that of a story that was withdrawn
                copy = msgspec.msgpack.decode(raw, type=copies[fixed[0]], dec_hook=unsealed)
                frame = frames[digest_of_frame] if digest_of_frame else None
                pages[output] = Page(url, fixed[0], fixed[1], copy, frame, body, targets, source)
    except (msgspec.MsgspecError, LookupError, ValueError):
        return None
    return pages


def blobs_in_use(reading: Reading, cache: Cache, outputs: Sequence[Output] = ()) -> set[str]:
    """The blobs that the next build, or somebody who asks why, may want."""
    from site_gen.keying import keys_in
    from site_gen.recall import names_blob

    used = {known.record for known in (*reading.documents.values(), *reading.pictures.values())}
    used.update(reading.documents.column("body"))
    used.update(text for known in reading.documents.values() for text in known.texts)
    used.update([output.key for output in outputs])
    used.update(keys_in(cache.made))
    used.add(names_blob(cache))
    standing = cache.index.standing
    if standing:
        summary = msgspec.msgpack.decode(standing.summary, type=Summary)
        used |= {*summary.articles, *summary.frames, summary.withheld, cache.index.bundle}
        keys: list[str] = []
        for name in summary.articles:
            with contextlib.suppress(msgspec.MsgspecError):
                keys += [key for places in _taken_down(name, cache) for _, key in places]
        used.update(keys)
        for material in cache.blobs.get_all(keys):
            used.update(map(bytes.decode, _NAME.findall(material or b"")))
    return used - {""}


_MANY: Final = 1_000
_NAME: Final = re.compile(rb"\xd9 ([0-9a-f]{32})")
"""A digest in a material, as MessagePack has a text of 32 characters: what stands there by its digest is a blob."""

"""What `build` does not ask: anchors, texts for pictures, and whether translations say what they should."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from site_gen.cache.memory import Cache
from site_gen.desk.stories import paragraphs_of, text_of
from site_gen.documents.addresses import anchor_id
from site_gen.documents.document import Document
from site_gen.engine import engine_digest
from site_gen.errors import Location, Problem, SiteError
from site_gen.images.scaling import is_possible
from site_gen.parity.blocks import Finding, Text
from site_gen.parity.comparing import compare
from site_gen.parity.forms import other_forms
from site_gen.parity.names import Names
from site_gen.planning import Plan, make_plan, plan_site
from site_gen.publish import published
from site_gen.reading.project import Request, documents_in, read_config
from site_gen.reading.tables import glossary_in
from site_gen.site.translations import is_stale, original_of
from site_gen.site.values import RENDITIONS, Article, Site
from site_gen.tables.glossary import Glossary

_MOMENTS: Final = 20
"""Coming changes that are tried out. Each costs a plan; whoever schedules more checks again before the last."""


def check_project(
    request: Request, *, parity: bool = False, files: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Everything that is wrong with the project, sorted: what a build would say, now and when something appears
    or goes by itself, and the rest.

    The rest is looked for once a build would go through. With `parity`, every translation is compared with
    its original, figure by figure. With `files`, only what is wrong in them is told, unless a build would
    not go through. Nothing is published.
    """
    cache = Cache(request.cache, engine_digest())
    try:
        plan = make_plan(request, read_config(request.project, cache), cache)
    except SiteError as error:
        return error.problems
    problems = [
        *plan.warnings,
        *_anchors(plan.site),
        *_alts(plan.site),
        *_large(plan.site),
        *_orphans(plan.site, documents_in(plan.reading, cache)[0]),
    ]
    problems += _corrections(plan.site)
    whole = _published(plan)
    problems += _damaged(plan, whole)
    problems += _to_come(plan, problems, whole, cache)
    problems += _translations(plan.site, request.project, glossary_in(plan.reading)[0], parity=parity)
    return tuple(sorted({p for p in problems if not files or p.where.path in files}))


def _published(plan: Plan) -> set[str]:
    """The paths of what is published."""
    request = plan.reading.request
    try:
        manifest = published(request.output or request.project / plan.reading.config.output)
    except SiteError:  # a build tells of it
        return set()
    return set(manifest.paths) if manifest else set()


def _damaged(plan: Plan, whole: set[str]) -> Iterator[Problem]:
    """Pictures that a build could not make smaller, but for those of which a size is among the `whole` outputs; what
    is found to be whole is put there."""
    for media in plan.site.media:
        path = media.renditions[0].url.lstrip("/") if media.renditions else ""
        if path and path not in whole:
            try:
                plan.press.bytes_of(path)
                whole.add(path)
            except SiteError as error:
                yield from error.problems


def _to_come(plan: Plan, now: Sequence[Problem], whole: set[str], cache: Cache) -> Iterator[Problem]:
    """What will be wrong, and is not `now`, when something appears or goes by itself: a build would fail then, and
    nobody is there.

    A story that waits may take another's address, or show a picture that is not there, or damaged. Nothing asks that
    of it before its time.
    """
    reading = plan.reading
    known = {(problem.where, problem.message) for problem in now}
    zone = ZoneInfo(reading.config.timezone)
    for moment in [moment for moment in plan.instants if moment > reading.request.now][:_MOMENTS]:
        request = msgspec.structs.replace(reading.request, now=moment)
        try:
            problems = tuple(
                _damaged(plan_site(msgspec.structs.replace(reading, request=request), cache), whole)
            )
        except SiteError as error:
            problems = error.problems
        at = datetime.datetime.fromtimestamp(moment, zone)
        for problem in problems:
            if problem.fatal and (problem.where, problem.message) not in known:
                known.add((problem.where, problem.message))
                message = f"from {at:%Y-%m-%d %H:%M} on: {problem.message}"
                yield Problem(problem.where, message, problem.hint)


def _articles(site: Site) -> Iterator[Article]:
    for versions in site.stories.values():
        yield from versions.values()


def _anchors(site: Site) -> Iterator[Problem]:
    """Links to a place inside a text that the text does not have."""
    by_url = {article.url: article for article in _articles(site)}
    for article in _articles(site):
        resolved = {target.written: target.url for target in article.links}
        for link in article.document.links:
            fragment = link.target.partition("#")[2]
            url = resolved.get(link.target, "").partition("#")[0]
            target = article if link.target.startswith("#") else by_url.get(url)
            if fragment and target and anchor_id(fragment) not in target.document.anchors:
                anchors = [anchor.removeprefix("t-") for anchor in target.document.anchors]
                hint = f"Places there: {', '.join(anchors[:8])}." if anchors else "That text has no headings."
                where = Location(article.document.path, link.line, link.column)
                yield Problem(where, f'no place "#{fragment}" in {target.document.path}', hint)


def _alts(site: Site) -> Iterator[Problem]:
    """Pictures without words for readers who cannot see them."""
    severity = site.config.checks.alts
    if severity == "off":
        return
    hint = "Say what it shows: ![A flooded street](photo.jpg)."
    for article in _articles(site):
        document = article.document
        for target in document.bare_pictures:
            where = Location(document.path, target.line, target.column)
            yield Problem(where, f'the picture "{target.target}" has no text', hint, severity == "error")
        if document.picture and not document.picture.alt:
            message = f'the picture "{document.picture.src}" has no text'
            yield Problem(document.at("image"), message, "Add under image: alt: …", severity == "error")


def _large(site: Site) -> Iterator[Problem]:
    """Pictures that every reader loads as large as they are, since nothing is here to make them smaller."""
    if is_possible():
        return
    hint = "Make it smaller, or have the build do it: pip install 'site_gen[images]'."
    for media in site.media:
        if media.width > RENDITIONS[-1]:
            message = f"a picture {media.width} pixels wide, which telephones load whole"
            yield Problem(Location(media.path), message, hint, fatal=False)


def _orphans(site: Site, documents: Sequence[Document]) -> Iterator[Problem]:
    """Translations whose original is not there, whether or not readers see it."""
    files = Counter(document.key for document in documents)
    for versions in site.stories.values():
        if len(versions) == 1:
            document: Document = next(iter(versions.values())).document
            if document.translates and files[document.key] == 1:
                hint = "Put the two files into one folder, or give both the same key."
                message = f'a translation without its original: nothing else has the key "{document.key}"'
                yield Problem(document.at("translates"), message, hint, fatal=False)


def _corrections(site: Site) -> Iterator[Problem]:
    """Corrections of a story in one language that the others have no counterpart of."""
    for articles in site.stories.values():
        counts = {lang: len(article.document.corrections) for lang, article in articles.items()}
        most = max(counts.values())
        gone = next((a.document.path for a in articles.values() if a.document.retracted), "")
        for lang, count in counts.items():
            if count < most:
                document = articles[lang].document
                other = next(a.document.path for code, a in articles.items() if counts[code] == most)
                message = (
                    f"{other} has {most - count} more {'correction' if most - count == 1 else 'corrections'}"
                )
                if gone and not document.retracted:
                    message = f"{gone} was withdrawn, and readers go on seeing this text"
                hint = f"Does this text say the same mistake? Then: site-gen correct {document.path} --kind … --text …"
                yield Problem(document.at(), message, hint, fatal=False)


def _translations(site: Site, project: Path, glossary: Glossary, *, parity: bool) -> Iterator[Problem]:
    """Translations that are stale, that call things by another name, or do not say what the original says."""
    names = Names(glossary)
    codes = site.config.codes
    for articles in site.stories.values():
        if len(articles) < 2:
            continue
        versions = {lang: article.document for lang, article in articles.items()}
        original = original_of(versions, codes)
        texts = {original.lang: _text(project, original)} if parity else {}
        for document in versions.values():
            if document is original:
                continue
            if is_stale(document, versions):
                yield _stale(document, original, chain=len(versions) > 2)
            yield from _entries(document, original)
            text = _text(project, document)
            for form in other_forms(text.paragraphs, document.lang, names):
                message = f'"{form.written}" is "{form.name}" in the glossary'
                hint = "Write it so, or mend the glossary: content/glossary.yaml."
                yield Problem(Location(document.path, form.line), message, hint, fatal=False)
            if parity:
                for finding in compare(texts[original.lang], text, names):
                    yield _difference(finding, document, original)


def _entries(document: Document, original: Document) -> Iterator[Problem]:
    """Entries of a live story that one language has and the other has not. They are a pair by their time."""
    if not document.live or not original.live:
        return
    here = {entry.instant: entry.at for entry in document.live.entries}
    there = {entry.instant: entry.at for entry in original.live.entries}
    for own, other, message in (
        (here, there, "no entry for {times}, which {path} has"),
        (there, here, "an entry of {times}, which {path} has not"),
    ):
        times = [at[:16].replace("T", " ") for instant, at in sorted(other.items()) if instant not in own]
        if times:
            shown = ", ".join(times[:5]) + (f" and {len(times) - 5} more" if len(times) > 5 else "")
            hint = "Entries are a pair by their time, to the minute."
            message = message.format(times=shown, path=original.path)
            yield Problem(document.at(), message, hint, fatal=False)


def _text(project: Path, document: Document) -> Text:
    _, source = text_of(project, document.path)
    return Text(document.path, document.lang, paragraphs_of(document.path, source))


def _stale(document: Document, original: Document, *, chain: bool) -> Problem:
    # With three languages the original may be another translation: only the history knows.
    changed = "the text it was made from" if chain else original.path
    again = f"site-gen translated {document.path}" if chain else f"translates: {original.revision}"
    hint = f"What changed: site-gen diff {document.path}. When it is current again: {again}"
    message = f"{changed} has changed since this translation was made"
    return Problem(document.at("translates"), message, hint, fatal=False)


def _difference(finding: Finding, document: Document, original: Document) -> Problem:
    """A finding of the comparison, with both lines."""
    there = f"{original.path}:{finding.other_line}"
    own, other = finding.written, finding.other
    message = {
        "weekday": f'"{own}": that date is another day of the week'
        if own
        else f'"{other}" in {there}: that date is another day of the week',
        "paragraph": f'"{own}" is not translated ({there})'
        if own and other
        else f'a paragraph that {there} does not have: "{own}"'
        if own
        else f'nothing here for the paragraph "{other}" ({there})',
        "quotation": f'a quotation, "{own}", where {there} quotes nobody'
        if own
        else f'no quotation here for "{other}" ({there})',
    }.get(finding.what) or (
        f'"{own}" means something else here than in {there}: each language writes it in its own way'
        if own == other
        else f'"{own}", but {there} has "{other}"'
        if own and other
        else f'"{own}" is not in the original ({there})'
        if own
        else f'no "{other}", which {there} has'
    )
    return Problem(Location(document.path, finding.line), message, fatal=False)

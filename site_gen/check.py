"""What `build` does not ask: anchors, texts for pictures, orphan translations."""

from collections.abc import Iterator

from site_gen.cache import Cache
from site_gen.documents.document import Document
from site_gen.documents.prose.addresses import anchor_id
from site_gen.engine import engine_digest
from site_gen.errors import Location, Problem, SiteError
from site_gen.planning import make_plan
from site_gen.project import Request, read_config
from site_gen.site.values import Article, Site


def check_project(request: Request) -> tuple[Problem, ...]:
    """Everything that is wrong with the project, sorted: what a build would say, and the rest.

    The rest is looked for once a build would go through. Nothing is published.
    """
    cache = Cache(request.cache, engine_digest())
    try:
        plan = make_plan(request, read_config(request.project, cache), cache)
    except SiteError as error:
        return error.problems
    problems = [*plan.warnings, *_anchors(plan.site), *_alts(plan.site), *_orphans(plan.site)]
    return tuple(sorted(set(problems)))


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
            line, column = document.marks.get("image", (1, 1))
            message = f'the picture "{document.picture.src}" has no text'
            yield Problem(
                Location(document.path, line, column), message, "Add under image: alt: …", severity == "error"
            )


def _orphans(site: Site) -> Iterator[Problem]:
    """Translations whose original is not there."""
    for versions in site.stories.values():
        if len(versions) == 1:
            document: Document = next(iter(versions.values())).document
            if document.translates:
                line, column = document.marks.get("translates", (1, 1))
                hint = "Put the two files into one folder, or give both the same key."
                message = f'a translation without its original: nothing else has the key "{document.key}"'
                yield Problem(Location(document.path, line, column), message, hint, fatal=False)

"""The middle of the pipeline: documents → site → pages → the list of everything that is published.

All of it is computed anew, from values, whenever anything that it depends on has changed. Where nothing has
but the text of some stories, the plan stands: the same one would come out again, with other keys for those
stories' own pages, and `renew` says so at once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from site_gen.cache.memory import Cache, Made
from site_gen.config import Config
from site_gen.digest import digest
from site_gen.documents.addresses import is_internal
from site_gen.documents.document import Document
from site_gen.errors import Location, Problem, SiteError
from site_gen.files.inventory import Known
from site_gen.images.scaling import standard
from site_gen.images.stripping import STANDARD
from site_gen.keying import keyed
from site_gen.pages.host_files import OWN
from site_gen.pages.makeup import Makeup, whereabouts_of
from site_gen.pages.making import makeups_of, plan_pages
from site_gen.pages.page import Forme, path_of
from site_gen.pages.redirects import Remembered, too_many
from site_gen.press import Press, Thing
from site_gen.publish import Output
from site_gen.reading.project import STATIC, Reading, Request, documents_in, media_in, read_project
from site_gen.reading.tables import fronts_in, glossary_in, people_in, series_in
from site_gen.recall import recalled_addresses, recalled_faults, recalled_names
from site_gen.site.doubles import doubles
from site_gen.site.fronts import pin_ends
from site_gen.site.making import make_site
from site_gen.site.names import look_up
from site_gen.site.news import news_instants
from site_gen.site.release import instants, next_instant
from site_gen.site.unequal import unequal
from site_gen.site.values import Site
from site_gen.tables.fronts import Front
from site_gen.theming import ThemeInTheMaking, theme_in_the_making, theme_of
from site_gen.withheld.blank import blank
from site_gen.withheld.phrases import phrases_of


class Plan(msgspec.Struct, frozen=True):
    """What the site shall be. Nothing of it is written yet."""

    reading: Reading
    press: Press
    """Knows what each output is made from, and makes it."""
    outputs: tuple[Output, ...]
    warnings: tuple[Problem, ...]
    remembered: Remembered
    """What the memory of addresses means for it."""
    withheld: dict[str, tuple[bytes, ...]]
    """File of each unreleased story to phrases of it: see `withheld`."""
    instants: tuple[int, ...]
    """Every instant at which something of the site changes by itself, in order: a story appears, goes, or
    ceases to be news, or a pin ends."""
    site: Site
    makeups: tuple[Makeup, ...]
    pages: int
    """So many of the outputs, the first ones, are pages."""
    formes: dict[str, slice]
    """See Keyed; so `fresh`."""
    fresh: tuple[Output, ...]

    @property
    def next_instant(self) -> int:
        """When the site must be built again without any edit; 0 if never."""
        return next_instant(self.instants, self.reading.request.now)


def make_plan(request: Request, config: Config, cache: Cache, previous: Plan | None = None) -> Plan:
    """Everything the site shall be. Raises SiteError with all Problems of the project at once.

    `previous` is an older plan of the same project: where it stands, it costs nothing to take it up.
    """
    reading = read_project(request, config, cache)
    return (renew(previous, reading, cache) if previous else None) or plan_site(reading, cache)


def plan_site(
    reading: Reading,
    cache: Cache,
    blanked: Collection[str] = (),
    *,
    to_be_printed: bool = False,
    before: Plan | None = None,
    made_theme: ThemeInTheMaking | None = None,
) -> Plan:
    """The plan of a project that has been read. Raises SiteError.

    Of the files in `blanked` it knows that they are there, and not a word that readers may not see. Such a site
    is there to be compared with the real one: what is wrong with it is nobody's mistake. Where all is
    `to_be_printed` at once and most pages are new, their keys are left to those who make them. What is the same as
    in an older plan, `before`, is taken from there. `made_theme` waits for the theme, where its making was begun before
    the reading.
    """
    if made_theme:
        return _plan_site(reading, cache, blanked, made_theme, to_be_printed, before)
    with theme_in_the_making(reading.theme, reading.config, cache, reading.request.jobs) as begun_here:
        return _plan_site(reading, cache, blanked, begun_here, to_be_printed, before)


def _plan_site(
    reading: Reading,
    cache: Cache,
    blanked: Collection[str],
    made_theme: ThemeInTheMaking,
    to_be_printed: bool,
    before: Plan | None,
) -> Plan:
    documents, problems = documents_in(reading, cache)
    parsed = {document.path: document for document in documents}
    records = dict(zip(reading.documents.paths, reading.documents.column("record"), strict=True))

    def name(document: Document) -> str:
        """A digest of all that `document` says. What parsing made of a file has one already."""
        path = document.path
        return records[path] if document is parsed[path] else digest(document)

    if blanked:
        release = reading.request.release
        documents = tuple([blank(d, release) if d.path in blanked else d for d in documents])
    glossary, found = glossary_in(reading)
    problems += found
    people, found = people_in(reading)
    problems += found
    fronts, found = fronts_in(reading)
    problems += found
    series, found = series_in(reading)
    problems += found
    media = media_in(reading, documents, cache)
    unread = set(reading.documents.paths).difference(parsed)
    site, found = make_site(
        documents,
        media,
        glossary,
        reading.config,
        reading.request.release,
        unread,
        people,
        fronts,
        series,
        before.site if before else None,
        look_up if blanked else recalled_names(reading, cache),
    )
    problems += found
    whereabouts = whereabouts_of(site)
    remembered, found = recalled_addresses(site, whereabouts, reading, cache)
    problems += [*found, *remembered.problems]
    site = msgspec.structs.replace(site, redirects=(*site.redirects, *remembered.redirects))
    problems += [*too_many(site), *unequal(documents, reading.request.release), *doubles(documents)]
    own = {path.removeprefix(STATIC) for path in reading.files} & OWN
    makeups = makeups_of(site, name, whereabouts, before.makeups if before else ())
    planned = [page for page in plan_pages(makeups) if isinstance(page, Forme) or page.url not in own]
    theme = theme_of(reading.theme, reading.config, cache, problems, made_theme)
    press = Press(reading.request.project, reading.config, reading.theme, theme, cache)
    # A proof that a page does not show something is not led with what is remembered of it.
    known = cache.made if cache.made.standards == press.standards and not blanked else Made(press.standards)
    pages = keyed(press, planned, known, leave=to_be_printed)
    outputs = (*pages.outputs, *_files(press, site, reading.files))
    paths = "\n".join([output.path for output in outputs])
    problems += recalled_faults(outputs, paths, planned, cache)
    if not unread:  # they would have pages, too
        problems += _check_links(site, press.things)
    if not blanked and any(problem.fatal for problem in problems):
        raise SiteError(problems)
    withheld = phrases_of(documents, reading.request.release, site, media, glossary, reading.config, people)
    moments = _instants(documents, fronts, reading)
    warnings = tuple(sorted(set(problems)))
    plan = Plan(
        reading,
        press,
        outputs,
        warnings,
        remembered,
        withheld,
        moments,
        site,
        makeups,
        len(pages.outputs),
        pages.formes,
        pages.fresh,
    )
    if not blanked:
        cache.made = msgspec.structs.replace(pages.made, paths=paths)
    return plan


def _instants(documents: Sequence[Document], fronts: Sequence[Front], reading: Reading) -> tuple[int, ...]:
    found = instants(documents)
    ends = pin_ends(fronts, documents, reading.config.codes, reading.request.drafts)
    if ends:
        found = tuple(sorted({*found, *ends}))
    if "news-sitemap" in reading.config.outputs:
        found = tuple(sorted({*found, *news_instants(documents, reading.request.drafts)}))
    return found


def renew(plan: Plan, reading: Reading, cache: Cache) -> Plan | None:
    """`plan` with other texts, where nothing else has changed since it was made; else None."""
    before = plan.reading
    if (
        before.middle != reading.middle
        or not same_time(plan.instants, before.request.now, reading.request.now)
        or before.places(plan.warnings) != reading.places(plan.warnings)
    ):
        return None
    bodies = {
        path: known.body
        for path, known in reading.documents.items()
        if known.body != before.documents[path].body
    }
    press = Press(reading.request.project, reading.config, reading.theme, plan.press.theme, cache)
    press.things = dict(plan.press.things)
    keys: dict[str, str] = {}
    for output in plan.outputs[: plan.pages] if bodies else ():
        page = plan.press.page(output.path) if output.source in bodies else None
        if page and page.body:
            page = msgspec.structs.replace(page, body=bodies[page.source])
            press.things[output.path] = page
            keys[output.path] = press.key(page)
    outputs = tuple(
        [msgspec.structs.replace(o, key=keys[o.path]) if o.path in keys else o for o in plan.outputs]
        if keys
        else plan.outputs
    )
    return msgspec.structs.replace(plan, reading=reading, press=press, outputs=outputs)


def same_time(moments: Sequence[int], then: int, now: int) -> bool:
    """Whether the same stories are released at both instants."""
    earlier, later = sorted((then, now))
    return not any(earlier < moment <= later for moment in moments)


def _files(press: Press, site: Site, files: Mapping[str, Known]) -> Iterator[Output]:
    """An Output for everything that is no page; `press.things` then has what each is made from."""
    things = press.things
    for asset in press.theme.assets:
        things.setdefault(asset.path, asset)
        yield Output(asset.path, asset.key, f"the theme's {asset.name}")
    for media in site.media:
        path = media.url.lstrip("/")
        things.setdefault(path, media)
        # The address holds the digest of the file.
        yield Output(path, digest((media.url, STANDARD)), media.path)
        for rendition in media.renditions:
            path = rendition.url.lstrip("/")
            if path not in things:  # the same picture under another ending has the same ones
                things[path] = rendition
                yield Output(path, digest((rendition.url, standard())), media.path)
    for path, known in files.items():
        target = path.removeprefix(STATIC + "/")
        things.setdefault(target, path)
        yield Output(target, known.source, path, Location(path))


def _check_links(site: Site, things: Mapping[str, Thing]) -> list[Problem]:
    """Links that name an address of the site (`/id/tag/rusia/`) must lead to one."""
    problems: list[Problem] = []
    severity = site.config.checks.links
    if severity == "off":
        return problems
    for versions in site.stories.values():
        for article in versions.values():
            if not article.document.links:
                continue
            nowhere = {target.written for target in article.links if not target.url}
            for link in article.document.links:
                if link.target in nowhere:
                    continue  # has been told
                path = link.target.partition("#")[0].partition("?")[0]
                if path.startswith("/") and is_internal(path) and path_of(path) not in things:
                    where = Location(article.document.path, link.line, link.column)
                    message = f'a link that leads nowhere: "{link.target}"'
                    hint = "The site has no such address. Link to a story's file: ../other-story/index.id.md."
                    problems.append(Problem(where, message, hint, severity == "error"))
    return problems

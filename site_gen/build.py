"""The pipeline: documents → site → pages → bytes → tree.

`make_plan` reads the project and says what the site shall be, without writing anything; `build` makes the
output folder hold it. Everything between the two ends is computed anew each time.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.batches import executor, in_batches, jobs_available
from site_gen.cache import Cache
from site_gen.config import FILE_NAME, Config, load_config
from site_gen.documents.document import DocumentRules
from site_gen.documents.prose.addresses import is_internal
from site_gen.engine import engine_digest
from site_gen.errors import USAGE, Location, Problem, SiteError
from site_gen.glossary import Glossary, over_base, read_glossary
from site_gen.pages.making import make_pages
from site_gen.pages.page import Page, path_of
from site_gen.press import Order, Press, print_batch, take_press
from site_gen.publish import Output, TreeWriter, Written, check_paths, lock, publish
from site_gen.site.making import make_site
from site_gen.site.release import instants, next_instant
from site_gen.site.values import Release, Site
from site_gen.sources import file_digest, files_under, read_documents, read_media, unreadable
from site_gen.theme.assets import Asset
from site_gen.theme.files import ThemeFiles, read_theme
from site_gen.theme.loading import Theme, make_theme

CACHE: Final = ".site_gen"
STATIC: Final = "static"
GLOSSARY: Final = "content/glossary.yaml"
_SOURCES: Final = ("content", "seeds", "themes", "theme", STATIC)
_BATCH: Final = 50
_MANY: Final = 150
"""Pages from which on a second process is worth its start."""


class Request(msgspec.Struct, frozen=True):
    """What is asked of a build. Folders are absolute."""

    project: Path
    now: int
    """Seconds since 1970: what is due at this instant is published."""
    output: Path | None = None
    """In place of the folder that config.yaml names."""
    cache: Path | None = None
    """None remembers nothing."""
    drafts: bool = False
    jobs: int = 0
    """Processes; 0 means as many as the machine can run."""
    verify: bool = False


class Plan(msgspec.Struct, frozen=True):
    """What the site shall be. Nothing of it is written yet."""

    config: Config
    site: Site
    press: Press
    outputs: tuple[Output, ...]
    warnings: tuple[Problem, ...]
    documents: int
    """Markdown files read, released or not."""
    parsed: int
    """Those that had to be parsed."""
    bodies: frozenset[str]
    """Digests of the html of every document."""
    next_instant: int
    """When the site must be built again without any edit; 0 if never."""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did."""

    output: str
    stories: dict[str, int]
    """Language to the number of its stories."""
    documents: int
    parsed: int
    pages: int
    total: int
    """Files of the site."""
    rendered: int
    """Files whose bytes had to be made."""
    written: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[Problem, ...]
    notes: tuple[str, ...]
    """What a person may want to know: a cache that was put aside."""
    next_instant: int
    seconds: dict[str, float]
    """Stage to its wall time."""


class Stopwatch:
    """Wall time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap belongs to `stage`."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now


def build(request: Request) -> BuildReport:
    """Make the output folder hold the site as the project says it. Raises SiteError; the site is then as it was."""
    watch = Stopwatch()
    config = read_project_config(request.project)
    output = request.output or request.project / config.output
    if request.drafts and request.output is None:
        message, hint = "drafts need an output folder of their own", "Add: --output DIR."
        raise SiteError(Problem(Location("--drafts"), message, hint), USAGE)
    forbidden = [request.project / name for name in _SOURCES]
    if request.cache:
        forbidden.append(request.cache)
    with lock(output, "site-gen build") as held:
        cache = Cache(request.cache, engine_digest())
        watch.lap("start")
        plan = make_plan(request, config, cache, watch)
        rendered: list[str] = []

        def produce(outputs: Sequence[Output], writer: TreeWriter) -> Iterator[Written]:
            rendered.extend(output.path for output in outputs)
            return _produce(plan.press, outputs, writer, _jobs(request))

        mark = {"drafts": "yes"} if request.drafts else {}
        report = publish(
            output, plan.outputs, produce, mark=mark, forbidden=forbidden, held=held, verify=request.verify
        )
        watch.lap("pages")
        notes = [cache.note] if cache.note else []
        try:
            cache.save(plan.bodies)
            pages = {path: thing for path in rendered if isinstance(thing := plan.press.things[path], Page)}
            cache.save_parts({path: plan.press.parts(page) for path, page in pages.items()}, report.removed)
        except OSError as error:
            notes.append(f"nothing could be remembered for the next build ({(error.strerror or '').lower()})")
        watch.lap("cache")
    return BuildReport(
        output=_shown(output, request.project),
        stories={e.language.code: len(e.articles) for e in plan.site.editions},
        documents=plan.documents,
        parsed=plan.parsed,
        pages=sum(isinstance(thing, Page) for thing in plan.press.things.values()),
        total=report.total,
        rendered=len(rendered),
        written=report.paths,
        removed=report.removed,
        warnings=(*plan.warnings, *report.warnings),
        notes=tuple(notes),
        next_instant=plan.next_instant,
        seconds=watch.seconds,
    )


def make_plan(request: Request, config: Config, cache: Cache, watch: Stopwatch) -> Plan:
    """Everything the site shall be. Raises SiteError with all Problems of the project at once."""
    project = request.project
    problems: list[Problem] = []
    files = files_under(project, "content")
    glossary = read_project_glossary(project, config, problems)
    with executor(_jobs(request) if len(files) > _MANY else 1) as pool:
        read = read_documents(project, files, rules_of(config), cache, pool)
    problems += read.problems
    watch.lap("documents")
    media = read_media(project, read.documents, files, cache)
    site, found = make_site(read.documents, media, glossary, config, Release(request.now, request.drafts))
    problems += found
    watch.lap("site")
    theme_files, theme = _theme(project, config, cache, problems)
    pages = make_pages(site)
    things: dict[str, Page | Asset | str] = {path_of(page.url): page for page in pages}
    press = Press(project, config, cache.engine, theme_files, theme, things, cache)
    if not any(problem.fatal for problem in problems):
        outputs = _outputs(press, pages, site, cache)
        problems += check_paths(outputs)
        problems += _check_links(site, things)
    if any(problem.fatal for problem in problems):
        raise SiteError(problems)
    watch.lap("plan")
    return Plan(
        config=config,
        site=site,
        press=press,
        outputs=outputs,
        warnings=tuple(sorted(set(problems))),
        documents=sum(path.endswith(".md") for path in files),
        parsed=read.parsed,
        bodies=frozenset(document.body for document in read.documents),
        next_instant=next_instant(instants(read.documents), request.now),
    )


def read_project_config(project: Path) -> Config:
    """The project's configuration. Raises SiteError (exit code 2)."""
    try:
        return load_config(FILE_NAME, (project / FILE_NAME).read_bytes())
    except FileNotFoundError:
        hint = "Go into a project's folder, or make one: site-gen init NAME."
        raise SiteError(Problem(Location(FILE_NAME), "there is no such file here", hint), USAGE) from None
    except OSError as error:
        raise unreadable(FILE_NAME, error) from None


def read_project_glossary(project: Path, config: Config, problems: list[Problem]) -> Glossary:
    """The project's glossary over the shipped one; what is wrong with it goes to `problems`."""
    try:
        text = (project / GLOSSARY).read_text("utf-8-sig")
    except FileNotFoundError:
        return over_base()
    except UnicodeDecodeError:
        problems.append(Problem(Location(GLOSSARY), "not UTF-8", "Save it as UTF-8."))
        return over_base()
    except OSError as error:
        raise unreadable(GLOSSARY, error) from None
    entries, found = read_glossary(text, GLOSSARY, config.codes, {section.id for section in config.sections})
    problems += found
    return over_base(entries)


def rules_of(config: Config) -> DocumentRules:
    """What a document's meaning depends on beside its own bytes."""
    lines = config.section_lines.values()
    return DocumentRules(
        languages=config.codes,
        timezone=config.timezone,
        sections=tuple(section.id for section in config.sections),
        extra=config.extra,
        quotes=config.quotes,
        sections_line=min(lines) - 1 if lines else 0,
    )


def _theme(project: Path, config: Config, cache: Cache, problems: list[Problem]) -> tuple[ThemeFiles, Theme]:
    files = read_theme(project, config.theme)
    locales = {language.code: language.locale for language in config.languages}
    name = f"{files.digest} {locales}"
    if cache.state.theme[0] == name:
        return files, msgspec.msgpack.decode(cache.state.theme[1], type=Theme)
    theme, found = make_theme(files, locales)
    problems += found
    if not any(problem.fatal for problem in found):
        from site_gen.theme.checking import check_layouts

        found = check_layouts(files)
        problems += found
    if any(problem.fatal for problem in found):
        raise SiteError(problems)
    cache.state.theme = (name, msgspec.msgpack.encode(theme))
    return files, theme


def _outputs(press: Press, pages: Sequence[Page], site: Site, cache: Cache) -> tuple[Output, ...]:
    """One Output for everything that is published; `press.things` then has what each is made from."""
    things = press.things
    assert isinstance(things, dict)
    outputs = [Output(path_of(page.url), press.key(page), page.source, page.where) for page in pages]
    for asset in press.theme.assets:
        things.setdefault(asset.path, asset)
        outputs.append(Output(asset.path, asset.key, f"the theme's {asset.name}"))
    for media in site.media:
        path = media.url.lstrip("/")
        things.setdefault(path, media.path)
        outputs.append(Output(path, cache.state.media[media.path].source, media.path))
    for path in files_under(press.project, STATIC, hidden=True):
        target = path.removeprefix(STATIC + "/")
        things.setdefault(target, path)
        outputs.append(Output(target, file_digest(press.project, path, cache), path, Location(path)))
    return tuple(outputs)


def _check_links(site: Site, things: Mapping[str, object]) -> list[Problem]:
    """Links that name an address of the site (`/id/tag/rusia/`) must lead to one."""
    problems: list[Problem] = []
    severity = site.config.checks.links
    if severity == "off":
        return problems
    for versions in site.stories.values():
        for article in versions.values():
            for link in article.document.links:
                path = link.target.partition("#")[0].partition("?")[0]
                if path.startswith("/") and is_internal(path) and path_of(path) not in things:
                    where = Location(article.document.path, link.line, link.column)
                    message = f'a link that leads nowhere: "{link.target}"'
                    hint = "The site has no such address. Link to a story's file, as in: ../other-story/index.id.md."
                    problems.append(Problem(where, message, hint, severity == "error"))
    return problems


def _produce(press: Press, outputs: Sequence[Output], writer: TreeWriter, jobs: int) -> Iterator[Written]:
    """Write `outputs`, in several processes if they are many. Raises SiteError when all have been tried."""
    paths = [output.path for output in outputs]
    problems: list[Problem] = []
    if len(paths) < _MANY or jobs < 2:
        results = [press.print(paths, writer)]
        yield from _sorted_out(results, problems)
    else:
        orders = [Order(paths[start : start + _BATCH], writer) for start in range(0, len(paths), _BATCH)]
        with executor(jobs, take_press, (press,)) as pool:
            yield from _sorted_out(in_batches(print_batch, orders, 1, pool), problems)
    if problems:
        raise SiteError(problems)


def _sorted_out(
    results: Iterator[list[Written | Problem]] | list[list[Written | Problem]], problems: list[Problem]
) -> Iterator[Written]:
    for batch in results:
        for result in batch:
            if isinstance(result, Problem):
                problems.append(result)
            else:
                yield result


def _jobs(request: Request) -> int:
    return request.jobs or jobs_available()


def _shown(path: Path, project: Path) -> str:
    """`path` as a message names it: relative to the project where it lies in it."""
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path)

"""A newsroom in miniature, for tests: documents and whole projects out of a few words."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from site_gen.build import BuildReport, build
from site_gen.config import Config, read_config
from site_gen.documents.document import Document, DocumentRules
from site_gen.documents.reading import parse_document
from site_gen.errors import Problem
from site_gen.moments import parse_moment
from site_gen.pages.making import make_pages
from site_gen.pages.page import Page
from site_gen.reading.project import Request
from site_gen.site.making import make_site
from site_gen.site.values import Media, Release, Site
from site_gen.tables.fronts import Front, read_front
from site_gen.tables.glossary import Glossary, read_glossary
from site_gen.tables.people import People, read_people
from site_gen.tables.series import SeriesTable, read_series

HERE: Final = Path(__file__).parent
THOROUGH: Final = os.environ.get("SITE_GEN_THOROUGH") == "1"
"""More examples of everything, before a release: minutes in place of seconds."""
CONFIG = """\
title: {id: Koran Contoh, en: The Example}
base_url: https://koran.example
languages: [id, en]
page_size: 3
sections:
  nasional: {id: Nasional, en: National}
  dunia: {id: Dunia, en: World}
"""
NOW = "2024-06-01"


def config(more: str = "", text: str = CONFIG) -> Config:
    """The configuration above with more keys."""
    return read_config(text + more)


def instant(text: str) -> int:
    """Seconds since 1970 of a moment in Jakarta."""
    return parse_moment(text, ZoneInfo("Asia/Jakarta"))[1]


def rules(site: Config) -> DocumentRules:
    """What documents of such a site depend on."""
    sections = tuple(section.id for section in site.sections)
    return DocumentRules(site.codes, site.timezone, sections, site.extra, site.quotes)


def document(path: str, front: str = "", body: str = "Isi.\n", site: Config | None = None) -> Document:
    """The document of `content/PATH`: a title (line 2), a date (line 3) and, from line 4, `front`.

    What `front` says itself is left out above it.
    """
    given = {line.partition(":")[0] for line in front.splitlines()}
    lines = ["title: Kabar"] * ("title" not in given) + ["date: 2024-01-01"] * ("date" not in given)
    source = "\n".join(["---", *lines, *front.splitlines(), "---", body])
    parsed = parse_document(f"content/{path}", source.encode(), rules(site or config()))
    assert parsed.document is not None, [str(problem) for problem in parsed.problems]
    return parsed.document


def site_of(
    documents: Iterable[Document],
    *,
    now: str = NOW,
    site: Config | None = None,
    glossary: str = "",
    people: str = "",
    series: str = "",
    media: Mapping[str, Media] | None = None,
    everything: bool = False,
    fronts: Mapping[str, str] | None = None,
) -> tuple[Site, list[Problem]]:
    """The site that these documents make, and what is wrong between them. `fronts` are files by their name."""
    site = site or config()
    entries, problems = read_glossary(glossary, "content/glossary.yaml", site.codes)
    assert not problems, [str(problem) for problem in problems]
    known, problems = read_people(people, "content/people.yaml", site.codes)
    assert not problems, [str(problem) for problem in problems]
    table, problems = read_series(series, "content/series.yaml", site.codes)
    assert not problems, [str(problem) for problem in problems]
    release = Release(instant(now), everything)
    return make_site(
        tuple(documents),
        media or {},
        Glossary(entries),
        site,
        release,
        people=People(known),
        fronts=[front(name, text, site) for name, text in (fronts or {}).items()],
        series=SeriesTable(table),
    )


def front(name: str, text: str, site: Config | None = None) -> Front:
    """The front that `content/fronts/NAME.yaml` holds, with nothing wrong in it."""
    site = site or config()
    sections = [section.id for section in site.sections]
    found, problems = read_front(
        text, f"content/fronts/{name}.yaml", site.codes, sections, ZoneInfo(site.timezone)
    )
    assert found is not None
    assert not problems, [str(problem) for problem in problems]
    return found


def good_site(documents: Iterable[Document], **more: object) -> Site:
    """The same, with nothing wrong."""
    site, problems = site_of(documents, **more)  # type: ignore[arg-type]
    assert not problems, [str(problem) for problem in problems]
    return site


def pages_of(documents: Iterable[Document], **more: object) -> dict[str, Page]:
    """Every page of the site by its address."""
    pages = make_pages(good_site(documents, **more))
    found = {page.url: page for page in pages}
    assert len(found) == len(pages)
    return found


def write_project(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A project with these files; the configuration above if none is among them."""
    for path, content in {"config.yaml": CONFIG, **files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def story(front: str = "", body: str = "Isi.\n", title: str = "Kabar", date: str = "2024-01-01") -> str:
    """The text of a Markdown file."""
    return f"---\ntitle: {title}\ndate: {date}\n{front}---\n{body}"


# -- whole projects --


def copy_site(name: str, folder: Path) -> Path:
    """A copy of `tests/sites/NAME` with its theme, ready to be edited and built."""
    project = folder / name
    shutil.copytree(HERE / "sites" / name, project)
    shutil.copytree(HERE / "themes" / "polos", project / "themes" / "polos")
    return project


def build_site(project: Path, now: str = NOW, **more: Any) -> BuildReport:
    """Build `project` with a cache, as the command does, into `public/`."""
    request = Request(project=project, now=instant(now), **{"cache": project / ".site_gen", **more})
    return build(request)


def tree(folder: Path) -> dict[str, bytes]:
    """Every published file by its path, without the manifest: that is ours, not the readers'."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".site_gen.json"
    }

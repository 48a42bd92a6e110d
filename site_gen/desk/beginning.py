"""Beginnings: a new project, a new story."""

import datetime
import os
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from site_gen.config import Config
from site_gen.desk.words import typed_words
from site_gen.documents.front_matter import front_matter_text
from site_gen.errors import USAGE, Location, Problem, SiteError, nearest_or_all
from site_gen.moments import iso
from site_gen.safe_yaml import FRONT_MATTER
from site_gen.slugs import slug_of

_CONFIG: Final = """\
# How this site is built. Every key is explained in docs/configuration.md of site-gen.
# Raw texts go into seeds/, files to be published as they are into static/.
title: Warta Kita
tagline:
  id: Kabar dari sini, dalam dua bahasa
  en: News from here, in two languages
base_url: https://example.org

languages: [id, en]
default_language: id
timezone: Asia/Jakarta
theme: warta
outputs: [json-feed, news-sitemap, search]

sections:
  nasional: {id: Nasional, en: National}
  internasional: {id: Internasional, en: World}
  politik: {id: Politik, en: Politics}
  ekonomi: {id: Ekonomi, en: Economy}
  hukum: {id: Hukum, en: Law}
  daerah: {id: Daerah, en: Regions}
  olahraga: {id: Olahraga, en: Sports}
  teknologi: {id: Teknologi, en: Technology}
  sains: {id: Sains, en: Science}
  kesehatan: {id: Kesehatan, en: Health}
  pendidikan: {id: Pendidikan, en: Education}
  lingkungan: {id: Lingkungan, en: Environment}
  hiburan: {id: Hiburan, en: Entertainment}
  opini: {id: Opini, en: Opinion}
"""
_GLOSSARY: Final = """\
# Names as this paper writes them: tags, places, people. The shipped table lies under this one.
# rawa-pening: {type: place, id: Rawa Pening, en: Lake Rawa Pening, aliases: [Danau Rawapening]}
"""
_IGNORE: Final = "/public/\n/.public.*\n/.site_gen/\n"
_ATTRIBUTES: Final = "# Of two branches, the lines of both.\ncontent/addresses.tsv merge=union\n"
_FILES: Final = {
    "config.yaml": _CONFIG,
    ".gitignore": _IGNORE,
    ".gitattributes": _ATTRIBUTES,
    "content/glossary.yaml": _GLOSSARY,
}


def new_project(folder: Path) -> tuple[str, ...]:
    """Begin a project; returns the paths written in `folder`. Raises SiteError if something is in the way."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "Name a folder that is empty, or not there yet."
        raise SiteError(Problem(Location(str(folder)), "there is something here already", hint), USAGE)
    for path, text in _FILES.items():
        _write_new(folder / path, text)
    (folder / "seeds").mkdir(exist_ok=True)
    return tuple(_FILES)


def new_story(project: Path, config: Config, title: str, lang: str, section: str, now: int) -> str:
    """Begin a story as a draft dated `now`; returns its path in the project. Raises SiteError."""
    title = typed_words(title, "title")
    if lang not in config.codes:
        raise _unknown("language", lang, config.codes)
    sections = [s.id for s in config.sections]
    if section and section not in sections:
        raise _unknown("section", section, sections)
    slug = slug_of(title, lang)
    if not slug:
        hint = "Begin with a title in Latin letters, and write the real one into the file."
        raise SiteError(Problem(Location("title"), f'no address can be made of "{title}"', hint), USAGE)
    zone = ZoneInfo(config.timezone)
    now -= datetime.datetime.fromtimestamp(now, zone).second
    moment = datetime.datetime.fromtimestamp(now, zone)
    path = f"content/{moment:%Y/%m/%d}/{slug}/index.{lang}.md"
    fields: dict[str, str | bool | tuple[str, ...]] = {
        "title": title,
        "date": iso(now, zone),
        "section": section,
        "draft": True,
    }
    text = front_matter_text(fields).replace("\ndraft:", "\ntags: []\nsummary:\ndraft:")
    if len(text.encode()) > FRONT_MATTER.size:
        message = f"more than {FRONT_MATTER.size // 1024} KiB, and no build would read the story"
        raise SiteError(Problem(Location("title"), message, "Make it shorter."), USAGE)
    _write_new(project / path, text + "\n")
    return path


def _unknown(what: str, word: str, known: tuple[str, ...] | list[str]) -> SiteError:
    hint = nearest_or_all(word, known)
    return SiteError(
        Problem(Location(f"--{what[:4] if what == 'language' else what}"), f'unknown {what} "{word}"', hint),
        USAGE,
    )


def _write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet: nobody's work is ever overwritten."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        raise SiteError(
            Problem(Location(str(path)), "there is such a file already", "Choose another title."), USAGE
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)

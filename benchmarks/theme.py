"""How long the renderer takes for a page: `python benchmarks/theme.py [THEME]`, in the repository.

Measured in CPU time of this process, the best of several rounds, with every page a new one: other
addresses, dates and titles, so that nothing is remembered which a real build would not remember.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from site_gen.config import read_config
from site_gen.pages.inputs import (
    Alternate,
    ArticleInputs,
    Card,
    Dateline,
    Edition,
    Feed,
    Head,
    Inputs,
    Link,
    ListInputs,
    Related,
    Shell,
    Turn,
)
from site_gen.theme.files import read_theme
from site_gen.theme.kinds import Entries, Kind, Many, fields_of
from site_gen.theme.loading import make_theme
from site_gen.theme.rendering import Renderer

S = TypeVar("S", bound=msgspec.Struct)

PAGES = 400
ROUNDS = 7
SECTIONS = ["nasional", "internasional", "politik", "ekonomi", "hukum", "daerah", "olahraga", "teknologi"]


def link(name: str) -> Link:
    return Link(name.capitalize(), f"/id/{name}/")


def filled(struct: type[S], **values: Any) -> S:
    """A value of the contract with these fields, and with nothing in all others."""
    others = {name: kind for name, kind in fields_of(struct).items() if name not in values}
    return struct(**values, **{name: _nothing(kind) for name, kind in others.items()})


def _nothing(kind: Kind) -> Any:
    if isinstance(kind, type):
        return filled(kind) if issubclass(kind, msgspec.Struct) else kind()
    return {Many: (), Entries: {}}.get(type(kind))


def card(number: int) -> Card:
    day, hour = number % 28 + 1, number % 24
    return filled(
        Card,
        url=f"/id/2016/11/judul-berita-nomor-{number}/",
        title=f"Judul berita nomor {number} yang cukup panjang & jelas",
        date=f"2016-{number // 28 % 12 + 1:02}-{day:02}T{hour:02}:05:00+07:00",
        summary=f"Ringkasan berita nomor {number}: dua baris pendek yang menerangkan apa yang terjadi kemarin.",
        section=link(SECTIONS[number % len(SECTIONS)]),
        lang="id",
        mark=f"{number:032x}",
        place="Jakarta",
        minutes=number % 9 + 1,
        languages=("en",) if number % 3 else (),
    )


def shell() -> Shell:
    return filled(
        Shell,
        title="Warta",
        tagline="Berita",
        lang="id",
        dir="ltr",
        home="/id/",
        sections=tuple(map(link, SECTIONS)),
        pages=(link("tentang"), link("ralat")),
        tags="/id/tag/",
        archive="/id/arsip/",
        feeds=(filled(Feed, title="Warta", url="/id/feed.xml", type="application/atom+xml"),),
        publisher="Warta",
    )


def head(url: str, title: str) -> Head:
    languages = ("id", "en", "x-default")
    return filled(
        Head,
        title=f"{title} — Warta",
        description=f"Tentang {title}",
        canonical="https://example.org" + url,
        robots="max-image-preview:large",
        alternates=tuple(Alternate(code, f"https://example.org/{code}/") for code in languages),
        feeds=shell().feeds,
        og_type="article",
        og_title=title,
        og_locale="id_ID",
        og_locale_alternates=("en_US",),
        published="2016-11-15T19:05:00+07:00",
        og_section="Nasional",
        og_tags=("Rusia", "Moskow"),
        structured='{"@context":"https://schema.org","@type":"NewsArticle","headline":"x"}' * 8,
    )


def editions(url: str) -> tuple[Edition, ...]:
    return (Edition("id", "Bahasa Indonesia", url, True, True), Edition("en", "English", "/en/", False, True))


def article(number: int) -> tuple[str, Inputs]:
    one = card(number)
    return one.url, filled(
        ArticleInputs,
        shell=shell(),
        head=head(one.url, one.title),
        editions=editions(one.url),
        lang="id",
        title=one.title,
        summary=one.summary,
        section=one.section,
        date=one.date,
        place="Moskow",
        dateline=Dateline("TEMPO.CO, Moskow", " –"),
        authors=(Link("Sri Wahyuni", ""),),
        outlet="TEMPO.CO",
        minutes=one.minutes,
        tags=tuple(link(f"tag-{number + k}") for k in range(5)),
        translations=(Link("English", f"/en/2016/11/story-{number}/", "en"),),
        related=tuple(Related(card(number + k), ("Rusia",)) for k in range(1, 5)),
        older=card(number + 5),
        newer=card(number - 1 if number else 0),
    )


def listing(number: int) -> tuple[str, Inputs]:
    url = f"/id/tag/topik-{number}/"
    return url, filled(
        ListInputs,
        shell=shell(),
        head=head(url, f"Topik {number}"),
        editions=editions(url),
        kind="tag",
        title=f"Topik {number}",
        cards=tuple(card(number * 20 + k) for k in range(20)),
        turn=Turn(older=f"{url}halaman/3/", number=0),
        url=url,
        feed=f"{url}feed.xml",
    )


def best(work: Callable[[], object]) -> float:
    """The least CPU time of one run, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def write_all(warm: Renderer, layout: str, pages: list[tuple[str, Inputs]], text: str) -> int:
    """Write the pages with a renderer that has the templates of `warm` and remembers nothing else."""
    renderer = Renderer(warm.files, warm.theme, warm.config)
    renderer._codes = warm._codes
    return sum(len(renderer.render(layout, "id", *page, text)) for page in pages)


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "warta"
    config = read_config(f"title: W\nbase_url: https://example.org/w\nlanguages: [id, en]\ntheme: {name}\n")
    files = read_theme(Path(__file__).parent.parent, name)
    locales = {language.code: language.locale for language in config.languages}
    theme, problems = make_theme(files, locales)
    if fatal := [problem for problem in problems if problem.fatal]:
        sys.exit("\n".join(map(str, fatal)))
    print(
        f"{name}: read {best(lambda: read_theme(Path(__file__).parent.parent, name)) * 1e3:.1f} ms, ", end=""
    )
    print(f"made {best(lambda: make_theme(files, locales)) * 1e3:.1f} ms")
    body = "<p>" + "Kalimat berita yang biasa saja. " * 90 + "</p>"
    for layout, make, text in (("article.html", article, body), ("list.html", listing, "")):
        pages = [make(number) for number in range(PAGES)]
        cold = Renderer(files, theme, config)
        start = time.process_time()
        cold.render(layout, "id", *pages[0], text)
        first = time.process_time() - start

        write = partial(write_all, cold, layout, pages, text)
        size = write() // PAGES
        print(
            f"{layout}: {best(write) / PAGES * 1e6:.0f} µs a page of {size} bytes, the first {first * 1e3:.1f} ms"
        )


if __name__ == "__main__":
    main()

"""A page of the preview's own: stories × languages, what is translated and what is not."""

from collections.abc import Iterable
from html import escape
from typing import Final

from site_gen.errors import printable
from site_gen.preview.dressing import STYLE
from site_gen.site.translations import STATES, Coverage, coverage
from site_gen.site.values import Site

COVERAGE: Final = "/livereload-status"
"""Its address. A published site has none that begins like this."""
_POLICY: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def coverage_page(site: Site) -> bytes:
    """The table of all stories that the preview shows, the newest first, with what is to be done in each language."""
    config = site.config
    documents = [article.document for versions in site.stories.values() for article in versions.values()]
    stories = coverage(documents, config.codes)
    head = "".join(
        f'<th scope="col"><span lang="{language.code}">{escape(language.name)}</span>'
        f" <small>{_to_do(stories, language.code)}</small></th>"
        for language in config.languages
    )
    body: list[str] = []
    for story in stories:
        cells = "".join(
            f'<td class="{" ".join(version.states)}">{_cell(site, story.key, version.lang, version.states)}</td>'
            for version in story.versions
        )
        lang, title = escape(story.original.lang), _text(story.original.title)
        key = _text(story.key)
        body.append(
            f'<tr><th scope="row"><span lang="{lang}">{title}</span> <code>{key}</code></th>{cells}</tr>'
        )
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f'<title>Translations</title>\n<link rel="stylesheet" href="{STYLE}">\n</head>',
            '<body class="coverage">\n<h1>Translations</h1>\n<table>',
            f'<thead><tr><th scope="col">Story</th>{head}</tr></thead>\n<tbody>',
            *body,
            "</tbody>\n</table>\n</body>\n</html>\n",
        ]
    ).encode("utf-8", "backslashreplace")


def _to_do(stories: Iterable[Coverage], lang: str) -> str:
    """`12 missing, 3 stale`: how many texts of a language are in each state but those that are done."""
    states = [
        state
        for story in stories
        for version in story.versions
        if version.lang == lang
        for state in version.states
    ]
    return ", ".join(
        f"{states.count(s)} {s}" for s in STATES if s in states and s not in ("original", "current")
    )


def _cell(site: Site, key: str, lang: str, states: tuple[str, ...]) -> str:
    article = site.stories[key].get(lang)
    words = ", ".join(states)
    if article is None:
        return words
    return f'<a href="{escape(site.config.base_path + article.url)}">{words}</a>'


def _text(text: str) -> str:
    return escape(printable(text))

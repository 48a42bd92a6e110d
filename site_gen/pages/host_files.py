"""Files for hosts and robots rather than readers."""

from collections.abc import Iterator, Sequence

from site_gen.config import Robots
from site_gen.media_types import LASTING
from site_gen.pages.inputs import Inputs, RedirectInputs
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page
from site_gen.pages.redirects import redirect_lines

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What a page may load. The same stands in the pages, for hosts that send no headers of ours."""


OWN = frozenset({"/robots.txt", "/_headers", "/_redirects"})
"""Those that a file of the project's own, of the same name in static/, takes the place of."""


class TextInputs(Inputs, frozen=True, array_like=True):
    """A file of plain text."""

    text: str


def host_pages(makeups: Sequence[Makeup]) -> Iterator[Page]:
    """`robots.txt`, `_headers` and `_redirects` (Netlify, Cloudflare Pages), `.nojekyll` (GitHub Pages)."""
    first = makeups[0]
    code, base = first.code, first.config.base_path
    robots = _robots(first.config.robots, base) + f"Sitemap: {first.frame.absolute('/sitemap.xml')}\n"
    yield Page("/robots.txt", "text", code, TextInputs(robots), source="robots.txt")
    yield Page("/_headers", "text", code, TextInputs(_headers(first)), source="_headers")
    # Without it GitHub Pages would not publish files that begin with an underscore.
    yield Page("/.nojekyll", "text", code, TextInputs(""), source=".nojekyll")
    if lines := redirect_lines(first.site):
        yield Page("/_redirects", "text", code, TextInputs(lines), source="_redirects")


def _robots(robots: Robots, base: str) -> str:
    """What is asked of whom: RFC 9309, and Content-Signal (https://contentsignals.org) on the use of what was read."""
    signal = {
        "allow": "",
        "no-training": "search=yes, ai-train=no",
        "disallow": "search=yes, ai-input=no, ai-train=no",
    }
    lines = [f"Content-Signal: {signal[robots.ai]}"] if signal[robots.ai] else []
    lines += [f"Disallow: {base}{address}" for address in robots.disallow]
    text = "\n".join(["User-agent: *", *lines, "Allow: /", "", ""])
    if robots.crawlers:
        text += "".join(f"User-agent: {name}\n" for name in robots.crawlers) + "Disallow: /\n\n"
    return text


def _headers(makeup: Makeup) -> str:
    base, outputs = makeup.config.base_path, makeup.config.outputs
    everywhere = f"  X-Robots-Tag: {makeup.frame.robots}\n" if makeup.frame.robots else ""
    text = (
        f"{base}/*\n  Content-Security-Policy: {CSP}\n  X-Content-Type-Options: nosniff\n"
        f"  Referrer-Policy: strict-origin-when-cross-origin\n{everywhere}"
    )
    for folder in LASTING:
        text += f"{base}/{folder}*\n  Cache-Control: public, max-age=31536000, immutable\n"
    if "json-feed" in outputs:
        text += f"{base}/*/feed.json\n  Content-Type: application/feed+json; charset=utf-8\n"
    if "markdown" in outputs:
        text += f"{base}/*/index.md\n  Content-Type: text/markdown; charset=utf-8\n"
    if "api" in outputs:
        # What any page of any site may read.
        text += f"{base}/api/*\n  Access-Control-Allow-Origin: *\n"
    return text


def redirect_pages(makeups: Sequence[Makeup]) -> Iterator[Page]:
    """A page at each old address, for hosts that know no redirects."""
    for redirect in makeups[0].site.redirects:
        url, lang, where, frame = redirect.target, redirect.lang, redirect.where, makeups[0].frame
        inputs = RedirectInputs(redirect.title, lang, frame.dir_of(lang), url, frame.absolute(url))
        yield Page(redirect.url, "redirect.html", lang, inputs, source=where.path, where=where)


def write_text(inputs: TextInputs) -> bytes:
    """A text file."""
    return inputs.text.encode()

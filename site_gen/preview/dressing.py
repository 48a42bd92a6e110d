"""A page as it would be published → the page as the preview shows it.

The bytes of a page are made as for a build; here they get the script that reloads them, and where there is
something to say, a bar: that readers do not see the page yet, or what is wrong with the project. The bar
stands in a shadow tree, which no style sheet of a theme reaches.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import Final, Literal

import msgspec

from site_gen.errors import Problem, printable
from site_gen.preview.hosts import name_and_port
from site_gen.preview.words import spoken, word

SCRIPT: Final = "/livereload.js"
STYLE: Final = "/livereload.css"
SOCKET: Final = "/livereload"


class Notice(msgspec.Struct, frozen=True):
    """Why readers do not see a page."""

    kind: Literal["draft", "due", "expired"]
    moment: str = ""
    """When that changes or has changed, as it is written for people."""


class Dressing(msgspec.Struct, frozen=True):
    """What is put around a page."""

    host: str
    """Name and port, as the browser asked for them."""
    token: str
    """What the page was made from: a browser that shows another one is told to reload."""
    lang: str
    notice: Notice | None = None
    problems: tuple[Problem, ...] = ()


def dress(page: bytes, dressing: Dressing) -> bytes:
    """`page` with script and bar before its last `</body>`, else at its end, and with a policy that lets them in."""
    parts = [_problem_list(dressing, "behind") if dressing.problems else ""]
    if dressing.notice:
        text = word(dressing.notice.kind, dressing.lang, moment=dressing.notice.moment)
        parts.append(f'<p class="bar" role="note">{escape(text)}</p>')
    added = _bytes(_shadow("".join(parts), dressing) + _script(dressing))
    page = _META.sub(lambda found: _widened(found, dressing.host), page)
    at = page.lower().rfind(b"</body>")
    return page + added if at < 0 else page[:at] + added + page[at:]


def error_page(dressing: Dressing) -> bytes:
    """A page of nothing but problems, for when there is no other."""
    origin = f"http://{dressing.host}"
    policy = widened_policy("default-src 'none'; base-uri 'none'; form-action 'none'", additions(origin))
    return _bytes(
        f'<!doctype html>\n<html lang="{spoken(dressing.lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_quoted(policy)}">\n'
        f"<title>{escape(_count(dressing))}</title>\n"
        f'<link rel="stylesheet" href="{STYLE}">\n</head>\n<body class="alone">\n'
        + _shadow(f'<div class="whole">{_problem_list(dressing, "nothing")}</div>', dressing)
        + _script(dressing)
        + "\n</body>\n</html>\n"
    )


def _script(dressing: Dressing) -> str:
    name, port = name_and_port(dressing.host)
    # livereload.js sends snipver in its greeting: so the server knows which state of the site a page shows.
    asked = f"host={name}&port={port}&mindelay=200&maxdelay=2000&snipver={dressing.token}"
    return f'<script src="{SCRIPT}?{escape(asked)}"></script>'


def _shadow(content: str, dressing: Dressing) -> str:
    if not content:
        return ""
    lang = spoken(dressing.lang)
    return (
        f'<site-gen-preview lang="{lang}" dir="ltr"><template shadowrootmode="open">'
        f'<link rel="stylesheet" href="{STYLE}">{content}</template></site-gen-preview>'
    )


def _problem_list(dressing: Dressing, state: str) -> str:
    items = "".join(map(_item, dressing.problems))
    return (
        f'<details class="problems" role="alert" open><summary>{escape(_count(dressing))}'
        f"<span>{escape(word(state, dressing.lang))}</span></summary>"
        f'<ol lang="en">{items}</ol></details>'
    )


def _item(problem: Problem) -> str:
    hint = f'<p class="hint">{_text(problem.hint)}</p>' if problem.hint else ""
    return f"<li><code>{_text(str(problem.where))}</code><p>{_text(problem.message)}</p>{hint}</li>"


def _text(text: str) -> str:
    return escape(printable(text))


def _count(dressing: Dressing) -> str:
    n = len(dressing.problems)
    return word("problem" if n == 1 else "problems", dressing.lang, n=n)


def _bytes(text: str) -> bytes:
    # A file's name may hold bytes that are no UTF-8.
    return text.encode("utf-8", "backslashreplace")


_META: Final = re.compile(
    rb"<meta\s[^>]*http-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE
)
_CONTENT: Final = re.compile(r"(\scontent\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def _widened(found: re.Match[bytes], host: str) -> bytes:
    def replace(match: re.Match[str]) -> str:
        policy = widened_policy(unescape(match[2][1:-1]), additions(f"http://{host}"))
        return f'{match[1]}"{_quoted(policy)}"'

    return _CONTENT.sub(replace, found[0].decode("utf-8", "surrogateescape"), count=1).encode(
        "utf-8", "surrogateescape"
    )


def _quoted(policy: str) -> str:
    """`policy` for an attribute in double quotes; its own quotation marks are single ones."""
    return escape(policy, quote=False).replace('"', "&quot;")


def additions(origin: str) -> Mapping[str, Sequence[str]]:
    """What the preview needs to be allowed, by directive. No policy can name an IPv6 address: there `ws:` stands."""
    socket = "ws:" if "[" in origin else origin.replace("http:", "ws:", 1)
    own = "'self'" if "[" in origin else ""
    return {
        "script-src": [own or origin + SCRIPT],
        "style-src": [own or origin + STYLE],
        "connect-src": ["'self'", socket],
    }


def widened_policy(policy: str, added: Mapping[str, Sequence[str]]) -> str:
    """A Content-Security-Policy that also allows what is `added`, and forbids all else that it forbade."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        words = directive.split()
        if words:
            directives.setdefault(words[0].lower(), words[1:])
    for name, sources in added.items():
        allowed = directives.get(name, directives.get("default-src"))
        if allowed is None:
            continue  # nothing is forbidden
        kept = [source for source in allowed if source.lower() != "'none'"]
        directives[name] = kept + [source for source in sources if source not in kept]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())

"""The media type of a file, by its ending, and which files never change.

A table of our own: the system's differs from machine to machine, and browsers are forbidden to guess.
"""

import posixpath
from typing import Final

_TEXTS: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "xsl": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "md": "text/plain",
    "csv": "text/csv",
    "vtt": "text/vtt",
    "ics": "text/calendar",
}
_OTHERS: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "wasm": "application/wasm",
    "zip": "application/zip",
}


LASTING: Final = ("assets/", "media/")
"""The folders in which a file's name changes with its bytes."""


def media_type(path: str) -> str:
    """What the Content-Type header says of an output. Every text is UTF-8."""
    name = posixpath.basename(path)
    ending = posixpath.splitext(name)[1].removeprefix(".").lower()
    if name == "feed.json":
        return "application/feed+json; charset=utf-8"
    if ending in _TEXTS:
        return f"{_TEXTS[ending]}; charset=utf-8"
    if not ending or name.startswith("_"):  # _headers, CNAME: what hosts read is text
        return "text/plain; charset=utf-8"
    return _OTHERS.get(ending, "application/octet-stream")

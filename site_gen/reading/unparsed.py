"""Files that are not parsed: pictures, and what is published as it is."""

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from site_gen.cache.memory import Cache
from site_gen.digest import digest_bytes, encode
from site_gen.files.inventory import Known
from site_gen.files.listing import Listing, read_file
from site_gen.files.scanning import Stat

if TYPE_CHECKING:
    from site_gen.documents.document import Document
    from site_gen.site.values import Media


def read_media(
    project: Path, documents: Iterable["Document"], known: dict[str, Known], cache: Cache
) -> dict[str, "Media"]:
    """The picture files that documents show, by path; one that is no picture, or not there, is left out.

    `known` are the picture files of the content; what is read of one is noted there.
    """
    from site_gen.site.values import Media

    wanted: set[str] = set()
    for document in documents:
        entries = document.live.entries if document.live else ()
        if not document.picture and not document.pictures and not entries:
            continue
        folder = posixpath.dirname(document.path)
        sources = [target.target for target in document.pictures]
        sources += [target.target for entry in entries for target in entry.pictures]
        if document.picture:
            sources.append(document.picture.src)
        wanted.update(posixpath.normpath(posixpath.join(folder, unquote(source))) for source in sources)
    found = {}
    for path in sorted(wanted & known.keys()):
        record = cache.blobs.get(known[path].record)
        if record is None:
            read = read_file(project, path)
            if read is None:
                continue
            record = encode(_media(path, read[1]))
            name = digest_bytes(record)
            known[path] = Known(read[0], digest_bytes(read[1]), name)
            cache.blobs.add(name, record)
        media = msgspec.msgpack.decode(record, type=Media | None)
        if media is not None:
            found[path] = media
    return found


def _media(path: str, data: bytes) -> "Media | None":
    """Where a picture is published: its name, for people, and its digest, so that it never changes there."""
    from site_gen.images.measuring import ENDINGS, is_still, measure
    from site_gen.images.scaling import is_scalable
    from site_gen.site.values import Media
    from site_gen.slugs import slug_of

    kind, width, height = measure(data)
    stem, ending = posixpath.splitext(posixpath.basename(path))
    if ENDINGS[ending.lower()] != kind:
        return None
    name = slug_of(stem) or "picture"
    scalable = is_scalable(width, height) and is_still(kind, data)
    return Media(path, f"/media/{name}.{digest_bytes(data)[:12]}{ending.lower()}", width, height, scalable)


def digests_of(project: Path, files: Mapping[str, Stat], known: dict[str, Known]) -> dict[str, Known]:
    """What is known of `files`, which are published as they are: the digest of their bytes is their `source`."""
    found = {}
    for path, status in files.items():
        old = known.get(path)
        if old is None or old.hint != status:
            read = read_file(project, path)
            if read is None:
                continue
            source = digest_bytes(read[1])
            record = old.record if old is not None and old.source == source else ""
            old = Known(read[0], source, record)
        found[path] = old
    return unchanged(found, known)


def unchanged(found: dict[str, Known], known: dict[str, Known]) -> dict[str, Known]:
    """`known` itself where `found` has nothing else: so that what need not be written again is seen at once."""
    same = len(found) == len(known) and all(one is known.get(path) for path, one in found.items())
    return known if same else found


def picture_files(files: Listing) -> dict[str, Stat]:
    """Those of `files` that may be pictures."""
    from site_gen.images.measuring import ENDINGS

    endings = tuple(ENDINGS)
    others = [path for path in files if not path.endswith(".md")]
    return {path: files[path] for path in others if path.lower().endswith(endings)}

"""What planning recalls in place of finding it out again, under the digest of all that it was found out from.

Names in the glossary, old addresses, paths: each is asked of everything there is, and few edits change the answer.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Final

import msgspec

from site_gen.cache.memory import Cache
from site_gen.config import Config
from site_gen.digest import digest, digest_bytes, encode
from site_gen.errors import Problem
from site_gen.keying import Planned
from site_gen.pages.makeup import Whereabouts
from site_gen.pages.page import Forme, Recipe, path_of
from site_gen.pages.redirects import Differences, Remembered, differences, other_lines, remember
from site_gen.publish import Output, check_paths
from site_gen.reading.project import Reading, addresses_in
from site_gen.site.names import Dateline, LookUp, Names, look_up
from site_gen.site.values import Site, Term
from site_gen.tables.glossary import Glossary

NAMES: Final = "names"
"""Under which it is remembered in which blob the names of all tags and places are."""


def names_blob(cache: Cache) -> str:
    """The blob that has them; empty if there is none."""
    _, name = cache.index.values.get(NAMES, ("", b""))
    return name.decode()


def recalled_names(reading: Reading, cache: Cache) -> LookUp:
    """A `look_up` that remembers what it found last.

    Few edits bring a tag or a place that no story had. To read the glossary, index its thousands of spellings and
    make a slug of every name takes longer than all else about them.
    """
    kind = tuple[list[Term], dict[str, int], list[tuple[Dateline, dict[str, str]]]]

    def recalled(
        tags: Collection[str], datelines: Collection[Dateline], glossary: Glossary, config: Config
    ) -> Names:
        asked = digest((sorted(tags), sorted(datelines), reading.glossary, config))
        name = cache.recall(NAMES, asked)
        kept = cache.blobs.get(name.decode()) if name else None
        if kept is not None:
            terms, tagged, filed = msgspec.msgpack.decode(kept, type=kind)
            return Names({tag: terms[which] for tag, which in tagged.items()}, dict(filed))
        found = look_up(tags, datelines, glossary, config)
        terms = list({term.id: term for term in found.tags.values()}.values())
        at = {term.id: which for which, term in enumerate(terms)}
        tagged = {tag: at[term.id] for tag, term in found.tags.items()}
        # Not `encode`: as they come back they shall be in the order in which they are now.
        data = msgspec.msgpack.encode((terms, tagged, list(found.places.items())))
        cache.blobs.add(digest_bytes(data), data)
        cache.remember(NAMES, asked, digest_bytes(data).encode())
        return found

    return recalled


_FEW: Final = 200
"""Addresses that were found to differ, and are kept in mind."""


def recalled_addresses(
    site: Site, whereabouts: Whereabouts, reading: Reading, cache: Cache
) -> tuple[Remembered, list[Problem]]:
    """What the memory of addresses means for a site, and why it cannot be read.

    Where no address is another than it was, the twenty thousand of a site and of the file are not compared again.
    """
    compared = digest((reading.addresses, whereabouts, other_lines(site), site.everything))
    kept = cache.recall("addresses", compared)
    if kept is not None:
        return remember(site, msgspec.msgpack.decode(kept, type=Differences)), []
    text, problems = addresses_in(reading)
    found = differences(site, text, reading.request.release)
    # Which of the unreleased stories are published depends on the moment.
    if not site.everything and not problems and len(found.old) + len(found.unrecorded) <= _FEW:
        cache.remember("addresses", compared, encode(found))
    return remember(site, found), problems


def recalled_faults(
    outputs: Sequence[Output], paths: str, planned: Iterable[Planned], cache: Cache
) -> list[Problem]:
    """What is wrong with the `paths` of the outputs, a line each; those that were found good before are not looked at
    again."""
    good = cache.made.paths
    if good and good == paths and good.count("\n") == len(outputs) - 1:
        return []
    problems = check_paths(outputs, good.split("\n") if good else ())
    if not problems:
        return []
    # Now it is asked who wants each, and where: of a page that is not made nobody knows.
    pages = chain.from_iterable([one.recipes() if isinstance(one, Forme) else (one,) for one in planned])
    made = [page.page() if isinstance(page, Recipe) else page for page in pages]
    wanted = [Output(path_of(page.url), "", page.source, page.where) for page in made]
    return check_paths([*wanted, *outputs[len(wanted) :]])

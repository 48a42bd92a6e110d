"""The keys of a plan's pages: remembered, or found out by making the pages.

What is remembered of pages that are planned together is remembered in one text, and only read where it is wanted.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any, Final

import msgspec

from site_gen.cache.memory import Made
from site_gen.digest import Sealed, digest_bytes, encoder_noting
from site_gen.pages.page import Forme, Page, Recipe, path_of
from site_gen.press import Press
from site_gen.publish import Output

_MANY: Final = 1_000
"""New pages whose keys are left to several processes."""
_WIDTH: Final = 32
"""Of a digest."""
Planned = Page | Recipe | Forme


class Keyed(msgspec.Struct, frozen=True):
    """The pages of a plan with their keys."""

    outputs: tuple[Output, ...]
    """One for each page, in the order in which they were planned."""
    made: Made
    """What is to be remembered of them."""
    formes: dict[str, slice]
    """The digest of each forme to the place of its pages in the outputs."""
    fresh: tuple[Output, ...]
    """Those with a key that no page had before, as far as is remembered: they will have to be printed."""


def keyed(press: Press, planned: Collection[Planned], known: Made, *, leave: bool = False) -> Keyed:
    """Find out the keys of all pages; `known` has those of recipes and formes that were made before.

    With `leave`, many pages that were not made before are left without a key. What the others are made from is kept,
    for the builds that will find this plan standing and for `explain`. The press knows all pages then.
    """
    things, named = press.things, bool(known.keys or known.formes)
    # Nothing is known, so nothing is looked up by the recipes: they, too, are left to those who print.
    all_new = leave and not named and sum(len(one.urls) for one in planned if isinstance(one, Forme)) > _MANY
    standing = known.formes.keys() & {one.digest for one in planned if isinstance(one, Forme)}
    names = _names(known, standing)
    outputs: list[Output] = []
    keys: dict[str, str] = {}
    formes: dict[str, slice] = {}
    new: list[tuple[int, str, Page | Recipe]] = []
    for one in planned:
        pages: Sequence[Page | Recipe]
        if isinstance(one, Forme):
            formes[one.digest] = slice(len(outputs), len(outputs) + len(one.urls))
            if all_new or one.digest in standing:
                paths = one.paths
                things.update(dict.fromkeys(paths, one))
                theirs = [""] * len(paths) if all_new else _split(known.formes[one.digest][1])
                outputs += map(Output, paths, theirs, one.sources)
                continue
            pages = one.recipes()
        else:
            pages = (one,)
        for page in pages:
            name = page.digest if named and isinstance(page, Recipe) else ""
            key = names.get(name, "")
            if key:
                keys[name] = key
            else:
                new.append((len(outputs), name, page))
            path = path_of(page.url)
            things[path] = page
            outputs.append(Output(path, key, page.source))
    fresh: list[Output] = []
    if not all_new and (not leave or len(new) <= _MANY):
        sealed: dict[str, Sealed[Any]] = {}
        encode, blobs = encoder_noting(sealed), press.cache.blobs
        for at, name, page in new:
            path = outputs[at].path
            things[path] = made = page.page() if isinstance(page, Recipe) else page
            material = press.material(made, encode)
            key = digest_bytes(material)
            if isinstance(page, Recipe):
                keys[name or page.digest] = key
            outputs[at] = Output(path, key, page.source)
            if not blobs.has(key):
                blobs.add(key, material)
                fresh.append(outputs[at])
        for digest, value in sealed.items():
            blobs.add_new(digest, value.data)
    remembered = Made(known.standards, keys, {name: known.formes[name] for name in standing})
    return Keyed(tuple(outputs), with_formes(remembered, outputs, formes), formes, tuple(fresh))


def with_formes(made: Made, outputs: Sequence[Output], formes: Mapping[str, slice]) -> Made:
    """`made` with the keys of recipes under their formes, as far as those of all pages of a forme are known."""
    names = {key: name for name, key in made.keys.items()}
    known = dict(made.formes)
    for digest, place in formes.items():
        if digest not in known:
            keys = [output.key for output in outputs[place]]
            if all(key in names for key in keys):
                known[digest] = "".join([names.pop(key) for key in keys]), "".join(keys)
    return msgspec.structs.replace(made, keys={name: key for key, name in names.items()}, formes=known)


def keys_in(made: Made) -> set[str]:
    """The keys of all pages that are remembered."""
    return {*made.keys.values(), *chain.from_iterable([_split(keys) for _, keys in made.formes.values()])}


def _names(known: Made, standing: Collection[str]) -> dict[str, str]:
    """The keys of recipes, but for those of formes that are `standing`."""
    found = dict(known.keys)
    for digest, (names, keys) in known.formes.items():
        if digest not in standing:
            found.update(zip(_split(names), _split(keys), strict=True))
    return found


def _split(digests: str) -> list[str]:
    return [digests[at : at + _WIDTH] for at in range(0, len(digests), _WIDTH)]

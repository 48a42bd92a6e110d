"""The reading loop: what lies in a project's folders, each file remembered until its bytes change."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.cache.memory import Cache
from site_gen.digest import digest
from site_gen.files.inventory import Inventory, Known
from site_gen.files.listing import Listing
from site_gen.files.rows import differing, without
from site_gen.reading.records import known_of, parsed_of

if TYPE_CHECKING:
    from site_gen.batches.processes import Jobs
    from site_gen.documents.document import DocumentRules

_UNKNOWN: Final = "?"

_GONE: Final = 1_000
"""Stories that went and are kept in mind."""
_GONE_AS: Final = "revision: key"


def read_documents(
    project: Path, files: Listing, rules: "DocumentRules", cache: Cache, jobs: "Jobs"
) -> tuple[Inventory, list[str]]:
    """What is known of each `.md` file among `files`, and the paths of those that had to be parsed.

    `documents_of` then gives the documents.
    """
    known, ruled = cache.known.documents, digest(rules)
    stories = files.of_stories()
    same = stories.paths == known.paths
    gone = set() if same else set(known.paths).difference(stories.paths)
    fresh: dict[str, Known] = {}

    def touched() -> Iterable[str]:
        """The paths of files that may have changed, or may mean something else."""
        if known.rules != ruled:
            return stories.paths
        if same:
            return [stories.paths[at] for at in differing(stories.rows, known.hints())]
        new = set(stories.paths).difference(known.paths)
        both = [path for path in stories.paths if path not in new]
        rows = without(stories.rows, [at for at, path in enumerate(stories.paths) if path in new])
        hints = without(known.hints(), [at for at, path in enumerate(known.paths) if path in gone])
        return sorted([*new, *[both[at] for at in differing(rows, hints)]])

    same_rules = known.rules == ruled
    # To look up each of ten thousand files where none is known takes 10 ms.
    before = {path: known.get(path) for path in touched()} if known.paths else dict.fromkeys(touched())
    sources = [(path, old.source if old and same_rules else "") for path, old in before.items()]
    parsed = []
    for entry in parsed_of(project, sources, rules, cache, jobs):
        old = before[entry.path]
        if not entry.source:
            gone.add(entry.path)
        elif old and not entry.name:
            fresh[entry.path] = msgspec.structs.replace(old, hint=entry.hint)
        else:
            # Of a file that nobody knows the standing plan may have a text: in a build that failed it was not there.
            fresh[entry.path] = known_of(entry, (old.published or old.body) if old else _UNKNOWN)
            parsed.append(entry.path)
    parsed.sort()
    _note_moves(known, fresh, gone, parsed, cache)
    return known.revised(fresh, gone, ruled), parsed


def _note_moves(
    known: Inventory,
    fresh: Mapping[str, Known],
    gone_paths: Collection[str],
    parsed: Sequence[str],
    cache: Cache,
) -> None:
    """Keep in mind which stories went since the files were last read, by what tells them again."""
    gone = {known[path].revision: known[path].story for path in gone_paths if path in known}
    for path in parsed:
        old, new = known.get(path), fresh[path]
        if old is not None and old.story != new.story and old.story and new.story:
            gone[new.revision] = old.story  # the same file with another `key`
    gone.pop("", None)
    if gone:
        before = msgspec.msgpack.decode(cache.recall("gone", _GONE_AS) or b"\x80", type=dict[str, str])
        kept = dict([*before.items(), *gone.items()][-_GONE:])
        cache.remember("gone", _GONE_AS, msgspec.msgpack.encode(kept))


def moved_stories(known: Inventory, cache: Cache) -> dict[str, str]:
    """The key that a story had to the key that it has, where its folder was renamed: the text is the same.

    One that went and has not come back under another key may be of a build that found a mistake, long ago.
    """
    remembered = cache.recall("gone", _GONE_AS)
    if remembered is None:
        return {}
    gone = msgspec.msgpack.decode(remembered, type=dict[str, str])
    stories = known.column("story")
    there = set(stories)
    again: dict[str, set[str]] = {}
    for story, revision in zip(stories, known.column("revision"), strict=True):
        if revision in gone and gone[revision] not in there:
            again.setdefault(gone[revision], set()).add(story)
    return {old: new.pop() for old, new in sorted(again.items()) if len(new) == 1}


def made_from(known: Inventory) -> list[tuple[str, str]]:
    """Each translation, with the file of its story that has the text it says it was made from; empty if none has.

    Where several have that text, each of them stands there, too, with the last of them.
    """
    made = known.column("translates")
    if not any(made):
        return []
    paths, stories = known.paths, known.column("story")
    texts = list(zip(stories, known.column("revision"), strict=True))
    last = dict(zip(texts, paths, strict=True))
    found = [
        (path, last.get((story, text), ""))
        for path, story, text in zip(paths, stories, made, strict=True)
        if text
    ]
    if len(last) < len(texts):
        again = {text for text, path in zip(texts, paths, strict=True) if last[text] != path}
        found += [(path, last[text]) for path, text in zip(paths, texts, strict=True) if text in again]
    return found

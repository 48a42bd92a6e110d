"""The memory of addresses: `content/addresses.tsv`, every address that was ever published, and whose it was.

A line is an address, a language, what it is of (`story`, `section`, `tag`, `author`, `series`, `front`), and its
key or id, with tabs between them. The file is committed: what a story was called before is known on every machine,
and an address that is nobody's any more leads to where its owner is now. It is a set. So the order of lines means
nothing, whoever merges two branches keeps the lines of both, and an address that has been written down already
changes nothing for a build: the site with the line is the site without it. A story's line is written once it was
published, so that nothing of a story whose time has not come is in the file.

Weighed against it was a list of changed addresses only. That is shorter, but somebody has to know the address
of before to write such a line, and who does not keep the last build (a new clone, a build machine) does not.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from site_gen.errors import Location, Problem

PATH: Final = "content/addresses.tsv"
KINDS: Final = ("story", "section", "tag", "author", "series", "front")
_URL: Final = re.compile(r"(?:/[a-z0-9-]+)+/")
"""What an address of a site looks like. In `_redirects` more than that is a pattern (`/*/` is every address) or another line."""
_HEAD: Final = "# Addresses that were published, and whose they were. Written by site-gen, to be committed."


class Address(msgspec.Struct, frozen=True):
    """One line."""

    url: str
    """Site-absolute, from its first / to its last."""
    lang: str
    """The edition that it is an address of."""
    kind: str
    name: str
    """A story's key, the id of a section, tag, person or series, or the name of a front."""
    number: int = 0
    """Of the line, from 1."""

    @property
    def owner(self) -> tuple[str, str, str]:
        """Whose address it is."""
        return (self.lang, self.kind, self.name)


def address_line(url: str, lang: str, kind: str, name: str) -> str:
    """The line for an address; empty if the name cannot stand in one."""
    return (
        ""
        if "\t" in name or "\n" in name or "\r" in name or name != name.strip()
        else f"{url}\t{lang}\t{kind}\t{name}"
    )


def lines_of(text: str) -> set[str]:
    """The lines of the file."""
    return set(text.replace("\r\n", "\n").split("\n"))


def read_addresses(text: str, lines: set[str]) -> tuple[list[Address], list[Problem]]:
    """Those of its `lines` that are addresses, by address, and what is wrong with the others."""
    found: list[Address] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n") if lines else (), 1):
        if line not in lines or not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if wrong := _wrong_with(line, parts):
            problems.append(Problem(Location(PATH, number), *wrong))
        else:
            found.append(Address(parts[0], parts[1], parts[2], parts[3], number))
    return sorted(found, key=lambda address: (address.url, address.number)), problems


def _wrong_with(line: str, parts: list[str]) -> tuple[str, str] | None:
    """What is wrong with a line, and what to do."""
    if any(part != part.strip() for part in parts):
        return f'a space too many: "{line[:60]}"', "Take it out: nothing but a tab stands between two parts."
    if len(parts) != 4 or parts[2] not in KINDS:
        hint = "A line is: address, language, story, key, with tabs between them. Of two merged versions keep all lines."
        return f'no address: "{line[:60]}"', hint
    if not _URL.fullmatch(parts[0]):
        hint = "It has lower-case letters, digits and hyphens between its slashes, as in: /id/2016/11/old-slug/. "
        hint += "One that another system made goes under `aliases` of its story."
        return f'no address of this site: "{parts[0][:60]}"', hint
    return None


def with_addresses(text: str, lines: Iterable[str]) -> str:
    """The file's text with more lines, in order. Whoever had one of their addresses before has it no more."""
    added = set(lines)
    taken = {line.partition("\t")[0] for line in added}
    old = text.replace("\r\n", "\n").split("\n")
    notes = [line for line in old if line.startswith("#")] or [_HEAD]
    kept = [line for line in old if line.partition("\t")[0] not in taken and line.strip() and line[0] != "#"]
    # They are in order but for what was added or merged: sorted as a list that costs little, as a set ten times as much.
    return "\n".join([*dict.fromkeys(notes), *dict.fromkeys(sorted([*kept, *sorted(added)])), ""])


def with_owners(text: str, moved: Mapping[str, str]) -> str:
    """The file's text after stories got other keys: old key to new key.

    A key that has addresses already is of a story that was there before: the two only read alike.
    """
    parts = [line.partition("\tstory\t") for line in text.replace("\r\n", "\n").split("\n")]
    known = {key for _, _, key in parts}
    return "\n".join(
        start + tab + (moved[key] if moved.get(key, key) not in known else key) for start, tab, key in parts
    )

"""What says that a text may not be published yet: an embargo, a draft, a word to the desk.

Such a story is written as a draft, and an editor decides. An embargo's moment is not read out of the text: a zone or a year
is missing too often, and what is published too soon cannot be called back.
"""

import re

from site_gen.errors import Location, Problem
from site_gen.wire.lines import Line
from site_gen.wire.story import Removed

_HEAD, _TAIL = 8, 3
"""Lines that are looked at."""
_LONGEST = 140
_HELD = re.compile(
    r"\W*(?:(?:(?:STRICTLY\s+)?EMBARGO(?:ED)?|(?:Strictly\s+)?[Ee]mbargo(?:ed)?)(?:\s*[:–—-]|\s+(?:sampai|hingga|until|till|s/d|for|pukul|tgl|tanggal)\b|\W*$)"
    r"|(?i:tidak\s+untuk\s+(?:disiarkan|dipublikasikan|ditayangkan|diterbitkan)|jangan\s+(?:dulu\s+)?(?:disiarkan|dipublikasikan|ditayangkan|diterbitkan)|"
    r"belum\s+(?:boleh|untuk)\s+(?:disiarkan|dipublikasikan|ditayangkan|diterbitkan|tayang|terbit)|"
    r"not\s+for\s+(?:publication|broadcast|release)|hold\s+(?:for\s+release|until)|(?:under|under\s+strict)\s+embargo)\b).{0,100}"
)
"""A line of its own in the head or the tail; a headline goes on, `Embargo Minyak Mulai Berlaku`."""
_SAYS_SO = re.compile(r"(?:true|yes|ya|y|1|draft|konsep|pending|private)", re.IGNORECASE)


def without_hold(
    lines: list[Line], fields: dict[str, str], name: str
) -> tuple[list[Line], Problem | None, list[Removed]]:
    """The lines without what says that they may not be published yet, and what the editor is told of it, if anything is."""
    held = ""
    if fields.get("embargo", "").strip():
        held = f"embargo: {fields['embargo'].strip()}"
    if _SAYS_SO.fullmatch(fields.get("draft", "").strip()):
        held = held or f"draft: {fields['draft'].strip()}"
    removed: list[Removed] = []
    kept: list[Line] = []
    for index, line in enumerate(lines):
        near = index < _HEAD or index >= len(lines) - _TAIL
        if near and len(line.text) <= _LONGEST and _HELD.fullmatch(line.text):
            removed.append(Removed(line.text, "embargo", line.number))
            held = held or line.text
        else:
            kept.append(line)
    if not kept:
        kept, removed = lines, []
    if not held:
        return kept, None, removed
    where = Location(name, removed[0].line if removed else 0)
    hint = "Write its `embargo:` into the story, or delete `draft: true` when it may be published."
    told = Problem(where, f'"{held[:60]}": the story is kept as a draft', hint, fatal=False)
    return kept, told, removed

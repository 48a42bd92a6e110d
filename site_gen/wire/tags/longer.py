"""Whether a name is only a part of a longer one: of an office, of a team, of a known term with more behind it."""

import re

from site_gen.tables.glossary import fold, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.tags.terms import Mention
from site_gen.wire.tags.wording import PROPER, Wording
from site_gen.wire.tokens import is_role

_AGE_GROUP = re.compile(r"U-?\d\d")
"""How old who plays may be: a competition of theirs is another one."""
_PLURAL = re.compile(r"[A-Z][a-z]{3,}s")


def is_district(w: Wording, index: int, stop: int) -> bool:
    """Whether words behind a role are still the office, since the name follows a comma:
    `Menteri Contoh Umum, Amir Contoh, …`"""
    toks = w.tokens
    if any(w.is_given(token.text) for token in toks[index:stop]) or stop + 1 >= len(toks):
        return False
    comma, name = toks[stop], toks[stop + 1]
    after = toks[stop + 2] if stop + 2 < len(toks) else None
    return comma.text == "," and name.cap and (w.is_given(name.text) or (after is not None and after.cap))


def goes_beyond(w: Wording, words: list[str], place: int) -> bool:
    """Whether a name that begins with a place is a longer English one: `Contoh Beach`, `Contoh Transit Commission`."""
    if place >= len(words):
        return False
    tails = lexicon.words("org_tails") | lexicon.words("place_tails")
    if w.lang != "en":
        return len(words) > 2 and words[-1] in tails
    return words[-1] in tails or _PLURAL.fullmatch(words[place]) is not None


def is_part(w: Wording, mention: Mention, last: int, end: int) -> bool:
    """Whether a known term is only the beginning of a longer name: `Jakarta Marathon`."""
    if last + 1 >= end:
        return False
    if mention.entry.type == "person":
        # `Rahma Contoh` is not the Rahma whom the glossary knows by that name alone.
        behind = w.tokens[last + 1]
        return (
            PROPER.fullmatch(behind.text) is not None
            and not is_role(behind)
            and behind.start not in w.known
            and not w.is_head(behind)
            and not w.place_size([behind.text])
        )
    tails = lexicon.words("org_tails") | lexicon.words("place_tails")
    following = [token.text for token in w.tokens[last + 1 : end]]
    if w.lang == "en" and mention.entry.type == "organisation" and following[0] == "and":
        # Ministry of Contoh and Farming; behind `and` may stand another name.
        joined = w.known.get(w.tokens[last + 2].start) if last + 2 < end else None
        return " of " in mention.written and (joined is None or joined.entry.type == "topic")
    near = following[:4] if w.lang == "en" or PROPER.fullmatch(following[-1]) else following[:2]
    if _AGE_GROUP.fullmatch(following[0]):
        return mention.entry.type == "topic"  # Piala Contoh U-19
    if following[0].isdigit():
        return mention.entry.type != "topic" or len(following[0]) == 4
    if any(word in tails for word in near):
        return True
    if mention.entry.type == "place" and w.lang == "id" and following[0].isalpha() and following[0].istitle():
        return fold(mention.written) in ordinary_words()  # Lebak Bulus
    if mention.entry.type == "place" and w.lang == "en":
        return _PLURAL.fullmatch(following[0]) is not None  # Arizona Cardinals
    return mention.entry.type == "organisation" and mention.written in lexicon.phrases("org_heads")

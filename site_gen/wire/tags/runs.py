"""Where a run of capitalised words ends, and which small words between them belong to it."""

from typing import Final

from site_gen.wire import lexicon
from site_gen.wire.tags.wording import PARTICLES, Wording

_POSSESSIVE: Final = ("’s", "'s")
_OF_HEADS: Final = frozenset(
    [
        "House",
        "City",
        "State",
        "Port",
        "Isle",
        "Republic",
        "Kingdom",
        "Duke",
        "Duchess",
        "Prince",
        "Princess",
        "Earl",
        "Archbishop",
        "Bishop",
        "Chamber",
        "Faculty",
        "Order",
        "Battle",
        "Treaty",
        "Declaration",
        "Statue",
        "Tower",
        "Temple",
        "Friends",
        "Sons",
        "Daughters",
        "Army",
        "Voice",
    ]
)


FOR_WHAT: Final = frozenset(
    [
        "Center",
        "Centre",
        "Centers",
        "Institute",
        "Council",
        "Agency",
        "Committee",
        "Society",
        "Association",
        "Fund",
        "Organization",
        "Organisation",
        "Office",
        "Foundation",
        "Commission",
        "Authority",
        "Academy",
        "School",
        "Network",
        "Alliance",
        "Coalition",
        "Laboratory",
        "Partnership",
        "Campaign",
        "Federation",
        "Forum",
    ]
)
"""Behind one of these the name goes on with what it is for: `National Center for Contoh Research`."""


def _takes_of(word: str) -> bool:
    """Whether a name goes on behind `of`: `Bank of Contoh`."""
    tails = lexicon.words("org_tails") | lexicon.words("place_tails")
    return word in tails or word in _OF_HEADS or word in lexicon.phrases("place_heads")


def run_end(w: Wording, index: int) -> int:
    """Where the run of capitalised words that begins at `index` ends."""
    toks, end = w.tokens, index + 1
    while end < len(toks):
        token = toks[end]
        if token.start - toks[end - 1].end > 1 or toks[end - 1].text.endswith(_POSSESSIVE):
            break
        if token.cap:
            if token.starts or token.text in lexicon.words("calendar"):
                break
            end += 1
            continue
        if token.text.isdigit():
            if not w.is_part_number(end):
                break
            end += 1
            continue
        after = toks[end + 1] if end + 1 < len(toks) else None
        if after is None or not after.cap or after.text in lexicon.words("calendar"):
            break
        if (
            token.text == "of"
            and w.lang == "en"
            and after.start in w.known
            and not _takes_of(toks[end - 1].text)
        ):
            break  # Amir Contoh of Kenya
        if (
            token.text == "of"
            and w.lang == "en"
            and (w.is_given(toks[index].text) or (end - index == 2 and _is_body(w, end + 1)))
            and not _takes_of(toks[end - 1].text)
        ):
            break  # Jane Contoh of Contoh University
        joins = (
            token.text in PARTICLES
            or token.text == "&"
            or (token.text == "of" and w.lang == "en")
            or (token.text == "for" and w.lang == "en" and toks[end - 1].text in FOR_WHAT)
            or (token.text in ("the", "for", "and") and any(t.text == "of" for t in toks[index:end]))
            or (token.text == "and" and _is_one_body(w, index, end + 1))
            or (token.text == "dan" and w.is_head(toks[index]) and not w.is_head(after))
        )
        if not joins:
            break
        end += 2
    return end


def _is_body(w: Wording, index: int) -> bool:
    """Whether a run of capitals ends like an organisation of two words or more: `Contoh Cook University`."""
    last = index
    while last + 1 < len(w.tokens) and w.tokens[last + 1].cap and last - index < 5:
        last += 1
    return last > index and w.tokens[last].text in lexicon.words("org_tails")


def _is_one_body(w: Wording, index: int, behind: int) -> bool:
    """`the Disaster and Emergency Management Authority`: one article, and the last word is an organisation's."""
    if w.lang != "en":
        return False
    if w.tokens[index].text != "The" and (not index or w.tokens[index - 1].text.lower() != "the"):
        return False
    last = behind
    while last + 1 < len(w.tokens) and w.tokens[last + 1].cap and last - behind < 5:
        last += 1
    return last > behind and w.tokens[last].text in lexicon.words("org_tails")

"""Where a name ends: a run of capitals, an organisation, a place, a person."""

import re
from typing import Final

from site_gen.tables.glossary import fold, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.tags.terms import Mention
from site_gen.wire.tags.wording import PROPER, Wording
from site_gen.wire.tokens import is_role, office_words

_POSSESSIVE: Final = ("’s", "'s")
_PLURAL = re.compile(r"[A-Z][a-z]{3,}s")
_PARTICLES: Final = frozenset(
    ["bin", "binti", "van", "der", "den", "de", "von", "al", "el", "d'", "da", "dos", "ter", "ibn"]
)


BEFORE_GIVEN: Final = frozenset(["I", "Ni", "Ida", "TB", "Tb", "RM", "KRT", "GKR", "Tgk", "Cok"])
"""What stands before a given name and is a part of it: `I Made` of Bali, `TB Amir` of Banten."""
_IN_HONOUR: Final = frozenset(["Sultan", "Pangeran", "Raden", "Raja"])
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


_FOR_WHAT: Final = frozenset(
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
            token.text in _PARTICLES
            or token.text == "&"
            or (token.text == "of" and w.lang == "en")
            or (token.text == "for" and w.lang == "en" and toks[end - 1].text in _FOR_WHAT)
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
    if w.lang != "en" or not index or w.tokens[index - 1].text.lower() != "the":
        return False
    last = behind
    while last + 1 < len(w.tokens) and w.tokens[last + 1].cap and last - behind < 5:
        last += 1
    return last > behind and w.tokens[last].text in lexicon.words("org_tails")


def organisation_end(w: Wording, index: int, end: int, named: bool) -> int:
    """Where the organisation ends. If `named`, an office stands before it and a person's name may follow:
    `Rektor Universitas Contoh Surabaya Amir`."""
    toks = w.tokens
    whole = toks[index].text in (
        "PT",
        "CV",
        "Universitas",
        "RS",
        "RSUD",
        "RSUP",
        "RSPAD",
        "Yayasan",
        "Bank",
        "Partai",
        "Masjid",
        "Rumah",
        "Pesantren",
        "Ponpes",
    )
    stop = index + 1
    if toks[index].text.isupper() and toks[index].text not in (
        "PT",
        "CV",
        "RS",
        "RSUD",
        "RSUP",
        "RSPAD",
        "SD",
        "SDN",
        "SMP",
        "SMPN",
        "SMA",
        "SMAN",
        "SMK",
        "SMKN",
        "MAN",
        "LSM",
        "LBH",
    ):
        # An office known by its letters takes a place behind it and nothing else: KPU Jember, PN Depok.
        letters = stop < end and toks[stop].text.isupper() and len(toks[stop].text) > 1  # PB CONTOH
        stop += letters
        return stop + w.place_size([token.text for token in toks[stop:end]])
    if named:
        # Who speaks in this text begins here, whatever stands before: `PT Contoh Indah Amir`.
        spoken = next((i for i in range(index + 1, min(end, index + 8)) if toks[i].text in w.spoken), 0)
        if spoken:
            return spoken - 1 if toks[spoken - 1].text in BEFORE_GIVEN else spoken
    while stop < end and stop - index < 8:
        token = toks[stop]
        if (
            is_role(token)
            and token.folded not in office_words()
            and token.folded
            not in lexicon.words("role_names")
            | {
                "tni",
                "korban",
                "warga",
                "dokter",
                "saksi",
                "ibu",
                "hakim",
                "kapten",
                "sultan",
                "wartawan",
                "jurnalis",
                "advokat",
                "peneliti",
            }
        ):
            break
        titled = toks[stop - 1].text in _IN_HONOUR  # Bandara Sultan Contoh: whom it is called after
        if w.is_given(token.text) and stop > index + 1 and not titled and (named or not whole):
            return stop - 1 if toks[stop - 1].text in BEFORE_GIVEN else stop
        stop += 1
        place = w.known.get(toks[stop].start) if named and stop < end else None
        if place is not None and place.entry.type in ("place", "organisation") and stop + 1 < end:
            last = next((i for i in range(stop, end) if toks[i].end >= place.end), end - 1)
            if last + 1 < end and (
                w.is_given(toks[last + 1].text)
                or (place.entry.type == "organisation" and not w.is_head(toks[last + 1]))
            ):
                return last + 1
        size = w.place_size([t.text for t in toks[stop:end]]) if named and stop < end else 0
        if size and stop + size < end and not w.is_head(toks[stop + size]):
            return stop + size
    return stop


def place_end(w: Wording, index: int, end: int) -> int:
    stop = index + 1
    while stop < end and stop - index < 4:
        token = w.tokens[stop]
        if is_role(token) and token.folded not in lexicon.words("role_names") | {
            "sultan",
            "kapten",
            "haji",
            "pangeran",
            "letjen",
            "jenderal",
        }:
            break
        stop += 1
    return stop


def person_end(w: Wording, index: int, end: int) -> int:
    stop = index + 1
    if w.lang == "en":
        what = next((i for i in range(index + 2, min(end - 1, index + 5)) if w.tokens[i].text == "for"), 0)
        if what and w.tokens[what - 1].text in _FOR_WHAT:
            return min(end, what + 5)
    while stop < end:
        token = w.tokens[stop]
        if is_role(token) and token.folded not in lexicon.words("role_names") and w.tokens[stop - 1].cap:
            break
        mention = w.known.get(token.start)
        if (
            mention
            and w.lang == "en"
            and mention.entry.type == "person"
            and stop - index >= 2
            and not w.is_given(w.tokens[index].text)
        ):
            break  # Economic Affairs Amir Contoh
        joined = w.tokens[stop - 1].text in _PARTICLES | {"of", "and"}  # City of Contoh …
        if mention and mention.entry.type != "person" and stop - index >= 2 and not joined:
            break
        last = stop == end - 1 and token.text in lexicon.words("org_tails")  # Contoh Development Bank
        if (
            token.text in lexicon.phrases("org_heads")
            and not last
            and not (w.lang == "en" and token.text in lexicon.words("org_tails"))  # National Bank of …
            and token.text
            not in (
                "Rumah",
                "Front",
                "Liga",
                "Pusat",
            )
        ):
            break
        stop += 1
    return stop


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
    if following[0].isdigit():
        return mention.entry.type != "topic" or len(following[0]) == 4
    if any(word in tails for word in near):
        return True
    if mention.entry.type == "place" and w.lang == "id" and following[0].isalpha() and following[0].istitle():
        return fold(mention.written) in ordinary_words()  # Lebak Bulus
    if mention.entry.type == "place" and w.lang == "en":
        return _PLURAL.fullmatch(following[0]) is not None  # Arizona Cardinals
    return mention.entry.type == "organisation" and mention.written in lexicon.phrases("org_heads")

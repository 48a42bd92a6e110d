"""Where a name ends inside its run of capitals: an organisation, a place, a person."""

from typing import Final

from site_gen.wire import lexicon
from site_gen.wire.tags.runs import FOR_WHAT
from site_gen.wire.tags.wording import PARTICLES, Wording
from site_gen.wire.tokens import is_role, office_words

BEFORE_GIVEN: Final = frozenset(["I", "Ni", "Ida", "TB", "Tb", "RM", "KRT", "GKR", "Tgk", "Cok"])
"""What stands before a given name and is a part of it: `I Made` of Bali, `TB Amir` of Banten."""
_IN_HONOUR: Final = frozenset(["Sultan", "Pangeran", "Raden", "Raja"])
_CALLED_WHOLE: Final = frozenset(
    [
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
    ]
)
"""What may be called after a person: a given name is a part of it."""
_NO_LETTERS: Final = frozenset(
    [
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
    ]
)
"""Capitals that are no office known by its letters: a name follows."""
_INSIDE: Final = frozenset(
    [
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
    ]
)
"""Roles that organisations have in their names: `Ikatan Dokter Contoh`."""


def organisation_end(w: Wording, index: int, end: int, named: bool) -> int:
    """Where the organisation ends. If `named`, an office stands before it and a person's name may follow:
    `Rektor Universitas Contoh Surabaya Amir`."""
    toks = w.tokens
    whole = toks[index].text in _CALLED_WHOLE
    stop = index + 1
    if toks[index].text.isupper() and toks[index].text not in _NO_LETTERS:
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
            and token.folded not in lexicon.words("role_names") | _INSIDE
            and not _is_field(w, index, stop)
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


_FIELDS: Final = frozenset(
    [
        "Defense",
        "Defence",
        "Interior",
        "Finance",
        "Health",
        "Justice",
        "Education",
        "Trade",
        "Treasury",
        "Labor",
        "Labour",
        "Agriculture",
        "Transport",
        "Transportation",
        "Energy",
        "Environment",
        "Affairs",
        "Security",
    ]
)


def _is_field(w: Wording, index: int, at: int) -> bool:
    """Whether a word is what an English ministry is for: `Ministry of National Defense`."""
    return (
        w.lang == "en"
        and w.tokens[at].text in _FIELDS
        and any(token.text == "of" for token in w.tokens[index:at])
    )


_JOINING: Final = PARTICLES | {"of", "and", "&"}


def person_end(w: Wording, index: int, end: int) -> int:
    stop = index + 1
    if w.lang == "en":
        what = next((i for i in range(index + 2, min(end - 1, index + 5)) if w.tokens[i].text == "for"), 0)
        if what and w.tokens[what - 1].text in FOR_WHAT:
            return min(end, what + 5)
    while stop < end:
        token = w.tokens[stop]
        field = _is_field(w, index, stop)
        if (
            is_role(token)
            and token.folded not in lexicon.words("role_names")
            and w.tokens[stop - 1].cap
            and not field
        ):
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
        # City of Contoh …, Contoh Fire & Rescue
        joined = w.tokens[stop - 1].text in _JOINING or (stop + 1 < end and w.tokens[stop + 1].text == "&")
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

"""One name at its place in the text: what it is of, how far it goes, and whether it is one at all."""

import re

from site_gen.tables.glossary import TermType, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.tags.extents import BEFORE_GIVEN, person_end
from site_gen.wire.tags.kinds import BY_LENGTH, Span, is_no_name, is_process, judge
from site_gen.wire.tags.longer import goes_beyond, is_district
from site_gen.wire.tags.wording import Wording
from site_gen.wire.tokens import is_role


def is_word(folded: str) -> bool:
    """Whether the name of a place is a common word, too."""
    return folded in ordinary_words() or folded in lexicon.words("ordinary_places")


def name_at(w: Wording, index: int, end: int, role: str, found: list[Span]) -> int:
    """Adds the name that begins at `index`, `role` before it; where the next part begins."""
    toks = w.tokens
    stop = max(person_end(w, index, end), index + 1)
    words = [token.text for token in toks[index:stop]]
    place = w.place_size(words)
    if place == 1 and toks[index].starts and is_word(toks[index].folded):
        place = 0  # Lima, Batu: words, too, and a sentence begins with one
        if len(words) == 1:
            return stop
    if role in STAYS and len(words) == 1:
        add(w, found, index - 1, stop, "person", f'"{role}" is a part of the name')
        return stop
    known = w.known.get(toks[index].start)
    if known is not None and known.entry.type == "person":
        place = 0
    if (
        place
        and not goes_beyond(w, words, place)
        and (place < len(words) or not role or not w.is_given(words[0]))
    ):
        add(w, found, index, index + place, "place", "in the list of places")
        return index + place
    if role and is_district(w, index, stop):
        return stop
    if role:
        # `Deputi Geofisika BMKG Amir …`: what is known to be an office ends before the name.
        inside = [i for i in range(index + 1, stop - 1) if _is_office_of(w, i)]
        if inside:
            index = inside[-1] + 1
            words = [token.text for token in toks[index:stop]]
        if stop < end and is_role(toks[stop]) and len(words) < 3 and not w.is_given(words[0]):
            return stop  # the office's district: Kapendam Jaya Kolonel …
        titled = next((i for i in range(len(words) - 2, 0, -1) if words[i].rstrip(".") in _HONORIFICS), 0)
        if titled:
            # `Ketua Umum PP Contoh H. Amir …`: the office ends at the honorific, the name begins behind it.
            index += titled + 1
            words = words[titled + 1 :]
        begin = next((i for i, word in enumerate(words) if w.is_given(word)), 0)
        if begin and len(words) > 2 and role not in lexicon.words("ranks"):
            # The office runs on into the name: `… Seluruh Indonesia Mohamad Indah Ginting`.
            index += begin - (words[begin - 1] in BEFORE_GIVEN)
    if w.lang == "en" and role in STAYS and len(words) > 1 and words[-1] in lexicon.words("org_tails"):
        add(
            w, found, index - 1, stop, "organisation", f'"{words[-1]}" ends an organisation'
        )  # Sir … Hospital
        return stop
    firm = len(words) > 2 and w.lang == "en" and words[-1] in lexicon.words("org_tails")
    kind = "" if role in _BODIES or firm else "person"
    add(w, found, index, stop, kind if role else "", f'"{role}" stands before it' if role else "")
    return stop


_HONORIFICS = frozenset(["H", "Hj", "HM", "KH", "Drs", "Dra", "Ir", "Prof", "Dr", "dr"])
_BODIES = frozenset(["Tim", "DPP", "DPD", "DPW", "DPC", "Fraksi"])
"""Words before the name of a party or a team, not of a person."""


_DEGREE = re.compile(
    r"(?:S\.?(?:H|E|T|IP|Sos|Pd|Kom|Ag|STP|Psi|Kep|Hut|Si)|M\.?(?:H|M|T|Si|Pd|Hum|Kom|Kes|Sc|AP|Ag)|MBA|Ph\.?D)\.?"
)
"""Degrees behind a name, without their comma: `Amir Contoh SH`, `M.Si`."""
_CODE = re.compile(r"[A-Z]-?\d{1,3}")
"""`Y-9`, `B12`: what somebody or something is numbered by, and no name."""
_POSSESSIVE = re.compile(r"[’']s?$")
_LISTED = re.compile(r"\s*,?\s+(?:Tbk|\(Persero\))\.?$")
"""A company is called without what it is by law."""
STAYS = frozenset(
    [
        "Prince",
        "Princess",
        "King",
        "Queen",
        "Pope",
        "Sir",
        "Lady",
        "Lord",
        "Saint",
        "Pangeran",
        "Ratu",
        "Raja",
        "Paus",
        "Sultan",
        "Gus",
    ]
)
"""Titles without which nobody is called by one name."""


_ABSTRACT = re.compile(
    r"(?!nasution|lution)[a-z]{2,}tion|[a-z]{3,}(?:ment|ization|isasi|itas)|[a-z]{4,}able|[a-z]{5,}asi"
)


def _says_something(folded: str) -> bool:
    """Whether a word is one that nobody is called by: `Smart Nation`, `Plus Three`."""
    if len(folded) > 3 and (
        folded in lexicon.words("stopwords_en") or folded in lexicon.words("stopwords_id")
    ):
        return True
    return _ABSTRACT.fullmatch(folded) is not None


def _is_office_of(w: Wording, index: int) -> bool:
    mention = w.known.get(w.tokens[index].start)
    return mention is not None and mention.entry.type == "organisation" and mention.end == w.tokens[index].end


def add(w: Wording, found: list[Span], start: int, end: int, kind: TermType | str, reason: str) -> None:
    """Adds the words from `start` to `end` as a name, unless they are none, with a vote for their kind."""
    toks = w.tokens
    while end > start and not toks[end - 1].cap and not toks[end - 1].text.isdigit():
        end -= 1
    while start < end - 1 and (not toks[start].cap or toks[start].text in ("A", "An", "The")):
        start += 1
    if end <= start:
        return
    while end - start > 2 and _DEGREE.fullmatch(toks[end - 1].text):
        end -= 1
    if end - start > 3 and _DEGREE.fullmatch(f"{toks[end - 2].text}{toks[end - 1].text}"):
        end -= 2  # Amir Contoh M Si
    while (
        w.lang == "id"
        and end - start > 2
        and toks[start].text.rstrip(".") in _HONORIFICS
        and len(toks[start + 1].text.rstrip(".")) > 1
    ):
        start += 1  # H. Amir Contoh
    if toks[end - 1].text.isdigit() and (kind == "person" or w.is_given(toks[start].text)):
        end -= 1
        if end <= start:
            return
    name = " ".join(_POSSESSIVE.sub("", w.text[toks[start].start : toks[end - 1].end]).split())
    name = _LISTED.sub("", name)
    words = name.split()
    if _DEGREE.fullmatch(name) or _CODE.fullmatch(name):
        return
    if is_no_name(w, name, words, start, end, kind):
        return
    span = Span(name, toks[start].start, toks[end - 1].end)
    if kind:
        span.vote(kind, 2.0, reason)  # type: ignore[arg-type]
    judge(w, span, words, start, end)
    last = toks[end - 1]
    common = last.folded in w.lower or last.folded in w.stop or is_process(last.text)
    common = common or any(
        _says_something(token.folded) for token in toks[start:end] if not w.is_given(token.text)
    )
    if common and w.lang == "id" and all(reason == BY_LENGTH for _, _, reason in span.votes):
        return  # Pedoman Pengembangan Desa: only its capitals speak for a name, and it ends in a word
    found.append(span)

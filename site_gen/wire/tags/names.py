"""Names that no list has: persons, organisations and places, by how they are written.

A run of capitalised words is parted at the terms that are known, at role words (Presiden, AKP, Senator)
and at the first words of organisations and places (Polres, Universitas, Gunung). What kind a name is follows
from its own words and from those beside it: a role before it, a verb of saying after it, an age in brackets.
"""

import re

from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.tags.extents import BEFORE_GIVEN, organisation_end, place_end
from site_gen.wire.tags.kinds import Span
from site_gen.wire.tags.longer import is_part
from site_gen.wire.tags.naming import STAYS, add, name_at
from site_gen.wire.tags.runs import run_end
from site_gen.wire.tags.terms import Mention
from site_gen.wire.tags.wording import PROPER, Wording
from site_gen.wire.tokens import Token, is_role, office_words
from site_gen.wire.verbs import ID_VERB


def find_names(
    text: str,
    mentions: list[Mention],
    gazetteer: Gazetteer,
    lang: str,
    namesakes: frozenset[str] = frozenset(),
) -> list[Span]:
    """Where names stand in `text` that the glossary does not know; `namesakes` are towns that a person is called like."""
    w = Wording(text, mentions, gazetteer, lang, namesakes)
    found: list[Span] = []
    index = 0
    while index < len(w.tokens):
        token = w.tokens[index]
        if not token.cap or token.text in lexicon.words("calendar") or token.start in w.covered:
            index += 1
            continue
        end = run_end(w, index)
        _part(w, index, end, found)
        index = max(end, index + 1)
    return found


def _part(w: Wording, index: int, end: int, found: list[Span]) -> None:
    """Parts one run into names."""
    toks = w.tokens
    first = toks[index]
    beside = toks[index - 1] if index and not first.starts else None
    role = beside.text if beside is not None and _is_calling(w, beside) else ""
    if (
        first.starts
        and w.lang == "en"
        and index + 1 < end
        and toks[index + 1].text == "of"
        and first.text[-1] == "s"
    ):
        index += 1  # Thousands of Contoh people …
        first = toks[index]
    if first.starts and not is_role(first) and first.start not in w.known:
        following = toks[index + 1] if index + 1 < end else None
        opens = w.lang == "id" and following is not None and following.start in w.known
        heads = w.is_head(first) and following is not None and following.cap
        common = w.is_common(first.text) and not heads
        if (
            common
            or (opens and not w.is_head(first) and not w.is_given(first.text))
            or (following is None and _is_a_word(w, index))
        ):
            index += 1
    while index < end:
        token = toks[index]
        mention = w.known.get(token.start)
        if mention is not None and not _heads_a_name(w, mention, index, end):
            last = next((i for i in range(index, end) if toks[i].end >= mention.end), end - 1)
            if role in STAYS and last == index and (last + 1 == end or not toks[last + 1].cap):
                add(w, found, index - 1, last + 1, "person", f'"{role}" is a part of the name')
                index, role = last + 1, ""
                continue
            holder = bool(role) and last + 1 < end and w.is_given(toks[last + 1].text)
            if holder or not is_part(w, mention, last, end):
                index = last + 1
                role = role if holder or mention.entry.type in ("place", "topic") else ""
                continue
        if not token.cap:
            index += 1
            continue
        if token.text in _STORMS and index + 1 < end:
            index, role = index + 2, ""  # Topan Contoh: the storm is the topic, its name nobody's
            continue
        if (
            token.text in ("PT", "CV", "Perum")
            and (after := w.known.get(token.end + 1))
            and (after.entry.type == "organisation")
        ):
            index = next((i for i in range(index, end) if toks[i].end >= after.end), index) + 1
            # A company that the glossary knows; what its own name has more ends where a person's begins.
            index = next((i for i in range(index, end) if w.is_given(toks[i].text)), index)
            continue
        if role == "Sekretaris" and token.text == "Perusahaan":
            index += 1
            continue
        head = token.text in lexicon.phrases("org_heads") and index + 1 < end
        if head and _YEAR.fullmatch(toks[index + 1].text):
            index += 2  # Piala Contoh Klub 2025: the clubs of a year are none
            continue
        if head and not (is_role(token) and role):
            stop = _seen_end(w, index, end, found) or organisation_end(
                w, index, end, named=bool(role) and not role.islower()
            )
            if stop - index > 1:
                add(w, found, index, stop, "organisation", f'"{token.text}" begins an organisation')
                index, role = stop, ""
                continue
        seat = w.known.get(toks[index + 1].start) if index + 1 < end and token.text in _SEATS else None
        if seat is not None and seat.entry.type == "place":
            index, role = index + 1, ""  # Provinsi Contoh: the place is known without its rank
            continue
        of_country = index and toks[index - 1].text in ("Ibu", "ibu")  # Ibu Kota …
        if token.text in lexicon.phrases("place_heads") and index + 1 < end and not of_country:
            stop = organisation_end(w, index, end, named=True) if role else place_end(w, index, end)
            if stop - index > 1:
                add(w, found, index, stop, "place", f'"{token.text}" begins a place')
                index, role = stop, ""
                continue
        other = w.lang == "en" and (
            token.text in ("Tim", "Yang")  # a team and an article in one language, names in the other
            or (token.text == "General" and index + 1 < end and toks[index + 1].text in _GENERAL)
        )
        if is_role(token) and not other and not (role and _begins_name(w, index, end)):
            role = token.text
            index += 1
            continue
        begins = token.text in BEFORE_GIVEN and index + 1 < end and w.is_given(toks[index + 1].text)
        if role and not begins and (token.folded in office_words() or _NUMERAL.fullmatch(token.text)):
            index += 1
            continue
        if role and toks[index - 1].text in _DIVISIONS and not w.is_given(token.text):
            index = _field_end(w, index, end)
            continue
        if stop := _letters_with_place(w, index, end):
            add(w, found, index, stop, "organisation", f'"{token.text}" stands before its place')
            index, role = stop, ""
            continue
        if role and (letters := _letters_before_name(w, index, end)):
            add(w, found, index, index + letters, "organisation", f'"{role}" stands before it')
            index += letters
            continue
        index = name_at(w, index, end, role, found)
        role = ""


_GENERAL = lexicon.words("org_tails") | {"Mills", "Dynamics", "Atomics", "Election"}
"""Behind one of these a `General` is no officer: `General Administration of Contoh`."""
_NUMERAL = re.compile(r"[IVX]{1,4}")
"""`Wakil Rektor I`: which of the offices it is."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEATS = frozenset(["Provinsi", "Propinsi", "Prov", "Kabupaten", "Kab", "Kota"])
"""What a province or a district is, before its name."""
_STORMS = frozenset(["Hurricane", "Typhoon", "Storm", "Cyclone", "Topan", "Badai", "Siklon"])
_DIVISIONS = frozenset(
    ["Bidang", "Bagian", "Seksi", "Subbidang", "Subbagian", "Divisi", "Biro", "Urusan", "Departemen"]
)
"""Words of an office behind which stands what it is for: `Kepala Bidang Mitigasi Contoh`."""


def _is_calling(w: Wording, token: Token) -> bool:
    """Whether a word in small letters says who somebody is: `pendiri Contoh Amir …`."""
    small = token.text.islower() and len(token.text) > 3 and w.lang == "id"
    return small and token.text not in w.stop and is_role(token)


def _is_a_word(w: Wording, index: int) -> bool:
    """Whether a given name that begins a sentence, and stands nowhere else, is a word: `Untung belum malam`."""
    token = w.tokens[index]
    behind = w.tokens[index + 1].text if index + 1 < len(w.tokens) else ""
    return (
        w.lang == "id"
        and w.is_given(token.text)
        and token.text not in w.inside
        and behind.islower()
        and behind not in lexicon.words("saying")
        and not ID_VERB.match(behind)
    )


def _letters_with_place(w: Wording, index: int, end: int) -> int:
    """Where an office known by its letters ends that has its place behind it, `BKSDA Contoh Barat`; else 0."""
    letters = w.tokens[index].text
    if w.lang != "id" or not letters.isupper() or not 3 <= len(letters) <= 8 or w.gazetteer.place(letters):
        return 0
    size = w.place_size([token.text for token in w.tokens[index + 1 : end]])
    return index + 1 + size if size else 0


def _letters_before_name(w: Wording, index: int, end: int) -> int:
    """How many words of letters stand between a role and a person's name: one in `Direktur Eksekutif LCN Amir Contoh`,
    two in `Kepala LPPM UCT Amir`, an office and whose it is; 0 if no name follows."""
    if w.lang != "id" or not _is_letters(w, index):
        return 0
    many = 2 if index + 1 < end and _is_letters(w, index + 1) else 1
    following = [token.text for token in w.tokens[index + many : end]]
    return (
        many
        if 0 < len(following) < 5
        and PROPER.fullmatch(following[0]) is not None
        and not w.place_size(following)
        and not is_role(w.tokens[index + many])
        else 0
    )


def _is_letters(w: Wording, index: int) -> bool:
    """Whether a word is what an office is known by: capitals, and no place."""
    letters = w.tokens[index].text
    return (
        letters.isupper() and letters.isalpha() and 3 <= len(letters) <= 8 and not w.gazetteer.place(letters)
    )


def _field_end(w: Wording, index: int, end: int) -> int:
    """Where the field of an office ends, and what is known or a given name begins."""
    index += 1
    while index < end and not (w.known.get(w.tokens[index].start) or w.is_given(w.tokens[index].text)):
        index += 1
    return index


def _heads_a_name(w: Wording, mention: Mention, index: int, end: int) -> bool:
    """Whether a topic's word is the head of a name here: `Universitas Contoh`, `Disaster and Contoh Authority`."""
    head = w.tokens[index]
    behind = next((i for i in range(index, end) if w.tokens[i].start >= mention.end), end)
    after = w.tokens[behind] if behind < end else None
    if mention.entry.type != "topic" or after is None:
        return False
    if not after.cap:
        return w.lang == "en" and after.text == "and"
    return head.text in lexicon.phrases("org_heads") or head.text in lexicon.phrases("place_heads")


def _seen_end(w: Wording, index: int, end: int, found: list[Span]) -> int:
    """Where an organisation ends that the text has named before; 0 if it begins with none."""
    start = w.tokens[index].start
    stop = 0
    for span in found:
        if " " in span.name and w.text.startswith(span.name, start):
            stop = max(stop, start + len(span.name))
    return next((i + 1 for i in range(index, end) if w.tokens[i].end == stop), 0) if stop else 0


def _begins_name(w: Wording, index: int, end: int) -> bool:
    """Whether a role word behind another role is a part of the name: `Menteri Contoh Sri Rahma`."""
    following = w.tokens[index + 1] if index + 1 < end else None
    return (
        w.tokens[index].folded in lexicon.words("role_names")
        and following is not None
        and following.cap
        and not is_role(following)
        and following.folded not in office_words()
    )

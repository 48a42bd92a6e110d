"""The same said in fewer words: a short name for a long one, a name without its rank, no relative clause."""

import re

from site_gen.wire import lexicon
from site_gen.wire.tokens import countries, given_names, is_office
from site_gen.wire.verbs import ID_VERB, main_verb

RELATIVE = re.compile(r"\s*,\s+(?:yang|who|which|whose|where|in which)\b[^,]{3,160},(?=\s+[a-z])")
PLACED = re.compile(
    r"(?:\s*,\s+[A-ZÀ-Þ][\w.-]*(?:\s+[A-ZÀ-Þ][\w.-]*){0,3}){1,3}(?:\s*,(?=\s+(?!\w+ing\b|(?:dan|and|serta|atau|or)\b)[a-z]|\s*$)|(?=\s*,?\s+(?!(?:dan|and|serta|atau|or)\b)[a-z]|\s*$))"
)
APPOSITION = re.compile(
    r"\s*,\s+(?:[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*){0,4}|(?:an?|the|seorang|sebuah|salah satu|putra|putri|anak|cucu|istri|suami|adik|kakak|ayah|ibu|mantan|pemilik|pendiri|"
    r"(?:also|better|formerly|commonly)\sknown|or)\s[^,\"“”]{3,80})\s*,(?=\s+(?!\w+ing\b|(?:dan|and|serta|atau|or)\b)[a-z])"
)
"""`Duta Besar Contoh, Amir Santika, …`: who he is stands there already."""
ALIAS = re.compile(r"\s+(?:alias|atau akrab disapa|a\.k\.a\.)\s+[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)?")
_LONG_SHORT = re.compile(
    r"(?P<long>(?:[A-Z][\w-]*,?\s+(?:(?:dan|of|for|and|the|de|la)\s+)*){2,9})\(\s*(?P<short>[A-Z][A-Za-z]{1,17})\s*\)"
)
FRAMED = re.compile(
    r"(?P<who>[A-Z][^,\"“]{2,60}?)(?:\s*,\s+\w+ing\s[^,\"“”]{3,90},)?\s+(?:announced|said)(?:\s+(?:today|yesterday))?\s+(?:that\s+)?it\s+(?P<rest>(?:has|had|will|would|is|was|plans)\s.+)$"
)
"""`Contoh Inc. announced today that it has closed …`: who announces is who did it."""


_SAID_ID = re.compile(
    r"[A-Z][^\"“”:]{2,120}?\s(?:mengatakan|menyatakan|mengungkapkan|menjelaskan|menuturkan|menyampaikan|mengumumkan|mencatat|melaporkan|memastikan)\s(?:bahwa\s)?"
    r"(?!(?:ia|dia|mereka|pihaknya|dirinya|kami|kita|saya|akan|telah|sudah|belum|tidak|tak|siap|segera|kembali|masih|harus|ada|agar|hal|untuk|bakal|terus|sangat|kepada)\b)"
    r"(?P<said>\w[^\"“”:]{20,})$"
)


def what_is_said(text: str) -> str:
    """`Gubernur Contoh mengatakan jalan itu ditutup` from `jalan` on; empty for what is no report."""
    found = _SAID_ID.match(text)
    if not found or ID_VERB.match(found["said"]) or not main_verb(found["said"], "id"):
        return ""
    return found["said"][0].upper() + found["said"][1:]


def without_rank(text: str) -> str:
    """`Mantan Kapolri Jenderal Amir Contoh …` from the name on."""
    words = text.split(" ")
    capitals = next((n for n, word in enumerate(words) if not word[:1].isupper()), len(words))
    ranks = [n for n, word in enumerate(words[:capitals]) if is_office(word)]
    start = ranks[-1] + 1 if ranks else capitals
    # A country may stand before the name: `Presiden Prancis Emmanuel …`. What else is not known stays.
    while start < capitals:
        size = next((n for n in (3, 2, 1) if " ".join(words[start : start + n]) in countries()), 0)
        if not size and words[start].isupper() and len(words[start]) < 7:
            size = 1  # Sekretaris Jenderal PBB …
        if not size or start + size >= capitals:
            break
        start += size
    name = words[start:capitals] if ranks else []
    return " ".join(words[start:]) if 1 <= len(name) <= 5 and name[0] in given_names() else text


_SPOKE = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|said)\s+((?:[A-ZÀ-Þ][a-zà-ÿ’'-]+\s?){1,3})(?=[.,]|$)|\b((?:[A-ZÀ-Þ][a-zà-ÿ’'-]+ ){0,2}[A-ZÀ-Þ][a-zà-ÿ’'-]+) (?:said|mengatakan)\b"
)


def named(sentence: str, before: str) -> str:
    """`Ia menolak …` with the name of whoever has spoken in the text `before` it, if it was one."""
    first, _, rest = sentence.partition(" ")
    if first not in ("Ia", "Dia", "He", "She"):
        return sentence
    spoke = {(found[1] or found[2]).strip() for found in _SPOKE.finditer(before)}
    return f"{spoke.pop()} {rest}" if len(spoke) == 1 else sentence


def in_full(title: str, before: str, longest: int) -> str:
    """`title` with the full name of whom it begins with, where the text `before` it has named them."""
    first, _, rest = title.partition(" ")
    if not re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ’'-]{2,}", first) or rest[:1].isupper() or is_office(first):
        return title
    if re.search(rf"\b{re.escape(first.lower())}\b", before):
        return title  # a word that stands in small letters before is nobody's name
    found = re.search(
        rf"(?P<before>(?:[A-ZÀ-Þ][\w’'-]+ )*){re.escape(first)}\b(?P<after>(?: [A-ZÀ-Þ][\w’'-]+)*)", before
    )
    if found is None:
        return title
    words = found["before"].split()
    start = max((n + 1 for n, word in enumerate(words) if not _names_somebody(word)), default=0)
    name = " ".join([*words[start:][-3:], first, *found["after"].split()[:3]])
    return f"{name} {rest}" if " " in name and len(name) + len(rest) < longest else title


def _names_somebody(word: str) -> bool:
    return word in given_names() or not (
        is_office(word) or word in lexicon.phrases("places") or word in countries() or word.isupper()
    )


def with_short_names(sentence: str) -> str:
    """`Yayasan Contoh Negara (YCN)` as `YCN`."""

    if "(" not in sentence:
        return sentence

    def short(found: re.Match[str]) -> str:
        words = [word for word in found["long"].split() if word[0].isupper()]
        initials = "".join(word[0] for word in words)
        letters = found["short"].upper()
        if initials.endswith(letters):
            before = [word for word in words[: len(words) - len(letters)] if word != "PT"]
            return " ".join([*before, found["short"]])
        # `(Persero)` is no short form: each of its letters must come out of the long one, in order.
        rest = iter("".join(words).upper())
        made = letters[0] == initials[0] and all(letter in rest for letter in letters)
        return found["short"] if made and len(words) <= 4 else found.group()

    return _SHORT.sub(_abbreviated, _LONG_SHORT.sub(short, sentence))


_SHORT = re.compile(r"(?P<long>(?:[\w-]+,?\s+){2,9})\((?P<short>[A-Z]{2,6})\)")


def _abbreviated(found: re.Match[str]) -> str:
    """`harga eceran tertinggi (HET)` as `HET`: the initials of the words just before it."""
    words = found["long"].split()
    start, wanted = len(words), found["short"].lower()
    for letter in reversed(wanted):
        start -= 1
        while start > 0 and words[start] in ("dan", "of", "and", "for", "the", "di"):
            start -= 1
        if start < 0 or not words[start].lower().startswith(letter):
            return found.group()
    return " ".join([*words[:start], found["short"]])

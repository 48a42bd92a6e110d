"""What kind a name is of: by its own words, and by those beside it."""

import re

from site_gen.tables.glossary import TermType
from site_gen.wire import lexicon
from site_gen.wire.tags.wording import Wording, is_acronym
from site_gen.wire.tokens import is_role, office_words, role_words
from site_gen.wire.verbs import AUXILIARY

# Nouns of a doing, as offices have them: Pengawasan, Perbankan, Kesehatan. No Indonesian name is made so.
_PROCESS = re.compile(r"(?:Pe[mnr]?[a-z]{2}|Ke[a-z]{2})[a-z]{2,}an")


_HELPERS = frozenset(AUXILIARY.split("|")) - {"baru"} | {
    "yang",
    "untuk",
    "dengan",
    "sebagai",
    "dari",
    "karena",
}
"""Words that stand in a sentence and in no name."""


_NUMERALS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozens",
        "hundreds",
        "thousands",
    ]
)
BY_LENGTH = "two to four words"
"""The weakest of reasons for a name."""


def is_process(word: str) -> bool:
    """Whether a word is called like a doing: `Pengembangan`."""
    return _PROCESS.fullmatch(word) is not None


class Span:
    """One place in the text where a name stands."""

    __slots__ = ("end", "name", "start", "votes")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name, self.start, self.end = name, start, end
        self.votes: list[tuple[TermType, float, str]] = []

    @property
    def is_person(self) -> bool:
        """Whether its surest vote is for a person."""
        return max(self.votes, key=lambda vote: vote[1], default=("", 0.0, ""))[0] == "person"

    def vote(self, kind: TermType, weight: float, reason: str) -> None:
        self.votes.append((kind, weight, reason))


_AGE_GROUP = re.compile(r"[UK]-?\d\d")
"""`U-19`: how old who plays may be."""


_COUNTED = re.compile(
    r"[IVX]+(?:[- ](?:[IVX]+|\d+))*|[A-Z][a-z]+-\d+|(?:Tahap|Periode|Edisi|Musim|Jilid|Tahun|Year|Pasal|Ayat|Bab|Halaman|Page|Game|Round|Match|Day|Phase|Stage) \d+|(?:Grup|Group) [A-Z]|(?:RM|S\$|A\$|Rp)\d[\d.,]*"
)
"""`I-III`, `II 2017`, `Juni-13`, `Tahun 2019`: numbers and days, not names."""


_STREET = frozenset(["Jl", "Jln", "Gg"])
"""`Jl. Raya Contoh No. 12`: an address."""
_OF_PARTY = re.compile(r"[DRI]-(?P<state>[A-Z][a-z]+|[A-Z]{2})\b")
"""`R-Ohio`, `D-Mich.`: the party and the state of a member of Congress."""


def is_no_name(w: Wording, name: str, words: list[str], start: int, end: int, kind: str) -> bool:
    """Whether a run of capitals is no name that a story is tagged with: an office, a law, a credit."""
    toks = w.tokens
    if "/" in name and not name.isupper():
        return True  # two names, or a picture's credit
    if len(name) < 2 or name in lexicon.phrases("not_names"):
        return True
    if _AGE_GROUP.fullmatch(name):
        return True
    if _COUNTED.fullmatch(name):
        return True
    if words[0].rstrip(".") in _STREET:
        return True
    if (seat := _OF_PARTY.match(name)) and any(
        map(w.gazetteer.is_region, (seat["state"], f"{seat['state']}."))
    ):
        return True
    if words[-1] in ("Ini", "Itu", "Tersebut"):
        return True  # Hari Ini, of a headline
    if words[0] == "Otoritas" and w.gazetteer.place(" ".join(words[1:])):
        return True  # those who rule a country, not an office of that name
    if words[0] in ("Undang-Undang", "Pasal", "UU", "Perpres"):
        return True
    folded = [token.folded for token in toks[start:end]]
    if w.lang == "id" and kind != "organisation" and not _HELPERS.isdisjoint(folded[1:]):
        return True  # a headline that was pasted into the copy: `Contoh Pernah Hampir Diracun`
    if all(word in office_words() for word in folded):
        return True
    if kind == "person":
        if "dan" in folded or (w.lang == "en" and "and" in folded):
            return True  # Deputi Destinasi dan Industri: what the office is for
        if any(_PROCESS.fullmatch(token.text) for token in toks[start:end]):
            return True
        if folded[-1] in office_words() | role_words() and folded[-1] not in lexicon.words("role_names"):
            return True
    return len(words) == 1 and (
        (w.lang == "id" and len(name) > 6 and name.endswith("nya"))
        or (name.isupper() and name.lower() in _NUMERALS)
        or any(name in lexicon.phrases(heads) for heads in ("org_heads", "place_heads"))
        or any(name in lexicon.words(tails) for tails in ("org_tails", "place_tails"))
        or is_role(toks[start])
        or words[0].casefold() in office_words()
        or words[0].lower() in w.stop
        or (name.isupper() and len(name) < 3)
        or (kind == "person" and name.isupper() and len(name) < 4)
    )


def judge(w: Wording, span: Span, words: list[str], start: int, end: int) -> None:
    """Votes for the kind of one name, by its words and its neighbours."""
    toks = w.tokens
    before = toks[start - 1].text.lower() if start else ""
    after = [token.text for token in toks[end : end + 2]] + ["", ""]
    saying = lexicon.words("saying")
    # James Contoh University is nobody, Emma Church may be somebody.
    body = len(words) > 2 and words[-1] in lexicon.words("org_tails")
    if w.is_given(words[0]) and not body:
        span.vote("person", 2.0 if len(words) > 1 else 1.0, f'"{words[0]}" is a given name')
    office = w.known_end.get(toks[start - 1].end) if start else None
    if office == "organisation" and len(words) < 4 and speaks_of(w, end):
        span.vote("person", 1.5, "an office stands before it")
    if before in saying or (
        before in ("pak", "bu", "bang", "sosok", "bernama", "oleh", "yakni") and len(words) < 5
    ):
        span.vote("person", 1.0, f'"{before}" stands before it')
    # `jelas`, `lanjut`, `terang` are other words, too: behind a name only what has the form of a verb is saying.
    alone = len(words) == 1 and toks[start].starts and words[0] not in w.inside  # Sopir mengaku …
    speaks = not alone and after[0] in saying and (w.lang == "en" or after[0].startswith(("me", "ber")))
    if speaks or (after[0] == "," and after[1] in saying and w.lang == "en"):
        span.vote("person", 0.8, f'"{after[0]}" follows')
    # `Rebus, 2) Goreng` counts things; nobody is that old.
    counts = end + 2 < len(toks) and after[0] == "," and toks[end + 2].text == ")"
    if after[0] in ("(", ",") and after[1].isdecimal() and len(after[1]) < 3 and not counts:
        span.vote("person", 2.0, "an age follows")
    if len(words) < 5 and not body and (role := _office_behind(w, end)):
        span.vote("person", 1.5, f'"{role}" follows')
    if len(words) > 1:
        if words[-1] in lexicon.words("org_tails"):
            span.vote("organisation", 2.5, f'"{words[-1]}" ends an organisation')
        elif words[-1] in lexicon.words("place_tails"):
            span.vote("place", 2.5, f'"{words[-1]}" ends a place')
    if before in _FIRMS.get(w.lang, ()) or (
        before in ("of", "in") and start > 1 and toks[start - 2].text in _SHARES
    ):
        span.vote("organisation", 2.2, f'"{before}" stands before it')
    if before in _PLACE_BEFORE.get(w.lang, ()) and not (before == "in" and toks[start - 2].text in _SHARES):
        span.vote("place", 0.7, f'"{before}" stands before it')
    elif w.lang == "en" and _SIDES.fullmatch(before):
        span.vote("place", 1.2, f'"{before}" stands before it')
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 8:
        span.vote("organisation", 0.9, "an acronym")
    if len(words) == 1 and _BRAND.fullmatch(words[0]):
        span.vote("organisation", 0.9, "written like a brand")
    if after[0] == "," and w.lang == "en":
        told = " ".join(token.text for token in toks[end + 1 : end + 3])
        if told in _TOLD_PLACES:
            span.vote("place", 2.0, f'"{told}" follows')
    usual = w.gazetteer.place(span.name)
    if usual and not is_acronym(span.name, usual, []):
        span.vote("place", 1.2, "in the list of places")
    if w.lang == "en" and len(words) > 2 and words[1] == "of" and words[0] in lexicon.words("org_tails"):
        span.vote("organisation", 2.0, f'"{words[0]} of" begins an organisation')
    if "of" in words or "for" in words:
        span.vote("organisation", 1.0, f'"{"of" if "of" in words else "for"}" inside')
    if w.lang == "en" and words[-1].endswith("s") and len(words) == 2 and w.gazetteer.place(words[0]):
        span.vote("organisation", 1.5, "a team of a town")
    plain = not any(any(c.isdigit() for c in word) or (word.isupper() and len(word) > 3) for word in words)
    if 2 <= len(words) <= 4 and plain:
        span.vote("person", 0.5, BY_LENGTH)
    elif len(words) > 4 or not plain:
        span.vote("organisation", 0.3, "a long name")


def _office_behind(w: Wording, end: int) -> str:
    """The role that a name has behind a comma, `Amir Contoh, a senior director at …`; empty if there is none."""
    toks = w.tokens
    if end + 2 >= len(toks) or toks[end].text != ",":
        return ""
    saying = lexicon.words("saying")
    article = toks[end + 1].text in ("a", "an", "the", "seorang")
    for index, token in enumerate(toks[end + 1 : end + (6 if article else 3)], end + 2):
        if token.text in ",.;:()" or token.text in saying or (token.cap and not is_role(token)):
            break
        if (
            is_role(token)
            and token.text not in w.stop
            and not (w.lang == "en" and token.cap)
            and len(token.text) > 2
        ):
            return "" if speaks_of(w, index) else token.text  # …, the baker said: who says it, and no more
    return ""


def speaks_of(w: Wording, end: int) -> bool:
    """Whether a verb of saying stands behind a name."""
    return end < len(w.tokens) and w.tokens[end].text in lexicon.words("saying")


_BRAND = re.compile(r"(?!Ma?c[A-Z]|De[A-Z]|L[ae][A-Z])(?=.{4,12}$)[A-Z][a-z]+[A-Z][A-Za-z]*")
"""A capital inside a word: `ContohBlue`."""
_TOLD_PLACES = frozenset(
    f"{article} {kind}"
    for article in ("a", "the")
    for kind in ("capital", "city", "town", "village", "port", "suburb")
)
_SIDES = re.compile(
    r"(?:(?:north|south)(?:east|west)?|east|west)ern|central|upstate|downtown|rural|suburban|mainland"
)
_FIRMS = {
    "id": frozenset(
        [
            "maskapai",
            "perusahaan",
            "perseroan",
            "produsen",
            "pabrikan",
            "startup",
            "klub",
            "band",
            "partai",
            "yayasan",
            "merek",
            "emiten",
            "raksasa",
            "operator",
            "penerbit",
            "organisasi",
            "ormas",
            "konglomerasi",
            "pengembang",
        ]
    ),
    "en": frozenset(
        [
            "retailer",
            "maker",
            "carmaker",
            "automaker",
            "chipmaker",
            "drugmaker",
            "planemaker",
            "giant",
            "firm",
            "company",
            "startup",
            "airline",
            "carrier",
            "lender",
            "insurer",
            "brewer",
            "miner",
            "manufacturer",
            "conglomerate",
            "supermarket",
            "broadcaster",
            "nonprofit",
            "charity",
            "brand",
            "rival",
            "subsidiary",
        ]
    ),
}
"""What stands before the name of a firm, a club, a party: `retailer Contoh`."""
_SHARES = frozenset(["Shares", "shares", "stake", "Stock", "stock"])
"""`Shares of Contoh`, `a stake in Contoh`"""
_PLACE_BEFORE = {
    "id": frozenset(["di", "ke", "dari", "asal"]),
    "en": frozenset(
        ["in", "at", "near", "from", "to", "outside", "across", "off", "around", "inside", "throughout"]
    ),
}

"""Names that no list has: persons, organisations and places, by how they are written.

A run of capitalised words is parted at the terms that are known, at role words (Presiden, AKP, Senator)
and at the first words of organisations and places (Polres, Universitas, Gunung). What kind a name is follows
from its own words and from those beside it: a role before it, a verb of saying after it, an age in brackets.
"""

import re
from typing import Final

from site_gen.glossary import TermType, fold, ordinary_words
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.terms import Mention
from site_gen.wire.tokens import Token, given_names, is_role, office_words, role_words, tokens

# Nouns of a doing, as offices have them: Pengawasan, Perbankan, Kesehatan. No Indonesian name is made so.
_PROCESS = re.compile(r"(?:Pe[mnr]?[a-z]{2}|Ke[a-z]{2})[a-z]{2,}an")
_POSSESSIVE = re.compile(r"[’']s$")
_PARTICLES: Final = frozenset(
    ["bin", "binti", "van", "der", "den", "de", "von", "al", "el", "d'", "da", "dos", "ter", "ibn"]
)


class Span:
    """One place in the text where a name stands."""

    __slots__ = ("end", "name", "start", "votes")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name, self.start, self.end = name, start, end
        self.votes: list[tuple[TermType, float, str]] = []

    def vote(self, kind: TermType, weight: float, reason: str) -> None:
        self.votes.append((kind, weight, reason))


def find_names(text: str, mentions: list[Mention], gazetteer: Gazetteer, lang: str) -> list[Span]:
    """Where names stand in `text` that the glossary does not know."""
    return _Finding(text, mentions, gazetteer, lang).spans()


class _Finding:
    """One search."""

    def __init__(self, text: str, mentions: list[Mention], gazetteer: Gazetteer, lang: str) -> None:
        self.text, self.gazetteer, self.lang = text, gazetteer, lang
        self.tokens = tokens(text)
        self.lower = {token.text for token in self.tokens if not token.cap}
        self.stop = lexicon.words(f"stopwords_{lang}") if lexicon.exists(f"stopwords_{lang}") else frozenset()
        self.known = {m.start: m for m in mentions}
        listed = [m for m in mentions if "," in m.written]
        self.covered = {t.start for t in self.tokens for m in listed if m.start < t.start < m.end}
        """Words inside a known name that has commas: a run of capitals ends at them."""
        self.found: list[Span] = []

    def spans(self) -> list[Span]:
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if not token.cap or token.text in lexicon.words("calendar") or token.start in self.covered:
                index += 1
                continue
            end = self.run_end(index)
            self.part(index, end)
            index = max(end, index + 1)
        return self.found

    def run_end(self, index: int) -> int:
        """Where the run of capitalised words that begins at `index` ends."""
        toks, end = self.tokens, index + 1
        while end < len(toks):
            token = toks[end]
            if token.start - toks[end - 1].end > 1 or _POSSESSIVE.search(toks[end - 1].text):
                break
            if token.cap:
                if token.starts or token.text in lexicon.words("calendar"):
                    break
                end += 1
                continue
            if token.text.isdigit():
                if not self.is_part_number(end):
                    break
                end += 1
                continue
            after = toks[end + 1] if end + 1 < len(toks) else None
            if after is None or not after.cap or after.text in lexicon.words("calendar"):
                break
            joins = (
                token.text in _PARTICLES
                or token.text == "&"
                or (token.text == "of" and self.lang == "en")
                or (token.text in ("the", "for", "and") and any(t.text == "of" for t in toks[index:end]))
                or (token.text == "dan" and self.is_head(toks[index]) and not self.is_head(after))
            )
            if not joins:
                break
            end += 2
        return end

    def is_part_number(self, index: int) -> bool:
        """Densus 88, SMPN 1 Contoh, Piala Dunia 2022: not a score, a share or an age."""
        token, before = self.tokens[index], self.tokens[index - 1]
        if len(token.text) > 4 or before.text in given_names():
            return False
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if (
            after is not None
            and after.start - token.end <= 1
            and (after.text in ",.%:-/" or after.text.isdigit())
        ):
            following = self.tokens[index + 2] if index + 2 < len(self.tokens) else None
            if after.text != "." and following is not None and following.text[0].isdigit():
                return False
            if after.text in "%:/-":
                return False
        if after is not None and after.text in (
            "persen",
            "percent",
            "juta",
            "miliar",
            "tahun",
            "orang",
            "points",
        ):
            return False
        return (
            len(token.text) == 4
            or before.text.isupper()
            or before.text
            in ("Liga", "Densus", "Tim", "Kelas", "Paket", "Blok", "Tahap", "Formula", "Perang Dunia")
        )

    def is_head(self, token: Token) -> bool:
        return token.text in lexicon.phrases("org_heads") or token.folded in (
            "menteri",
            "menko",
            "wamen",
            "kepala",
            "direktur",
            "deputi",
            "wakil",
            "ketua",
        )

    def part(self, index: int, end: int) -> None:
        """Parts one run into names."""
        toks = self.tokens
        role = ""
        first = toks[index]
        if first.starts and not is_role(first) and first.start not in self.known:
            following = toks[index + 1] if index + 1 < end else None
            opens = self.lang == "id" and following is not None and following.start in self.known
            if self.is_common(first.text) or (
                opens and not self.is_head(first) and first.text not in given_names()
            ):
                index += 1
        while index < end:
            token = toks[index]
            if mention := self.known.get(token.start):
                last = next((i for i in range(index, end) if toks[i].end >= mention.end), end - 1)
                if not self.is_part(mention, last, end):
                    index = last + 1
                    role = role if mention.entry.type in ("place", "topic") else ""
                    continue
            if not token.cap:
                index += 1
                continue
            if (
                token.text in lexicon.phrases("org_heads")
                and index + 1 < end
                and not (is_role(token) and role)
            ):
                stop = self.organisation_end(index, end, named=bool(role))
                if stop - index > 1:
                    self.add(index, stop, "organisation", f'"{token.text}" begins an organisation')
                    index, role = stop, ""
                    continue
            of_country = index and toks[index - 1].text in ("Ibu", "ibu")  # Ibu Kota …
            if token.text in lexicon.phrases("place_heads") and index + 1 < end and not of_country:
                stop = self.place_end(index, end)
                if stop - index > 1:
                    self.add(index, stop, "place", f'"{token.text}" begins a place')
                    index, role = stop, ""
                    continue
            if is_role(token):
                role = token.text
                index += 1
                continue
            if role and token.folded in office_words():
                index += 1
                continue
            index = self.name(index, end, role)
            role = ""

    def name(self, index: int, end: int, role: str) -> int:
        """Adds the name that begins at `index`; where the next part begins."""
        toks = self.tokens
        stop = max(self.name_end(index, end), index + 1)
        words = [token.text for token in toks[index:stop]]
        place = self.place_size(words)
        if place == 1 and toks[index].starts and toks[index].folded in ordinary_words():
            place = 0  # Lima, Batu: words, too, and a sentence begins with one
        if place and (place < len(words) or not role or words[0] not in given_names()):
            self.add(index, index + place, "place", "in the list of places")
            return index + place
        if role and self.is_district(index, stop):
            return stop
        if role:
            if stop < end and is_role(toks[stop]) and len(words) < 3 and words[0] not in given_names():
                return stop  # the office's district: Kapendam Jaya Kolonel …
            begin = next((i for i, word in enumerate(words) if word in given_names()), 0)
            if begin and len(words) > 2:
                # The office runs on into the name: `… Seluruh Indonesia Mohamad Indah Ginting`.
                index += begin
        self.add(index, stop, "person" if role else "", f'"{role}" stands before it' if role else "")
        return stop

    def is_district(self, index: int, stop: int) -> bool:
        """Whether words behind a role are still the office, since the name follows a comma:
        `Menteri Contoh Umum, Amir Contoh, …`"""
        toks = self.tokens
        if any(token.text in given_names() for token in toks[index:stop]) or stop + 1 >= len(toks):
            return False
        comma, name = toks[stop], toks[stop + 1]
        after = toks[stop + 2] if stop + 2 < len(toks) else None
        return (
            comma.text == ","
            and name.cap
            and (name.text in given_names() or (after is not None and after.cap))
        )

    def is_part(self, mention: Mention, last: int, end: int) -> bool:
        """Whether a known term is only the beginning of a longer name: `Jakarta Marathon`."""
        if last + 1 >= end or mention.entry.type == "person":
            return False
        tails = lexicon.words("org_tails") | lexicon.words("place_tails")
        following = [token.text for token in self.tokens[last + 1 : end]]
        if following[0] in tails or following[0].isdigit() or (len(following) > 1 and following[1] in tails):
            return True
        if mention.entry.type == "place" and self.lang == "id" and re.fullmatch(r"[A-Z][a-z]+", following[0]):
            return fold(mention.written) in ordinary_words()  # Lebak Bulus
        if mention.entry.type == "place" and self.lang == "en":
            return re.fullmatch(r"[A-Z][a-z]{3,}s", following[0]) is not None  # Arizona Cardinals
        return mention.entry.type == "organisation" and mention.written in lexicon.phrases("org_heads")

    def place_size(self, words: list[str]) -> int:
        for size in range(min(4, len(words)), 0, -1):
            name = " ".join(words[:size])
            if self.gazetteer.place(name) and (size > 1 or len(name) > 3):
                return size
        return 0

    def is_common(self, word: str) -> bool:
        """Whether a word that begins a sentence is no name: it is known, or has the shape of a verb."""
        small = word.lower()
        if (
            small in self.stop
            or small in self.lower
            or (self.lang == "id" and len(small) > 6 and small.endswith("nya"))
        ):
            return True
        if word in given_names() or word in lexicon.phrases("place_heads"):
            return False
        if self.lang == "id":
            return (
                re.fullmatch(r"(?:me(?:m|n|ng|ny)?|ber|ter|di|pe(?:m|n|ng)?|se|ke)[a-z]{4,}", small)
                is not None
            )
        return re.fullmatch(r"[a-z]+(?:ing|ed|ly)", small) is not None

    def organisation_end(self, index: int, end: int, named: bool) -> int:
        """Where the organisation ends. If `named`, an office stands before it and a person's name may follow:
        `Rektor Universitas Contoh Surabaya Amir`."""
        toks = self.tokens
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
            return index + 1 + self.place_size([token.text for token in toks[index + 1 : end]])
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
            if token.text in given_names() and stop > index + 1 and (named or not whole):
                break
            stop += 1
            size = self.place_size([t.text for t in toks[stop:end]]) if named and stop < end else 0
            if size and stop + size < end and not self.is_head(toks[stop + size]):
                return stop + size
        return stop

    def place_end(self, index: int, end: int) -> int:
        stop = index + 1
        while stop < end and stop - index < 4:
            token = self.tokens[stop]
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

    def name_end(self, index: int, end: int) -> int:
        stop = index + 1
        while stop < end:
            token = self.tokens[stop]
            if (
                is_role(token)
                and token.folded not in lexicon.words("role_names")
                and self.tokens[stop - 1].cap
            ):
                break
            mention = self.known.get(token.start)
            if mention and mention.entry.type != "person" and stop - index >= 2:
                break
            if token.text in lexicon.phrases("org_heads") and token.text not in (
                "Rumah",
                "Front",
                "Liga",
                "Pusat",
            ):
                break
            stop += 1
        return stop

    def add(self, start: int, end: int, kind: TermType | str, reason: str) -> None:
        toks = self.tokens
        while end > start and not toks[end - 1].cap and not toks[end - 1].text.isdigit():
            end -= 1
        while start < end - 1 and (not toks[start].cap or toks[start].text in ("A", "An", "The")):
            start += 1
        if end <= start:
            return
        if toks[end - 1].text.isdigit() and (kind == "person" or toks[start].text in given_names()):
            end -= 1
            if end <= start:
                return
        name = " ".join(re.sub(r"[’']s?$", "", self.text[toks[start].start : toks[end - 1].end]).split())
        words = name.split()
        if "/" in name and not name.isupper():
            return  # two names, or a picture's credit
        if (
            len(name) < 2
            or name in lexicon.phrases("not_names")
            or words[0] in ("Undang-Undang", "Pasal", "UU", "Perpres")
        ):
            return
        folded = [token.folded for token in toks[start:end]]
        if all(word in office_words() for word in folded):
            return
        if kind == "person" and any(_PROCESS.fullmatch(token.text) for token in toks[start:end]):
            return
        if (
            kind == "person"
            and folded[-1] in office_words() | role_words()
            and folded[-1] not in lexicon.words("role_names")
        ):
            return
        if len(words) == 1 and (
            name in lexicon.phrases("org_heads")
            or name in lexicon.phrases("place_heads")
            or is_role(toks[start])
            or words[0].casefold() in office_words()
            or words[0].lower() in self.stop
            or (name.isupper() and len(name) < 3)
            or (kind == "person" and name.isupper() and len(name) < 4)
        ):
            return
        span = Span(name, toks[start].start, toks[end - 1].end)
        if kind:
            span.vote(kind, 2.0, reason)  # type: ignore[arg-type]
        self.judge(span, words, start, end)
        self.found.append(span)

    def judge(self, span: Span, words: list[str], start: int, end: int) -> None:
        """Votes for the kind of one name, by its words and its neighbours."""
        toks = self.tokens
        before = toks[start - 1].text.lower() if start else ""
        after = [token.text for token in toks[end : end + 2]] + ["", ""]
        saying = lexicon.words("saying")
        if words[0] in given_names():
            span.vote("person", 2.0 if len(words) > 1 else 1.0, f'"{words[0]}" is a given name')
        if before in saying or (
            before in ("pak", "bu", "bang", "sosok", "bernama", "oleh", "yakni") and len(words) < 5
        ):
            span.vote("person", 1.0, f'"{before}" stands before it')
        if after[0] in saying or (after[0] == "," and after[1] in saying and self.lang == "en"):
            span.vote("person", 0.8, f'"{after[0]}" follows')
        if after[0] in ("(", ",") and re.fullmatch(r"\d{1,2}", after[1]):
            span.vote("person", 2.0, "an age follows")
        if len(words) > 1:
            if words[-1] in lexicon.words("org_tails"):
                span.vote("organisation", 2.5, f'"{words[-1]}" ends an organisation')
            elif words[-1] in lexicon.words("place_tails"):
                span.vote("place", 2.5, f'"{words[-1]}" ends a place')
        if before in _PLACE_BEFORE.get(self.lang, ()):
            span.vote("place", 0.7, f'"{before}" stands before it')
        if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 8:
            span.vote("organisation", 0.9, "an acronym")
        if self.gazetteer.place(span.name):
            span.vote("place", 1.2, "in the list of places")
        if "of" in words:
            span.vote("organisation", 1.0, '"of" inside')
        if (
            self.lang == "en"
            and words[-1].endswith("s")
            and len(words) == 2
            and self.gazetteer.place(words[0])
        ):
            span.vote("organisation", 1.5, "a team of a town")
        plain = not any(
            any(c.isdigit() for c in word) or (word.isupper() and len(word) > 3) for word in words
        )
        if 2 <= len(words) <= 4 and plain:
            span.vote("person", 0.5, "two to four words")
        elif len(words) > 4 or not plain:
            span.vote("organisation", 0.3, "a long name")


_PLACE_BEFORE = {
    "id": frozenset(["di", "ke", "dari", "asal"]),
    "en": frozenset(["in", "at", "near", "from", "to", "outside", "across"]),
}

"""Names that no list has: persons, organisations and places, by how they are written.

A run of capitalised words is parted at the terms that are known, at role words (Presiden, AKP, Senator)
and at the first words of organisations and places (Polres, Universitas, Gunung). What kind a name is follows
from its own words and from those beside it: a role before it, a verb of saying after it, an age in brackets.
"""

import re
from functools import cache

from site_gen.glossary import TermType, fold
from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.terms import Mention

_TOKEN = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*\.?|[^\w\s]|\n")
_PARTICLES = frozenset(
    ["bin", "binti", "van", "der", "den", "de", "von", "al", "el", "d'", "da", "di", "dos", "ter", "ibn"]
)
_JOINERS_EN = frozenset(["of", "the", "for", "and"])


class Candidate:
    """One name of the text, with all its mentions."""

    __slots__ = ("count", "evidence", "first", "forms", "name", "short", "votes")

    def __init__(self, name: str, first: int) -> None:
        self.name = name
        self.first = first
        self.count = 0
        self.votes: dict[str, float] = {}
        self.evidence: dict[str, str] = {}
        self.forms: set[str] = set()
        self.short = ""
        """The acronym that stands behind the name in brackets."""

    def vote(self, kind: TermType, weight: float, reason: str) -> None:
        self.votes[kind] = self.votes.get(kind, 0.0) + weight
        if weight > 0:
            self.evidence.setdefault(kind, reason)

    @property
    def kind(self) -> str:
        """The kind with the most votes, empty if there is none."""
        return max(self.votes, key=lambda kind: (self.votes[kind], kind)) if self.votes else ""


@cache
def _roles() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.phrases("roles"))


@cache
def _office() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.words("portfolio"))


@cache
def _set(name: str) -> frozenset[str]:
    return lexicon.phrases(name)


@cache
def _tails(name: str) -> frozenset[str]:
    return lexicon.words(name)


@cache
def _given() -> frozenset[str]:
    return frozenset(word for word in lexicon.words("given_names") if len(word) > 1)


class Token:
    """One word or mark of a text."""

    __slots__ = ("cap", "end", "start", "starts", "text")

    def __init__(self, text: str, start: int, starts: bool) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.cap = text[0].isupper()
        self.starts = starts
        """Whether a sentence begins here, so that a capital letter tells nothing."""


def tokens(text: str) -> list[Token]:
    """The words and marks of `text`."""
    found: list[Token] = []
    starts = True
    for m in _TOKEN.finditer(text):
        word = m.group()
        if (
            len(word) > 2
            and word.endswith(".")
            and not re.fullmatch(
                r"(?:[A-Z]\.)+|(?:Jr|Sr|St|Mt|Dr|Mr|Mrs|Ms|Inc|Corp|Co|Ltd|Sen|Gov|Gen|Rep|Lt|Sgt|Col|Capt|Prof|Drs|Moh|Muh|Ir|Hj|Tbk|Jl)\.",
                word,
            )
        ):
            found.append(Token(word[:-1], m.start(), starts))
            found.append(Token(".", m.end() - 1, False))
            starts = True
            continue
        if word == "\n":
            starts = True
            continue
        found.append(Token(word, m.start(), starts))
        if word in ".!?:":
            starts = True
        elif word not in "\"“”'‘’([*•-–—":
            starts = False
    return found


def find_names(text: str, mentions: list[Mention], gazetteer: Gazetteer, lang: str) -> dict[str, Candidate]:
    """The names in `text` that are not in the glossary, by folded name."""
    toks = tokens(text)
    lower = {tok.text for tok in toks if not tok.cap}
    stop = lexicon.words(f"stopwords_{lang}") if lexicon.exists(f"stopwords_{lang}") else frozenset()
    known_at = {m.start: m for m in mentions if m.entry.type != "topic"}
    found: dict[str, Candidate] = {}
    index = 0
    while index < len(toks):
        tok = toks[index]
        if not tok.cap:
            index += 1
            continue
        end = _run_end(toks, index, lang)
        for start, stop_at, kind, reason in _segments(
            toks, index, end, known_at, gazetteer, lower, stop, lang
        ):
            _add(found, toks, start, stop_at, kind, reason, text, gazetteer, lang)
        index = max(end, index + 1)
    return found


def _run_end(toks: list[Token], index: int, lang: str) -> int:
    """Where the run of capitalised words that begins at `index` ends."""
    end = index + 1
    while end < len(toks):
        word = toks[end].text
        gap = toks[end].start - toks[end - 1].end
        if gap > 1:
            break
        if toks[end].cap:
            if toks[end].starts:
                break
            end += 1
            continue
        if word.isdigit() and gap and len(word) <= 4 and toks[end - 1].cap:
            end += 1
            continue
        nxt = toks[end + 1] if end + 1 < len(toks) else None
        if nxt is None or not nxt.cap:
            break
        if word in _PARTICLES and not (word == "di" or (word == "al" and lang == "en")):
            end += 2
            continue
        if lang == "en" and (
            word == "of" or (word in ("the", "for", "and") and any(t.text == "of" for t in toks[index:end]))
        ):
            end += 2
            continue
        if word == "dan" and _is_head(toks[index].text):
            end += 2
            continue
        if word == "&":
            end += 2
            continue
        break
    return end


def _is_head(word: str) -> bool:
    return word in _set("org_heads") or word.casefold() in (
        "menteri",
        "wakil",
        "kepala",
        "ketua",
        "dinas",
        "direktur",
        "deputi",
    )


_Segment = tuple[int, int, str, str]


def _segments(
    toks: list[Token],
    start: int,
    end: int,
    known_at: dict[int, Mention],
    gazetteer: Gazetteer,
    lower: set[str],
    stop: frozenset[str],
    lang: str,
) -> list[_Segment]:
    """The names in one run: from, to, kind, reason."""
    found: list[_Segment] = []
    index = start
    role = ""
    if toks[start].starts and _is_common(toks[start].text, lower, stop, lang):
        index += 1
    while index < end:
        tok = toks[index]
        word = tok.text
        if mention := known_at.get(tok.start):
            last = next((i for i in range(index, end) if toks[i].end >= mention.end), end - 1)
            longer = _known_inside(toks, index, last, end, mention)
            if not longer:
                index = last + 1
                role = role if mention.entry.type == "place" else ""
                continue
        folded = word.casefold().rstrip(".")
        if word in _set("org_heads") and index + 1 < end and not (folded in _roles() and role):
            stop_at = _organisation_end(toks, index, end)
            if stop_at - index > 1:
                found.append((index, stop_at, "organisation", f'"{word}" begins an organisation'))
                index, role = stop_at, ""
                continue
        if word in _set("place_heads") and index + 1 < end:
            stop_at = _place_end(toks, index, end)
            if stop_at - index > 1:
                found.append((index, stop_at, "place", f'"{word}" begins a place'))
                index, role = stop_at, ""
                continue
        if folded in _roles():
            role = word
            index += 1
            continue
        if role and folded in _office():
            index += 1
            continue
        stop_at = _name_end(toks, index, end, known_at)
        stop_at = max(stop_at, index + 1)
        names = [t.text for t in toks[index:stop_at]]
        place = _known_place(names, gazetteer)
        if place and (place < len(names) or not role or names[0] not in _given()):
            found.append((index, index + place, "place", "in the list of places"))
            index += place
            continue
        if role and len(names) > 3:
            begin = next((i for i, name in enumerate(names) if name in _given()), 0)
            if begin and len(names) - begin >= 1:
                # The office runs on into the name: `… Seluruh Indonesia Mohamad Indah Ginting`.
                index += begin
                names = names[begin:]
        found.append((index, stop_at, "person" if role else "", f'"{role}" stands before it' if role else ""))
        index, role = stop_at, ""
    return found


def _known_inside(toks: list[Token], index: int, last: int, end: int, mention: Mention) -> bool:
    """Whether a known term is only a part of a longer name: `Jakarta Marathon`, `Indonesia Raya`."""
    if last + 1 >= end:
        return False
    after = toks[last + 1].text
    return mention.entry.type == "place" and after in _tails("org_tails") | _tails("place_tails")


def _known_place(names: list[str], gazetteer: Gazetteer) -> int:
    for size in range(min(4, len(names)), 0, -1):
        name = " ".join(names[:size])
        if gazetteer.place(name) and (size > 1 or len(name) > 3):
            return size
    return 0


def _is_common(word: str, lower: set[str], stop: frozenset[str], lang: str) -> bool:
    small = word.lower()
    if small in stop or small in lower:
        return True
    if lang == "id":
        return (
            re.fullmatch(
                r"(?:me(?:m|n|ng|ny)?|ber|ter|di|pe(?:m|n|ng)|se|ke)[a-z]{4,}(?:nya|kan|an|i)?", small
            )
            is not None
            and word not in _given()
            and word not in _set("place_heads")
        )
    return re.fullmatch(r"[a-z]+(?:ing|ed|ly)", small) is not None and word not in _given()


def _organisation_end(toks: list[Token], index: int, end: int) -> int:
    head = toks[index].text
    stop_at = index + 1
    while stop_at < end:
        word = toks[stop_at].text
        if (
            word.casefold() in _roles()
            and word.casefold() not in _office()
            and word
            not in ("TNI", "Guru", "Ibu", "Anak", "Korban", "Warga", "Dokter", "Model", "Saksi", "Raja")
        ):
            break
        if (
            word in _given()
            and stop_at > index + 1
            and stop_at + 1 <= end
            and head not in ("PT", "CV", "Universitas", "RS", "RSUD", "RSUP", "RSPAD", "Yayasan", "Bank")
        ):
            break
        stop_at += 1
        if stop_at - index >= 7:
            break
    return stop_at


def _place_end(toks: list[Token], index: int, end: int) -> int:
    stop_at = index + 1
    while stop_at < end and stop_at - index < 4:
        if toks[stop_at].text.casefold() in _roles() and toks[stop_at].text not in (
            "Raja",
            "Mulia",
            "Guru",
            "Ratu",
            "Sultan",
            "Imam",
            "Kapten",
        ):
            break
        stop_at += 1
    return stop_at


def _name_end(toks: list[Token], index: int, end: int, known_at: dict[int, Mention]) -> int:
    stop_at = index + 1
    while stop_at < end:
        tok = toks[stop_at]
        folded = tok.text.casefold().rstrip(".")
        if folded in _roles() and folded not in (
            "h",
            "putri",
            "putra",
            "ratu",
            "sri",
            "raden",
            "anak",
            "raja",
            "gus",
            "imam",
            "mas",
            "mulia",
            "model",
            "teh",
            "dean",
            "prince",
            "king",
            "major",
            "father",
            "justice",
        ):
            break
        if tok.start in known_at and known_at[tok.start].entry.type != "person" and stop_at - index >= 2:
            break
        if tok.text in _set("org_heads") and tok.text not in ("Rumah", "Front", "Liga", "Pusat"):
            break
        stop_at += 1
    return stop_at


def _add(
    found: dict[str, Candidate],
    toks: list[Token],
    start: int,
    end: int,
    kind: str,
    reason: str,
    text: str,
    gazetteer: Gazetteer,
    lang: str,
) -> None:
    while end > start and (toks[end - 1].text in _PARTICLES or toks[end - 1].text in _JOINERS_EN):
        end -= 1
    if end <= start:
        return
    name = re.sub(r"[’']s$", "", text[toks[start].start : toks[end - 1].end].strip())
    name = " ".join(name.split())
    if len(name) < 2 or name.isdigit():
        return
    key = fold(name)
    if not key:
        return
    candidate = found.get(key)
    if candidate is None:
        candidate = found[key] = Candidate(name, toks[start].start)
    candidate.count += 1
    candidate.forms.add(name)
    words = name.split()
    if kind:
        candidate.vote(kind, 2.0, reason)  # type: ignore[arg-type]
    _judge(candidate, words, toks, start, end, gazetteer, lang)


_PLACE_BEFORE = {
    "id": frozenset(["di", "ke", "dari", "asal"]),
    "en": frozenset(["in", "at", "near", "from", "to", "outside", "across"]),
}


def _judge(
    candidate: Candidate,
    words: list[str],
    toks: list[Token],
    start: int,
    end: int,
    gazetteer: Gazetteer,
    lang: str,
) -> None:
    before = toks[start - 1].text.lower() if start else ""
    after = toks[end].text if end < len(toks) else ""
    after2 = toks[end + 1].text if end + 1 < len(toks) else ""
    saying = lexicon.words("saying")
    if words[0] in _given():
        candidate.vote("person", 2.0 if len(words) > 1 else 1.0, f'"{words[0]}" is a given name')
    if before in saying or (before in ("pak", "bu", "bang", "sosok", "bernama", "oleh") and len(words) < 5):
        candidate.vote("person", 1.0, f'"{before}" stands before it')
    if after in saying or (after == "," and after2 in saying and lang == "en"):
        candidate.vote("person", 0.8, f'"{after}" follows')
    if after == "(" and re.fullmatch(r"\d{1,2}", after2):
        candidate.vote("person", 2.0, "an age follows")
    if after == "," and re.fullmatch(r"\d{1,2}", after2):
        candidate.vote("person", 2.0, "an age follows")
    if words[-1] in _tails("org_tails") and len(words) > 1:
        candidate.vote("organisation", 2.0, f'"{words[-1]}" ends an organisation')
    if words[-1] in _tails("place_tails") and len(words) > 1:
        candidate.vote("place", 2.0, f'"{words[-1]}" ends a place')
    if before in _PLACE_BEFORE.get(lang, ()):
        candidate.vote("place", 0.7, f'"{before}" stands before it')
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 8:
        candidate.vote("organisation", 0.9, "an acronym")
    if gazetteer.place(candidate.name):
        candidate.vote("place", 1.2, "in the list of places")
    if "of" in words:
        candidate.vote("organisation", 1.0, '"of" inside')
    if (
        2 <= len(words) <= 4
        and not any(any(c.isdigit() for c in w) for w in words)
        and not any(w.isupper() and len(w) > 3 for w in words)
    ):
        candidate.vote("person", 0.5, "two to four words")
    elif len(words) > 4 or any(w.isdigit() for w in words):
        candidate.vote("organisation", 0.3, "a long name")

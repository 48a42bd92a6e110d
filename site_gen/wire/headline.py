"""A headline that stands in the copy, and a title proposed where none does.

A proposed title has words of the text only: the first sentence, less attribution, times, brackets and the
speaker's office, cut at the end of a clause. It is never cut inside a quotation or a number, and never ends
in dots.
"""

import re

from site_gen.wire.markup import Line
from site_gen.wire.sentences import is_balanced, is_quoted, sentences
from site_gen.wire.story import NOTHING, Inferred

LONGEST = 90
"""Characters of a proposed title."""
_SHORTEST, _LONGEST_FOUND = 12, 115


def found_headline(lines: list[Line], sentence_starts: int) -> Inferred:
    """The headline, if the first line is one. `sentence_starts` is the index of the dateline's line, or -1."""
    if len(lines) < 2:
        return NOTHING
    first, second = lines[0], lines[1]
    text = first.text
    if first.kind == "heading" and 3 < len(text) <= 200:
        return Inferred(text, "a heading at the top", 1.0, first.number)
    if not _SHORTEST <= len(text) <= _LONGEST_FOUND or first.kind not in ("", "heading"):
        return NOTHING
    if re.search(r"[.,;:…-][\"'”’)]?$", text) and not re.search(r"\b(?:[A-Z]\.)+$|\bJr\.$|\bInc\.$", text):
        return NOTHING
    if sentence_starts == 0 or not re.search(r"[^\W\d_]{2}", text):
        return NOTHING
    if (
        re.search(r"\(?(?:AP Photo|Getty|Reuters|AFP|EPA|Foto|Photo|Image|Gambar)\b", text)
        and sentence_starts != 1
    ):
        return NOTHING
    if len(sentences(text)) > 1 and not re.search(r"[!?]", text):
        return NOTHING
    if sentence_starts == 1:
        return Inferred(text, "the line before the dateline", 0.97, first.number)
    if second.gap and (len(second.text) > len(text) or len(lines) > 2):
        if text.endswith(('"', "”")) and is_quoted(text):
            return NOTHING
        return Inferred(text, "the first line, with an empty line behind it", 0.95, first.number)
    if len(second.text) > 1.5 * len(text) and re.search(r"[.!?\"”]$", second.text) and not is_quoted(text):
        return Inferred(text, "a short first line without a full stop", 0.85, first.number)
    if sentence_starts in (2, 3) and not is_quoted(text):
        return Inferred(text, "the first line, before the dateline", 0.85, first.number)
    return NOTHING


_WEEKDAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|January|February|March|May|June|July|August|October|December|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_PART = r"(?:\s+(?:pagi|siang|sore|petang|malam|dini\s+hari|morning|afternoon|evening|night))?"
_TIMES = (
    re.compile(
        rf",?\s*(?:\b(?:pada|on)\s+)?(?:hari\s+)?\b{_WEEKDAY}\b{_PART}\s*,?\s*\(?\s*\d{{1,2}}\s*/\s*\d{{1,2}}(?:\s*/\s*\d{{2,4}})?\s*\)?{_PART}(?:\s+waktu\s+setempat|\s+WIB|\s+local\s+time)?\s*,?",
        re.IGNORECASE,
    ),
    re.compile(
        rf",?\s*(?:\b(?:pada|on)\s+)?(?:hari\s+)?\b{_WEEKDAY}\b{_PART}\s*,\s*\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?\s*,?",
        re.IGNORECASE,
    ),
    re.compile(rf",?\s*\b(?:pada|on)\s+\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?\s*,?", re.IGNORECASE),
    re.compile(rf",?\s*\bon\s+(?:{_WEEKDAY}\s*,\s*)?{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?\s*,?"),
    re.compile(rf",?\s*\b(?:pada|on)\s+{_WEEKDAY}\b{_PART}\s*(?:waktu\s+setempat)?,?", re.IGNORECASE),
    re.compile(rf",\s*{_WEEKDAY}\b{_PART}(?=[,.\s]|$)"),
    re.compile(rf"\s+{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?(?=\s*(?:[,.]|$))"),
    re.compile(
        r"\s*,?\s+(?:hari ini|kemarin|tadi pagi|sore ini|pagi ini|siang ini|malam ini|today|yesterday)(?=\s*(?:[,.]|$))",
        re.IGNORECASE,
    ),
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ATTRIBUTION_AFTER = re.compile(
    r",?\s*(?:\b(?:kata|ujar|ucap|tutur|jelas|tegas|ungkap|imbuh|terang|papar|sebut|demikian|menurut)\b|\b(?:according to|as reported by|citing)\b)(?!\w).*$"
    r"|,\s+(?:(?:[\w’'.-]+\s+){1,6})(?:said|says|told\s+\w+|reported|reports|announced)(?:\s+(?:on|in|at|late|early)\b.*)?$"
    r"|,\s*(?:seperti|sebagaimana)\s+(?:dikutip|dilansir|dilaporkan|diberitakan)\b.*$"
    r"|,?\s+(?:dikutip|dilansir|mengutip|melansir)\s+(?:dari\s+)?.*$",
)
_ATTRIBUTION_BEFORE = re.compile(
    r"^(?:Menurut|Mengutip|Melansir|Dikutip|Dilansir|Berdasarkan|Seperti|According to|Citing)\s[^,]{2,90},\s*(?=\w)",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    rf"^(?:(?:Pada|On)\s+)?(?:{_WEEKDAY})?{_PART}\s*,?\s*(?:\(?\d[\d/ ]*\)?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)?\s*,\s*(?=\w)"
)
_CLAUSE = re.compile(
    r"\s*,\s+(?=(?:yang|karena|sehingga|setelah|usai|sebelum|ketika|saat|sementara|sedangkan|tetapi|namun|tapi|meski|meskipun|walau|agar|supaya|dengan|termasuk|seperti|yakni|yaitu|di mana|dan|serta|"
    r"who|which|where|when|after|before|because|but|as|while|although|though|with|including|and|saying|leaving|making|according)\b)"
    r"|\s+(?=(?:yang|karena|sehingga|setelah|usai|pasca|sebelum|ketika|saat|sementara|meski|meskipun|walau|agar|supaya|lantaran|akibat|menyusul|sejak|hingga|guna|"
    r"who|which|that|where|when|after|before|because|while|although|though|amid|following|since|until|as|despite|because)\b)"
    r"|\s*[,;]\s+|\s+[–—-]{1,2}\s+"
)
_PHRASE = re.compile(
    r"\s+(?=(?:di|ke|dari|pada|untuk|dalam|terhadap|kepada|oleh|melalui|bagi|tentang|terkait|sebagai|antara|selama|seiring|dan|atau|serta|in|on|at|for|with|from|to|by|of|during|over|near|into|against|through|about|and|or)\b)"
)
_DANGLING = frozenset(
    [
        "dan",
        "di",
        "ke",
        "dari",
        "yang",
        "untuk",
        "pada",
        "dengan",
        "dalam",
        "oleh",
        "sebagai",
        "karena",
        "bahwa",
        "atau",
        "serta",
        "para",
        "akan",
        "telah",
        "sudah",
        "adalah",
        "seorang",
        "sebuah",
        "suatu",
        "antara",
        "tidak",
        "tak",
        "juga",
        "masih",
        "bisa",
        "dapat",
        "harus",
        "terhadap",
        "kepada",
        "tentang",
        "bagi",
        "agar",
        "seperti",
        "menjadi",
        "merupakan",
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "from",
        "by",
        "as",
        "or",
        "that",
        "who",
        "which",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "not",
        "its",
        "his",
        "her",
        "their",
    ]
)
_ID_VERB = re.compile(
    r"\b(?:me(?:m|n|ng|ny|r|l|w|y)?[a-z]{3,}|di(?!a\b|ri\b|sebut\b|mana\b|antara\b|skusi\b|nas\b|rektur\b|namik\b|alog\b|gital\b|visi\b|strik\b|abetes\b)[a-z]{3,}|ber[a-z]{3,}|ter(?!hadap\b|utama\b|tentu\b|masuk\b|akhir\b|kait\b|sebut\b|iak\b|minal\b|oris|ap)[a-z]{3,}|"
    r"akan|ingin|minta|gelar|sebut|adalah|ialah|punya|ada|jadi|raih|kalah|menang|tewas|naik|turun|masuk|datang|tiba|resmi|siap|bakal|mulai|dapat|bisa|harus|tidak|belum|telah|sudah|masih|tampil|lolos|gagal|mundur|hilang|hadir|ikut|jatuh|bangun|tolak|dukung|pergi|pulang|kembali|terus|diduga|tetap|kena|sakit|meninggal|mengaku|perlu|patut|layak)\b"
)
_EN_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|says?|said|goes|went|gets?|got|takes?|took|makes?|made|comes?|came|gives?|gave|finds?|found|"
    r"wins?|won|loses?|lost|dies?|died|kills?|hits?|leaves?|left|lays?|laid|leads?|led|falls?|fell|rises?|rose|sets?|faces?|seeks?|sought|wants?|plans?|plunges?|begins?|began|runs?|ran|keeps?|kept|holds?|held|meets?|met|puts?|"
    r"tells?|told|calls?|warns?|urges?|says|brings?|brought|buys?|bought|sells?|sold|shows?|opens?|closes?|ends?|starts?|moves?|turns?|breaks?|broke|draws?|drew|throws?|threw|becomes?|became|fights?|fought|beats?|strikes?|struck|spends?|spent|shuts?|cuts?|[a-z]{3,}ed)\b"
)
_PRONOUN = re.compile(
    r"^(?:(?:Ia|Dia|Mereka|Hal (?:ini|itu|tersebut)|Ini|Itu|Dan|Namun|Tetapi|Tapi|Karena itu|Oleh karena|Selain itu|Sementara|Sebelumnya|Sedangkan|Adapun|Meski|Menurutnya|Padahal|Bahkan|Lalu|Kemudian|Akibat|Keduanya|He|She|It|They|This|That|These|Those|But|And|However|His|Her|Their|Its|So|Then|Also|Meanwhile|Another|There)\b|[a-z])"
)


def proposed_title(body: list[str], lang: str, verbs: frozenset[str] = frozenset()) -> Inferred:
    """A title out of the first sentences of `body` (paragraphs without dateline)."""
    candidates: list[str] = []
    for paragraph in body[:6]:
        candidates.extend(sentences(paragraph))
        if len(candidates) > 8:
            break
    for rank, sentence in enumerate(candidates[:8]):
        if rank and _PRONOUN.match(sentence):
            continue
        title = _from_sentence(sentence, lang)
        if title:
            confidence = 0.8 if rank == 0 else 0.65
            return Inferred(title, f"made from sentence {rank + 1}", confidence)
    for sentence in candidates[:8]:
        bare = sentence.strip("\"'“”‘’ .,;:-–—")
        if title := _cut(_tidied(bare), lang, strict=False):
            return Inferred(_finished(title), "made from a sentence that could not be cut well", 0.4)
    words = " ".join(candidates).split()
    title = ""
    for word in words:
        if len(title) + len(word) + 1 > LONGEST:
            break
        title = f"{title} {word}".strip()
    return Inferred(
        _finished(title) or (candidates[0][:LONGEST].strip() if candidates else ""), "the first words", 0.2
    )


def _from_sentence(sentence: str, lang: str) -> str:
    if is_quoted(sentence):
        return ""
    text = _tidied(sentence)
    if not is_balanced(text):
        return ""
    title = _cut(text, lang, strict=True)
    return _finished(title) if title else ""


def _tidied(text: str) -> str:
    text = _BRACKETS.sub("", text).strip()
    for pattern in (_TIME_BEFORE, _ATTRIBUTION_BEFORE):
        shorter = pattern.sub("", text, count=1)
        if len(shorter) >= 25:
            text = shorter
    for pattern in _TIMES:
        text = pattern.sub(
            lambda m: (
                "," if m.group().endswith(",") and m.group().startswith(",") and _needs_comma(m) else " "
            ),
            text,
        )
    shorter = _ATTRIBUTION_AFTER.sub("", text)
    if len(shorter) >= 25 and is_balanced(shorter):
        text = shorter
    text = _without_office(re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text)))
    text = re.sub(r"^(?:Sebanyak|Sementara itu,|Adapun|Diketahui,|Meanwhile,|Now,|But)\s+(?=\w)", "", text)
    return text.strip(" .,;:-–—")


def _needs_comma(found: re.Match[str]) -> bool:
    return re.match(r"\s*(?:yang|who|which)\b", found.string[found.end() :]) is not None


_OFFICE = re.compile(
    r"^(?P<office>[A-Z][\w/.-]*(?:\s+[\w/.-]+){0,9}),\s+(?P<name>[A-ZÀ-Þ][\w'’.-]+(?:\s+(?:bin|al|van|de|[A-ZÀ-Þ][\w'’.-]*)){0,4}),\s+(?P<rest>[a-z].+)$"
)


def _without_office(text: str) -> str:
    """`Kepala Pusat …, Firman Noor, membantah …` as `Firman Noor membantah …`."""
    found = _OFFICE.match(text)
    if found and re.match(
        r"(?:me|ber|akan|telah|tidak|di|ter|ingin|mengaku)\w*|[a-z]+(?:ed|s)\b|said|has|will", found["rest"]
    ):
        return f"{found['name']} {found['rest']}"
    return text


def _has_verb(text: str, lang: str) -> bool:
    pattern = _EN_VERB if lang == "en" else _ID_VERB
    found = pattern.search(text, 3)
    return found is not None and found.end() < len(text)


def _ends_well(text: str) -> bool:
    last = re.search(r"[\w’'-]+$", text)
    return last is not None and last.group().lower() not in _DANGLING


def _cut(text: str, lang: str, strict: bool) -> str:
    """The longest head of `text` that is a clause of at most 90 characters; empty if there is none."""
    if 15 <= len(text) <= LONGEST and is_balanced(text) and (not strict or _has_verb(text + " ", lang)):
        return text
    for pattern, least in ((_CLAUSE, 28), (_PHRASE, 34)):
        heads = [text[: m.start()] for m in pattern.finditer(text) if least <= m.start() <= LONGEST]
        for head in reversed(heads):
            head = head.rstrip(" ,;:-–—")
            if is_balanced(head) and _ends_well(head) and (not strict or _complete(head, lang)):
                return head
    return ""


def _complete(head: str, lang: str) -> bool:
    """Whether there is a verb, and something behind it."""
    pattern = _EN_VERB if lang == "en" else _ID_VERB
    found = list(pattern.finditer(head, 3))
    return bool(found) and len(head) - found[0].end() >= 3


def _finished(title: str) -> str:
    title = title.strip(" .,;:-–—…")
    return title[:1].upper() + title[1:]


def summary(paragraphs: list[str], deck: str, lang: str) -> Inferred:
    """One or two sentences for lists and feeds, 160 to 300 characters where the text has them."""
    if deck:
        return Inferred(deck, "the deck", 0.95)
    pool = [sentence for paragraph in paragraphs[:3] for sentence in sentences(paragraph)]
    if not pool:
        return NOTHING
    start = next((i for i, s in enumerate(pool[:4]) if not is_quoted(s) and is_balanced(s)), 0)
    chosen = pool[start]
    if len(chosen) > 300:
        heads = [chosen[: m.start()] for m in _CLAUSE.finditer(chosen) if 80 <= m.start() <= 290]
        head = next((h for h in reversed(heads) if is_balanced(h) and _ends_well(h)), "")
        if head:
            return Inferred(head.rstrip(" ,;") + ".", "the first sentence, cut at a clause", 0.7)
        words = chosen[:290].rpartition(" ")[0]
        return Inferred(words.rstrip(" ,;:"), "the beginning of the first sentence", 0.4)
    if len(chosen) < 130 and start + 1 < len(pool):
        both = f"{chosen} {pool[start + 1]}"
        if len(both) <= 280 and is_balanced(both):
            return Inferred(both, "the first two sentences", 0.85)
    return Inferred(chosen, "the first sentence", 0.85)

"""Where a sentence can be cut so that a subject, a verb and what the verb needs are left."""

import re

from site_gen.wire.sentences import is_balanced
from site_gen.wire.titles.endings import ends_well
from site_gen.wire.titles.waiting import waits
from site_gen.wire.verbs import main_verb

LONGEST = 90
"""Characters of a proposed title."""
LEAST = 24
"""Characters: what is shorter tells too little."""
CLAUSE = re.compile(
    r"\s*,\s+(?=(?:yang|karena|sehingga|setelah|usai|sebelum|ketika|saat|sementara|sedangkan|tetapi|namun|tapi|meski|meskipun|walau|agar|supaya|dengan|"
    r"termasuk|seperti|sebagai|yakni|yaitu|di mana|dan|serta|who|which|where|when|after|before|because|but|as|while|although|though|with|including|and|"
    r"saying|leaving|making)\b)"
    r"|\s+(?=(?:yang|karena|sehingga|setelah|usai|pasca|sebelum|ketika|saat|sementara|meski|meskipun|walau|agar|supaya|lantaran|akibat|menyusul|sejak|"
    r"hingga|guna|who|which|that|where|when|after|before|while|although|though|amid|following|since|until|despite|because)\b)"
    r"|\s*[,;]\s+|\s+[–—-]{1,2}\s+"
)
"""Where a clause ends: at a comma or a dash, before a conjunction."""
PHRASE = re.compile(
    r"\s+(?=(?:di|ke|dari|pada|untuk|dalam|terhadap|kepada|oleh|melalui|bagi|tentang|terkait|sebagai|antara|selama|seiring|dan|atau|serta|soal|mantan|milik|sebanyak|sebesar|senilai|setinggi|seluas|sepanjang|dibandingkan|dibanding|ketimbang|menjadi|dengan|mulai|bertema|bertajuk|berjudul|bertuliskan|berdurasi|berbahan|menjelang|pasca\w*|"
    r"in|on|at|for|with|from|to|by|of|between|during|over|near|into|against|through|about|and|or|as|valued|worth|weighing)\b)"
)
"""Where a phrase ends: before a preposition."""


def cut(text: str, lang: str) -> str:
    """The longest head of `text` that is a clause of at most 90 characters; empty if there is none."""
    if (
        LEAST <= len(text) <= LONGEST
        and is_balanced(text)
        and ends_well(text)
        and (verb := main_verb(text, lang))
        and not _likens_to_nothing(verb, text[verb.end() :])
    ):
        return text
    for pattern in (CLAUSE, PHRASE):
        ends = [m.start() for m in pattern.finditer(text) if LEAST <= m.start() <= LONGEST]
        for end in reversed(ends):
            head, rest = text[:end], text[end:]
            if waits(head, rest):
                continue
            if _SOME_TIME.match(rest):
                head = _HOW_LONG.sub("", head)
            head = _without_tail(head.rstrip(" ,;:-–—"), lang)
            if len(head) >= LEAST and is_balanced(head) and ends_well(head) and is_complete(head, lang):
                return head
    return ""


_HOW_LONG = re.compile(
    r"\s+(?:se(?:hari|pekan|minggu|bulan|tahun|jam)|\w+\s(?:hari|pekan|minggu|bulan|tahun|jam|days?|weeks?|months?|years?|hours?))$"
)
_SOME_TIME = re.compile(r"\s+(?:setelah|sesudah|seusai|usai|sebelum|sejak|after|before|since)\b")
"""`seminggu` before ` setelah …` goes with it."""


def _without_tail(head: str, lang: str) -> str:
    """`… into orbit in 2003, five years` without what hangs behind the last comma."""
    before, comma, tail = head.rpartition(",")
    hangs = (
        comma
        and tail[:1].isspace()  # 6,5 is one number
        and len(tail.split()) <= 3
        and not re.search(r"\b(?:dan|and)\b", tail)
        and not tail.strip()[:1].isupper()
    )
    return before.rstrip() if hangs and is_complete(before, lang) else head


_SAYS = re.compile(
    r"menyatakan|mengatakan|memastikan|menegaskan|mengakui|menjelaskan|membenarkan|menambahkan|menyampaikan|mengingatkan|menuturkan|menerangkan|memaparkan|menilai|mengklaim|memprediksi|memperkirakan|berharap|meyakini|menyebut(?:kan)?|mengaku|"
    r"said|says?|noted|notes|stated|remarked|claims?|claimed|believes?|believed|hopes?|suggests?|told"
)
"""Verbs that need a clause behind them, or what somebody is called."""
_WHICH_OR_WHEN = re.compile(
    r"\s(?:when|while|who|which|where|after|before|yang|saat|ketika|setelah|sebelum)\s"
)
"""Behind it stands no verb of what is said: `said Jane Doe when she ran`."""
_NAMED_AS = re.compile(r"\w\s+(?:sebagai|as)\s+\w")
_TELLS_WHAT = re.compile(r"(?:alasan|penyebab|nama|daftar)\b")
"""`menyebutkan alasan …` has its object; `menyebutkan harga beras` waits for what the price does."""
_WHEN = frozenset(
    {"today", "yesterday", "tomorrow", "late", "early", "recently", "earlier", "hari", "ini", "kemarin"}
)


def is_complete(head: str, lang: str) -> bool:
    """Whether there is a subject, a verb, and behind it what the verb needs."""
    verb = main_verb(head, lang)
    if verb is None:
        return False
    after = head[verb.end() :].strip(" ,")
    if _SAYS.fullmatch(verb.group()) and not _TELLS_WHAT.match(after):
        said = _WHICH_OR_WHEN.split(after, maxsplit=1)[0]
        return main_verb(said, lang, least=0) is not None or _NAMED_AS.search(after) is not None
    if _likens_to_nothing(verb, after):
        return False
    if verb.lastgroup in ("passive", "middle", "bare", "done"):
        return True
    words = re.findall(r"[\w’'-]+", after)
    if words and all(word.lower() in _WHEN for word in words):
        return False
    if not words or (lang == "en" and re.search(r"(?:ing|[^e]ed)$", words[-1]) and verb.lastgroup != "needs"):
        return False
    return not (lang == "en" and len(words) == 1 and words[0] in ("not", "been", "also", "to"))


_LIKENS = re.compile(
    r"men?(?:g?(?:analogikan|ibaratkan|aitkan|hubungkan)|yamakan|yandingkan|bandingkan|bedakan|isahkan)|membandingkan|membedakan|memisahkan|compares?|compared|likens?|likened"
)
"""Verbs that need a second thing: to what it is likened, from what it is told apart."""
_TO_WHAT = re.compile(r"\b(?:dengan|dari|bagai\w*|seperti|sebagai|ibarat|antara|dan|to|with|and|from)\b")


def _likens_to_nothing(verb: re.Match[str], after: str) -> bool:
    return _LIKENS.fullmatch(verb.group()) is not None and not _TO_WHAT.search(after)

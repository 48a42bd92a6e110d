"""Ever shorter ways to say one sentence, for a title to be cut from: the whole of it first, then parts."""

import re

from site_gen.wire.titles.clauses import LEAST, LONGEST
from site_gen.wire.titles.modifiers import without_phrases
from site_gen.wire.titles.shortening import (
    ALIAS,
    APPOSITION,
    FRAMED,
    PLACED,
    RELATIVE,
    what_is_said,
    with_short_names,
    without_rank,
)
from site_gen.wire.titles.standing import LOOKS_BACK
from site_gen.wire.titles.tidying import tidied, without_office
from site_gen.wire.verbs import AUXILIARY, EN_VERB, ID_VERB, main_verb

ADVERBIAL = re.compile(
    r"^(?:Dalam|Pada|Di|Dari|Untuk|Bagi|Dengan|Setelah|Usai|Sejak|Selama|Ketika|Saat|Meski|Meskipun|Walau|Walaupun|Karena|Akibat|Seiring|"
    r"Menjelang|Jelang|Tak hanya|Selain|Guna|Demi|Lewat|Melalui|Berkat|Terkait|Sebagai|Hingga|Sampai|During|In|On|At(?! least| most)|After|Before|When|While|Although|"
    r"Though|Despite|As|With|For|Since|Because|Following|Amid|By|From|Under|Among|Over|Until|Once)\b"
    r"|^(?!Di(?:harap|duga|perkira|rencana|kabar|klaim|nilai|anggap|sinyalir|target|jadwal|sebut|prediksi|yakin|minta|imbau|larang|wajib))"
    r"(?:Sempat|Pernah|Kerap|(?:Ber|Ter|Di|Me[mn]?)[a-z]{3,})\s[a-z][^,]{3,70},\s(?=[A-Z]|\w+\s\w+)"
    r"|^(?P<span>(?:[A-Z][\w-]*|\d+)(?:\s[\w-]+){0,3})\s(?:after|before|since|setelah|sesudah|seusai|usai|pasca|sebelum|sejak)\s[^,]+,",
)
_SOME = re.compile(
    r"(?:Bagi|Untuk|Menurut|For|To|Among)\s+(?:sebagian|beberapa|banyak|sejumlah|some|many|most|a few)\b"
)
"""`Bagi sebagian orang`: without it the sentence would be true of all."""


def readings(sentence: str, lang: str) -> tuple[list[str], list[str]]:
    """Ever shorter ways to say the sentence: those that leave no news out, and those that leave out a part."""
    whole: list[str] = []
    parts: list[str] = []
    plain = tidied(sentence)
    starts = without_adverbial(plain, lang) if _is_introduced(plain, lang) else [plain]
    for number, text in enumerate(starts):
        (parts if number else whole).append(text)
        if len(text) > LONGEST:
            bare = ALIAS.sub("", RELATIVE.sub("", text))
            inside = APPOSITION.sub("", bare)
            (parts if number else whole).extend([bare, inside, without_rank(bare), without_rank(inside)])
            parts += [PLACED.sub("", bare, count=1), PLACED.sub("", bare)]
            if trimmed := without_phrases(bare, lang):
                parts.append(trimmed)
    if lang == "id" and (said := what_is_said(plain)):
        parts.append(said)
    if framed := FRAMED.match(plain):
        parts.append(f"{framed['who']} {framed['rest']}")
    if len(plain) > LONGEST and (short := with_short_names(sentence)) != sentence:
        its_whole, its_parts = readings(short, lang)
        whole, parts = [*its_whole, *whole], [*its_parts, *parts]
    return _standing(whole), [text for text in _standing(parts) if text not in whole]


def _is_introduced(text: str, lang: str) -> bool:
    """Whether a sentence begins with an introduction that can go."""
    found = ADVERBIAL.match(text)
    if not found or _SOME.match(text):
        return False
    # Two men were rescued after …: no introduction, but what happened.
    return not (found["span"] and main_verb(found["span"], lang, least=0))


def _standing(texts: list[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if not LOOKS_BACK.match(text[:1].upper() + text[1:])]


_ADVERB = re.compile(
    rf"(?:akhirnya|kini|kemudian|lalu|langsung|segera|juga|bahkan|namun|{AUXILIARY}|then|finally|later|now|also|still|instead)\b"
)
"""Words that no subject begins with: what stands before them is one."""


_IN_TOWN = re.compile(r"\b(?:from|in|of|near|at|di|dari|asal)\s[A-ZÀ-Þ][\w.-]+(?:\s[A-ZÀ-Þ][\w.-]+)?$")
"""Behind it a comma parts a town from its region, and no clause begins."""


def without_adverbial(text: str, lang: str) -> list[str]:
    """`Dalam percakapan telepon, A dan B sepakat …` from `A` on."""
    found: list[str] = []
    began = 0
    for comma in re.finditer(r",\s+(?=[\w\"])", text):
        rest = text[comma.end() :]
        if (EN_VERB if lang == "en" else ID_VERB).match(rest):
            continue
        if len(rest) < LEAST or not main_verb(rest, lang) or _ADVERB.match(rest):
            continue
        if _IN_TOWN.search(text[: comma.start()]) and rest[0].isupper():
            continue  # a girl from Contoh, Mexico
        inside = re.match(r"[\w -]{2,40},(?!\d)", rest)
        if inside and not (
            _IN_TOWN.search(inside.group()[:-1]) and rest[inside.end() :].lstrip()[:1].isupper()
        ):
            # An office and who holds it, `mantan bendahara desa, Amir Contoh, akhirnya …`, or one more introduction.
            named = without_office(rest[0].upper() + rest[1:])
            if named[0] != rest[0].upper() or named[1:] != rest[1:]:
                found.append(named)
            continue
        if re.match(
            r"(?:dan|serta|atau|and|or|yang|who|which|yakni|yaitu|seperti|misalnya|termasuk|sehingga|tetapi|namun|karena)\b",
            rest,
        ):
            continue
        if found and main_verb(text[began : comma.start()], lang):
            break  # the clause has begun, and this comma is one of its own
        began = began or comma.end()
        found.append(rest[0].upper() + rest[1:])
    verb = main_verb(text, lang)
    if re.match(r"(?:Di|Dari|Pada|Dalam)\b", text) and verb and "," not in text[: verb.start()]:
        found.append(text)  # Di kota itu beredar …: the verb stands before its subject
    return found

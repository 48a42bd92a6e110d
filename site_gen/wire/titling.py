"""A title proposed from the lead, where no headline stands in the copy.

It has words of the text only. The first sentences are tried in turn: an introduction, an attribution, times,
brackets and the speaker's office go, then the sentence is cut where a clause or a phrase ends, so that a
subject, a verb and what the verb needs are left. It is never cut inside a quotation, a number or a name, and
never ends in dots. What cannot be cut well is passed over for the next sentence.
"""

import re

from site_gen.wire import lexicon
from site_gen.wire.clauses import (
    CLAUSE,
    LEAST,
    LONGEST,
    PHRASE,
    cut,
    ends_well,
    is_complete,
    waits,
    without_phrases,
)
from site_gen.wire.sentences import is_balanced, is_quoted, sentences
from site_gen.wire.shortening import (
    ALIAS,
    APPOSITION,
    FRAMED,
    PLACED,
    RELATIVE,
    in_full,
    named,
    what_is_said,
    with_short_names,
    without_rank,
)
from site_gen.wire.story import Inferred
from site_gen.wire.tidying import INTRO, SAY_ID, tidied, without_office
from site_gen.wire.tokens import is_office
from site_gen.wire.verbs import AUXILIARY, EN_VERB, ID_VERB, main_verb

_READ = 700
"""Characters of a paragraph that are read: the patterns below are for sentences, not for anything."""
_TRIED = 8
"""So many sentences are tried."""
_ADVERBIAL = re.compile(
    r"^(?:Dalam|Pada|Di|Dari|Untuk|Bagi|Dengan|Setelah|Usai|Sejak|Selama|Ketika|Saat|Jika|Bila|Meski|Meskipun|Walau|Walaupun|Karena|Akibat|Seiring|"
    r"Menjelang|Jelang|Tak hanya|Selain|Guna|Demi|Lewat|Melalui|Berkat|Terkait|Sebagai|Hingga|Sampai|During|In|On|At(?! least| most)|After|Before|When|While|Although|"
    r"Though|Despite|As|With|For|Since|If|Because|Following|Amid|By|From|Under|Among|Over|Until|Once)\b"
    r"|^(?!Di(?:harap|duga|perkira|rencana|kabar|klaim|nilai|anggap|sinyalir|target|jadwal|sebut|prediksi|yakin|minta|imbau|larang|wajib))"
    r"(?:Sempat|Pernah|Kerap|(?:Ber|Ter|Di|Me[mn]?)[a-z]{3,})\s[a-z][^,]{3,70},\s(?=[A-Z]|\w+\s\w+)"
    r"|^(?P<span>(?:[A-Z][\w-]*|\d+)(?:\s[\w-]+){0,3})\s(?:after|before|since|setelah|sesudah|seusai|usai|pasca|sebelum|sejak)\s[^,]+,",
)
_LOOKS_BACK = re.compile(
    r"^(?:(?:Salah satunya|Pertama(?! kali)|Yakni|Yaitu|Pihaknya|Ia|Dia|Mereka|Beliau|Ini|Itu|Tersebut|Dan|Namun|Tetapi|Tapi|Oleh karena|Karena itu|Sedangkan|Menurutnya|Padahal|Bahkan|Lalu|Kemudian|"
    r"Keduanya|Ketiganya|Kedua|Ketiga|Both|The (?:two|three|four|pair|latter|former|duo|trio)|Intinya|Artinya|Sebab|Pasalnya|Begitu|Demikian|Alasannya|Hasilnya|Akibatnya|Bagaimana|Apa|Siapa|Mengapa|Berikut|Mulai dari|Termasuk|Terutama|Misalnya|Apalagi|Dengan (?:begitu|demikian)|Kami|Kita|Saya|Anda|"
    r"He|She|It|They|This|That|These|Those|And|However|His|Her|Their|Its|So|Then|Also|Another|There|We|I|You|Our|My|Your|Here|What|Why|How|Who)\b"
    r"|\w+(?:\s\w+){0,2}\s(?:itu|ini|tersebut|tadi)\b|\w+\s(?:berusia|kelahiran|asal|berupa)\s[\w\s]{2,30}?\s(?:itu|ini|tersebut)\b|(?:\w+\s){0,2}\w+,\s(?:he|she|they|it)\b|[a-z(])"
    r"|\bdi antara(?:nya| mereka)\b|\bof (?:them|whom|these)\b|\b(?:saya|kami|kita|aku|gue)\b|\bhal (?:itu|ini)\b|\btersebut\b"
)


_HIS = re.compile(r"^(?!Sebelumnya|Selanjutnya|Hanya|Tanya)[A-Z][a-z]+nya\b")
"""`Putranya menjadi raja`: whose son stands in the sentence before."""
_THE_ONE = re.compile(r"^The\s+(?:[a-z-]+\s+){1,2}(?!(?:of|in|on|at|for|between|from|to)\b)[a-z]")
"""`The company said`: which one stands in the sentence before."""
_THAT_ONE = re.compile(
    r"(?<!saat )(?<!hari )(?<!kali )(?<!selama )\b(?!saat|hari|kali|tahun|bulan|pekan|minggu)\w{3,}\s(?:itu|tersebut)\b(?!\s[A-Z])"
)
"""`agar kawasan itu layak …`: so does which area it is."""


def proposed_title(paragraphs: list[str], lang: str) -> Inferred:
    """A title out of the first sentences of `paragraphs` (the body, without dateline)."""
    tried: list[tuple[str, bool]] = []
    for paragraph in paragraphs[:_TRIED]:
        open_before = False
        read = sentences(paragraph[:_READ])
        if len(paragraph) > _READ and len(read) > 1:
            read.pop()  # it was cut off, maybe inside a word
        for sentence in read:
            tried.append((sentence, open_before or is_quoted(sentence)))
            if sentence.count('"') % 2 or sentence.count("“") != sentence.count("”"):
                open_before = not open_before
        if len(tried) >= _TRIED:
            break
    tried = tried[:_TRIED]
    spoken = [(n, s) for n, (s, quoted) in enumerate(tried) if not quoted and "://" not in s]
    for looks_back in (False, True):
        for number, sentence in spoken:
            back = _LOOKS_BACK.search(INTRO.sub("", sentence)) or (
                number and any(pattern.search(sentence) for pattern in (_THE_ONE, _THAT_ONE, _HIS))
            )
            if bool(back) != looks_back:
                continue
            if looks_back:
                sentence = named(sentence, " ".join(s for s, _ in tried[:number]))
            if title := _title_of(sentence, lang):
                sure = (0.8 if number == 0 else 0.7) - (0.25 if looks_back else 0.0)
                title = in_full(title, " ".join(s for s, _ in tried[:number]), LONGEST)
                return Inferred(title, f"made from sentence {number + 1}", sure)
        if not looks_back and (title := _speaker(tried, lang)):
            return Inferred(title, "made from who speaks and what is said", 0.55)
    return _last_resort([sentence for _, sentence in spoken] or [sentence for sentence, _ in tried], lang)


def stands_alone(sentence: str, lang: str) -> bool:
    """Whether a reader understands `sentence` without the one before it."""
    return (
        len(sentence) >= 40
        and not is_quoted(sentence)
        and is_balanced(sentence)
        and not _LOOKS_BACK.search(sentence)
        and not _GOES_BACK.search(sentence)
        and main_verb(sentence, lang) is not None
    )


_GOES_BACK = re.compile(
    r"^(?:Sementara itu|Selain itu|Adapun|Sebelumnya|Selanjutnya|Sebaliknya|Meski (?:begitu|demikian)|Di sisi lain|Secara khusus|Meanwhile|Instead|"
    r"But|Yet|Still|Later|Earlier|Both|Juga|Akan tetapi|Hal|Lebih lanjut|Untuk itu|Dari jumlah|Dengan (?:begitu|demikian|ini))\b|"
    r"\b(?:tersebut|dia|ia|mereka|he|she|they)\b|"
    r"\b(?:katanya|ujarnya|menurutnya|tuturnya|jelasnya|ungkapnya)\b"
)


_DOING = re.compile(r"(?<=[a-z])\s+(?=[a-z]{3,}ing\s(?:the|a|an|its|their|his|her|to|in|at|for|from|with)\b)")
"""`reported progress | draining the basins`"""
_PASSIVE_END = re.compile(r"\b(?:is|are|was|were|been)\s+[a-z]+(?:ed|en)$")


def _last_resort(tried: list[str], lang: str) -> Inferred:
    bare = [tidied(sentence.strip("\"'“”‘’` ")) or sentence for sentence in tried]
    for told, back in ((True, False), (True, True), (False, True)):
        for sentence in bare:
            if (told and main_verb(sentence, lang) is None) or (not back and _LOOKS_BACK.search(sentence)):
                continue
            if 14 < len(sentence) <= LONGEST and is_balanced(sentence):
                return Inferred(_finished(sentence), "a sentence as it stands", 0.4)
            cuts = [m.start() for pattern in (PHRASE, CLAUSE, _DOING) for m in pattern.finditer(sentence)]
            heads = [sentence[:at] for at in cuts if not waits(sentence[:at], sentence[at:])]
            heads = [h for h in heads if 15 <= len(h) <= LONGEST and is_balanced(h) and ends_well(h)]
            heads = [h for h in heads if not re.search(r",\s\w+$", h)] or heads
            heads = [
                h
                for h in heads
                if is_complete(h, lang) or _PASSIVE_END.search(h) or not (told or main_verb(h, lang))
            ]
            if heads:
                best = max(heads, key=lambda head: (main_verb(head, lang) is not None, len(head)))
                return Inferred(_finished(best), "a sentence that could not be cut well", 0.3)
    for sentence in bare:
        # Who or what it is about: a label, where no sentence can be made.
        verb = main_verb(sentence, lang)
        label = sentence[: verb.start()].rstrip(" ,;:-–—") if verb else ""
        if (
            14 < len(label) <= LONGEST
            and is_balanced(label)
            and ends_well(label)
            and not _LOOKS_BACK.search(label)
        ):
            return Inferred(_finished(label), "whom the first sentence is about", 0.25)
    title = ""
    for word in " ".join(tried).split():
        if len(title) + len(word) + 1 > LONGEST:
            break
        title = f"{title} {word}".strip()
    while " " in title and (title[-1].isdecimal() or not ends_well(title)):
        title = title.rpartition(" ")[0]
    return Inferred(_finished(title) or " ".join(tried)[:LONGEST].strip(), "the first words", 0.2)


def _title_of(sentence: str, lang: str) -> str:
    """The sentence cut to a title; empty where it cannot be cut well."""
    whole, parts = _readings(sentence, lang)
    # What says the whole sentence goes before what says a part of it.
    for text in whole:
        if len(text) <= LONGEST and (title := cut(text, lang)) == text and not _says_half(title, sentence):
            return _finished(title)
    for text in (*whole, *parts):
        if (title := cut(text, lang)) and not _says_half(title, sentence):
            return _finished(title)
    return ""


_NOT_ONLY = re.compile(
    r"\b(?:(?:tak|tidak|bukan)\s+(?:hanya|cuma|saja|sekadar)|not\s+(?:only|just|merely)|boleh\s+(?:saja|jadi))\b(?!.*\b(?:tetapi|tapi|melainkan|namun|but)\b)"
)
"""What promises more, or concedes something: `tak hanya menawarkan pesona alam`."""


def _says_half(title: str, sentence: str) -> bool:
    """Whether a title promises what it does not say, or is a piece of a question."""
    asked = sentence.rstrip("\"'“”‘’) ").endswith("?") and not title.endswith("?")
    return asked or _NOT_ONLY.search(title) is not None


def _readings(sentence: str, lang: str) -> tuple[list[str], list[str]]:
    """Ever shorter ways to say the sentence: those that leave no news out, and those that leave out a part."""
    whole: list[str] = []
    parts: list[str] = []
    plain = tidied(sentence)
    introduced = _ADVERBIAL.match(plain)
    if introduced and (
        _SOME.match(plain) or (introduced["span"] and main_verb(introduced["span"], lang, least=0))
    ):
        introduced = None  # Two men were rescued after …: no introduction, but what happened
    starts = _without_adverbial(plain, lang) if introduced else [plain]
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
        its_whole, its_parts = _readings(short, lang)
        whole, parts = [*its_whole, *whole], [*its_parts, *parts]
    return _standing(whole), [text for text in _standing(parts) if text not in whole]


_SOME = re.compile(
    r"(?:Bagi|Untuk|Menurut|For|To|Among)\s+(?:sebagian|beberapa|banyak|sejumlah|some|many|most|a few)\b"
)
"""`Bagi sebagian orang`: without it the sentence would be true of all."""


def _standing(texts: list[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if not _LOOKS_BACK.match(text[:1].upper() + text[1:])]


_ADVERB = re.compile(
    rf"(?:akhirnya|kini|kemudian|lalu|langsung|segera|juga|bahkan|namun|{AUXILIARY}|then|finally|later|now|also|still|instead)\b"
)
"""Words that no subject begins with: what stands before them is one."""


def _without_adverbial(text: str, lang: str) -> list[str]:
    """`Dalam percakapan telepon, A dan B sepakat …` from `A` on."""
    found: list[str] = []
    began = 0
    for comma in re.finditer(r",\s+(?=[\w\"])", text):
        rest = text[comma.end() :]
        if (EN_VERB if lang == "en" else ID_VERB).match(rest):
            continue
        if len(rest) < LEAST or not main_verb(rest, lang) or _ADVERB.match(rest):
            continue
        if re.match(r"[\w -]{2,40},", rest):
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


def _finished(title: str) -> str:
    title = re.sub(r"\s+([,.;:!?])", r"\1", title).strip(" .,;:-–—…")
    first, space, rest = title.partition(" ")
    if first.isupper() and len(first) > 3 and is_office(first.capitalize()) and not rest[:2].isupper():
        title = first.capitalize() + space + rest  # AKTOR Amir …: capitals for the look of it
    elif first.isupper() and len(first) > 3 and rest[:1].islower() and _is_shouted(first):
        title = first.capitalize() + space + rest  # RIBUAN warga …
    return title[:1].upper() + title[1:]


def _is_shouted(word: str) -> bool:
    """Whether a first word in capitals is a word, not letters that stand for something: `RIBUAN`, `SUKABUMI`."""
    small = word.lower()
    words = lexicon.words("openers") | lexicon.words("stopwords_id") | lexicon.words("stopwords_en")
    return small in words or word.capitalize() in lexicon.phrases("places")


_WHO = re.compile(
    rf"[\"”]\s*,?\s*(?:{SAY_ID}|said|says)\s+(?P<who>(?:[A-Z][\w.'’/-]*\s?){{1,7}})(?=\s*(?:,|\.|$|di\b|kepada\b|saat\b|dalam\b|pada\b|melalui\b|usai\b|\())"
)


def _speaker(tried: list[tuple[str, bool]], lang: str) -> str:
    """`Ketua Contoh: …` of a quotation and who said it."""
    for number, (sentence, quoted) in enumerate(tried[:3]):
        if not quoted:
            continue
        joined = " ".join(s for s, _ in tried[number : number + 3])
        found = _WHO.search(joined)
        if not found or joined[: found.start()].count('"') > 1:
            continue
        who = found["who"].strip()
        room = LONGEST - len(who) - 2
        said = sentence.strip('"“” ')
        if room < 30 or _LOOKS_BACK.search(said):
            continue
        for reading in (said, *(_without_adverbial(said, lang) if _ADVERBIAL.match(said) else ())):
            title = cut(reading.split('"')[0].rstrip(" ,."), lang)
            if title and len(title) <= room:
                return f"{who}: {_finished(title)}"
    return ""

"""A title proposed from the lead, where no headline stands in the copy.

It has words of the text only. The first sentences are tried in turn: an introduction, an attribution, times,
brackets and the speaker's office go, then the sentence is cut where a clause or a phrase ends, so that a
subject, a verb and what the verb needs are left. It is never cut inside a quotation, a number or a name, and
never ends in dots. What cannot be cut well is passed over for the next sentence.
"""

import re

from site_gen.wire.clauses import (
    CLAUSE,
    EN_VERB,
    ID_VERB,
    LEAST,
    LONGEST,
    PHRASE,
    cut,
    ends_well,
    main_verb,
    waits,
    without_phrases,
)
from site_gen.wire.sentences import is_balanced, is_quoted, sentences
from site_gen.wire.story import Inferred
from site_gen.wire.tokens import given_names, is_office

_READ = 700
"""Characters of a paragraph that are read: the patterns below are for sentences, not for anything."""
_TRIED = 8
"""So many sentences are tried."""
_WEEKDAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|January|February|"
    r"March|May|June|July|August|October|December|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_PART = r"(?:\s+(?:pagi|siang|sore|petang|malam|dini\s+hari|morning|afternoon|evening|night))?"
_NUMBERS = r"\(?\s*\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{2,4})?\s*\)?"
_LOCAL = r"(?:\s+waktu\s+setempat|\s+WIB|\s+WITA|\s+WIT|\s+local\s+time)?"
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\s*,?\s*(?:\b(?:pada|on)\s+)?(?:hari\s+|perdagangan\s+)?\b{_WEEKDAY}\b{_PART}\s*,?\s*{_NUMBERS}{_PART}{_LOCAL}\s*,?",
        rf"\s*,?\s*(?:\b(?:pada|on)\s+)?(?:hari\s+|perdagangan\s+)?\b{_WEEKDAY}\b{_PART}\s*,?\s*\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?{_PART}\s*,?",
        rf"\s*,?\s*\b(?:pada|on)\s+(?:tanggal\s+)?\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?\s*,?",
        rf"\s*,?\s*\bon\s+(?:{_WEEKDAY}\s*,\s*)?{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?\s*,?",
        rf"\s*,?\s*(?:\b(?:early|late)\s+)?\b(?:pada|on)\s+(?:early\s+|late\s+|hari\s+|perdagangan\s+)?{_WEEKDAY}\b{_PART}{_LOCAL}(?:\s*,)?",
        rf"\s*,\s*{_WEEKDAY}\b{_PART}{_LOCAL}(?=\s*[,.]|\s*$)\s*,?",
        rf"\s+(?:early\s+|late\s+)?{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?(?=\s*(?:[,.]|$|\s(?:in|at|after|when|as|to|that|killed|for|and|may)\b))",
        r"\s*,?\s+(?:hari ini|kemarin|tadi pagi|tadi malam|sore ini|pagi ini|siang ini|malam ini|today|yesterday)(?=\s*(?:[,.]|$))",
    )
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SAY_ID = r"kata|ujar|ucap|tutur|jelas|tegas|ungkap|imbuh|terang|papar|sebut|demikian|menurut"
_SAY_EN = r"said|says|told|reported|reports|announced|according"
_CREDITED = (
    re.compile(rf"\s*,?\s*(?<!-)\b(?:{_SAY_ID})\b\s+(?=[A-Z\"“]|seorang|sejumlah|para|dia|ia|mereka).*$"),
    re.compile(r"\s*,\s*(?:kata|ujar|ucap|tutur|imbuh|menurut)\s+[^,\"“]{3,80}$"),
    re.compile(
        r"\s*,\s*(?:seperti|sebagaimana)\s+(?:yang\s+)?(?:dikutip|dilansir|dilaporkan|diberitakan|disampaikan)\b.*$"
    ),
    re.compile(r"\s*,\s*(?:dikutip|dilansir|mengutip|melansir|demikian)\b.*$"),
    re.compile(r"\s+(?:dikutip|dilansir)\s+(?:dari|oleh)\s+[A-Z].*$"),
    re.compile(rf"\s*,?\s+(?:according to|as reported by|citing)\b.*$|\s*,\s+(?:{_SAY_EN})\s+[A-Z].*$"),
    re.compile(rf"\s*,\s+(?:[A-Z][\w’'.-]+\s*){{1,4}},\s+[\w\s’'-]{{3,60}}?\s*,?\s+(?:{_SAY_EN})\b.*$"),
    re.compile(rf"\s*,\s+(?:(?!and\b|but\b)[\w’'.-]+\s+){{1,7}}(?:{_SAY_EN})\b(?!\s+that\b).*$"),
)
_INTRO_CREDIT = re.compile(
    r"^(?:Menurut|Mengutip|Melansir|Dikutip|Dilansir|Berdasarkan|Seperti|According to|Citing)\s[^,]{2,90},\s*(?=\w)",
    re.IGNORECASE,
)
_INTRO_TIME = re.compile(
    rf"^(?:(?:Pada|On)\s+)?(?:{_WEEKDAY}{_PART}\s*,?\s*(?:{_NUMBERS}|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)\s*,\s*(?=\w)"
)
_INTRO = re.compile(
    r"^(?:(?:Artinya|Intinya|Pasalnya|Alasannya|Akibatnya|Hasilnya)\s*,|(?:Menanggapi|Terkait|Atas|Soal|Mengenai)\s+(?:hal\s+)?(?:itu|ini|tersebut)\s*,?|Sebanyak|Sementara itu\s*,|Adapun|Diketahui\s*,|Sebelumnya\s*,|Selain itu\s*,|Meanwhile\s*,|Now\s*,|But)\s+(?=\w)"
)
_ADVERBIAL = re.compile(
    r"^(?:Dalam|Pada|Di|Dari|Untuk|Bagi|Dengan|Setelah|Usai|Sejak|Selama|Ketika|Saat|Jika|Bila|Meski|Meskipun|Walau|Walaupun|Karena|Akibat|Seiring|"
    r"Menjelang|Jelang|Tak hanya|Selain|Guna|Demi|Lewat|Melalui|Berkat|Terkait|Sebagai|Hingga|Sampai|During|In|On|At(?! least| most)|After|Before|When|While|Although|"
    r"Though|Despite|As|With|For|Since|If|Because|Following|Amid|By|From|Under|Among|Over|Until|Once)\b",
)
_OFFICE = re.compile(
    r"^(?P<office>[A-Z][\w/.-]*(?:\s+[\w/.-]+){0,9})\s*,\s+(?P<name>[A-ZÀ-Þ][\w'’.-]+(?:\s+(?:bin|al|van|de|[A-ZÀ-Þ][\w'’.-]*)){0,4})\s*,\s+(?P<rest>[a-z].+)$"
)
_OFFICE_NAME = re.compile(
    r"^(?P<office>[A-Z][\w/.-]*(?:\s+[A-Z(][\w/.()-]*|\s+(?:dan|of|and|the))*)\s*,\s+(?P<name>(?:[A-ZÀ-Þ][\w'’.-]+\s){1,6}(?<=\s))(?P<rest>[a-z].+)$"
)
_RELATIVE = re.compile(r"\s*,\s+(?:yang|who|which|whose|where|in which)\b[^,]{3,160},(?=\s+[a-z])")
_PLACED = re.compile(r"(?:\s*,\s+[A-ZÀ-Þ][\w.-]*(?:\s+[A-ZÀ-Þ][\w.-]*){0,3}){1,3}\s*,?(?=\s+[a-z]|\s*$)")
_LONG_SHORT = re.compile(
    r"(?P<long>(?:[A-Z][\w-]*,?\s+(?:(?:dan|of|for|and|the|de|la)\s+)*){2,9})\(\s*(?P<short>[A-Z][A-Za-z]{1,9})\s*\)"
)
_LOOKS_BACK = re.compile(
    r"^(?:(?:Ia|Dia|Mereka|Beliau|Ini|Itu|Tersebut|Dan|Namun|Tetapi|Tapi|Oleh karena|Karena itu|Sedangkan|Menurutnya|Padahal|Bahkan|Lalu|Kemudian|"
    r"Keduanya|Ketiganya|Kedua|Ketiga|Both|The (?:two|three|four|pair|latter|former|duo|trio)|Intinya|Artinya|Sebab|Pasalnya|Begitu|Demikian|Alasannya|Hasilnya|Akibatnya|Bagaimana|Apa|Siapa|Mengapa|Berikut|Kami|Kita|Saya|Anda|"
    r"He|She|It|They|This|That|These|Those|And|However|His|Her|Their|Its|So|Then|Also|Another|There|We|I|You|Our|My|Your|Here|What|Why|How|Who)\b"
    r"|\w+(?:\s\w+){0,2}\s(?:itu|ini|tersebut|tadi)\b|(?:\w+\s){0,2}\w+,\s(?:he|she|they|it)\b|[a-z(])"
    r"|\b(?:saya|kami|kita|aku|gue)\b|\bhal (?:itu|ini)\b|\btersebut\b"
)
_TOO = re.compile(r"(?<!tetapi)(?<!tapi)(?<!dan)(?<!but)(?<!and)\s+(?:juga|also)(?=\s)")
"""`juga` points to a sentence that a title does not have before it."""
_ASIDE = re.compile(r"\s*,\s*(?:menurut|kata|ujar|tutur|according to)\s[^,]{2,50},\s*")


def proposed_title(paragraphs: list[str], lang: str) -> Inferred:
    """A title out of the first sentences of `paragraphs` (the body, without dateline)."""
    tried: list[tuple[str, bool]] = []
    for paragraph in paragraphs[:_TRIED]:
        open_before = False
        for sentence in sentences(paragraph[:_READ]):
            tried.append((sentence, open_before or is_quoted(sentence)))
            if sentence.count('"') % 2 or sentence.count("“") != sentence.count("”"):
                open_before = not open_before
        if len(tried) >= _TRIED:
            break
    tried = tried[:_TRIED]
    spoken = [(n, s) for n, (s, quoted) in enumerate(tried) if not quoted]
    for looks_back in (False, True):
        for number, sentence in spoken:
            if bool(_LOOKS_BACK.search(_INTRO.sub("", sentence))) != looks_back:
                continue
            if title := _title_of(sentence, lang):
                sure = (0.8 if number == 0 else 0.7) - (0.25 if looks_back else 0.0)
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


def _last_resort(tried: list[str], lang: str) -> Inferred:
    bare = [_tidied(sentence.strip("\"'“”‘’` ")) or sentence for sentence in tried]
    for told, back in ((True, False), (True, True), (False, True)):
        for sentence in bare:
            if (told and main_verb(sentence, lang) is None) or (not back and _LOOKS_BACK.search(sentence)):
                continue
            if 14 < len(sentence) <= LONGEST and is_balanced(sentence):
                return Inferred(_finished(sentence), "a sentence as it stands", 0.4)
            cuts = [m.start() for m in (*PHRASE.finditer(sentence), *CLAUSE.finditer(sentence))]
            heads = [sentence[:at] for at in cuts if not (told and waits(sentence[:at], sentence[at:]))]
            heads = [h for h in heads if 15 <= len(h) <= LONGEST and is_balanced(h) and ends_well(h)]
            heads = [h for h in heads if not re.search(r",\s\w+$", h)] or heads
            heads = [h for h in heads if not told or main_verb(h, lang)]
            if heads:
                best = max(heads, key=lambda head: (main_verb(head, lang) is not None, len(head)))
                return Inferred(_finished(best), "a sentence that could not be cut well", 0.3)
    title = ""
    for word in " ".join(tried).split():
        if len(title) + len(word) + 1 > LONGEST:
            break
        title = f"{title} {word}".strip()
    while " " in title and not ends_well(title):
        title = title.rpartition(" ")[0]
    return Inferred(_finished(title) or " ".join(tried)[:LONGEST].strip(), "the first words", 0.2)


def _title_of(sentence: str, lang: str) -> str:
    """The sentence cut to a title; empty where it cannot be cut well."""
    for text in _readings(sentence, lang):
        if title := cut(text, lang):
            return _finished(title)
    return ""


def _readings(sentence: str, lang: str) -> list[str]:
    """The sentence, and ever shorter ways to say the same."""
    found: list[str] = []
    tidied = _tidied(sentence)
    starts = [tidied]
    if _ADVERBIAL.match(tidied):
        starts = _without_adverbial(tidied, lang)
    for text in starts:
        found.append(text)
        if len(text) > LONGEST:
            shorter = _RELATIVE.sub("", text)
            found.append(shorter)
            found.append(_PLACED.sub("", shorter, count=1))
            found.append(_PLACED.sub("", shorter))
            found.append(_without_rank(shorter))
            if trimmed := without_phrases(shorter, lang):
                found.append(trimmed)
    if framed := _FRAMED.match(tidied):
        found.append(f"{framed['who']} {framed['rest']}")
    if len(tidied) > LONGEST and (short := _with_short_names(sentence)) != sentence:
        found = [f for f in _readings(short, lang) if f not in found] + found
    return [text for text in dict.fromkeys(found) if not _LOOKS_BACK.match(text[:1].upper() + text[1:])]


_FRAMED = re.compile(
    r"(?P<who>[A-Z][^,\"“]{2,60}?)\s+(?:announced|said)(?:\s+(?:today|yesterday))?\s+that\s+it\s+(?P<rest>(?:has|had|will|would|is|was|plans)\s.+)$"
)
"""`Contoh Inc. announced today that it has closed …`: who announces is who did it."""


def _without_rank(text: str) -> str:
    """`Mantan Kapolri Jenderal Amir Contoh …` from the name on."""
    words = text.split(" ")
    capitals = next((n for n, word in enumerate(words) if not word[:1].isupper()), len(words))
    ranks = [n for n, word in enumerate(words[:capitals]) if is_office(word)]
    name = words[ranks[-1] + 1 : capitals] if ranks else []
    # Without a name that is known a country or an office may stand there: `Presiden Prancis Emmanuel …`.
    if not 1 <= len(name) <= 5 or name[0] not in given_names():
        return text
    return " ".join(words[ranks[-1] + 1 :])


def _with_short_names(sentence: str) -> str:
    """`Yayasan Contoh Negara (YCN)` as `YCN`."""

    def short(found: re.Match[str]) -> str:
        words = [word for word in found["long"].split() if word[0].isupper()]
        initials = "".join(word[0] for word in words)
        letters = found["short"].upper()
        if initials.endswith(letters):
            before = words[: len(words) - len(letters)]
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


def _tidied(text: str) -> str:
    """Without brackets, times, attribution and the speaker's office."""
    text = _BRACKETS.sub("", _INTRO_TIME.sub("", text)).strip()
    for _ in range(2):
        for pattern in (_INTRO_CREDIT, _INTRO_TIME, _INTRO):
            shorter = pattern.sub("", text, count=1)
            if len(shorter) >= LEAST:
                text = shorter
    text = _ASIDE.sub(" ", text)
    if not re.search(r"[\"“”]", text):
        text = _TOO.sub("", text, count=1)
    for pattern in _TIMES:
        text = pattern.sub(_keep_comma, text)
    for pattern in _CREDITED:
        shorter = pattern.sub("", text)
        if len(shorter) >= LEAST and is_balanced(shorter):
            text = shorter
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split())).strip(" .,;:-–—")
    text = re.sub(r"[.,]([\"”])$", r"\1", text)
    found = _OFFICE.match(text) or (_OFFICE_NAME.match(text) if len(text) > LONGEST else None)
    if found and not _is_person(found["name"], found["office"]):
        found = None
    if found and re.match(
        r"(?:me|ber|akan|telah|tidak|di|ter|ingin|mengaku)\w*|[a-z]+(?:ed|s)\b|said|has|will", found["rest"]
    ):
        text = f"{found['name'].strip()} {found['rest']}"
    return text


def _is_person(name: str, office: str) -> bool:
    """`Amir Contoh` or `Amir`, not `Texas`; nor `Jawa Tengah` behind `Siswa sekolah di Kabupaten Contoh`."""
    words = name.split()
    return words[0] in given_names() or (len(words) > 1 and not _SOMEWHERE.search(office))


_SOMEWHERE = re.compile(r"\b(?:di|dari|ke|asal|in|at|near|from|Kabupaten|Kota|Kecamatan|Desa)\b")


def _keep_comma(found: re.Match[str]) -> str:
    after = found.string[found.end() :].lstrip()
    written = found.group().strip()
    its_own = written.endswith(",") and not written.startswith(",")
    return ", " if its_own or (written.endswith(",") and _GOES_ON.match(after)) else " "


_GOES_ON = re.compile(r"(?:yang|who|which|dan|and)\b")


def _without_adverbial(text: str, lang: str) -> list[str]:
    """`Dalam percakapan telepon, A dan B sepakat …` from `A` on."""
    found = []
    for comma in re.finditer(r",\s+(?=[\w\"])", text):
        rest = text[comma.end() :]
        if (EN_VERB if lang == "en" else ID_VERB).match(rest):
            continue
        if len(rest) < LEAST or re.match(r"[\w -]{2,40},", rest) or not main_verb(rest, lang):
            continue
        if re.match(r"(?:dan|serta|atau|and|or|yang|who|which)\b", rest):
            continue
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
    return title[:1].upper() + title[1:]


_WHO = re.compile(
    rf"[\"”]\s*,?\s*(?:{_SAY_ID}|said|says)\s+(?P<who>(?:[A-Z][\w.'’/-]*\s?){{1,7}})(?=\s*(?:,|\.|$|di\b|kepada\b|saat\b|dalam\b|pada\b|melalui\b|usai\b|\())"
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

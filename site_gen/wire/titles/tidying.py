"""A sentence without what a headline leaves out: times, brackets, who said it, the speaker's office."""

import re

from site_gen.wire import lexicon
from site_gen.wire.dates.calendar import WEEKDAY
from site_gen.wire.sentences import is_balanced
from site_gen.wire.titles.alleged import alleges
from site_gen.wire.titles.clauses import LEAST, LONGEST
from site_gen.wire.tokens import countries, given_names, is_office

_MONTH = (
    r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|January|February|"
    r"March|May|June|July|August|October|December|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_PART = r"(?:\s+(?:pagi|siang|sore|petang|malam|dini\s+hari|morning|afternoon|evening|night))?"
_NUMBERS = r"\(?\s*\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{2,4})?\s*\)?"
_LOCAL = r"(?:\s+waktu\s+setempat|\s+WIB|\s+WITA|\s+WIT|\s+local\s+time)?"
_WHICH = r"(?:\s+(?:yang\s+)?(?:lalu|silam|mendatang|nanti)\b)?"
_WHICH_ONE = r"(?:\s+(?:mendatang\b|yang\s+akan\s+datang\b|(?:yang\s+lalu|lalu|silam|nanti)\b(?=\s*(?:[,.;]|$|(?:di|oleh|dalam|untuk|karena)\b))))?"
"""The same behind a weekday; `lalu` before a verb is what happened then."""
_NOT_UP_TO = r"(?<!\buntil)(?<!\btill)(?<!\bsince)(?<!\bby)(?<!\bbefore)(?<!\bafter)(?<!\bthrough)(?<!\bfrom)(?<!\blast)(?<!\bnext)(?<!\bevery)(?<!\beach)"
"""What runs until a day is not said without the day."""
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\s*,?\s*\b(?:sekitar\s+)?(?:pukul|jam)\s+\d{1,2}[.:]\d{2}(?:\s+(?:WIB|WITA|WIT)\b)?\s*,?",
        rf"\s*,?\s*(?:\b(?:pada|on)\s+)?(?:hari\s+|perdagangan\s+)?\b{WEEKDAY}\b{_PART}\s*,?\s*{_NUMBERS}{_PART}{_LOCAL}{_WHICH_ONE}\s*,?",
        rf"\s*,?\s*(?:\b(?:pada|on)\s+)?(?:hari\s+|perdagangan\s+)?\b{WEEKDAY}\b{_PART}\s*,?\s*\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?{_PART}{_WHICH_ONE}\s*,?",
        rf"\s*,?\s*\b(?:pada|on)\s+(?:tanggal\s+)?\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?{_WHICH}\s*,?",
        rf"(?<!\bsejak)(?<!\bhingga)(?<!\bsampai)(?<!\bsetelah)(?<!\bsebelum)(?<!\bdan)(?<!\bdari)(?<!\bper)(?<!\d)\s+\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?\s+(?:lalu|silam|mendatang|nanti)\b\s*,?",
        rf"\s*,?\s*\bon\s+(?:{WEEKDAY}\s*,\s*)?{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?\s*,?",
        rf"\s*,?\s*(?:\b(?:early|late)\s+)?\b(?:pada|on)\s+(?:early\s+|late\s+|hari\s+|perdagangan\s+)?{WEEKDAY}\b{_PART}{_LOCAL}{_WHICH_ONE}(?:\s*,)?",
        rf"\s*,\s*{WEEKDAY}\b{_PART}{_LOCAL}(?=\s*[,.]|\s*$)\s*,?",
        rf"{_NOT_UP_TO}\s+(?:early\s+|late\s+)?{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?(?=\s*(?:[,.]|$|\s(?:in|at|after|when|as|to|that|killed|for|and|may|of|from|with|by|over|near|following|amid|because|during|while)\b))",
        rf"(?:(?<=\bsaid)|(?<=\btold)|(?<=\bsays))\s+(?:on\s+)?{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?(?=\s+[a-z])",
        r"\s+(?:today|yesterday)(?=\s+(?:announced|said|unveiled|launched|[a-z]{3,}ed)\b)",
        r"\s*,?\s+(?:hari ini|kemarin|tadi pagi|tadi malam|sore ini|pagi ini|siang ini|malam ini|today|yesterday)(?=\s*(?:[,.]|$|di\b|untuk\b|karena\b|setelah\b))",
    )
)
_TIMED = re.compile(
    rf"\d|{WEEKDAY}|hari ini|kemarin|tadi (?:pagi|malam)|(?:sore|pagi|siang|malam) ini|today|yesterday",
    re.IGNORECASE,
)
"""Without one of these none of those matches: most sentences name no time, and one question is cheaper than twelve."""
_HERE = re.compile(r"\s+here(?=\s+(?:on|late|early)\s)")
"""`was celebrated here on Saturday`: a title has no dateline to say where."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
SAY_ID = r"kata|ujar|ucap|tutur|jelas|tegas|ungkap|imbuh|terang|papar|sebut|demikian|menurut"
_SAY_EN = r"said|says|told|reported|reports|announced|according"
_CREDITED = (
    re.compile(rf"\s*,?\s*(?<!-)\b(?:{SAY_ID})\b\s+(?=[A-Z\"“]|seorang|sejumlah|para|dia|ia|mereka).*$"),
    re.compile(r"\s*,\s*(?:kata|ujar|ucap|tutur|imbuh|menurut)\s+[^,\"“]{3,80}$"),
    re.compile(
        r"\s*,\s*(?:seperti|sebagaimana)\s+(?:yang\s+)?(?:dikutip|dilansir|dilaporkan|diberitakan|disampaikan)\b.*$"
    ),
    re.compile(r"\s*,\s*(?:dikutip|dilansir|mengutip|melansir|demikian)\b.*$"),
    re.compile(r"\s+(?:dikutip|dilansir)\s+(?:dari|oleh)\s+[A-Z].*$"),
    re.compile(rf"\s*,?\s+(?:according to|as reported by|citing)\b.*$|\s*,\s+(?:{_SAY_EN})\s+[A-Z].*$"),
    re.compile(rf"\s*,\s+(?:[A-Z][\w’'.-]+\s*){{1,4}},\s+[\w\s’'-]{{3,60}}?\s*,?\s+(?:{_SAY_EN})\b.*$"),
    re.compile(rf"\s*,\s+(?:(?!and\b|but\b)[\w’'.-]+\s+){{1,7}}(?:{_SAY_EN})\b(?!\s+that\b).*$"),
    re.compile(
        r"\s*,\s+(?:(?:a|an|the|new|official)\s+)*(?:[\w’'.-]+\s+){0,2}(?:study|studies|report|survey|poll|data|figures|minutes|documents|records|statistics|research|sources)\b[^\"“]{0,60}\b(?:showed|shows|show|found|suggested|suggests|said)\.?$"
    ),
)
_INTRO_CREDIT = re.compile(
    r"^(?:Kata|Menurut|Mengutip|Melansir|Dikutip|Dilansir|Berdasarkan|Seperti|According to|Citing)\s[^,]{2,90},\s*"
    r"(?:(?-i:(?:[A-ZÀ-Þ][\w.'’-]*\s?){1,5},\s+(?=[a-z])(?!(?:yang|dan|serta|who|and)\b)))?(?=\w)",
    re.IGNORECASE,
)
"""Also with the office and who holds it: `Menurut Bupati Contoh, Amir Santika, jalan itu …`"""
_INTRO_NAME = re.compile(r"^Menurut\s+(?:[A-Z][\w.’'-]+\s+){1,5}(?=[a-z])(?!(?:di|dan|dari|yang)\b)")
"""`Menurut Amir jalan itu …`, with the comma lost."""
_INTRO_TIME = re.compile(
    rf"^(?:(?:Pada|On)\s+)?(?:{WEEKDAY}{_PART}\s*,?\s*(?:{_NUMBERS}|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?)\s*,\s*(?=\w)"
)
INTRO = re.compile(
    r"^(?:(?:Artinya|Intinya|Pasalnya|Alasannya|Akibatnya|Hasilnya)\s*,|(?:Menanggapi|Terkait|Atas|Soal|Mengenai)\s+(?:hal\s+)?(?:itu|ini|tersebut)\s*,?|Sebanyak|(?:Kendati|Walau)\s(?:demikian|begitu)\s*,|Sementara itu\s*,|Adapun|Diketahui\s*,|Sebelumnya\s*,|Selain itu\s*,|Meanwhile\s*,|Now\s*,|But)\s+(?=\w)"
)
_OFFICE = re.compile(
    r"^(?P<office>[A-Z][\w/.-]*(?:\s+[\w/.-]+){0,9})\s*,\s+(?P<name>[A-ZÀ-Þ][\w'’.-]+(?:\s+(?:bin|al|van|de|[A-ZÀ-Þ][\w'’.-]*)){0,4})\s*,\s+(?P<rest>[a-z].+)$"
)
_OFFICE_NAME = re.compile(
    r"^(?P<office>[A-Z][\w/.-]*(?:\s+[A-Z(][\w/.()-]*|\s+(?:dan|of|and|the))*)\s*,\s+(?P<name>(?:[A-ZÀ-Þ][\w'’.-]+\s){1,6}(?<=\s))(?P<rest>[a-z].+)$"
)
_SPEAKER = re.compile(r"^[A-Z][A-Z .'’-]{2,30}(?:,\s[A-Z]+)?:\s+(?=[\"“]?[A-Z][a-z])")
"""`HOST:` in what was said on the radio."""
_TOO = re.compile(r"(?<!tetapi)(?<!tapi)(?<!dan)(?<!but)(?<!and)\s+(?:juga|also)(?=\s)")
"""`juga` points to a sentence that a title does not have before it."""
_ASIDE = re.compile(
    r"\s*,\s*(?:(?:menurut|kata|ujar|tutur|according to)\s[^,]{2,50}|menurutnya|katanya|ujarnya|(?:ia|dia) (?:mengatakan|menambahkan|menuturkan)|he said|she said|they said)\s*,\s*"
)


_REALLY = re.compile(r"\b(bahwa\s+)(?:sebenarnya|sesungguhnya|sejatinya)\s*,\s+")


def _gap(found: re.Match[str]) -> str:
    """Nothing, or the space that keeps a word from growing onto the one before: `Contoh (1)0`."""
    return " " if found.string[found.end() : found.end() + 1].isalnum() else ""


def tidied(text: str) -> str:
    """Without brackets, times, attribution and the speaker's office."""
    text = _BRACKETS.sub(_gap, _INTRO_TIME.sub("", _SPEAKER.sub("", text))).strip()
    alleged = alleges(text)
    for _ in range(2):
        for pattern in (_INTRO_TIME, INTRO) if alleged else (_INTRO_CREDIT, _INTRO_NAME, _INTRO_TIME, INTRO):
            shorter = pattern.sub("", text, count=1)
            if len(shorter) >= LEAST:
                text = shorter
    text = _REALLY.sub(r"\1", text if alleged else _ASIDE.sub(" ", text))
    if not re.search(r"[\"“”]", text):
        text = _TOO.sub("", text, count=1)
    text = _HERE.sub("", text)
    for pattern in _TIMES if _TIMED.search(text) else ():
        text = pattern.sub(_keep_comma, text)
    for pattern in () if alleged else _CREDITED:
        shorter = pattern.sub("", text)
        if len(shorter) >= LEAST and is_balanced(shorter):
            text = shorter
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split())).strip(" .,;:-–—")
    text = re.sub(r"[.,]([\"”])$", r"\1", text)
    return without_office(text)


def _is_person(name: str, office: str) -> bool:
    """`Amir Contoh` or `Amir`, not `Texas`; nor `Jawa Tengah` behind `Siswa sekolah di Kabupaten Contoh`."""
    words = name.split()
    if _NOBODY.match(office):
        return False  # Prosesi pemakaman Raja Contoh, Amir, digelar
    if name in lexicon.phrases("regions") or name in lexicon.phrases("places") or name in countries():
        return False  # Pemkot Contoh, Jawa Barat, menargetkan …
    if is_office(words[0]):
        return False  # Konon, Bupati Contoh menerima …
    if words[0] in lexicon.phrases("place_heads"):
        return False  # Polres Contoh, Provinsi Contoh menahan …
    return words[0] in given_names() or (len(words) > 1 and not _SOMEWHERE.search(office))


_NOBODY = re.compile(
    r"(?:Pe[a-z]{3,}an|Ke(?!pala)[a-z]{3,}an|Prosesi|Acara|Kasus|Sidang|Upacara|Rumah|Kantor|Laga|Film|Lagu|Album|Konser|Buku)\b"
)
"""What begins so is done or made, and holds no office."""
_SOMEWHERE = re.compile(r"\b(?:di|dari|ke|asal|in|at|near|from|Kabupaten|Kota|Kecamatan|Desa)\b")


def _keep_comma(found: re.Match[str]) -> str:
    after = found.string[found.end() :].lstrip()
    written = found.group().strip()
    if written[:1].isalnum() and _UP_TO.search(found.string[: found.start()]):
        return found.group()  # Mulai pukul 04.00 …: nothing begins without its hour
    if _YEAR_CLOSED.search(written) and _DID.match(after):
        return " "  # the board on Monday, May 5, 2025, approved …
    its_own = written.endswith(",") and (
        not written.startswith(",") or _INTRODUCED.fullmatch(found.string[: found.start()]) is not None
    )
    if written.startswith(",") and not written.endswith(",") and "," in found.string[: found.start()]:
        its_own = after[:1].islower()  # Contoh, better known as C, on Thursday launched …: the comma closes
    return ", " if its_own or (written.endswith(",") and _GOES_ON.match(after)) else " "


_YEAR_CLOSED = re.compile(r"^[a-z].*,\s*\d{4}\s*,$")
"""The comma behind it is the year's."""
_GOES_ON = re.compile(r"(?:yang|who|which|dan|and)\b")
_DID = re.compile(r"[a-z]+ed\b|(?:has|have|had|was|were|is|are|will|said|told)\b")
_UP_TO = re.compile(
    r"\b(?:mulai|sejak|hingga|sampai|dari|sebelum|setelah|until|till|since|from|by)\s*$", re.IGNORECASE
)
_INTRODUCED = re.compile(
    r"(?:Dalam|Pada|Di|Dari|Saat|Ketika|Usai|Setelah|Sebelum|Lewat|Melalui|In|At|During|After|Before)\s[^,]+"
)
"""An introduction: the comma behind the day ends it."""


def without_office(text: str) -> str:
    """`Kepala Dinas Contoh, Amir Santika, membantah …` from the name on."""
    found = _OFFICE.match(text) or (_OFFICE_NAME.match(text) if len(text) > LONGEST else None)
    if found and not _is_person(found["name"], found["office"]):
        found = None
    if found and re.match(
        r"(?:me|ber|akan|telah|tidak|di|ter|ingin|mengaku|akhirnya|kini)\w*|[a-z]+(?:ed|s)\b|said|has|will",
        found["rest"],
    ):
        text = f"{found['name'].strip()} {found['rest']}"
    return text

"""Whether a sentence stands by itself, or looks back to the one before it."""

import re

from site_gen.wire.sentences import is_balanced, is_quoted
from site_gen.wire.titles.tidying import INTRO
from site_gen.wire.verbs import main_verb

LOOKS_BACK = re.compile(
    r"^(?:(?:Salah satunya|Pertama(?! kali)|Yakni|Yaitu|Pihaknya|Ia|Dia|Mereka|Beliau|Ini|Itu|Tersebut|Dan|Namun|Tetapi|Tapi|Oleh karena|Karena itu|Sedangkan|Menurutnya|Padahal|Bahkan|Lalu|Kemudian|"
    r"Bahwa|Ditanya|Disinggung|Dikatakan|Dijelaskan|Ditambahkan|Dituturkan|Diungkapkan|Dipaparkan|Diterangkan|Ditegaskan|Keduanya|Ketiganya|Kedua|Ketiga|Both|The (?:two|three|four|pair|latter|former|duo|trio)|Intinya|Artinya|Sebab|Pasalnya|Begitu|Demikian|Alasannya|Hasilnya|Akibatnya|Bagaimana|Apa|Siapa|Mengapa|Berikut|Mulai dari|Termasuk|Terutama|Misalnya|Utamanya|Khususnya|Apalagi|Dengan (?:begitu|demikian)|Kami|Kita|Saya|Anda|"
    r"He|She|It|They|This|That|These|Those|And|However|His|Her|Their|Its|So|Then|Also|Another|There|We|I|You|Our|My|Your|Here|What|Why|How|Who)\b"
    r"|\w+(?:\s\w+){0,2}\s(?:itu|ini|tersebut|tadi)\b|\w+\s(?:berusia|kelahiran|asal|berupa)\s[\w\s]{2,30}?\s(?:itu|ini|tersebut)\b|(?:\w+\s){0,2}\w+,\s(?:he|she|they|it)\b|[a-z(])"
    r"|\bdi antara(?:nya| mereka)\b|\bof (?:them|whom|these)\b|\b(?:saya|kami|kita|aku|gue)\b|\bhal (?:itu|ini)\b|\btersebut\b"
)
"""Who or what is told of stands in the sentence before."""
_HIS = re.compile(r"^(?!Sebelumnya|Selanjutnya|Hanya|Tanya)[A-Z][a-z]+nya\b")
"""`Putranya menjadi raja`: whose son stands in the sentence before."""
_THE_ONE = re.compile(r"^The\s+(?:[a-z-]+\s+){1,2}(?!(?:of|in|on|at|for|between|from|to)\b)[a-z]")
"""`The company said`: which one stands in the sentence before."""
_THAT_ONE = re.compile(
    r"(?<!saat )(?<!hari )(?<!kali )(?<!selama )\b(?!saat|hari|kali|tahun|bulan|pekan|minggu)\w{3,}\s(?:itu|tersebut)\b(?!\s[A-Z])"
)
"""`agar kawasan itu layak …`: so does which area it is."""


_WHOM = re.compile(
    r"^[A-Z][^A-Z]*\s(?:(?:me|di)[a-z]{3,}\s(?:oleh\s|dengan\s)?(?:mereka|dia|beliau)\b(?!\s(?:(?:me|ber|ter|di)[a-z]{4,}|akan|telah|sudah|tidak|belum|bisa|harus|ingin|masih|yang|sendiri)\b)|[a-z]+ed\s(?:them|him)\b)"
)
"""`Warga menyambut mereka`: whom they welcome stands in the sentence before."""


def looks_back(sentence: str, first: bool) -> bool:
    """Whether a reader needs the sentence before; of the `first` there is none, and a word may point to the headline."""
    return LOOKS_BACK.search(INTRO.sub("", sentence)) is not None or (
        not first and any(pattern.search(sentence) for pattern in (_THE_ONE, _THAT_ONE, _HIS, _WHOM))
    )


SAID_THAT = re.compile(
    r"(?:Hal|Pernyataan|Demikian|Keterangan|Ucapan|Informasi)\s(?:(?:itu|ini|tersebut|senada|serupa|tadi)\s)?(?:telah\s|juga\s)?"
    r"di(?:sampaikan|ungkapkan|katakan|tegaskan|kemukakan|utarakan|sebutkan|benarkan|jelaskan|lontarkan|paparkan)"
)
"""`Hal itu disampaikan …`: who said it where, and nothing of what."""


def first_look_back(sentence: str) -> int:
    """Where a sentence looks back that stands by itself up to there; 0 where it begins with it, or does not."""
    found = LOOKS_BACK.search(sentence)
    if found is None or INTRO.match(sentence) or any(one.search(sentence) for one in (_THE_ONE, _HIS)):
        return 0
    return found.start()


_GOES_BACK = re.compile(
    r"^(?:Sementara itu|Selain itu|Adapun|Sebelumnya|Selanjutnya|Sebaliknya|Meski (?:begitu|demikian)|Di sisi lain|Secara khusus|Meanwhile|Instead|"
    r"But|Yet|Still|Later|Earlier|Both|Juga|Akan tetapi|Hal|Lebih lanjut|Untuk itu|Dari jumlah|Dengan (?:begitu|demikian|ini))\b|"
    r"\b(?:tersebut|dia|ia|mereka|he|she|they)\b|"
    r"\b(?:katanya|ujarnya|menurutnya|tuturnya|jelasnya|ungkapnya)\b"
)
"""Or what it adds to, or who said it: for a title that may pass, for a summary that begins there not."""


def stands_alone(sentence: str, lang: str) -> bool:
    """Whether a reader understands `sentence` without the one before it."""
    return (
        len(sentence) >= 40
        and not is_quoted(sentence)
        and is_balanced(sentence)
        and not LOOKS_BACK.search(sentence)
        and not _GOES_BACK.search(sentence)
        and main_verb(sentence, lang) is not None
    )

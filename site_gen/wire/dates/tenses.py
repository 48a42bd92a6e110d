"""How the copy speaks of a day: tied to saying, told, planned, long past."""

import re
from typing import Literal

Kind = Literal["stamp", "saying", "event", "plain", "planned", "past", "tweet"]
_SAYING = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|jelas|tegas|ungkap|imbuh|tambah|terang|papar|sebut|cetus|tukas|beber|lanjut|pungkas|tulis)(?:nya)?\b"
    r"|\b(?:me(?:ngatakan|nyatakan|njelaskan|nuturkan|nyebut(?:kan)?|negaskan|ngungkapkan|nambahkan|maparkan|nyampaikan|nerangkan|ngaku|ngutip|minta|nilai|mbenarkan))\b"
    r"|\b(?:dikutip|dilansir|seperti dilaporkan|dihubungi|ditemui|keterangan|siaran pers|rilis|jumpa pers|konferensi pers|kepada|di sela)\b"
    r"|\b(?:said|says|told|announced|reported|according|statement|spokes\w+|released|reports)\b",
    re.IGNORECASE,
)
"""Somebody says so: news names the day on which it was said."""
_FUTURE = re.compile(
    r"\b(?:akan|bakal|dipastikan|(?:siap|segera)\s+(?:tayang|rilis|dirilis|digelar|dibuka|meluncur|hadir)|mendatang|nanti|dijadwalkan|direncanakan|rencananya|berencana|merencanakan|menjadwalkan|menargetkan|berniat|paling lambat|(?:hingga|sampai)(?!\s+(?:jeda|penutup\w*|sesi|akhir\s+(?:sesi|perdagangan)))|mulai(?=\s+(?:(?:pada|hari|tanggal|berlaku|beroperasi|dibuka|dijual|tayang|digelar|diberlakukan|diterapkan|dilaksanakan)\b|[A-Z(\d]))|berlaku|deadline|tenggat"
    r"|will|shall|scheduled|next|until|till|upcoming|due|expected|slated|through|deadline|beginning|starting|opens?)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
"""What is still to come, up to the day."""
_WILL = re.compile(
    r"\b(?:akan|bakal|will)\s+(?:kembali\s+|again\s+)?[a-z]{3,}\b[^.!?]*?\b(?:pada|tanggal|on)\s+$",
    re.IGNORECASE,
)
"""However far behind what will be done: a bare day at the end of it is the day on which it will."""
_PAST = re.compile(
    r"\b(?:sejak|lahir|kelahiran|didirikan|berdiri|proklamasi|tahun|surat|edisi|foto|undang-undang|uu|perpres|pp nomor|keputusan|peraturan|silam|sejarah|since|born|founded|dated|file photo|photo|letter|law of|act of|back in|anniversary|died|signed into law|enacted|ratified|inaugurated|established)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
"""What is long past, or another day than the news', up to the day."""
_PAST_AFTER = re.compile(
    r"^\s*(?:(?:silam|lalu|yang lalu|ago|file photo)\b|\.?\s(?:\(c\)|©)\s?[A-Z])", re.IGNORECASE
)
"""The same behind the day."""
_FUTURE_AFTER = re.compile(
    r"^[\s,)]*(?:(?:yang\s+)?akan\s+datang|mendatang|depan|nanti(?!\s+(?:pagi|siang|sore|petang|malam)))\b",
    re.IGNORECASE,
)
"""What is still to come, behind the day; `nanti malam` is of the copy's own day."""
_NEXT = re.compile(r"\b(?:next|coming|(?-i:until|till))\s+$", re.IGNORECASE)
"""The same right before the day: whoever says so, it is still to come."""
_PAPER = r"(?:surat\s+(?:edaran|keputusan|perintah|tugas|kuasa|resmi|panggilan|pemberitahuan|telegram)|surat|keputusan|peraturan|perda|perpres|permen\w*|pergub|perbup|perwali|undang-undang|instruksi|inpres|keppres|maklumat|memorandum|akta|sertifikat|putusan|kontrak|(?-i:UU|SE|SK|PP|KMA|MoU)|letter|memo|decree|circular|directive|executive\s+order|treaty|contract|affidavit|resolution|ordinance)"
_ISSUED = re.compile(
    r"\b(?:diterbitkan|dikeluarkan|ditandatangani|diteken|ditetapkan|diundangkan|disahkan|dibuat|terbit|issued|signed|of|tanggal|per)(?:\s+(?:pada|on|tanggal))*\s+$"
    r"|\b(?P<dated>tertanggal|bertanggal|dated)(?:\s+pada)?\s+$",
    re.IGNORECASE,
)
_PAPER_BEFORE = re.compile(rf"\b{_PAPER}\b[^.!?\"“”]{{0,140}}$", re.IGNORECASE)
_PAPER_AFTER = re.compile(rf"^,?\s{_PAPER}\b", re.IGNORECASE)
"""`the June 3, 2021, letter`"""
_NUMBERED = re.compile(r"\b(?:nomor|no\.?|number)\s*:?\s*$", re.IGNORECASE)
"""What has strokes in it behind this is the number of a document: `Nomor 5/7/2014`."""
_APPOINTMENT = re.compile(r"^,?\s*(?:at\s+)?\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b[^()]{0,12}\)", re.IGNORECASE)
"""Behind the day the hour, and the bracket that both stand in: `(Saturday, June 13, 10 am ET)` bids somebody come."""


_SHORT_FORM = re.compile(
    r"\b(Moch|Moh|Muh|Jl|Jln|Gg|Dr|dr|Ir|Drs|Prof|No|Nomor|St|Mt|Mr|Mrs|Ms|Kab|Kec|[A-Z])\.(?=\s)"
)
"""A full stop that ends no sentence: `akan bergulir di Stadion Moch. Contoh, Minggu`"""


def kind_of(text: str, match: re.Match[str]) -> Kind:
    """How the copy speaks of the day that `match` found in `text`."""
    before = _SHORT_FORM.sub(r"\1 ", text[max(0, match.start() - 300) : match.start()])
    before = before[max(before.rfind(end) for end in (". ", "? ", "! ")) + 1 :]
    after = text[match.end() : match.end() + 80]
    if _PAST_AFTER.match(after) or (match["weekday"] is None and _PAST.search(before)):
        return "past"
    if match["weekday"] is None and (
        _is_of_paper(before) or _PAPER_AFTER.match(after) or (match["slashed"] and _NUMBERED.search(before))
    ):
        return "past"
    if _FUTURE_AFTER.match(after) or _NEXT.search(before[-10:]):
        return "planned"
    if not (match["y1"] or match["y2"]) and before.endswith("(") and _APPOINTMENT.match(after):
        return "planned"
    if _FUTURE.search(before[-90:]) and not _SAYING.search(before[-60:]):
        return "planned"
    if match["span"] or match["d4"]:
        return "planned" if re.search(r"\b(?:pada|dari|on|from)\s*$", before[-8:]) else "event"
    if (
        # Without a weekday a date belongs to the saying only where it stands right beside it.
        _SAYING.search(before[-160:] if match["weekday"] or match["bracket"] else before[-60:])
        or _SAYING.match(after.lstrip(" ,.)"))
        or re.match(r"\W*[^.]{0,40}\b(?:kata|ujar|said)\b", after)
    ):
        return (
            "saying"
            if match["weekday"] or match["bracket"] or not re.search(r"[\"“][^\"”]*$", before)
            else "plain"
        )
    if match["weekday"]:
        return "event"
    return "planned" if _WILL.search(before[-200:]) else "plain"


def _is_of_paper(before: str) -> bool:
    """Whether the day behind these words is a document's: `surat edaran … yang diterbitkan tanggal`, `dated`."""
    issued = _ISSUED.search(before[-60:])
    return issued is not None and (
        issued["dated"] is not None or _PAPER_BEFORE.search(before[-180:]) is not None
    )


def is_planned(before: str) -> bool:
    """Whether the words before a day tell that it is still to come."""
    return _FUTURE.search(before) is not None

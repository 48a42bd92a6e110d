"""What stands between subject and verb and can go: `Passengers on a flight from A to B got …` as `Passengers got …`."""

import re

from site_gen.wire.sentences import is_balanced
from site_gen.wire.titles.clauses import PHRASE
from site_gen.wire.titles.endings import ends_well
from site_gen.wire.verbs import AUXILIARY, main_verb


def without_phrases(text: str, lang: str) -> str:
    """`Passengers on a flight from A to B got …` as `Passengers got …`: the phrase before the verb goes."""
    verb = main_verb(text, lang)
    if verb is None or verb.start() < 30:
        return ""
    start = verb.start()
    if auxiliary := re.search(rf"\s(?:(?:{AUXILIARY})\s)+$", text[:start]):
        start = auxiliary.start() + 1
    joins = re.compile(r"\s+(?:dan|atau|serta|and|or)\b")
    if re.search(r"\b(?:dan|atau|serta|lalu|tetapi|and|or|but)\s*$", text[:start]):
        return ""  # the second of two verbs: its subject stands before the first
    cuts = [
        m.start()
        for m in PHRASE.finditer(text[:start])
        if m.start() >= 6 and not joins.match(text, m.start()) and not text.startswith(" of ", m.start())
    ]
    if lang == "id" or _SURE_VERB.fullmatch(verb.group()):
        # In English a verb that is a participle, too, may be the relative clause's own.
        cuts += [m.start() for m in re.finditer(r"\s+(?=(?:yang|who|which|that)\b)", text[:start])]
    for cut in sorted(cuts):
        subject = text[:cut].rstrip(" ,")
        # A verb in what goes may be the sentence's own, read wrongly: then nothing goes.
        told = main_verb(text[cut:start], lang, least=0) or _SAYS_MORE.search(text, cut, start)
        if lang == "en" and "," in text[cut:start]:
            continue
        if _HAS_VERB.search(subject):
            continue  # Kapal tenggelam di Selat Contoh dan semua awak selamat: its verb has no prefix
        if _IN_RELATIVE.search(subject):
            continue  # Websites which have paid for space …: what goes would be a part of what they have done
        if "," in text[cut:start] and _CONCEDES.match(text):
            continue  # the comma ends what comes before the subject
        if _REPORTS.search(text, cut, start):
            continue  # dakwaan jaksa yang menyatakan dia … melakukan penyuapan: the verb is what is said
        if text.startswith(" untuk ", cut) and _AIM.match(subject):
            continue
        if _AFTER.search(text, cut, start) and not _RELATIVE.match(text, cut):
            continue
        if ends_well(subject) and is_balanced(subject) and told is None:
            return f"{subject} {text[start:]}"
    return ""


_HAS_VERB = re.compile(
    r"\b(?:tenggelam|roboh|jatuh|tewas|hilang|rusak|ambruk|runtuh|naik|turun|tiba|pecah|bentrok|menang|kalah|lolos|mundur|mogok|hangus|hanyut|padam|sembuh|wafat|gugur)\b"
)
_IN_RELATIVE = re.compile(r"\b(?:who|which|that)\b[^,]*$")
"""The subject's relative clause has begun: what follows belongs to it."""
_CONCEDES = re.compile(
    r"(?:Meski|Meskipun|Walau|Walaupun|Jika|Bila|Kalau|Karena|Setelah|Usai|Ketika|Saat|Sebelum|Sejak|Agar|Selama|Although|Though|If|When|While|After|Before|Because|Since|As)\b",
    re.IGNORECASE,
)
"""A clause that comes before the subject, up to a comma."""
_REPORTS = re.compile(
    r"\b(?:menyatakan|mengatakan|menyebut(?:kan)?|menuduh|mendakwa|menuding|menilai|menganggap|menduga|mengklaim|said|says|saying|claims?|claimed|alleg(?:es|ed|ing)|accus(?:es|ed|ing))\b"
)
"""What comes behind one of these is said, not done."""
_AIM = re.compile(r"(?:Usaha|Upaya|Rencana|Keputusan|Langkah|Kesempatan|Niat|Janji|Tekad|Ajakan|Seruan)\b")
"""`Usaha KPK` is nothing without ` untuk mengusut kasus itu`."""
_AFTER = re.compile(
    r"\b(?:setelah|sesudah|usai|seusai|sebelum|ketika|saat|sambil|karena|agar|supaya|after|before|when|while|because|since)\b"
)
"""What stands behind one of these is what came before or why, not what was done: `mual sesudah menyantap`."""
_RELATIVE = re.compile(r"\s+(?:yang|who|which|that)\b")
"""A clause that begins so says which one, and can go."""
_SURE_VERB = re.compile(
    r"is|are|was|were|has|have|had|will|would|says?|said|became|began|took|gave|went|came"
)
_SAYS_MORE = re.compile(
    r";|\b(?:wajib|harus|boleh|dilarang|perlu|bisa|dapat|sanggup|mampu|pasti|mungkin|kemungkinan|konon|kabarnya|seharusnya|semestinya|sebaiknya|gagal|batal|enggan|siap|hendak|berencana|rencananya|tanpa|must|should|may|might|can|could|masuk|keluar|lahir|hidup|tumbuh|muncul|tinggal|pindah|makan|minum|tidur|belajar|bukan|tidak|tak|belum|hampir|nyaris|hanya|"
    r"not|never|no|nearly|almost|only|hardly|barely|likely|unlikely|allegedly|reportedly|possibly|perhaps|probably|unable|without|what|how|whether|than|they|he|she|it|we|you|I)\b"
)
"""Words without which a sentence says something else."""

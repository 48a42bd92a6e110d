"""Where a sentence can be cut so that a subject, a verb and what the verb needs are left."""

import re
from functools import cache

from site_gen.wire import lexicon
from site_gen.wire.sentences import is_balanced
from site_gen.wire.verbs import AUXILIARY, EN_VERB, ID_VERB, PARTICIPLES, main_verb

LONGEST = 90
"""Characters of a proposed title."""
LEAST = 24
CLAUSE = re.compile(
    r"\s*,\s+(?=(?:yang|karena|sehingga|setelah|usai|sebelum|ketika|saat|sementara|sedangkan|tetapi|namun|tapi|meski|meskipun|walau|agar|supaya|dengan|"
    r"termasuk|seperti|sebagai|yakni|yaitu|di mana|dan|serta|who|which|where|when|after|before|because|but|as|while|although|though|with|including|and|"
    r"saying|leaving|making)\b)"
    r"|\s+(?=(?:yang|karena|sehingga|setelah|usai|pasca|sebelum|ketika|saat|sementara|meski|meskipun|walau|agar|supaya|lantaran|akibat|menyusul|sejak|"
    r"hingga|guna|who|which|that|where|when|after|before|while|although|though|amid|following|since|until|despite|because)\b)"
    r"|\s*[,;]\s+|\s+[–—-]{1,2}\s+"
)
PHRASE = re.compile(
    r"\s+(?=(?:di|ke|dari|pada|untuk|dalam|terhadap|kepada|oleh|melalui|bagi|tentang|terkait|sebagai|antara|selama|seiring|dan|atau|serta|soal|mantan|milik|sebanyak|sebesar|senilai|setinggi|seluas|sepanjang|dibandingkan|dibanding|ketimbang|menjadi|dengan|mulai|bertema|bertajuk|berjudul|bertuliskan|berdurasi|berbahan|menjelang|pasca\w*|"
    r"in|on|at|for|with|from|to|by|of|between|during|over|near|into|against|through|about|and|or|as)\b)"
)
_SAYING_LAST = re.compile(
    r"\b(?:mengatakan|menyatakan|menyebut|menyebutkan|menilai|mengaku|menjelaskan|mengungkapkan|berharap|menegaskan|memastikan|mengklaim|meminta|menambahkan|"
    r"said|says|claimed|claim|say|told|believe|believes|announced|warned|added|hopes|hope|believed|suggested|happened|managed|expected|able|unable|likely|unlikely|ready|depends?|depended|relies|relied|consists?|belongs?|know|knows|knew|think|thinks|wonder|wonders|decide|learn|ask|occurred|terjadi|bahwa|kedapatan|menjadi|adalah|"
    r"showed|shows|show|shown|revealed|reveals|stay|stays|remain|remains|become|becomes|seem|seems|appear|appears|(?:has|have|had) yet|indicated|indicates|proved|insisted|argued|acknowledged|"
    r"menunjukkan|memperkirakan|menduga|meyakini|membuktikan|memprediksi)$"
)
_SAYS = re.compile(
    r"menyatakan|mengatakan|memastikan|menegaskan|mengakui|menjelaskan|membenarkan|menambahkan|menyampaikan|mengingatkan|menuturkan|menerangkan|memaparkan|menilai|mengklaim|memprediksi|memperkirakan|berharap|meyakini|menyebut(?:kan)?|mengaku|"
    r"said|says?|noted|notes|stated|remarked|claims?|claimed|believes?|believed|hopes?|suggests?|told"
)
_NAMED_AS = re.compile(r"\w\s+(?:sebagai|as)\s+\w")
_TELLS_WHAT = re.compile(r"(?:alasan|penyebab|nama|daftar)\b")
"""`menyebutkan alasan …` has its object; `menyebutkan harga beras` waits for what the price does."""
_LIKENS = re.compile(
    r"men?(?:g?(?:analogikan|ibaratkan|aitkan|hubungkan)|yamakan|yandingkan|bandingkan|bedakan|isahkan)|membandingkan|membedakan|memisahkan|compares?|compared|likens?|likened"
)
_TO_WHAT = re.compile(r"\b(?:dengan|dari|bagai\w*|seperti|sebagai|ibarat|antara|dan|to|with|and|from)\b")
_WHEN = frozenset(
    {"today", "yesterday", "tomorrow", "late", "early", "recently", "earlier", "hari", "ini", "kemarin"}
)
_NEEDS_MORE = re.compile(r"^\s+(?:with|for|on|of|about|from|over|up|out|off)\b")
_COUNTED = re.compile(
    r"\d\s+(?!(?:percent|persen|million|billion|trillion|thousand|hundred|dozen)\b)[a-z]{3,}s$"
)
"""`the first 14 holes` of whatever it may be."""
_WAITS = re.compile(
    r"\b(?:proceed|comply|deal|cope|interfere|cooperate|struggle)$|\bto (?:[a-z]+ly )?[a-z]+$|(?<!\w)(?:pergi|berangkat|datang|kembali|turun|pindah|masuk|beralih)$"
)
_PARTICIPLE = re.compile(r"(?P<before>[\w’'-]+)\s+[a-z]{2,}[^e\W]ed$")
_HOLDS_PARTICIPLE = re.compile(
    r"(?:is|are|was|were|be|been|being|has|have|had|get|gets|got|not|also|and|or|more|who|that|\w+ly)"
)
_IN_LIST = re.compile(
    r"\s*,\s+[\w-]+(?:\s[\w-]+)?,\s+(?:dan|atau|and|or)\b|\s*,\s+[\w-]+\s+(?:dan|atau|and|or)\s+[\w-]+(?=\s(?:in|for|of|di|dari|untuk|pada)\b|[,.]|$)|\s*,\s+[\w-]+(?:\s[\w-]+)?\s+(?:dan|atau|and|or)\s+[\w-]+\s+\("
)
"""The list goes on: `usaha mikro` before `, kecil, dan menengah`."""
_LAST_OF_LIST = re.compile(r"\s*,?\s+(?:dan|atau|serta|and|or)\b")
_LISTED = re.compile(r",\s+[\w-]+(?:\s[\w-]+){0,4}$")
_ENDS_IN_VERB = re.compile(
    r"(?<!\bits )(?<!\bthe )(?<!\ba )(?<!\btheir )(?<!\bhis )(?<!\bher )\b(?:agreed|decided|voted|vowed|pledged|refused|failed|tried|wants?|plans?|hopes?|seeks?|sought|began|begins?|threatened|promised|forced|continues?)$"
)
_JOINED = re.compile(r"\s+(?:and|dan)\b")
_PAIR = re.compile(r"\b(?:between|antara|both)\b(?!.*\b(?:and|dan)\b)")
_UP_TO = re.compile(r"\s+(?:hingga|sampai|to|until|through)\b")
_RANGE = re.compile(
    r"(?:\d|\b(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|January|February|March|May|June|July|August|October))$"
)


_NAMES_AS = re.compile(
    r"\b(?:(?:me|di)(?:nyebut|nunjuk|netapkan|ngangkat|nilai|nganggap|njadikan|ncalonkan|nobatkan|lantik|mandang|sebut|tunjuk|tetapkan|angkat|anggap|jadikan|calonkan)|"
    r"(?:menyebut|menunjuk|appointed|named|declared|described|regarded|elected|labell?ed|dubbed|branded)(?:kan)?)\b"
)
_HOW_LONG = re.compile(
    r"\s+(?:se(?:hari|pekan|minggu|bulan|tahun|jam)|\w+\s(?:hari|pekan|minggu|bulan|tahun|jam|days?|weeks?|months?|years?|hours?))$"
)
_SOME_TIME = re.compile(r"\s+(?:setelah|sesudah|seusai|usai|sebelum|sejak|after|before|since)\b")
"""`seminggu` before ` setelah …` goes with it."""
_PUTS = re.compile(r"\b(?:put|puts|putting|place|placed|places)\s+(?!(?:on|in|into|at)\b)[^,]*$")
_WHERE = re.compile(r"\s+(?:on|in|into|at|under|up|out|off|back)\b")
"""`to put its halls` waits for ` on the list`."""
_BECOMES = re.compile(r"\b(?:menjadi|adalah|merupakan)\s+\w+$")
_WHAT_FOR = re.compile(r"\s+(?:yang|dengan|untuk)\b")
"""`menjadi film` tells nothing before ` dengan nominasi terbanyak`."""
_AS = re.compile(r"[^.;]{0,70}?\s(?:sebagai|menjadi|as)\s")
"""`menyebut serangan itu` waits for ` sebagai provokasi`."""
_SPAN = re.compile(r"\s+(?:hingga|sampai)\s+(?:[A-Z0-9]\w*)")
"""`siswa TK` before ` hingga SMP` would be fewer than were told of."""
_TIME_OF = re.compile(
    r"\b(?:pada|di|saat)\s+(?:malam|hari|saat|waktu|masa|pagi|siang|sore|awal|akhir|tengah|tahun|bulan|pekan|musim)$"
)
"""`pada malam` waits for which one."""
_NAMED_LAST = re.compile(r"\b[A-Z]\w*$")
_LEFT = re.compile(r"\b(?:has|have|had) left$")
_OVER = re.compile(r"\s+(?:over|up|off|out|down)(?:\s*[,.;]|$)")
"""At the end of a clause it belongs to the verb: `declared the outbreak over`."""
_WITH = re.compile(r"\s+dengan\b")
_TAKES_WITH = re.compile(r"\b(?:ber\w+|ter\w+|se\w+|sama|di\w+kan)$")
"""`bertemu` before ` dengan Contoh`."""
_SENDS = re.compile(
    r"\b(?:melimpahkan|menyerahkan|memindahkan|menjebloskan|dilimpahkan|diserahkan|dipindahkan|dijebloskan)\b"
)
_TO = re.compile(r"\s+(?:ke|kepada)\b")
_MEASURED = re.compile(
    r"\d[\d.,]*\s*(?:km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|mil|feet|yards?)$", re.IGNORECASE
)
_MEASURED_FROM = re.compile(r"\s+(?:from|of|off|dari|north|south|east|west|utara|selatan|barat|timur|di)\b")


_SUBORDINATE = re.compile(
    r"\b(?:setelah|usai|karena|sehingga|ketika|saat|jika|bila|agar|supaya|bahwa|sebelum|lantaran|after|when|because|as|while|that|until|if|since|before|although)\s+(?P<clause>[^,]*)$"
)
_CAUSES = re.compile(
    r"\b(?:membuat|menyebabkan|mengakibatkan|membiarkan|meminta|mendesak|mengajak|mengimbau|memaksa|menduga|diminta|diimbau|dipaksa|"
    r"mendorong|menyuruh|memerintahkan|menginstruksikan|mengizinkan|melarang|membantu|menganjurkan|menyarankan|mewajibkan|menugaskan|mempersilakan|dilarang|diperintahkan|diwajibkan|"
    r"made|makes|let|lets|forced|urged|urges|asked|asks|warned|allowed|left|saw)\s+(?P<clause>[^,]*)$"
)
"""Who is made, asked or left to do something: the clause is whole with what they do."""
_INDONESIAN = frozenset(
    [
        "setelah",
        "usai",
        "karena",
        "sehingga",
        "ketika",
        "saat",
        "jika",
        "bila",
        "agar",
        "supaya",
        "bahwa",
        "sebelum",
        "lantaran",
        "membuat",
        "menyebabkan",
        "mengakibatkan",
        "membiarkan",
        "meminta",
        "mendesak",
        "mengajak",
        "mengimbau",
        "memaksa",
        "menduga",
        "diminta",
        "diimbau",
        "dipaksa",
        "mendorong",
        "menyuruh",
        "memerintahkan",
        "menginstruksikan",
        "mengizinkan",
        "melarang",
        "membantu",
        "menganjurkan",
        "menyarankan",
        "mewajibkan",
        "menugaskan",
        "mempersilakan",
        "dilarang",
        "diperintahkan",
        "diwajibkan",
    ]
)
_LETS = re.compile(r"(?:lets?|made|makes)\s+(?:her|him|them|us|it|me|you|[A-Z]\w+)\s+[a-z]+\s\S")
"""`let her plant a thousand trees`: what she is let do stands there."""
_VERB_BEHIND = re.compile(r"[^,;]{0,80}")


def _half_clause(head: str, rest: str) -> bool:
    """Whether `head` ends inside a clause whose verb stands in `rest`: `tewas setelah sepeda motor`."""
    behind = _VERB_BEHIND.match(rest)
    for pattern in (_SUBORDINATE, _CAUSES):
        found = pattern.search(head)
        if found and behind:
            lang = "id" if found.group().split()[0] in _INDONESIAN else "en"
            clause = found["clause"]
            if lang == "en" and pattern is _SUBORDINATE and re.match(r"[a-z]+ing\s", clause):
                continue  # after spending a night adrift: it needs no other verb
            if pattern is _CAUSES and _LETS.match(found.group()):
                continue
            if main_verb(clause, lang, least=0) is None and (EN_VERB if lang == "en" else ID_VERB).search(
                behind.group()
            ):
                return True
    return False


_SUBJECT_GOES_ON = re.compile(
    r"\s+(?:near|in|at|on|from|of|by|for|with|along|across)\s+(?:[\w’'-]+\s+){1,5}(?:were|was|is|are|has|have|had|will|would|could|can|may|might|must|should)\b"
)
_CONTENT = re.compile(r"\b(?:that|whether|if)\s[^,]*$")
"""`suspects that three elephants found dead`, before ` near Contoh were poisoned`: the clause has no verb yet."""
_OBLIGED = re.compile(
    r"\b(?:required|forced|asked|told|allowed|expected|urged|ordered|encouraged|invited|obliged|permitted|advised|supposed|able|unable|likely|unlikely|due|set|ready|willing|eager|about)$"
)
_THERE_IS = re.compile(r"\b(?:ada|terdapat)\s+(?:(?:banyak|beberapa|sejumlah|seorang|sebuah)\s+)?\w+$")
"""`ada banyak pemahaman` before ` yang keliru`: what there is stands behind it."""
_THEN = re.compile(r"\bmaka\s+\w+$")
"""`maka posisinya`: what then is so comes behind it."""
_LEFT_ALIVE = re.compile(r"\s+(?:dari|setelah|sesudah|usai|seusai|meski|walau)\b")
"""`selamat` alone tells nothing: what somebody has come out of alive belongs to it."""


_MOVED = re.compile(
    r"\b(?:persuad|convinc|urg|ask|order|tell|told|forc|allow|encourag|invit|advis|press|push|warn|requir|permit|instruct|direct)(?:es|ed|e|s|ing)?"
    r"\s+(?:[\w’'-]+\s){0,4}[\w’'-]+$"
    r"|\b(?:tr(?:y|ies|ied|ying)|(?:attempt|agree|refus|fail|vow|pledg|vot|promis|threaten)(?:ed|ing|s)|decided|sought|began)\s+(?:[\w’'-]+\s){0,4}[\w’'-]+$"
)
"""`to persuade a judge` before ` to let him out`: what for belongs to it."""
_USES = re.compile(r"\buse[sd]?\s[^,]*$")
_FOR_SOMETHING = re.compile(r"[^,.;]*?\sto\s[a-z]")
"""`used a rally` before ` on the eve of his day to promise a park`"""
_TOGETHER = re.compile(
    r"\b(?:in (?:conjunction|line|connection|accordance|collaboration|cooperation|partnership|contrast|comparison|front|charge|favou?r|search|support|terms|spite|light|response|relation|exchange|return|honou?r|memory)|on behalf|bekerja ?sama|dalam rangka)$"
)
_IN_WHAT = re.compile(
    r"\b(?:interested|involved|engaged|based|located|resulted|succeeded|invested|participated?|specialized|specialised)$"
)
_WITH_WHAT = re.compile(r"\s+(?:with|to|of|for|dengan)\b")
_FOR_WHAT = re.compile(
    r"\b(?:kesempatan|peluang|kemampuan|kewenangan|kewajiban|hak|potensi|keinginan|upaya|rencana|niat|tekad|izin|"
    r"chances?|opportunity|ability|rights?|attempts?|efforts?|bid|decision|desire|duty|permission|plans?|pick|choice|candidate)$"
)
_WHAT = re.compile(r"\s+(?:untuk|bagi|dalam|bahwa|to|for|of|that|as)\b")
"""`mempunyai kesempatan` before ` untuk ikut program` tells nothing, nor does `defended his pick` before ` for secretary`."""


_SEES_TO_IT = re.compile(
    r"\b(?:menjaga|memastikan|meminta|berharap|mengingatkan|mengimbau|berdoa|memohon|mendorong|mengupayakan|berpesan|berupaya|berusaha)$"
)
_IN_ORDER = re.compile(r"\s+(?:agar|supaya)\b")
"""`menjaga` before ` agar aksi tertib`"""
_ONE_OF = re.compile(r"\b(?:salah satu|suatu|sebuah|satu-satunya)\s\w+$")
"""`menjadi salah satu hal` before ` yang ditakuti` says nothing."""
_AND_LAST = re.compile(r"\band\s+(?P<more>(?:[\w’'-]+\s){0,2}[\w’'-]+)$")


def _begins_clause(head: str, rest: str) -> bool:
    """Whether the last words of `head` are the subject of what follows: `… and staff` before ` in the town said`."""
    found = _AND_LAST.search(head)
    if not found or main_verb(found["more"], "en", least=0):
        return False
    behind = re.split(r"[,;]|\b(?:who|which|that|when|after|before|as|while)\b", rest, maxsplit=1)[0]
    verb = main_verb(behind, "en", least=0)
    return (verb is not None and verb.lastgroup != "past") or bool(
        verb and re.search(r"\sthe\s|\sa\s", behind[verb.end() :])
    )


def waits(head: str, rest: str) -> bool:
    """Whether the last word of `head` needs what `rest` begins with: `agreed to deal` before ` with the …`."""
    if (
        (_SPAN.match(rest) and _NAMED_LAST.search(head))
        or _TIME_OF.search(head)
        or _LEFT.search(head)
        or _half_clause(head, rest)
    ):
        return True
    if _OVER.match(rest):
        return True
    if _SUBJECT_GOES_ON.match(rest) and _CONTENT.search(head):
        return True
    if rest.startswith(" to ") and (_OBLIGED.search(head) or _MOVED.search(head)):
        return True
    if _USES.search(head) and _FOR_SOMETHING.match(rest):
        return True
    if _WHAT.match(rest) and _FOR_WHAT.search(head):
        return True
    if rest.startswith(" in ") and _IN_WHAT.search(head):
        return True
    if _TOGETHER.search(head) and _WITH_WHAT.match(rest):
        return True
    if _IN_ORDER.match(rest) and _SEES_TO_IT.search(head):
        return True
    if rest.startswith(" yang ") and _ONE_OF.search(head):
        return True
    if _begins_clause(head, rest):
        return True
    if rest.startswith(" by ") and head.rpartition(" ")[2] in PARTICIPLES:
        return True
    if rest.startswith(" menjadi") and (verb := main_verb(head + rest, "id")) and verb.start() >= len(head):
        return True  # Rencana perbaikan jalan tersier kebun: tersier says which road
    if _THEN.search(head) or (rest.startswith(" yang ") and _THERE_IS.search(head)):
        return True
    if _LEFT_ALIVE.match(rest) and head.endswith("selamat"):
        return True
    if _WITH.match(rest) and _TAKES_WITH.search(head):
        return True
    if _AS.match(rest) and _NAMES_AS.search(head):
        return True
    if _WHAT_FOR.match(rest) and _BECOMES.search(head):
        return True
    if _WHERE.match(rest) and _PUTS.search(head):
        return True
    if _TO.match(rest) and _SENDS.search(head):
        return True
    if _MEASURED.search(head) and _MEASURED_FROM.match(rest):
        return True
    if re.match(r"\s+ke\b", rest) and _WAITS.search(head):
        return True
    if _IN_LIST.match(rest) or (rest.startswith(" to ") and _ENDS_IN_VERB.search(head)):
        return True
    if _LAST_OF_LIST.match(rest) and _LISTED.search(head.rstrip(" ,")):
        return True
    if _JOINED.match(rest) and _PAIR.search(head):
        return True
    if _UP_TO.match(rest) and _RANGE.search(head):
        return True
    if not _NEEDS_MORE.match(rest):
        return False
    if rest.lstrip().startswith("of "):
        return _COUNTED.search(head) is None
    participle = _PARTICIPLE.search(head)
    loose = participle is not None and not _HOLDS_PARTICIPLE.fullmatch(participle["before"])
    return loose or _WAITS.search(head) is not None


@cache
def _dangling() -> frozenset[str]:
    return lexicon.words("dangling")


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


_IN_RELATIVE = re.compile(r"\b(?:who|which|that)\b[^,]*$")
_CONCEDES = re.compile(
    r"(?:Meski|Meskipun|Walau|Walaupun|Jika|Bila|Kalau|Karena|Setelah|Usai|Ketika|Saat|Sebelum|Sejak|Agar|Selama|Although|Though|If|When|While|After|Before|Because|Since|As)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:menyatakan|mengatakan|menyebut(?:kan)?|menuduh|mendakwa|menuding|menilai|menganggap|menduga|mengklaim|said|says|saying|claims?|claimed|alleg(?:es|ed|ing)|accus(?:es|ed|ing))\b"
)
_AIM = re.compile(r"(?:Usaha|Upaya|Rencana|Keputusan|Langkah|Kesempatan|Niat|Janji|Tekad|Ajakan|Seruan)\b")
"""`Usaha KPK` is nothing without ` untuk mengusut kasus itu`."""
_AFTER = re.compile(
    r"\b(?:setelah|sesudah|usai|seusai|sebelum|ketika|saat|sambil|karena|agar|supaya|after|before|when|while|because|since)\b"
)
"""What stands behind one of these is what came before or why, not what was done: `mual sesudah menyantap`."""
_RELATIVE = re.compile(r"\s+(?:yang|who|which|that)\b")
_SURE_VERB = re.compile(
    r"is|are|was|were|has|have|had|will|would|says?|said|became|began|took|gave|went|came"
)
_SAYS_MORE = re.compile(
    r";|\b(?:wajib|harus|boleh|dilarang|perlu|bisa|dapat|sanggup|mampu|pasti|mungkin|kemungkinan|konon|kabarnya|seharusnya|semestinya|sebaiknya|gagal|batal|enggan|siap|hendak|berencana|rencananya|tanpa|must|should|may|might|can|could|masuk|keluar|lahir|hidup|tumbuh|muncul|tinggal|pindah|makan|minum|tidur|belajar|bukan|tidak|tak|belum|hampir|nyaris|hanya|"
    r"not|never|no|nearly|almost|only|hardly|barely|likely|unlikely|allegedly|reportedly|possibly|perhaps|probably|unable|without|what|how|whether|than|they|he|she|it|we|you|I)\b"
)
"""Words without which a sentence says something else."""


_LOOSE_UP = re.compile(
    r"\b(?:its|the|an?|their|his|her|by|of|for)\s(?:up|off|out)$|,\s(?:pagi|siang|sore|malam|petang)$"
)
_ONCE_MORE = re.compile(
    r"\b(?:pe\w+an|di\w{4,}|me\w{4,}|ber\w{3,})\s+kembali$"
    r"|\b(?:tak|tidak)\s(?:di\w+)$"
    r"|\b(?:first|second|third|fourth|last|final|next)[\s-](?:quarter|half|third)$"
)
"""`peninjauan kembali`, `dibuka kembali`, `orang tak dikenal`, `the second quarter`: here it waits for nothing to come."""


def ends_well(text: str) -> bool:
    last = re.search(r"[\w’'-]+%?[\"”’)]*$", text)
    return (
        last is not None
        and (last.group().lower().strip('"”’)%') not in _dangling() or _ONCE_MORE.search(text) is not None)
        and not _SAYING_LAST.search(text)
        and not _LOOSE_UP.search(text)
    )


def is_complete(head: str, lang: str) -> bool:
    """Whether there is a subject, a verb, and behind it what the verb needs."""
    verb = main_verb(head, lang)
    if verb is None:
        return False
    after = head[verb.end() :].strip(" ,")
    if _SAYS.fullmatch(verb.group()) and not _TELLS_WHAT.match(after):
        return main_verb(after, lang, least=0) is not None or _NAMED_AS.search(after) is not None
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


def _likens_to_nothing(verb: re.Match[str], after: str) -> bool:
    return _LIKENS.fullmatch(verb.group()) is not None and not _TO_WHAT.search(after)


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

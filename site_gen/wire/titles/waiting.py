"""Whether the last words of a head need what stands behind the cut: `agreed to deal` before ` with the …`."""

import re

from site_gen.wire.titles.alleged import is_condition
from site_gen.wire.verbs import EN_VERB, ID_VERB, PARTICIPLES, main_verb

_LOOSE = r"\b(?:proceed|comply|deal|cope|interfere|cooperate|struggle)$|\bto (?:[a-z]+ly )?[a-z]+$|(?<!\w)(?:pergi|berangkat|datang|kembali|turun|pindah|masuk|beralih)$"
"""Verbs that tell nothing without where to, or with whom."""
_PAIRS = tuple(
    (re.compile(head), re.compile(rest))
    for head, rest in (
        # `siswa TK` | ` hingga SMP`: without it there are fewer than were told of.
        (r"\b[A-Z]\w*$", r"\s+(?:hingga|sampai)\s+(?:[A-Z0-9]\w*)"),
        # `suspects that three elephants found dead` | ` near Contoh were poisoned`: the clause has no verb yet.
        (
            r"\b(?:that|whether|if)\s[^,]*$",
            r"\s+(?:near|in|at|on|from|of|by|for|with|along|across)\s+(?:[\w’'-]+\s+){1,5}(?:were|was|is|are|has|have|had|will|would|could|can|may|might|must|should)\b",
        ),
        # `was ordered` | ` to …`
        (
            r"\b(?:required|forced|asked|told|allowed|expected|urged|ordered|encouraged|invited|obliged|permitted|advised|supposed|able|unable|likely|unlikely|due|set|ready|willing|eager|about)$",
            r" to ",
        ),
        # `to persuade a judge` | ` to let him out`: what for belongs to it.
        (
            (
                r"\b(?:persuad|convinc|urg|ask|order|tell|told|forc|allow|encourag|invit|advis|press|push|warn|requir|permit|instruct|direct)(?:es|ed|e|s|ing)?"
                r"\s+(?:[\w’'-]+\s){0,4}[\w’'-]+$"
                r"|\b(?:tr(?:y|ies|ied|ying)|(?:attempt|agree|refus|fail|vow|pledg|vot|promis|threaten)(?:ed|ing|s)|decided|sought|began)\s+(?:[\w’'-]+\s){0,4}[\w’'-]+$"
            ),
            r" to ",
        ),
        # `its council voted` | ` to …`
        (
            r"(?<!\bits )(?<!\bthe )(?<!\ba )(?<!\btheir )(?<!\bhis )(?<!\bher )\b(?:agreed|decided|voted|vowed|pledged|refused|failed|tried|wants?|plans?|hopes?|seeks?|sought|began|begins?|threatened|promised|forced|continues?)$",
            r" to ",
        ),
        # `used a rally` | ` on the eve of his day to promise a park`
        (r"\buse[sd]?\s[^,]*$", r"[^,.;]*?\sto\s[a-z]"),
        # `mempunyai kesempatan` | ` untuk ikut program`, `defended his pick` | ` for secretary`: alone it tells nothing.
        (
            (
                r"\b(?:kesempatan|peluang|kemampuan|kewenangan|kewajiban|hak|potensi|keinginan|upaya|rencana|niat|tekad|izin|"
                r"chances?|opportunity|ability|rights?|attempts?|efforts?|bid|decision|desire|duty|permission|plans?|pick|choice|candidate)$"
            ),
            r"\s+(?:untuk|bagi|dalam|bahwa|to|for|of|that|as)\b",
        ),
        # `is interested` | ` in …`
        (
            r"\b(?:interested|involved|engaged|based|located|resulted|succeeded|invested|participated?|specialized|specialised)$",
            r" in ",
        ),
        # `in line` | ` with …`
        (
            r"\b(?:in (?:conjunction|line|connection|accordance|collaboration|cooperation|partnership|contrast|comparison|front|charge|favou?r|search|support|terms|spite|light|response|relation|exchange|return|honou?r|memory)|on behalf|bekerja ?sama|dalam rangka)$",
            r"\s+(?:with|to|of|for|dengan)\b",
        ),
        # `menjaga` | ` agar aksi tertib`
        (
            r"\b(?:menjaga|memastikan|meminta|berharap|mengingatkan|mengimbau|berdoa|memohon|mendorong|mengupayakan|berpesan|berupaya|berusaha)$",
            r"\s+(?:agar|supaya)\b",
        ),
        # `berusaha keras` | ` untuk …`
        (
            r"\b(?:berusaha|berupaya|berjuang|berniat)(?:\s(?:keras|terus|sekuat tenaga))?$",
            r"\s+(?:untuk|agar|supaya)\b",
        ),
        # `menjadi salah satu hal` | ` yang ditakuti`: it says nothing.
        (r"\b(?:salah satu|suatu|sebuah|satu-satunya)\s\w+$", r" yang "),
        # `ada banyak pemahaman` | ` yang keliru`: what there is stands behind it.
        (r"\b(?:ada|terdapat)\s+(?:(?:banyak|beberapa|sejumlah|seorang|sebuah)\s+)?\w+$", r" yang "),
        # `selamat` | ` dari …`: what somebody has come out of alive belongs to it.
        (r"selamat$", r"\s+(?:dari|setelah|sesudah|usai|seusai|meski|walau)\b"),
        # `bertemu` | ` dengan Contoh`
        (r"\b(?:ber\w+|ter\w+|se\w+|sama|di\w+(?:kan|i))$", r"\s+dengan\b"),
        # `untuk bisa cepat` | ` menjadi anggota`: what can be done stands behind how.
        (
            r"\b(?:bisa|dapat|akan|harus|mampu)\s(?!(?:me|ber|di|ter)[a-z]{3,})\w+$",
            r"\s+(?:me|ber|di|ter)[a-z]{3,}",
        ),
        # `reported a massive` | `, almost an hour-long outage`
        (
            r"\b(?:an?|the)\s[a-z]+(?:ive|ous|ful|al|ic)$",
            r"\s*,\s+(?:almost|nearly|about|roughly|an?\s|[a-z]+-[a-z]+\s)",
        ),
        # `of shabu valued` | ` at P3.4 million`
        (r"\b(?:valued|priced|estimated|pegged|aimed|set|held|stationed|parked)$", r"\s+at\b"),
        # `menyebut serangan itu` | ` sebagai provokasi`
        (
            (
                r"\b(?:(?:me|di)(?:nyebut|nunjuk|netapkan|ngangkat|nilai|nganggap|njadikan|ncalonkan|nobatkan|lantik|mandang|sebut|tunjuk|tetapkan|angkat|anggap|jadikan|calonkan)|"
                r"(?:menyebut|menunjuk|appointed|named|declared|described|regarded|elected|labell?ed|dubbed|branded)(?:kan)?)\b"
            ),
            r"[^.;]{0,70}?\s(?:sebagai|menjadi|as)\s",
        ),
        # `menjadi film` | ` dengan nominasi terbanyak`
        (r"\b(?:menjadi|adalah|merupakan)\s+\w+$", r"\s+(?:yang|dengan|untuk)\b"),
        # `to put its halls` | ` on the list`
        (
            r"\b(?:put|puts|putting|place|placed|places)\s+(?!(?:on|in|into|at)\b)[^,]*$",
            r"\s+(?:on|in|into|at|under|up|out|off|back)\b",
        ),
        # `melimpahkan berkas` | ` ke …`
        (
            r"\b(?:melimpahkan|menyerahkan|memindahkan|menjebloskan|dilimpahkan|diserahkan|dipindahkan|dijebloskan)\b",
            r"\s+(?:ke|kepada)\b",
        ),
        # `5 km` | ` from …`
        (
            r"(?i:\d[\d.,]*\s*(?:km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|mil|feet|yards?))$",
            r"\s+(?:from|of|off|dari|north|south|east|west|utara|selatan|barat|timur|di)\b",
        ),
        # `berangkat` | ` ke …`
        (_LOOSE, r"\s+ke\b"),
        # `A, B` | ` dan C`: the last of a list.
        (r",\s+[\w-]+(?:\s[\w-]+){0,4}[ ,]*$", r"\s*,?\s+(?:dan|atau|serta|and|or)\b"),
        # `between A` | ` and B`
        (r"\b(?:between|antara|both)\b(?!.*\b(?:and|dan)\b)", r"\s+(?:and|dan)\b"),
        # `5` | ` hingga 7`
        (
            r"(?:\d|\b(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|January|February|March|May|June|July|August|October))$",
            r"\s+(?:hingga|sampai|to|until|through)\b",
        ),
    )
)
"""How a head ends, and how goes on what it waits for."""
_TIME_OF = re.compile(
    r"\b(?:pada|di|saat)\s+(?:malam|hari|saat|waktu|masa|pagi|siang|sore|awal|akhir|tengah|tahun|bulan|pekan|musim)$"
)
"""`pada malam` waits for which one."""
_LEFT = re.compile(r"\b(?:has|have|had) left$")
"""`has left`: somewhere, or somebody in some state."""
_THEN = re.compile(r"\bmaka\s+\w+$")
"""`maka posisinya`: what then is so comes behind it."""
_OVER = re.compile(r"\s+(?:over|up|off|out|down)(?:\s*[,.;]|$)")
"""At the end of a clause it belongs to the verb: `declared the outbreak over`."""
_IN_LIST = re.compile(
    r"\s*,\s+[\w-]+(?:\s[\w-]+)?,\s+(?:dan|atau|and|or)\b|\s*,\s+[\w-]+\s+(?:dan|atau|and|or)\s+[\w-]+(?=\s(?:in|for|of|di|dari|untuk|pada)\b|[,.]|$)|\s*,\s+[\w-]+(?:\s[\w-]+)?\s+(?:dan|atau|and|or)\s+[\w-]+\s+\("
)
"""The list goes on: `usaha mikro` before `, kecil, dan menengah`."""


_ON_CONDITION = re.compile(
    r"\s*,?\s*(?:jika|bila|apabila|kalau|asalkan|asal|kecuali|if|unless|provided|except)\b"
)
"""`akan ditutup` | `, jika …`: so it is on a condition alone."""


def waits(head: str, rest: str) -> bool:
    """Whether the last word of `head` needs what `rest` begins with."""
    return (
        _ON_CONDITION.match(rest) is not None
        or is_condition(head)
        or any(goes_on.match(rest) and ends.search(head) for ends, goes_on in _PAIRS)
        or any(goes_on.match(rest) for goes_on in (_OVER, _IN_LIST))
        or any(ends.search(head) for ends in (_TIME_OF, _LEFT, _THEN))
        or _half_clause(head, rest)
        or _begins_clause(head, rest)
        or _says_which(head, rest)
        or _needs_more(head, rest)
    )


_WHEN_ID = "setelah|usai|karena|sehingga|ketika|saat|jika|bila|agar|supaya|bahwa|sebelum|lantaran"
_SUBORDINATE = re.compile(
    rf"\b(?:{_WHEN_ID}|after|when|because|as|while|that|until|if|since|before|although)\s+(?P<clause>[^,]*)$"
)
_CAUSES_ID = (
    "membuat|menyebabkan|mengakibatkan|membiarkan|meminta|mendesak|mengajak|mengimbau|memaksa|menduga|diminta|diimbau|dipaksa|"
    "mendorong|menyuruh|memerintahkan|menginstruksikan|mengizinkan|melarang|membantu|menganjurkan|menyarankan|mewajibkan|menugaskan|mempersilakan|dilarang|diperintahkan|diwajibkan"
)
_CAUSES = re.compile(
    rf"\b(?:{_CAUSES_ID}|made|makes|let|lets|forced|urged|urges|asked|asks|warned|allowed|left|saw)\s+(?P<clause>[^,]*)$"
)
"""Who is made, asked or left to do something: the clause is whole with what they do."""
_INDONESIAN = frozenset(f"{_WHEN_ID}|{_CAUSES_ID}".split("|"))
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


def _says_which(head: str, rest: str) -> bool:
    """Whether the head ends in a word that only says which: the verb, or who did it, stands in `rest`."""
    if rest.startswith(" by "):
        return head.rpartition(" ")[2] in PARTICIPLES
    # Rencana perbaikan jalan tersier kebun | menjadi …: tersier says which road.
    verb = main_verb(head + rest, "id") if rest.startswith(" menjadi") else None
    return verb is not None and verb.start() >= len(head)


_WAITS = re.compile(_LOOSE)
_NEEDS_MORE = re.compile(r"^\s+(?:with|for|on|of|about|from|over|up|out|off)\b")
_COUNTED = re.compile(
    r"\d\s+(?!(?:percent|persen|million|billion|trillion|thousand|hundred|dozen)\b)[a-z]{3,}s$"
)
"""`the first 14 holes` of whatever it may be."""
_PARTICIPLE = re.compile(r"(?P<before>[\w’'-]+)\s+[a-z]{2,}[^e\W]ed$")
_HOLDS_PARTICIPLE = re.compile(
    r"(?:is|are|was|were|be|been|being|has|have|had|get|gets|got|not|also|and|or|more|who|that|\w+ly)"
)


def _needs_more(head: str, rest: str) -> bool:
    """Whether a preposition behind the cut belongs to the last word: `to deal` | ` with …`."""
    if not _NEEDS_MORE.match(rest):
        return False
    if rest.lstrip().startswith("of "):
        return _COUNTED.search(head) is None
    participle = _PARTICIPLE.search(head)
    loose = participle is not None and not _HOLDS_PARTICIPLE.fullmatch(participle["before"])
    return loose or _WAITS.search(head) is not None

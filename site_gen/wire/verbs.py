"""Which word of a sentence is its verb, in both languages, and what the verb needs behind it."""

import re

from site_gen.wire import lexicon

AUXILIARY = "pasti|sanggup|hampir|nyaris|hanya|wajib|boleh|dilarang|baru|sering|kerap|jarang|selalu|jadi|malah|justru|langsung|segera|akan|telah|sudah|harus|bisa|dapat|masih|sedang|bakal|ingin|resmi|tidak|tak|belum|kembali|terus|pernah|juga|turut|ikut|berhasil|mulai|sempat"
ID_VERB = re.compile(
    r"(?<![-\w])(?:"
    r"(?P<active>me(?!reka\b|ski\b|dia\b|dis\b|ter\b|tro\b|sjid\b|mang\b|reka\b|lalui\b|nuju\b|nurut\b|ngenai\b|nteri\b|rek\b|dan\b|ja\b|rah\b|nit\b|wah\b|mori|sin\b|ndatang\b|ndadak\b|lulu\b|lainkan\b|skipun\b|rdeka\b|dali\b|tode\b|kanis|nengah\b|ntah\b|ntal\b|nara\b|riah\b|ndalam\b|rtua\b|nantu\b|mpelai\b|ndiang\b|riam\b|ntega\b|tropol|teor)[a-z]{4,})"
    r"|(?P<passive>di(?!a\b|ri\b|sebut\b|mana\b|antara|skusi|nas\b|rektur|namik|alog|gital|visi\b|strik\b|abetes|plom|ameter|nding|mensi|spens|sabil|reksi|siplin|skon|sertasi\b|stribusi\b|nasti\b|rgantara\b|aspora|ktator|alek|rham\b|nosaur)[a-z]{4,})"
    r"|(?P<middle>(?:ber(?!upa\b|api\b|untun\b|kas\b|anda\b|uang\b|sih\b(?<=\bair bersih)|ita\b|sama\b|as\b|bagai\b|dasar|ikut\b|kat\b|lian\b|oleh|kekuatan\b|nama\b|inisial\b|usia\b|judul\b|tajuk\b|tema(?:kan)?\b|topik\b|jenis\b|merek\b|tipe\b|pelat\b|skala\b|durasi\b|logo\b|label\b|motif\b|warna\b|bahan\b|tuliskan\b|kategori\b|kelas\b|nilai\b|jumlah\b|kapasitas\b|ukuran\b|nomor\b|pe(?:manis|nghasilan|nduduk|numpang|nghuni|ngawet|nyakit|luru)\b)|ter(?!hadap|utama\b|tentu\b|masuk\b|akhir\b|kait|sebut|iak\b|nyata\b|minal|oris|apis?\b|jun\b|ror\b|ang\b|us\b|lalu\b|tinggi\b|besar\b|baik\b|baru\b|dekat\b|duga\b|sangka\b|dakwa\b|pidana\b|sendiri\b|umbu\b|igu\b|asi\b|ipang\b|obosan\b|banyak\b|lama\b|kecil\b|kuat\b|panjang\b|luas\b|endah\b|populer\b|padat\b|atas\b|depan\b|muda\b|tua\b|mahal\b|kini\b))[a-z]{3,})"
    r"|(?P<bare>(?:(?<=masih )|(?<=kini )|(?<=tetap )|(?<=akan ))tinggal|muncul|tidur|duduk|lenyap|punah|bangkit|tewas|meninggal|wafat|mangkat|menang|kalah|naik|turun|datang|tiba|mundur|hilang|jatuh|kabur|pulang|pergi|kembali(?= ke\b)|hadir|tampil|lolos|gagal|terbakar|rusak|tutup|macet|anjlok|melemah|menguat|batal|selesai|rampung|lowong|roboh|ambruk|padam|mati|retak|bocor|longsor|mogok|runtuh|amblas|kandas|karam|tumbang|surut|reda|pecah|bubar|libur|penuh|sepi|ramai|kosong|langka|mahal|laris|aman|kritis|(?<!hari )bebas|lulus|gugur|absen|sah|gratis|sakit|pensiun|beda|siaga|luka|cedera|keracunan|kelaparan|kewalahan|kehabisan|kebanjiran|kecewa|normal|pulih|marak|langgeng|membaik|memburuk|merosot|selamat|muntah|pingsan|lumpuh|heboh|panik|geram|kaget|bangkrut|pailit|ludes|raib|hangus|ricuh|bentrok|unggul|imbang|hengkang|pamit|antre|mudik|bolos|mangkir|ambles|rubuh|berkurang|anjlok)"
    r"|(?P<needs>adalah|ialah|bukanlah|jadi|minta|gelar|punya|raih|sebut|tolak|dukung|bantah|akui|klaim|ajak|tuntut|takluk|mau|patut|layak|sepakat|perlu|ada|optimistis|resmikan|tetapkan|(?!akan\b|bukan\b|ikan\b|rekan\b|pekan\b|makan\b|sekan\b|tekan\b|pe[a-z]+kan\b|ke[a-z]+kan\b|bahkan\b|melainkan\b)[a-z]{2,}kan)"
    r")\b(?![-])"
)
EN_VERB = re.compile(
    r"(?<![-\w’'])(?:"
    r"(?P<needs>is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|says?|said|gets?|got|takes?|took|makes?|made|gives?|gave|finds?|found|"
    r"hits?|leads?|led|sets?|faces?|seeks?|sought|wants?|plans?|begins?|began|keeps?|kept|holds?|held|meets?|met|puts?|tells?|told|calls?|warns?|urges?|brings?|brought|"
    r"buys?|bought|sells?|sold|shows?|turns?|draws?|drew|throws?|threw|becomes?|became|beats?|strikes?|struck|spends?|spent|shuts?|cuts?|believes?|continues?|suggests?|claims?|hopes?|kills?|leaves?|loses?|lays?|need(?:s|ed)?|"
    # Irregular ones that want an object, and present tenses that are no nouns.
    r"felt|heard|meant|paid|dealt|dug|fed|lent|lit|shot|flung|forbade|forgot|forgave|bore|bound|costs?|shook|drove|wrote|chose|stole|built|sent|caught|taught|thought|threw|saw|knew|tore|wore|swore|ate|drank|overcame|underwent|withstood|understood|overtook|"
    r"expects?|remains?|agrees?|appears?|seems?|insists?|includes?|requires?|allows?|den(?:y|ies)|accuses?|prefers?|refuses?|receives?|provides?|admits?|"
    r"reveals?|confirms?|rejects?|approves?|announces?|unveils?|joins?|defends?|criticises?|criticizes?|condemns?|praises?|backs|blames?|sues|seizes?|arrests|bans|adopts?|imposes?|extends?|offers?|fails?|argues?|creates?|produces?|contains?|represents?|identif(?:y|ies)|prepares?|considers?|recovers?)"
    r"|(?P<done>dies|died|falls?|fell|rises?|rose|wins?|won|lost|left|comes?|came|goes|went|runs?|ran|ends?|opens?|closes?|starts?|broke|fought|laid|plunges?|slips?|lifts?|sank|flew|grew|fled|stood|slept|swept|spoke|froze|arose|woke|withdrew|burnt|sat|lay|slid|swam|sang|rang|rode|wept|crept|knelt|leapt|shone|sped|sprang|swung|hid|stuck|hung|shrank|collapses?|resigns?|erupts?|arrives?|survives?|disappears?|crashes|returns|reopens?|(?:resign|collaps|erupt|arriv|surviv|disappear|crash|return|reopen|surg|plung|tumbl|soar|retir|vanish|escap|emerg|stall|slipp|jump|climb|explod|end|happen)ed)"
    r"|(?P<past>(?!need|indeed|speed|seed|hundred|red|bed|shed|breed|unit(?=ed\b)|alleged|armed|aged|so-called|feed|deed|sacred)[a-z]{2,}ed)"
    r")\b(?![-’'])"
)
_RELATIVES = frozenset({"yang", "untuk", "who", "that", "which"})
_HELPERS = frozenset({*AUXILIARY.split("|"), "has", "have", "had", "will", "could", "would"})


_CAUSES = re.compile(
    r"mengharuskan|mewajibkan|memaksa|memungkinkan|melarang|menyuruh|mengizinkan|membolehkan"
)
"""`aturan yang mewajibkan warga memakai helm dicabut`: the next verb is what somebody is made to do."""
PARTICIPLES = frozenset(
    [
        "left",
        "found",
        "held",
        "made",
        "kept",
        "told",
        "led",
        "shot",
        "lost",
        "sold",
        "built",
        "caught",
        "taught",
        "sent",
        "paid",
        "bought",
        "brought",
    ]
)
"""`glass left by drinkers`: before ` by` one of these says what a noun is."""
_FOR_WHAT = re.compile(r"\b(?:untuk|terhadap|soal|tentang|mengenai|terkait)\s+(?:[\w-]+\s+){1,4}$")
_BETWEEN = re.compile(
    r"\s(?:(?!(?:setelah|karena|yang|dan|saat|untuk|agar|jika|sebelum|ketika|sehingga|hingga)\b)[\w-]+\s){1,4}"
)


def _is_modifier(text: str, found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether ter-… says what a noun is, `untuk perbaikan jalan tersier kebun`, and the verb comes behind it."""
    after = pattern.search(text, found.end())
    return (
        after is not None
        and _FOR_WHAT.search(text[: found.start()]) is not None
        and _BETWEEN.fullmatch(text[found.end() : after.start()]) is not None
    )


_DONE_TO = frozenset(
    [
        "dilakukan",
        "dialami",
        "dimiliki",
        "dihadapi",
        "digelar",
        "diterima",
        "diberikan",
        "disampaikan",
        "ditimbulkan",
        "terjadi",
    ]
)
"""`kesibukan yang dilakukan membuat …`: nothing of the relative clause follows one of these, but the verb."""
_BE = frozenset(["be", "been", "being", "not", "also", "now", "then"])


def _is_of_relative(before: list[str]) -> bool:
    """Whether the next word is the verb of a relative clause: `which will be` before `held`."""
    words = [word.lower() for word in before]
    at = max((n for n, word in enumerate(words) if word in ("who", "which", "that")), default=-1)
    return at >= 0 and all(word in _HELPERS or word in _BE for word in words[at + 1 :])


def main_verb(text: str, lang: str, least: int = 3) -> re.Match[str] | None:
    """The first verb that is no part of a relative clause or a purpose."""
    pattern = EN_VERB if lang == "en" else ID_VERB
    caused = 0
    for found in pattern.finditer(text, least):
        if caused and "," not in text[caused : found.start()]:
            caused = 0
            continue
        caused = 0
        before = re.findall(r"[\w’'-]+|,", text[max(0, found.start() - 60) : found.start()])[-3:]
        if before and before[-1].lower() in lexicon.words("subordinators"):
            caused = found.end() if _CAUSES.fullmatch(found.group()) else 0
            continue
        if lang != "en" and found.lastgroup == "middle" and _is_modifier(text, found, pattern):
            continue
        behind = [word.lower() for word in before[:-1]]
        if lang == "en" and _is_of_relative(before):
            continue
        if "," not in before and (
            ("yang" in behind and not (behind[-1] == "yang" and before[-1].lower() in _DONE_TO))
            or (behind and behind[-1] in _RELATIVES and before[-1].lower() in _HELPERS)
        ):
            continue
        if (
            lang == "en"
            and (found.lastgroup == "past" or found.group() in PARTICIPLES)
            and re.match(r"\s+by\b", text[found.end() :])
        ):
            continue
        return found
    return None

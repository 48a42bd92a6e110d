"""A bilingual newspaper made from a seed: `python benchmarks/corpus.py STORIES FOLDER [--for TOOL]`.

Each story is made from the seed and its own number alone. So the stories of a small corpus are the first ones
of a large one, and two machines measure the same texts. About 470 words a language, ten paragraphs of two
or three sentences; two stories of five are plain prose, the others have one or more of what reporters use: bold,
italic, links, sub-headings, lists, quotations. Four hundred tags, a few of them in most stories and most of
them in a few; ten sections, thirty bureaus for authors, ten years of dates with times.
"""

import argparse
import datetime
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

LANGUAGES = ("id", "en")
FIRST = datetime.datetime(2015, 1, 1, 6, 0)
DAYS = 3650
PARAGRAPHS = 10

SECTIONS = {
    "nasional": ("Nasional", "National"),
    "internasional": ("Internasional", "World"),
    "politik": ("Politik", "Politics"),
    "ekonomi": ("Ekonomi", "Economy"),
    "hukum": ("Hukum", "Law"),
    "daerah": ("Daerah", "Regions"),
    "olahraga": ("Olahraga", "Sports"),
    "teknologi": ("Teknologi", "Technology"),
    "kesehatan": ("Kesehatan", "Health"),
    "lingkungan": ("Lingkungan", "Environment"),
}

_SUBJECTS = {
    "id": """harga beras|jalur kereta|pasar tradisional|pelabuhan rakyat|air bersih|hutan mangrove|sekolah dasar
        puskesmas desa|upah buruh|kapal nelayan|jalan tol|listrik desa|sampah plastik|lahan gambut|kopi arabika
        batik tulis|wisata bahari|angkutan kota|rumah susun|panen padi""",
    "en": """rice prices|railway lines|street markets|small ports|clean water|mangrove forests|primary schools
        village clinics|workers' pay|fishing boats|toll roads|rural power|plastic waste|peat land|arabica coffee
        hand-drawn batik|sea tourism|city buses|public housing|rice harvests""",
}
_ASPECTS = {
    "id": """rusak|murah|baru|terancam|dibangun|diperluas|ditutup|diteliti|diprotes|dijaga
        tertunda|dibiayai|dipindahkan|dipugar|diuji|dibagi|langka|melimpah|disubsidi|diekspor""",
    "en": """in decline|made cheaper|renewed|at risk|under construction|extended|closed|studied|disputed|protected
        delayed|funded|moved|restored|tested|shared out|running short|in plenty|subsidised|exported""",
}


def _parts(text: str) -> list[str]:
    """The items of a list that is written with `|` and line ends."""
    return [part.strip() for part in re.split(r"[|\n]", text)]


TOWNS = _parts(
    """Jakarta|Bandung|Semarang|Surabaya|Medan|Makassar|Denpasar|Padang|Palembang|Manado|Ambon|Jayapura|Kupang|Pontianak|Samarinda
    Banjarmasin|Yogyakarta|Malang|Bogor|Cirebon|Tegal|Kendari|Palu|Gorontalo|Ternate|Mataram|Bengkulu|Jambi|Pekanbaru|Batam"""
)
TAGS = {
    language: [
        f"{subject} {aspect}"
        for subject in _parts(_SUBJECTS[language])
        for aspect in _parts(_ASPECTS[language])
    ]
    for language in LANGUAGES
}
"""Four hundred in each language; those of one index belong together."""
_TAG_WEIGHTS = list(accumulate(1 / (rank + 12) for rank in range(400)))

POOLS = {
    "id": {
        "who": _parts(
            """wali kota|bupati|juru bicara kementerian|kepala dinas|ketua koperasi|seorang pedagang|para petani
            ketua panitia|seorang guru|dokter jaga|kapten kapal|warga setempat|anggota dewan|peneliti universitas
            kepala desa|ketua serikat buruh|pengelola pasar|kepala kepolisian|sopir angkutan|relawan"""
        ),
        "act": _parts(
            """meninjau|memperbaiki|membuka kembali|menunda|mempertanyakan|menyetujui|menolak|membahas|menghitung ulang
            mengumumkan|mengawasi|membiayai|memindahkan|menata|mempercepat pembangunan|menghentikan sementara"""
        ),
        "thing": _parts(
            """jembatan gantung di hulu sungai|pasokan beras untuk tiga kabupaten|rencana tata ruang yang baru
            gedung sekolah yang atapnya bocor|jadwal kereta pagi|subsidi pupuk bagi petani kecil
            anggaran perbaikan jalan desa|pasar ikan di tepi pelabuhan|aturan parkir di pusat kota
            penyaluran air bersih ke kampung nelayan|pembangunan puskesmas|harga tiket kapal antarpulau
            program makan siang di sekolah|izin tambang pasir|tanggul yang jebol pekan lalu|layanan kartu sehat
            laporan keuangan tahun lalu|lampu jalan di sepanjang pantai|pelatihan bagi pembatik muda"""
        ),
        "where": [
            *TOWNS,
            *_parts("kawasan pesisir|lereng gunung|tepi kota|gedung dewan|balai desa|pelabuhan lama"),
        ],
        "when": _parts(
            """Senin pagi|Selasa siang|Rabu petang|Kamis malam|Jumat pagi|Sabtu siang|pekan lalu|akhir bulan ini
            sejak awal tahun|dua hari sebelumnya|menjelang musim hujan|setelah libur panjang|tahun depan"""
        ),
        "why": _parts(
            """karena keluhan warga tidak kunjung ditanggapi|agar harga tidak naik lagi|demi keselamatan penumpang
            setelah hujan deras mengguyur selama tiga hari|walaupun biayanya belum disepakati
            sebab bahan bakunya makin sulit didapat|supaya anak-anak dapat kembali belajar|meskipun sebagian warga menolak
            sambil menunggu keputusan pemerintah pusat|untuk mengurangi beban keluarga miskin"""
        ),
        "claim": _parts(
            """Kami tidak mau menunggu sampai musim berikutnya|Uangnya ada, yang belum ada itu keputusan
            Yang penting orang bisa bekerja lagi|Semua akan dihitung ulang dengan terbuka|Air datang lebih cepat daripada bantuan
            Kalau jalannya rusak, sayuran kami busuk di truk|Ini bukan soal siapa yang salah
            Anak-anak sudah dua bulan belajar di tenda|Kami hanya minta diperlakukan sama"""
        ),
        "people": _parts("keluarga|pedagang|petani|nelayan|murid|penumpang|buruh|warga|pasien|pengungsi"),
        "body": _parts(
            """badan statistik|dinas perhubungan|kantor imigrasi|dewan kota|bank daerah|panitia anggaran
            lembaga penelitian|kantor cuaca"""
        ),
    },
    "en": {
        "who": _parts(
            """the mayor|the regent|a ministry spokesman|the head of the agency|the head of the co-operative|a trader
            farmers|the committee|a teacher|a doctor on duty|the captain|residents|a councillor|a university researcher
            the village head|the union leader|the market's manager|the chief of police|a bus driver|volunteers"""
        ),
        "act": _parts(
            """inspected|repaired|reopened|put off|questioned|approved|rejected|discussed|recalculated
            announced|took charge of|agreed to pay for|moved|reorganised|promised to speed up|suspended"""
        ),
        "thing": _parts(
            """the hanging bridge up the river|rice supplies for three districts|the new zoning plan
            a school building with a leaking roof|the timetable of the morning train|fertiliser subsidies for small farmers
            the budget for village roads|the fish market by the harbour|parking rules in the centre of town
            the delivery of clean water to fishing villages|the building of a clinic|fares for ferries between the islands
            the school lunch programme|permits for sand mining|the dyke that broke last week|the health card service
            last year's accounts|street lights along the beach|training for young batik makers"""
        ),
        "where": [
            *TOWNS,
            *_parts(
                """the coastal area|the slopes of the mountain|the edge of town|the council building
                the village hall|the old port"""
            ),
        ],
        "when": _parts(
            """on Monday morning|on Tuesday|late on Wednesday|on Thursday night|on Friday morning|at noon on Saturday
            last week|at the end of this month|since the beginning of the year|two days earlier|before the rainy season
            after the long holiday|next year"""
        ),
        "why": _parts(
            """because complaints had gone unanswered for months|so that prices would not rise again|for the safety of passengers
            after three days of heavy rain|although nobody has agreed on the cost
            as raw materials are getting harder to find|so that children can go back to their lessons
            while they wait for a decision of the central government|even though some of the neighbours objected
            to ease the burden on poor families"""
        ),
        "claim": _parts(
            """We will not wait until the next season|The money is there, what is missing is a decision
            What matters is that people can work again|Everything will be counted again in the open
            The water came faster than the help did|If the road is bad, our vegetables rot in the truck
            This is not about whose fault it was|The children have had lessons in a tent for two months
            We only ask to be treated like the others"""
        ),
        "people": _parts(
            "families|traders|farmers|fishermen|pupils|passengers|workers|residents|patients|evacuees"
        ),
        "body": _parts(
            """the statistics office|the transport agency|the immigration office|the city council|the regional bank
            the budget committee|the research institute|the weather office"""
        ),
    },
}

SENTENCES = {
    "id": """{who} {act} {thing} di {where} {when}, {why}.
        menurut {who}, {thing} dan {thing} akan selesai {when}.
        "{claim}," kata {who} di {where}, {when}.
        sebanyak {n} {people} di {where} menunggu {thing} {why}.
        data {body} menunjukkan bahwa {thing} menelan Rp{n} miliar, naik {d} persen dari tahun sebelumnya.
        {body} {act} {thing}, sedangkan {who} di {where} {act} {thing}.
        {who} mengatakan {thing} belum tentu dibiayai {when}, {why}.
        sedikitnya {d} dari {n} {people} di {where} terkena dampaknya {when}.
        {thing} di {where} sudah {d} kali ditunda {why}.
        "{claim}," ujar {who}, seraya menambahkan bahwa {body} {act} {thing}.""",
    "en": """{who} {act} {thing} in {where} {when}, {why}.
        according to {who}, {thing} and {thing} will be settled {when}.
        "{claim}," said {who} in {where} {when}.
        some {n} {people} in {where} are waiting for {thing} {why}.
        figures of {body} show that {thing} cost Rp{n} billion, {d} percent more than the year before.
        {body} {act} {thing}, while {who} in {where} {act} {thing}.
        {who} said it was not certain that {thing} would be paid for {when}, {why}.
        at least {d} of {n} {people} in {where} have felt the effects {when}.
        {thing} in {where} has been delayed {d} times {why}.
        "{claim}," said {who}, adding that {body} {act} {thing}.""",
}
TITLES = {
    "id": """{who} {act} {thing}|{n} {people} di {where} menunggu {thing}|{where}: {thing} ditunda lagi
        {body} {act} {thing} di {where}""",
    "en": """{who} {act} {thing}|{n} {people} in {where} wait for {thing}|{where}: {thing} delayed again
        {body} {act} {thing} in {where}""",
}
HEADINGS = {
    "id": ["Latar belakang", "Yang akan datang", "Suara warga", "Dalam angka"],
    "en": ["Background", "What comes next", "What residents say", "In figures"],
}


class _Writer:
    """Writes sentences of one language."""

    def __init__(self, language: str) -> None:
        self.pools = POOLS[language]
        self.sentences = [self._template(text) for text in _parts(SENTENCES[language])]
        self.titles = [self._template(text) for text in _parts(TITLES[language])]

    @staticmethod
    def _template(text: str) -> tuple[str, list[str]]:
        return re.sub(r"\{\w+\}", "%s", text), re.findall(r"\{(\w+)\}", text)

    def _fill(self, template: tuple[str, list[str]], random_: random.Random) -> str:
        text, slots = template
        values = [
            str(int(random_.random() * (90 if slot == "d" else 4000)) + 2)
            if slot in ("n", "d")
            else self.pools[slot][int(random_.random() * len(self.pools[slot]))]
            for slot in slots
        ]
        written = text % tuple(values)
        first = 1 if written.startswith('"') else 0
        return written[:first] + written[first].upper() + written[first + 1 :]

    def sentence(self, random_: random.Random) -> str:
        return self._fill(self.sentences[int(random_.random() * len(self.sentences))], random_)

    def title(self, random_: random.Random) -> str:
        return self._fill(self.titles[int(random_.random() * len(self.titles))], random_)


_WRITERS = {language: _Writer(language) for language in LANGUAGES}


@dataclass(frozen=True)
class Story:
    """One story in its languages. Dictionaries have a value for each language."""

    number: int
    date: datetime.datetime
    section: str
    tags: tuple[int, ...]
    author: str
    titles: dict[str, str]
    summaries: dict[str, str]
    bodies: dict[str, str] = field(repr=False)
    key: str = ""
    """The folder's name, and the Indonesian slug. Stays when the title changes."""
    folder: str = ""
    """The date of its folder. Stays when the date changes."""

    def slug(self, language: str) -> str:
        return self.key if language == "id" else f"story-{self.number}-{self.key.split('-')[-2]}"

    def tag_names(self, language: str) -> list[str]:
        return [TAGS[language][tag] for tag in self.tags]


def make_story(number: int, seed: int = 0) -> Story:
    """The story of this number."""
    random_ = random.Random(f"{seed} {number}")
    date = FIRST + datetime.timedelta(minutes=random_.randrange(DAYS * 24 * 60))
    tags = tuple(
        dict.fromkeys(random_.choices(range(400), cum_weights=_TAG_WEIGHTS, k=random_.randint(2, 6)))
    )
    # What kind of a story it is holds for both languages, as in a translation.
    marks = {name: random_.random() < share for name, share in SHARES.items()}
    titles = {language: _WRITERS[language].title(random_) for language in LANGUAGES}
    words = re.findall(r"[a-z]+", titles["id"].lower())
    return Story(
        number=number,
        date=date,
        section=random_.choice(list(SECTIONS)),
        tags=tags,
        author=f"Biro {random_.choice(TOWNS)}",
        titles=titles,
        summaries={language: _WRITERS[language].sentence(random_) for language in LANGUAGES},
        bodies={language: _body(language, marks, random_) for language in LANGUAGES},
        key="-".join([*words[:6], str(number)]),
        folder=f"{date:%Y/%m/%d}",
    )


SHARES = {"bold": 0.15, "italic": 0.15, "link": 0.25, "headings": 0.15, "list": 0.06, "quote": 0.06}
"""The share of stories with each kind of markup: 41 of 100 have none."""


def _body(language: str, marks: dict[str, bool], random_: random.Random) -> str:
    writer = _WRITERS[language]
    blocks = [
        " ".join([writer.sentence(random_) for _ in range(3 if random_.random() < 0.45 else 2)])
        for _ in range(PARAGRAPHS)
    ]
    if marks["bold"]:
        blocks[1] = _around(blocks[1], "**", "**")
    if marks["italic"]:
        blocks[3] = _around(blocks[3], "*", "*")
    if marks["link"]:
        blocks[5] = _around(blocks[5], "[", f"](https://example.org/{random_.randrange(10**6)}/)")
    if marks["quote"]:
        blocks[6] = f"> {blocks[6]}"
    if marks["list"]:
        blocks[7] = "\n".join(f"- {writer.sentence(random_)}" for _ in range(3))
    if marks["headings"]:
        first, second = random_.sample(HEADINGS[language], 2)
        blocks[4:4], blocks[9:9] = [f"## {first}"], [f"## {second}"]
    return "\n\n".join(blocks) + "\n"


def _around(text: str, before: str, after: str) -> str:
    """`text` with marks around three words in its second sentence."""
    words = text.split(" ")
    middle = len(words) // 2
    chosen = " ".join(words[middle : middle + 3])
    if re.search(r'[".,]', chosen):
        return f"{text} {before}{' '.join(words[:2]).strip(chr(34))}{after}."
    return " ".join([*words[:middle], f"{before}{chosen}{after}", *words[middle + 3 :]])


def make_stories(count: int, seed: int = 0) -> Iterator[Story]:
    """The first `count` stories."""
    return (make_story(number, seed) for number in range(count))


# What an editor does to a story. `turn` counts the times, so that no edit is the one before.


def with_body(story: Story, turn: int) -> Story:
    """One body edited: a sentence more at the end of the Indonesian text."""
    return replace(story, bodies={**story.bodies, "id": f"{story.bodies['id']}\nPerubahan ke-{turn}.\n"})


def with_title_and_tag(story: Story, turn: int) -> Story:
    """The Indonesian title, and one tag of both texts."""
    other = next(tag for tag in range(turn % 300 + 40, 400) if tag not in story.tags)
    titles = {**story.titles, "id": f"{story.titles['id']} – judul {turn}"}
    return replace(story, titles=titles, tags=(*story.tags[:-1], other))


def with_title(story: Story, title: str) -> Story:
    """The Indonesian title alone."""
    return replace(story, titles={**story.titles, "id": title})


def with_date(story: Story, days: int) -> Story:
    """Both texts dated `days` later; the files stay where they are."""
    return replace(story, date=story.date + datetime.timedelta(days=days))


# How each generator wants it.


def site_gen_files(story: Story, languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """Path in the project to text."""
    return {
        f"content/{story.folder}/{story.key}/index.{language}.md": "\n".join(
            [
                "---",
                f'title: "{story.titles[language]}"',
                f"date: {story.date:%Y-%m-%d %H:%M}",
                *([f"slug: {story.slug(language)}"] if language != "id" else []),
                f"section: {story.section}",
                f"tags: [{_quoted(story.tag_names(language))}]",
                f"author: {story.author}",
                f"summary: {_quoted([story.summaries[language]])}",
                "---",
                story.bodies[language],
            ]
        )
        for language in languages
    }


def hugo_files(story: Story, languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """Path in the project to text. Years and months are taxonomies: Hugo has no archives of its own."""
    return {
        f"content/posts/{story.folder}/{story.key}.{language}.md": "\n".join(
            [
                "---",
                f'title: "{story.titles[language]}"',
                f"date: {story.date:%Y-%m-%dT%H:%M:00+07:00}",
                f"slug: {story.slug(language)}",
                f"sections: [{story.section}]",
                f"tags: [{_quoted(story.tag_names(language))}]",
                f"authors: [{story.author}]",
                f'years: ["{story.date:%Y}"]',
                f'months: ["{story.date:%Y-%m}"]',
                f"summary: {_quoted([story.summaries[language]])}",
                "---",
                story.bodies[language],
            ]
        )
        for language in languages
    }


def pelican_files(story: Story, languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """Path in the project to text. The other version's address is written down: each language is a site."""
    other = {"id": "en", "en": "id"}
    return {
        f"content/{language}/{story.folder}/{story.key}.md": "\n".join(
            [
                f"Title: {story.titles[language]}",
                f"Date: {story.date:%Y-%m-%d %H:%M}",
                f"Slug: {story.slug(language)}",
                f"Lang: {language}",
                f"Category: {story.section}",
                f"Tags: {', '.join(story.tag_names(language))}",
                f"Authors: {story.author}",
                f"Summary: {story.summaries[language]}",
                f"Twin: /{other[language]}/{story.date:%Y/%m}/{story.slug(other[language])}/",
                "",
                story.bodies[language],
            ]
        )
        for language in languages
    }


def eleventy_files(story: Story, languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """Path in the project to text."""
    return {
        f"content/{language}/{story.folder}/{story.key}.md": "\n".join(
            [
                "---",
                f'title: "{story.titles[language]}"',
                f"date: {story.date:%Y-%m-%dT%H:%M:00+07:00}",
                f"day: '{story.date:%Y-%m-%d}'",
                f"storyKey: {story.key}",
                f"slug: {story.slug(language)}",
                f"desk: {story.section}",
                f"topics: [{_quoted(story.tag_names(language))}]",
                f"author: {story.author}",
                f"summary: {_quoted([story.summaries[language]])}",
                "---",
                story.bodies[language],
            ]
        )
        for language in languages
    }


FILES = {
    "site_gen": site_gen_files,
    "hugo": hugo_files,
    "hugo_full": hugo_files,
    "pelican": pelican_files,
    "eleventy": eleventy_files,
}


def _quoted(texts: Sequence[str]) -> str:
    """`texts` as YAML strings."""
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)


def site_gen_config() -> str:
    """The project's config.yaml."""
    sections = "".join(f"  {name}: {{id: {id_}, en: {en}}}\n" for name, (id_, en) in SECTIONS.items())
    return (
        "title: Warta Contoh\nbase_url: https://warta.example\nlanguages: [id, en]\ntimezone: Asia/Jakarta\n"
        f"page_size: 20\nfeed_size: 20\nsections:\n{sections}"
    )


def write_files(project: Path, files: dict[str, str]) -> None:
    """Write these files below `project`."""
    for path, text in files.items():
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a corpus.")
    parser.add_argument("stories", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--for", dest="tool", choices=FILES, default="site_gen")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    words = 0
    for story in make_stories(arguments.stories, arguments.seed):
        write_files(arguments.folder, FILES[arguments.tool](story))
        words += sum(len(body.split()) for body in story.bodies.values())
    if arguments.tool == "site_gen":
        write_files(arguments.folder, {"config.yaml": site_gen_config()})
    print(f"{arguments.stories} stories, {words // max(1, 2 * arguments.stories)} words a text")


if __name__ == "__main__":
    main()

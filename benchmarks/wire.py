"""How fast the wire desk imports: `python benchmarks/wire.py [TEXTS] [--jobs N]`.

Invented texts of about 2 kB, in both languages, with datelines, quotations, names, dates and boilerplate,
are laid into the seeds of a new project and imported. It prints texts a second, the processor time of all
processes together, the load of the machine beside it, and the most memory that a process had, for a tenth of
the texts and for all of them: the second number should be near the first.
"""

import argparse
import os
import random
import resource
import tempfile
import time
from pathlib import Path

from site_gen.desk.importing import import_seeds
from site_gen.tables.glossary import over_base
from site_gen.wire.story import WireRules

SIZE = 2_000
TOWNS = [
    "Jakarta",
    "Bandung",
    "Semarang",
    "Surabaya",
    "Medan",
    "Makassar",
    "Denpasar",
    "Padang",
    "Palembang",
    "Manado",
    "Ambon",
    "Kupang",
]
PEOPLE = [
    "Amir Contoh",
    "Budi Santika",
    "Citra Lestari",
    "Dewi Anggraini",
    "Eko Wibisono",
    "Fajar Nugraha",
    "Gita Maharani",
]
OFFICES = {
    "id": ["Wali Kota", "Kapolres", "Gubernur", "Bupati", "Kepala Dinas Kesehatan", "Juru Bicara KPK"],
    "en": ["Mayor", "Governor", "Senator", "Minister", "Professor", "Police spokesman"],
}
SENTENCES = {
    "id": (
        "{office} {town} {person} mengatakan pembangunan jalan itu akan selesai sebelum akhir tahun.",
        '"Kami minta warga bersabar karena pekerjaan ini untuk kepentingan bersama," kata {person}.',
        "Sebanyak {number} warga dari Kecamatan {town} datang ke balai kota sejak pagi.",
        "Menurut data Badan Pusat Statistik (BPS), harga beras naik {number} persen dibanding bulan lalu.",
        "Banjir yang merendam {number} rumah di {town} mulai surut setelah hujan berhenti.",
        "Polisi masih memeriksa {number} saksi terkait kasus korupsi di Dinas Pekerjaan Umum {town}.",
        "{person} berharap pemerintah pusat dan pemerintah daerah bekerja sama menangani masalah itu.",
    ),
    "en": (
        "{office} {person} of {town} said the road would be finished before the end of the year.",
        '"We ask the residents to be patient because this work is for everyone," {person} said.',
        "About {number} people from the town of {town} came to the city hall in the morning.",
        "According to the Central Statistics Agency (BPS), the price of rice rose by {number} percent.",
        "The flood that hit {number} houses in {town} began to fall after the rain had stopped.",
        "The police have questioned {number} witnesses about corruption at the Public Works Agency.",
        "{person} hoped that the government and the regions would work together on the problem.",
    ),
}
HEADS = {
    "id": (
        "{TOWN}, KOMPAS.com - ",
        "TEMPO.CO, {town} - ",
        "{town} (ANTARA) - ",
        "Liputan6.com, {town} - ",
        "",
    ),
    "en": ("{TOWN} (Reuters) - ", "{TOWN}, Dec 31 (AP) - ", "(CNN) ", "{TOWN} — ", ""),
}


def text(number: int) -> str:
    """The text of this number: always the same one."""
    chance = random.Random(number)
    lang = "en" if number % 4 == 0 else "id"

    def fill(pattern: str) -> str:
        town = chance.choice(TOWNS)
        return pattern.format(
            town=town,
            TOWN=town.upper(),
            person=chance.choice(PEOPLE),
            office=chance.choice(OFFICES[lang]),
            number=chance.randint(11, 9_999),
        )

    day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(2015, 2025)}"
    paragraphs = [fill(chance.choice(HEADS[lang])) + fill(SENTENCES[lang][0])]
    while sum(map(len, paragraphs)) < SIZE:
        paragraphs.append(" ".join(fill(chance.choice(SENTENCES[lang])) for _ in range(3)))
    if lang == "id":
        paragraphs[1] += f" Hal itu disampaikan {chance.choice(PEOPLE)} di {chance.choice(TOWNS)}, ({day})."
        paragraphs.insert(2, "Baca juga: Harga Beras Naik Lagi")
    headline = "Jalan Baru Selesai Sebelum Akhir Tahun\n\n" if number % 3 == 0 else ""
    return f"{headline}{chr(10).join(paragraphs)}\nNomor {number}.\n"


def peak() -> float:
    """The most memory that this process or one of its children had, in MB."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most / 1024


def worked() -> float:
    """The processor time, in seconds, that this process and its children that have ended have had."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measure(count: int, jobs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "seeds").mkdir()
        size = 0
        for number in range(count):
            size += (project / f"seeds/{number:06}.txt").write_text(text(number), encoding="utf-8")
        start, before = time.perf_counter(), worked()
        report = import_seeds(project, WireRules(), over_base(), "2026-01-01T00:00:00+07:00", jobs=jobs)
        seconds, used = time.perf_counter() - start, worked() - before
        written = len(report.of("written"))
        start = time.perf_counter()
        again = import_seeds(project, WireRules(), over_base(), "2026-01-01T00:00:00+07:00", jobs=jobs)
        second = time.perf_counter() - start
    print(
        f"{count:7,} texts of {size / count / 1000:.1f} kB: {written:,} stories in {seconds:.1f} s "
        f"({count / seconds:.0f} a second; {used:.1f} s of processor time, load {os.getloadavg()[0]:.1f}), again {second:.1f} s ({again.unchanged:,} unchanged), {peak():.0f} MB at most"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("texts", nargs="?", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0: as many as there are processors")
    arguments = parser.parse_args()
    measure(max(1, arguments.texts // 10), arguments.jobs)
    measure(arguments.texts, arguments.jobs)

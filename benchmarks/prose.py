"""How long the prose stage takes: `python benchmarks/prose.py [articles]`.

Articles are made from a seed, in three kinds: plain news, news with some markup, and text full of markup.
Each is read in two ways, as a build does it and with every fast path off; figures are microseconds of an
article, the best of seven passes over all of them, in one process.
"""

import random
import sys
import time
from collections.abc import Callable

from site_gen.documents.prose import ProseRules
from site_gen.documents.prose.reading import _read

VOCABULARY = """presiden menteri pemerintah rakyat jakarta harga beras pasar kebijakan anggaran gubernur kata
    mengatakan menurut kepada yang dan di dari untuk dengan akan telah tidak pada senin november rupiah persen"""
WORDS = VOCABULARY.split()


def sentence(random_: random.Random) -> str:
    words = [random_.choice(WORDS) for _ in range(random_.randint(8, 22))]
    if random_.random() < 0.15:
        words = [f'"{words[0].capitalize()}', *words[1:-3], words[-3] + ',"', *words[-2:]]
    elif random_.random() < 0.1:
        words[2] = "Jum'at"
    return " ".join(words).capitalize() + "."


def paragraph(random_: random.Random) -> str:
    return " ".join(sentence(random_) for _ in range(3))


def plain(random_: random.Random) -> str:
    return "\n\n".join(paragraph(random_) for _ in range(10)) + "\n"


def some(random_: random.Random) -> str:
    blocks = [paragraph(random_) for _ in range(10)]
    first, _, rest = blocks[2].partition(" ")
    blocks[2] = f"**{first}** {rest}"
    blocks[4] += " Baca juga [berita lain](../lain/index.id.md)."
    blocks.insert(6, "## Latar belakang")
    return "\n\n".join(blocks) + "\n"


def full(random_: random.Random) -> str:
    blocks = [paragraph(random_) for _ in range(6)]
    blocks[1] = "*" + blocks[1].rstrip(".") + '*. <i lang="en">Breaking</i> news &amp; more[^1].'
    blocks.insert(2, '![Pasar pagi](pasar.jpg "Pasar pagi, Senin")')
    blocks.insert(3, "\n".join(f"- **{sentence(random_)}** [lihat](../{n}.md)" for n in range(6)))
    blocks.insert(4, "> " + paragraph(random_))
    blocks.insert(
        5,
        "| Kota | Harga |\n|---|--:|\n" + "\n".join(f"| {random_.choice(WORDS)} | {n}00 |" for n in range(8)),
    )
    blocks.append("[^1]: Catatan dengan <https://example.org/>.")
    return "\n\n".join(blocks) + "\n"


def best(read: Callable[[str], object], texts: list[str]) -> float:
    passes = []
    for _ in range(7):
        start = time.process_time()
        for text in texts:
            read(text)
        passes.append(time.process_time() - start)
    return min(passes) / len(texts) * 1e6


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for kind in (plain, some, full):
        texts = [kind(random.Random(seed)) for seed in range(count)]
        words = sum(len(text.split()) for text in texts) // count
        row = f"{kind.__name__:6} {words:4} words"
        for quotes in ("id", "keep"):
            rules = ProseRules(quotes=quotes)
            for fast in (True, False):
                took = best(lambda text: _read(text, "a.md", 1, rules, fast), texts)  # noqa: B023
                row += f"   {'fast' if fast else 'full'}, quotes {quotes}: {took:6.0f} µs"
        print(row)


if __name__ == "__main__":
    main()

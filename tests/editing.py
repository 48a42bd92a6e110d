"""Every kind of edit that people and tools make to a project, at random but repeatable.

Used by the tests of incremental builds: after any of them, a build that remembers must give what a build
from nothing gives.
"""

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

WORDS = [
    "banjir",
    "jakarta",
    "menteri",
    "harga",
    "beras",
    "pemilu",
    "gempa",
    "kabinet",
    "rupiah",
    "ekspor",
    "sawit",
    "presiden",
    "flood",
    "minister",
    "price",
    "election",
    "budget",
    "court",
    "police",
    "<b>",
    "&",
    "'",
    "é",
    "😀",
    "{{x}}",
    "&amp;",
    "*tebal*",
    "_miring_",
]
TAGS = [
    "Banjir",
    "banjir",
    "KC",
    "Kota Contoh",
    "C++",
    "c",
    "C#",
    "a/b",
    "2024",
    "ñ",
    "日本",
    "Warga",
    "index",
]
MOMENTS = [
    "2023-12-01",
    "2024-01-09 12:00",
    "2024-01-11",
    "2024-01-12 07:30",
    "2024-01-15",
    "2024-01-31 23:59",
    "2024-02-01 06:00",
    "2025-01-01",
]
"""Clocks of a build, some of them a moment before or at the moment at which something appears."""


class Editor:
    """One person at work on a project. What they do follows from `choice` alone."""

    def __init__(self, project: Path, choice: random.Random) -> None:
        self.project, self.content, self.choice = project, project / "content", choice
        self.now = "2024-01-15"
        self.bin: list[tuple[Path, bytes, int]] = []

    def files(self) -> list[Path]:
        return sorted(self.content.rglob("*.md"))

    def pick(self) -> Path:
        files = self.files()
        if not files:
            self.new()
            files = self.files()
        return self.choice.choice(files)

    def words(self, count: int) -> str:
        return " ".join(self.choice.choice(WORDS) for _ in range(count))

    def quoted(self, count: int) -> str:
        return '"' + self.words(count).replace('"', '\\"') + '"'

    def set(self, key: str, value: str | None, path: Path | None = None) -> None:
        """Give one key of a front matter another value, or take it out."""
        path = path or self.pick()
        text = path.read_text("utf-8")
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        lines = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", front + "\n", flags=re.MULTILINE)
        lines += f"{key}: {value}\n" if value is not None else ""
        path.write_text(f"---\n{lines}---\n{body}", "utf-8")

    # -- what a reporter does --

    def body(self) -> None:
        path = self.pick()
        path.write_text(path.read_text("utf-8") + f"\n{self.words(12)}\n", "utf-8")

    def long_body(self) -> None:
        path = self.pick()
        path.write_text(path.read_text("utf-8") + f"\n{self.words(150)}\n" * 3, "utf-8")

    def title(self) -> None:
        self.set("title", self.quoted(4))

    def summary(self) -> None:
        self.set("summary", self.quoted(8))

    def tags(self) -> None:
        self.set(
            "tags",
            "[" + ", ".join(f'"{tag}"' for tag in self.choice.sample(TAGS, self.choice.randrange(4))) + "]",
        )

    def date(self) -> None:
        day = (
            f"20{self.choice.randint(22, 24)}-{self.choice.randint(1, 12):02}-{self.choice.randint(1, 28):02}"
        )
        self.set("date", day + self.choice.choice(["", " 10:30"]))

    def section(self) -> None:
        self.set("section", self.choice.choice(["nasional", "dunia", None]))

    def author(self) -> None:
        self.set("author", self.choice.choice(["[Dewi Contoh, Budi]", "budi", "Índra", None]))

    def slug(self) -> None:
        self.set("slug", f"s-{self.choice.randrange(10**6)}")

    def alias(self) -> None:
        self.set("aliases", f"[/id/lama-{self.choice.randrange(100)}/]")

    def addresses(self) -> None:
        """The memory of addresses: a line for a story, now and then a wrong one or no file."""
        path = self.content / "addresses.tsv"
        key = self.pick().relative_to(self.content).as_posix().partition(".")[0].removesuffix("/index")
        old = f"/id/2024/lama-{self.choice.randrange(100)}/\tid\tstory\t{key}\n"
        text = path.read_text("utf-8") if path.exists() else ""
        path.write_text(self.choice.choice([text + old, text + old, old, "", text + "x\n"]), "utf-8")

    def draft(self) -> None:
        self.set("draft", self.choice.choice(["true", "false", None]))

    def embargo(self) -> None:
        self.set("embargo", self.choice.choice([*MOMENTS, None]))

    def expires(self) -> None:
        self.set("expires", self.choice.choice([*MOMENTS, None]))

    def correction(self) -> None:
        self.set("corrections", f"[{{at: 2024-01-12, kind: ralat, text: {self.quoted(5)}}}]")

    def translation(self) -> None:
        self.set("translates", self.choice.choice(["r1-0123456789abcdef", None]))

    def language(self) -> None:
        path = self.pick()
        other = "en" if ".id." in path.name else "id"
        target = path.with_name(re.sub(r"\.(id|en)\.", f".{other}.", path.name))
        if not target.exists():
            path.rename(target)

    def link(self) -> None:
        path, other = self.pick(), self.pick()
        target = os.path.relpath(other, path.parent)
        path.write_text(path.read_text("utf-8") + f"\n[ke]({target}) dan [sini](/id/)\n", "utf-8")

    def key(self) -> None:
        self.set("key", self.choice.choice(["satu", "dua", None]))

    def new(self) -> None:
        number = self.choice.randrange(10**6)
        target = self.content / "2024" / f"baru-{number}.{self.choice.choice(['id', 'en'])}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        day = f"2024-01-{self.choice.randint(1, 28):02}"
        target.write_text(
            f"---\ntitle: Baru {number}\ndate: {day}\ntags: [Banjir]\n---\n{self.words(20)}\n", "utf-8"
        )

    def translate(self) -> None:
        path = self.pick()
        target = path.with_name(path.name.replace(".id.", ".en."))
        if target != path and not target.exists():
            shutil.copy(path, target)

    def mistake(self) -> None:
        self.set("darft", "true")

    def mend(self) -> None:
        for path in self.files():
            if "\ndarft:" in path.read_text("utf-8"):
                self.set("darft", None, path)

    # -- what tools do --

    def delete(self) -> None:
        path = self.pick()
        self.bin.append((path, path.read_bytes(), path.stat().st_mtime_ns))
        path.unlink()

    def restore(self) -> None:
        if self.bin:
            path, data, mtime = self.bin.pop()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            os.utime(path, ns=(mtime, mtime))

    def rename(self) -> None:
        path = self.pick()
        path.rename(path.with_name(f"pindah-{self.choice.randrange(10**6)}.id.md"))

    def swap(self) -> None:
        """Two files change places, each with its own times, as `mv` would do it."""
        one, other = self.pick(), self.pick()
        if one != other:
            aside = one.with_name(".samping")
            one.rename(aside)
            other.rename(one)
            aside.rename(other)

    def same_mtime(self) -> None:
        """Other bytes, as many as before, under the old time."""
        path = self.pick()
        status, data = path.stat(), bytearray(path.read_bytes())
        for place in range(len(data) - 1, 0, -1):
            if data[place] in b"abcdefg":
                data[place] += 1
                break
        path.write_bytes(data)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def old_mtime(self) -> None:
        """As `git checkout`, `rsync -t` and `cp -p` leave it."""
        path = self.pick()
        path.write_text(path.read_text("utf-8") + f"\n{self.words(3)}\n", "utf-8")
        os.utime(path, (1e9, 1e9))

    def touch(self) -> None:
        os.utime(self.pick())

    def replaced(self) -> None:
        """As most editors save: a new file in the place of the old one."""
        path = self.pick()
        aside = path.with_name(f"{path.name}.tmp")
        aside.write_text(path.read_text("utf-8").replace("a", "o", 1), "utf-8")
        aside.replace(path)

    def picture(self) -> None:
        pictures = sorted(self.content.rglob("*.png"))
        if pictures:
            data = bytearray(self.choice.choice(pictures).read_bytes())
            data[19] = self.choice.randrange(1, 200)  # the width
            self.choice.choice(pictures).write_bytes(data)

    def static(self) -> None:
        target = self.project / "static" / self.choice.choice(["CNAME", "baru.txt", "dokumen/pedoman.txt"])
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and self.choice.random() < 0.4:
            target.unlink()
        else:
            target.write_text(self.words(4), "utf-8")

    # -- what the person behind the site does --

    def glossary(self) -> None:
        names = self.choice.sample(["Banjir", "Air Bah", "Warga", "日本"], 2)
        text = f"banjir: {{type: topic, id: {names[0]}, en: Flood, aliases: [{names[1]}]}}\n"
        (self.content / "glossary.yaml").write_text(text, "utf-8")

    def people(self) -> None:
        name = self.choice.choice(["Dewi Contoh", "Budi", "Índra", "Sari"])
        role = self.choice.choice(["{id: Pewarta, en: Reporter}", "Editor"])
        bio = self.choice.choice(["{id: Dari Kota Contoh.}", '"<b>"'])
        more = self.choice.choice(["", ", slug: orang", ", slug: {en: person}", ", aliases: [budi]"])
        target = self.content / "people.yaml"
        target.write_text(f"orang-satu: {{name: {name}, role: {role}, bio: {bio}{more}}}\n", "utf-8")

    def front(self) -> None:
        """What an editor does to a front all day: pins, ends of pins, rules, other strips."""
        folder = self.content / "fronts"
        folder.mkdir(exist_ok=True)
        files = sorted(folder.glob("*.yaml"))
        if files and self.choice.random() < 0.2:
            self.choice.choice(files).unlink()
            return
        until = self.choice.choice(["", *(f", until: {moment}" for moment in MOMENTS)])
        pin = f"{{story: {self.pick().relative_to(self.project).as_posix()}{until}}}"
        tag, count = self.choice.choice(TAGS[:6]), self.choice.randint(1, 3)
        rule = self.choice.choice([f'tag: "{tag}"', "author: budi", 'key: "*banjir*"', "newest: yes"])
        text = f"lead: {{pins: [{pin}]}}\nseconds: {{count: {count}, {rule}}}\n"
        if self.choice.random() < 0.6:
            text += f"strips: [{{title: {{id: Pilihan, en: Choice}}, {rule}, pins: [{pin}]}}]\n"
        name = self.choice.choice(["home", "nasional", "pilihan"])
        text += f'title: {{id: Pilihan}}\ntag: "{tag}"\n' if name == "pilihan" else ""
        (folder / f"{name}.yaml").write_text(text, "utf-8")

    def live(self) -> None:
        ended = self.choice.choice(MOMENTS)
        form = self.choice.choice(["true", "false", None, f"{{started: 2022-01-01, ended: {ended}}}"])
        self.set("live", form)

    def entry(self) -> None:
        """One entry more for a story that is live or may be so; some are of a time that has not come."""
        paths = [path for path in self.files() if "\nlive: true" in path.read_text("utf-8")]
        path = self.choice.choice(paths) if paths else self.pick()
        if not paths:
            self.set("live", "true", path)
        day = self.choice.choice(MOMENTS).split()[0]
        time = f"{self.choice.randrange(24)}:{self.choice.randrange(60):02}:{self.choice.randrange(60):02}"
        title = self.choice.choice(["", f" {self.words(3)}"])
        text = f"\n## {day} {time}{title}\n\n{self.words(9)} [^1]\n\n[^1]: {self.words(2)}\n"
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    def series(self) -> None:
        self.set("series", self.choice.choice(["air", "rahasia", None]))

    def series_table(self) -> None:
        more = self.choice.choice(["", ", running: true", ", description: Tentang air", ", slug: {en: wet}"])
        name = self.choice.choice(["Musim Air", "{id: Air, en: Water}", "Banjir"])
        text = f"air: {{name: {name}{more}}}\nrahasia: {{name: Seri Rahasia}}\n"
        (self.content / "series.yaml").write_text(text, "utf-8")

    def credit(self) -> None:
        self.set("editor", self.choice.choice(["[Dewi Contoh, Sari]", "budi", None]))

    def config(self) -> None:
        path = self.project / "config.yaml"
        text = path.read_text("utf-8")
        old, new = self.choice.choice(
            [
                (r"page_size: \d+", f"page_size: {self.choice.randint(1, 4)}"),
                (r"feed_size: \d+", f"feed_size: {self.choice.randint(1, 4)}"),
                (r"Satu halaman \w+", f"Satu halaman {self.choice.choice(['sehari', 'seminggu'])}"),
                (r"id: Dunia", f"id: {self.choice.choice(['Dunia', 'Mancanegara'])}"),
                (
                    r"outputs: .*",
                    f"outputs: {self.choice.choice(['[]', '[json-feed]', '[news-sitemap, ninjs, api, markdown]', '[search]'])}",
                ),
                (r"extra: .*", f"extra: {self.choice.choice(['[rating, liputan]', '[liputan, rating]'])}"),
                (r"languages: .*", f"languages: {self.choice.choice(['[id, en]', '[en, id]'])}"),
                (
                    r"missing_translation: .*",
                    f"missing_translation: {self.choice.choice(['hide', 'badge', 'page'])}",
                ),
                (r"publisher: .*", f"publisher: {self.choice.choice(['PT Koran Kecil', 'Yayasan'])}"),
                (r"kecil.example/\w+", f"kecil.example/{self.choice.choice(['koran', 'berita'])}"),
            ]
        )
        path.write_text(re.sub(old, new, text), "utf-8")

    def theme(self) -> None:
        folder = self.project / "themes" / "polos"
        path = folder / self.choice.choice(
            [
                "layouts/article.html",
                "layouts/404.html",
                "partials/marks.html",
                "strings/id.yaml",
                "static/css/polos.css",
            ]
        )
        text = path.read_text("utf-8")
        if path.suffix == ".yaml":
            text = re.sub(r"(older: ).*", rf"\1{self.choice.choice(['Lebih lama', 'Kemarin'])}", text)
        else:
            mark = {".html": ("{# ", " #}\n"), ".css": ("/* ", " */\n")}[path.suffix]
            text += f"{mark[0]}{self.choice.randrange(9)}{mark[1]}"
        path.write_text(text, "utf-8")

    def own_theme(self) -> None:
        target = self.project / "theme" / "partials" / "turn.html"
        if target.exists():
            shutil.rmtree(self.project / "theme")
        else:
            target.parent.mkdir(parents=True)
            shutil.copy(self.project / "themes" / "polos" / "partials" / "turn.html", target)
            target.write_text(target.read_text("utf-8") + "<hr>\n", "utf-8")

    def clock(self) -> None:
        self.now = self.choice.choice(MOMENTS)

    def lose_cache(self) -> None:
        shutil.rmtree(self.project / ".site_gen", ignore_errors=True)

    def damage_cache(self) -> None:
        files = [path for path in sorted((self.project / ".site_gen").glob("*")) if path.is_file()]
        if files:
            path = self.choice.choice(files)
            data = bytearray(path.read_bytes())
            if data and self.choice.random() < 0.5:
                data[self.choice.randrange(len(data))] ^= 1 << self.choice.randrange(8)
            else:
                del data[self.choice.randrange(len(data) + 1) :]
            path.write_bytes(data)

    def nothing(self) -> None:
        pass


KINDS: dict[str, Callable[[Editor], None]] = {
    name: method for name, method in vars(Editor).items()
    if callable(method) and name not in ("__init__", "files", "pick", "words", "quoted", "set")
}  # fmt: skip
"""Every edit by its name."""

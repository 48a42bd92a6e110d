"""A newspaper in which every two states that a story can be in meet: `python tests/redaksi.py FOLDER` writes it.

What stands in `tests/sites/redaksi/` is the paper; its stories are made here, one for each mixture of states, and
as few as all pairs need. Two more are there to be linked to. Whatever readers must not see at NOW has TOKEN in
every place that a story has.
"""

import itertools
import posixpath
import random
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from site_gen.documents.front_matter import yaml_text
from site_gen.documents.reading import revision_of
from site_gen.safe_yaml import DATA_FILE, read_yaml
from site_gen.safe_yaml import Mapping as YamlMapping

HERE: Final = Path(__file__).parent
THEME: Final = HERE.parent / "themes" / "warta"
NOW: Final = "2026-11-20 12:00"
TOKEN: Final = "q9k4wz"
Mixture = Mapping[str, str]

STATES: Final[dict[str, tuple[str, ...]]] = {
    "languages": ("id", "en", "id en", "en id", "id en ar", "ar id"),
    "translation": ("current", "stale", "unmarked", "machine", "draft"),
    "release": ("old", "news", "leaving", "draft", "scheduled", "embargoed", "expired"),
    "correction": ("none", "ralat", "hak-jawab", "update", "retraction", "one-sided"),
    "origin": ("own", "place", "agency", "canonical", "two places", "region"),
    "byline": ("known", "guest", "roles", "nobody"),
    "picture": ("none", "bare", "described", "inline"),
    "link": ("none", "file", "key", "heading", "one language"),
    "address": ("folder", "slug", "alias", "key"),
    "tags": ("glossary", "own", "none"),
    "section": ("nasional", "dunia", "none"),
    "life": ("plain", "part", "running", "live", "ended"),
}
"""What a story can be, each kind of it by itself. Of `languages` the first is the original's."""
HOURS: Final = ("15:45", "16:05")
"""When the entries of a live story were written, on its day; the newest of them last."""
LATER: Final = "2026-11-27 08:00"
"""When an entry of each is due that readers do not see at NOW."""
HIDDEN: Final = ("draft", "scheduled", "embargoed", "expired")
"""Kinds of release that readers see nothing of at NOW."""

WORDS: Final = {
    "id": {
        "title": "Kabar {n} dari desa",
        "summary": "Ringkasan kabar {n}.",
        "text": "Air merendam 14 dusun pada Kamis, 19 November 2026, dan 2,5 juta orang menunggu.",
        "quote": '"Kami siap," kata seorang warga.',
        "heading": "Kronologi",
        "note": "Menurut warga.",
        "alt": "Jalan yang basah",
        "place": "Moskow",
        "far": "Suriah",
        "tag": "Banjir",
        "see": "Baca juga",
    },
    "en": {
        "title": "Report {n} from the village",
        "summary": "A summary of report {n}.",
        "text": "Water covered 14 hamlets on Thursday, November 19, 2026, and 2.5 million people are waiting.",
        "quote": '"We are ready," a resident said.',
        "heading": "Chronology",
        "note": "According to residents.",
        "alt": "A wet street",
        "place": "Moscow",
        "far": "Syria",
        "tag": "Floods",
        "see": "See also",
    },
    "ar": {
        "title": "خبر {n} من القرية",
        "summary": "ملخص الخبر {n}.",
        "text": "غمرت المياه 14 قرية يوم الخميس 19 نوفمبر 2026، وينتظر 2.5 مليون شخص.",
        "quote": "«نحن مستعدون»، قال أحد السكان.",
        "heading": "التسلسل",
        "note": "بحسب السكان.",
        "alt": "شارع مبلل",
        "place": "موسكو",
        "far": "سوريا",
        "tag": "فيضانات",
        "see": "اقرأ أيضًا",
    },
}
BOTH: Final = "2026/06/01/tujuan-dua"
ONE: Final = "2026/06/01/tujuan-satu"
"""Stories to link to: one in Indonesian and English, one in Indonesian alone."""


def applies(kind: str, value: str, mixture: Mixture) -> bool:
    """Whether a state shows in a story at all: one without a translation has no stale one."""
    alone = " " not in mixture.get("languages", "id en")
    return not (alone and (kind == "translation" or value == "one-sided"))


def pairs_of(mixture: Mixture) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Every two states that meet in a mixture."""
    shown = [(kind, value) for kind, value in mixture.items() if applies(kind, value, mixture)]
    yield from itertools.combinations(sorted(shown), 2)


def all_pairs() -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Every two states that can meet."""
    found = set()
    for a, b in itertools.combinations(sorted(STATES), 2):
        for x, y in itertools.product(STATES[a], STATES[b]):
            found |= set(pairs_of({a: x, b: y}))
    return found


def mixtures() -> list[dict[str, str]]:
    """As few mixtures as it takes for all pairs, found greedily; the same ones every time."""
    chance = random.Random(20161115)
    missing, found = all_pairs(), []
    while missing:
        tried = [_filled(missing, chance) for _ in range(12)]
        best = max(tried, key=lambda mixture: len(missing.intersection(pairs_of(mixture))))
        missing.difference_update(pairs_of(best))
        found.append(best)
    return found


def _filled(missing: set[tuple[tuple[str, str], tuple[str, str]]], chance: random.Random) -> dict[str, str]:
    mixture = dict(chance.choice(sorted(missing)))
    for kind in chance.sample(sorted(STATES), len(STATES)):
        if kind in mixture:
            continue

        def gain(value: str, kind: str = kind) -> int:
            # Also what has no pair of its own to add yet must be chosen: by chance, that is.
            return len(missing.intersection(pairs_of(mixture | {kind: value})))

        mixture[kind] = max(chance.sample(STATES[kind], len(STATES[kind])), key=gain)
    return {kind: mixture[kind] for kind in STATES}


class Story(msgspec.Struct, frozen=True):
    """One story of the paper."""

    number: int
    mixture: dict[str, str]
    key: str
    date: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The original's first."""
        return tuple(self.mixture["languages"].split())

    def is_(self, **states: str) -> bool:
        """Whether the story is in all of these states."""
        return all(self.mixture[kind] == value for kind, value in states.items())

    def hidden(self, lang: str) -> bool:
        """Whether readers see nothing of the text in `lang` at NOW."""
        draft = self.mixture["translation"] == "draft" and lang != self.languages[0]
        return draft or self.mixture["release"] in HIDDEN

    @property
    def shown(self) -> tuple[str, ...]:
        """The languages in which readers see it at NOW."""
        return tuple(lang for lang in self.languages if not self.hidden(lang))

    def state(self, lang: str) -> set[str]:
        """What `site-gen status` says of one language."""
        translation, release = self.mixture["translation"], self.mixture["release"]
        if lang not in self.languages:
            return {"waiting"} if release == "draft" else {"missing"}
        if release == "draft":
            return {"draft"}
        # Of texts that do not say what they were made from, the first of config.yaml counts as the original.
        unmarked = sorted(self.languages, key=list(WORDS).index)
        if lang == (unmarked if translation == "unmarked" else self.languages)[0]:
            return {"original"}
        return {"machine", "stale"} if translation == "machine" and self.number % 2 else {translation}


def stories() -> tuple[Story, ...]:
    """The stories of the paper: one for each mixture."""
    found = []
    for number, mixture in enumerate(mixtures(), 1):
        month, day = 6 + number % 5, 1 + number % 28
        date = {
            "news": f"2026-11-{19 - number % 2} {8 + number % 4 + 4:02}:30",
            "scheduled": f"2026-11-{21 + number % 5} 09:00",
        }.get(mixture["release"], f"2026-{month:02}-{day:02}" + (" 07:15" if number % 3 else ""))
        name = f"kabar-{number}" + (f"-{TOKEN}" if mixture["release"] in HIDDEN else "")
        found.append(Story(number, mixture, f"{date[:10].replace('-', '/')}/{name}", date))
    return tuple(found)


def write_paper(folder: Path) -> Path:
    """The whole project, ready to be built at NOW."""
    shutil.copytree(HERE / "sites" / "redaksi", folder)
    _complete(folder / "theme" / "strings" / "ar.yaml")
    picture = (HERE / "sites/kecil/content/2024/01/10/banjir-surut/air.png").read_bytes()
    for key, languages in ((BOTH, ("id", "en")), (ONE, ("id",))):
        for lang in languages:
            _write(folder / f"content/{key}/index.{lang}.md", _target(key, lang))
    for story in stories():
        original = _text(story, story.languages[0])
        revision = revision_of(original["title"], original["summary"], original["body"])
        for lang in story.languages:
            _write(folder / path_of(story, lang), _markdown(story, lang, revision))
        if story.mixture["picture"] != "none":
            for place in {posixpath.dirname(path_of(story, lang)) for lang in story.languages}:
                (folder / place / picture_name(story)).write_bytes(picture + str(story.number).encode())
    return folder


def _complete(file: Path) -> None:
    """A translation of the theme's words with everything that the theme has: the rest stays English."""
    ours = read_yaml(file.read_text("utf-8"), file.name, limits=DATA_FILE)
    english = (THEME / "strings" / "en.yaml").read_text("utf-8")
    theirs = read_yaml(english, "en.yaml", limits=DATA_FILE)
    lines = [file.read_text("utf-8").rstrip()]
    for name in theirs.values.keys() - ours.values.keys():
        node = theirs.values[name]
        forms = node.values if isinstance(node, YamlMapping) else {}
        text = getattr(forms.get("other", node), "text", "")
        lines.append(f'{name}: "{text}"' if not forms else _plural(name, text))
    file.write_text("\n".join(lines) + "\n", "utf-8")


def _plural(name: str, text: str) -> str:
    forms = ("zero", "one", "two", "few", "many", "other")
    return "\n".join([f"{name}:", *(f'  {form}: "{text}"' for form in forms)])


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _target(key: str, lang: str) -> str:
    words = WORDS[lang]
    return (
        f"---\ntitle: {words['title'].format(n='0' if key == BOTH else '00')}\ndate: 2026-06-01\nsection: dunia\ntags: [{words['tag']}]\n"
        f"slug: {posixpath.basename(key)}-{lang}\n---\n{words['text']}\n\n## {words['heading']}\n\n{words['quote']}\n"
    )


def path_of(story: Story, lang: str) -> str:
    """Where the file of a language lies: beside the original, or anywhere with a key."""
    if story.is_(address="key") and lang != story.languages[0]:
        return f"content/terjemahan/{posixpath.basename(story.key)}.{lang}.md"
    return f"content/{story.key}/index.{lang}.md"


def url_of(story: Story, lang: str) -> str:
    """The address of a story in one of its languages, on the site."""
    slug = f"alamat-{story.number}-{lang}" if story.is_(address="slug") else f"kabar-{story.number}"
    return f"/{lang}/{story.date[:4]}/{story.date[5:7]}/{slug}/"


def picture_name(story: Story) -> str:
    """The name of a story's picture file."""
    return f"foto-{story.number}" + (f"-{TOKEN}" if story.mixture["release"] in HIDDEN else "") + ".png"


def _text(story: Story, lang: str) -> dict[str, str]:
    """Title, summary and body: what a translator translates."""
    words = WORDS[lang]
    secret = f" {TOKEN}" if story.hidden(lang) else ""
    parts = [words["text"] + secret, words["quote"]]
    here = posixpath.dirname(path_of(story, lang))
    links = {
        "file": f"content/{BOTH}/index.id.md",
        "key": f"content/{BOTH}",
        "heading": f"content/{BOTH}/index.id.md#{'chronology' if lang == 'en' else 'kronologi'}",
        "one language": f"content/{ONE}/index.id.md",
    }
    if target := links.get(story.mixture["link"]):
        parts.append(f"{words['see']} [{story.number}]({posixpath.relpath(target, here)}).")
    # In a live story a heading of this level begins an entry.
    live = story.mixture["life"] in ("live", "ended")
    parts.append(f"{'###' if live else '##'} {words['heading']}{secret}")
    if story.is_(picture="inline"):
        parts.append(f"![{words['alt']}]({picture_name(story)})")
    parts += [f"- 14{secret}\n- **1**[^1]", "| A | B |\n|---|---|\n| 1 | 2 |", f"[^1]: {words['note']}"]
    if live:
        parts += [
            f"## {story.date[:10]} {hour} {words['heading']} {hour[:2]}\n\n{words['quote']}" for hour in HOURS
        ]
    if story.is_(life="live"):
        parts.append(f"## {LATER} {TOKEN}\n\n{TOKEN}")
    return {
        "title": words["title"].format(n=story.number) + secret,
        "summary": words["summary"].format(n=story.number) + secret,
        "body": "\n\n".join(parts) + "\n",
    }


def _markdown(story: Story, lang: str, revision: str) -> str:
    text = _text(story, lang)
    lines = [f"title: {yaml_text(text['title'])}", f"summary: {yaml_text(text['summary'])}"]
    lines += [f"date: {story.date}", *_front(story, lang, revision)]
    return "\n".join(["---", *lines, "---", text["body"]])


def _front(story: Story, lang: str, revision: str) -> Iterator[str]:
    words, number, mixture = WORDS[lang], story.number, story.mixture
    is_original = lang == story.languages[0]
    secret = f"-{TOKEN}" if story.hidden(lang) else ""
    yield from {
        "draft": ["draft: true"],
        "embargoed": ["embargo: 2026-11-22 06:00"],
        "expired": ["expires: 2026-11-19 06:00"],
        "leaving": ["expires: 2026-11-23 06:00"],
    }.get(mixture["release"], [])
    if not is_original:
        yield from _translation(story, revision)
    if mixture["section"] != "none":
        yield f"section: {mixture['section']}"
    tags = {"glossary": [words["tag"], words["place"]], "own": [f"Tag {number % 3}"]}.get(mixture["tags"], [])
    yield f"tags: [{', '.join([*tags, *([f'Tag{secret}'] if secret else [])])}]"
    yield from {
        "known": ["author: dew"],
        "guest": [f"author: Tamu{secret or number % 4}"],
        "roles": [
            "author: [Dewi Contoh, Siti]",
            "editor: Budi Misal",
            "reporter: Tamu",
            "photographer: dew",
            *([] if is_original else ["translator: Budi Misal"]),
        ],
    }.get(mixture["byline"], [])
    yield from {
        "place": [f"dateline: {words['place']}"],
        "agency": [f"dateline: {words['place']}", f"outlet: Kantor Misal{secret}"],
        "canonical": [
            "outlet: Kantor Misal",
            *([f"canonical: https://kantor.example/{number}{secret}"] if is_original else []),
        ],
        "two places": [f"dateline: {words['place']}/{words['far']}"],
        "region": [f"dateline: Desa Misal{secret}, {words['far']}"],
    }.get(mixture["origin"], [])
    name = picture_name(story)
    yield from {
        "bare": [f"image: {name}"],
        "described": [f"image: {{src: {name}, alt: {words['alt']}{secret}, credit: Dewi Contoh}}"],
    }.get(mixture["picture"], [])
    if secret or mixture["address"] == "slug":
        yield f"slug: alamat-{number}-{lang}{secret}"
    if mixture["address"] == "alias":
        yield f"aliases: [/{lang}/lama/{number}{secret}/]"
    if path_of(story, lang) != f"content/{story.key}/index.{lang}.md":
        yield f"key: {story.key}"
    yield from {
        "part": [f"series: {'rahasia' if story.mixture['release'] in HIDDEN else 'air'}"],
        "running": ["series: sidang"],
        "live": ["live: true"],
        "ended": [f"live: {{started: {story.date[:10]} 15:00, ended: {story.date[:10]} 17:00}}"],
    }.get(mixture["life"], [])
    yield from _corrections(story, lang, secret)


def _translation(story: Story, revision: str) -> Iterator[str]:
    states = story.state(story.languages[1])
    translation = story.mixture["translation"]
    if translation == "draft" and story.mixture["release"] != "draft":
        yield "draft: true"
    if "machine" in states or translation == "machine":
        yield "machine: true"
    if translation != "unmarked":
        stale = "stale" in states or translation == "stale"
        yield f"translates: {'r1-0123456789abcdef' if stale else revision}"


def _corrections(story: Story, lang: str, secret: str) -> Iterator[str]:
    kind = story.mixture["correction"]
    if kind == "none" or (kind == "one-sided" and lang != story.languages[0]):
        return
    kind = "koreksi" if kind == "one-sided" else kind
    at = f"{story.date[:8]}{int(story.date[8:10]) + 1:02} 10:00"
    if kind == "update":
        yield f"updated: {at}"
    yield f"corrections: [{{at: {at}, kind: {kind}, text: Ralat {story.number}{secret} <{kind}> & “{lang}”}}]"


if __name__ == "__main__":
    print(write_paper(Path(sys.argv[1])))

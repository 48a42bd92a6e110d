"""The summary for lists and feeds: the deck, or the first sentence or two."""

import re

from site_gen.wire.sentences import is_balanced, is_quoted, sentences
from site_gen.wire.story import NOTHING, Inferred
from site_gen.wire.titles.standing import stands_alone

_FILLS = 60
"""A sentence shorter than this is too little for a summary in place of the lead."""
_TELLS = 30
"""A shorter sentence opens a story with a flourish; a summary can do without."""
_CLAUSE = re.compile(
    r"\s*,\s+(?=(?:yang|karena|sehingga|setelah|usai|sebelum|ketika|saat|sementara|sedangkan|tetapi|namun|meski|dengan|termasuk|"
    r"who|which|where|when|after|before|because|but|as|while|although|with|including|and)\b)|\s*;\s+|\s+[–—-]{1,2}\s+|\s*,\s+"
)


def summary(paragraphs: list[str], deck: str, lang: str, title: str = "") -> Inferred:
    """One or two sentences for lists and feeds, 160 to 300 characters where the text has them.

    A `title` that was made of the first sentence is not said twice: the summary begins behind it, where a
    sentence stands there that needs nothing before it.
    """
    if deck:
        return Inferred(deck, "the deck", 0.95)
    pool = [sentence for paragraph in paragraphs[:3] for sentence in sentences(paragraph)]
    # A note of the desk, `(Corrects the name in paragraph 2)`, tells no news.
    pool = [sentence for sentence in pool if not re.fullmatch(r"\(.*\)", sentence)] or pool
    if not pool:
        return NOTHING
    told = [i for i, s in enumerate(pool[:4]) if not is_quoted(s) and is_balanced(s)]
    start = told[0] if told else 0
    if len(pool[start]) < _TELLS:
        start = next((i for i in told if stands_alone(pool[i], lang)), start)
    if title and _bare(pool[start]).startswith(_bare(title)):
        start = next(
            (
                i
                for i in range(start + 1, min(start + 3, len(pool)))
                if len(pool[i]) >= _FILLS and stands_alone(pool[i], lang)
            ),
            start,
        )
    chosen = pool[start]
    which = "behind the title, the next" if start and title else "the first"
    if len(chosen) > 300:
        heads = [chosen[: m.start()] for m in _CLAUSE.finditer(chosen) if 80 <= m.start() <= 290]
        head = next((h for h in reversed(heads) if is_balanced(h)), "")
        if head:
            return Inferred(head.rstrip(" ,;") + ".", f"{which} sentence, cut at a clause", 0.7)
        words = chosen[:290].rpartition(" ")[0]
        return Inferred(words.rstrip(" ,;:"), f"the beginning of {which} sentence", 0.4)
    if len(chosen) < 130 and start + 1 < len(pool):
        both = f"{chosen} {pool[start + 1]}"
        if len(both) <= 280 and is_balanced(both):
            return Inferred(both, f"{which} two sentences", 0.85)
    return Inferred(chosen, f"{which} sentence", 0.85)


def _bare(text: str) -> str:
    return re.sub(r"\([^()]*\)|\W+", "", text).casefold()

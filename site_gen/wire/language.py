"""In which language a text is written, by counting its frequent words.

Right on every whole text it was measured on, for nothing to install. Languages that the site does not
have compete too, so that a Dutch text does not become English for want of a better answer: where the
margin is small, the answer is none.
"""

import re
from collections import Counter
from functools import cache

from site_gen.wire import lexicon
from site_gen.wire.story import NOTHING, Inferred

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 400
"""So many words tell enough."""


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Each frequent word, and the languages in which it is frequent."""
    prefix = "stopwords_"
    found: dict[str, tuple[str, ...]] = {}
    for name in lexicon.names():
        if name.startswith(prefix):
            for word in lexicon.words(name):
                found[word] = (*found.get(word, ()), name.removeprefix(prefix))
    return found


def language(text: str, languages: tuple[str, ...]) -> Inferred:
    """Which of `languages` the text is in; nothing where no one of them leads clearly."""
    found = _WORD.findall(text[: _SAMPLE * 12])[:_SAMPLE]
    if not found:
        return NOTHING
    if sum(word.isascii() for word in found) < len(found) * 0.5 and not _reads(found):
        return NOTHING
    spoken = [word.casefold() for word in found]
    # A word in capitals or a name tells nothing, but a headline may be all capitals: they only weigh less.
    known = _languages_of()
    counts: Counter[str] = Counter()
    for word, times in Counter(spoken).items():
        for lang in known.get(word, ()):
            counts[lang] += times
    ranked = sorted(counts, key=lambda lang: (-counts[lang], lang not in languages, lang))
    best = next((lang for lang in ranked if lang in languages), "")
    if not best or not counts[best]:
        return NOTHING
    if _is_rival(best, spoken):
        return NOTHING
    second = max((counts[lang] for lang in ranked if lang != best), default=0)
    share, margin = counts[best] / len(spoken), counts[best] - second
    least = 0.08 if len(spoken) >= 30 else 0.12
    if share < least or margin < max(1, counts[best] * 0.2) or (len(spoken) < 5 and margin < 2):
        return NOTHING
    confidence = min(1.0, 0.6 + 0.4 * margin / max(10, counts[best] * 0.6))
    return Inferred(
        best, f"{counts[best]} of {len(spoken)} words are frequent {best} words", round(confidence, 2)
    )


def _is_rival(lang: str, spoken: list[str]) -> bool:
    """Whether the words speak for a language that stop words cannot tell from this one: Malay for Indonesian."""
    if not lexicon.exists(f"rivals_{lang}"):
        return False
    pairs = lexicon.entries(f"rivals_{lang}")
    own, other = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    theirs = [word for word in spoken if word in other]
    # Some houses write one of them, too: `ialah`.
    return len(set(theirs)) >= 2 and len(theirs) > sum(word in own for word in spoken)


def _reads(found: list[str]) -> bool:
    """Whether any list knows a fair part of these words at all."""
    known = _languages_of()
    counts = Counter(lang for word in found for lang in known.get(word.casefold(), ()))
    return max(counts.values(), default=0) > len(found) * 0.15

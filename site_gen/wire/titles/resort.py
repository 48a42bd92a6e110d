"""What stands in for a title where no sentence can be cut well: a sentence as it stands, a piece of one, its subject."""

import re

from site_gen.wire.sentences import is_balanced
from site_gen.wire.story import Inferred
from site_gen.wire.titles.alleged import alleges, drops_condition, is_condition, states_as_fact
from site_gen.wire.titles.clauses import CLAUSE, LONGEST, PHRASE, is_complete
from site_gen.wire.titles.endings import ends_well
from site_gen.wire.titles.finishing import finished
from site_gen.wire.titles.standing import LOOKS_BACK
from site_gen.wire.titles.tidying import tidied
from site_gen.wire.titles.waiting import waits
from site_gen.wire.verbs import AUXILIARY, main_verb

_INTRODUCES = re.compile(
    r"(?:Sebagai|Guna|Demi|Dengan|Karena|Setelah|Ketika|Saat|As|With|Despite|Following|Amid|Because|After|Before|While|When)\b"
)
"""What begins so only leads up to the sentence, and is none without a comma."""
_AUXILIARY = re.compile(rf"(?:\s+(?:{AUXILIARY}))+$")
_DOING = re.compile(r"(?<=[a-z])\s+(?=[a-z]{3,}ing\s(?:the|a|an|its|their|his|her|to|in|at|for|from|with)\b)")
"""`reported progress | draining the basins`"""
_PASSIVE_END = re.compile(r"\b(?:is|are|was|were|been)\s+[a-z]+(?:ed|en)$")
"""`… was arrested`: whole without any word behind it."""


def last_resort(tried: list[str], lang: str) -> Inferred:
    """The best that can be made of the sentences that were tried; never empty where they are not."""
    bare = [tidied(sentence.strip("\"'“”‘’` ")) or sentence for sentence in tried]
    for told, back in ((True, False), (True, True), (False, True)):
        for sentence in bare:
            if (told and main_verb(sentence, lang) is None) or (not back and LOOKS_BACK.search(sentence)):
                continue
            if 14 < len(sentence) <= LONGEST and is_balanced(sentence) and not is_condition(sentence):
                return Inferred(finished(sentence), "a sentence as it stands", 0.4)
            cuts = [m.start() for pattern in (PHRASE, CLAUSE, _DOING) for m in pattern.finditer(sentence)]
            heads = [sentence[:at] for at in cuts if not waits(sentence[:at], sentence[at:])]
            heads = [h for h in heads if 15 <= len(h) <= LONGEST and is_balanced(h) and ends_well(h)]
            heads = [h for h in heads if not re.search(r",\s\w+$", h)] or heads
            heads = [h for h in heads if "," in h or not _INTRODUCES.match(h)]
            heads = [h for h in heads if not (states_as_fact(h, sentence) or drops_condition(h, sentence))]
            heads = [
                h
                for h in heads
                if is_complete(h, lang) or _PASSIVE_END.search(h) or not (told or main_verb(h, lang))
            ]
            if heads:
                best = max(heads, key=lambda head: (main_verb(head, lang) is not None, len(head)))
                return Inferred(finished(best), "a sentence that could not be cut well", 0.3)
    for sentence in bare:
        # Who or what it is about: a label, where no sentence can be made.
        verb = main_verb(sentence, lang)
        label = _AUXILIARY.sub("", sentence[: verb.start()].rstrip(" ,;:-–—")) if verb else ""
        least = 3 if alleges(sentence) or drops_condition("", sentence) else 14
        if (
            least < len(label) <= LONGEST
            and is_balanced(label)
            and ends_well(label)
            and not LOOKS_BACK.search(label)
        ):
            return Inferred(finished(label), "whom the first sentence is about", 0.25)
    title = ""
    for word in " ".join(tried).split():
        if len(title) + len(word) + 1 > LONGEST:
            break
        title = f"{title} {word}".strip()
    while " " in title and (title[-1].isdecimal() or not ends_well(title)):
        title = title.rpartition(" ")[0]
    return Inferred(finished(title) or " ".join(tried)[:LONGEST].strip(), "the first words", 0.2)

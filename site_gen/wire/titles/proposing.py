"""Which of the first sentences a title is made from: the first that can be cut well, and needs none before it."""

import re

from site_gen.wire.capitals import in_capitals, words_of
from site_gen.wire.sentences import is_quoted, sentences
from site_gen.wire.story import Inferred
from site_gen.wire.titles.alleged import drops_condition, states_as_fact
from site_gen.wire.titles.clauses import LEAST, LONGEST, PHRASE, cut
from site_gen.wire.titles.finishing import finished
from site_gen.wire.titles.readings import readings
from site_gen.wire.titles.resort import last_resort
from site_gen.wire.titles.shortening import in_full, named
from site_gen.wire.titles.speakers import speaker
from site_gen.wire.titles.standing import SAID_THAT, first_look_back, looks_back

_READ = 700
"""Characters of a paragraph that are read: the patterns below are for sentences, not for anything."""
_TRIED = 8
"""So many sentences are tried."""


_LINK = re.compile(r"^(?:Namun|Tetapi|Tapi|Padahal|Bahkan|However|But|And|So|Yet)\s*,\s*(?=\w)")
"""What links a sentence to the one before, and says nothing in a title."""


def proposed_title(paragraphs: list[str], lang: str) -> Inferred:
    """A title out of the first sentences of `paragraphs` (the body, without dateline)."""
    tried: list[tuple[str, bool]] = []
    for paragraph in paragraphs[:_TRIED]:
        open_before = False
        read = sentences(paragraph[:_READ])
        if len(paragraph) > _READ and len(read) > 1:
            read.pop()  # it was cut off, maybe inside a word
        for sentence in read:
            tried.append((sentence, open_before or is_quoted(sentence)))
            if sentence.count('"') % 2 or sentence.count("“") != sentence.count("”"):
                open_before = not open_before
        if len(tried) >= _TRIED:
            break
    tried = tried[:_TRIED]
    spoken = [
        (n, s)
        for n, (s, quoted) in enumerate(tried)
        if not quoted and "://" not in s and not (n and SAID_THAT.match(s))
    ]
    for back in (False, True):
        for number, sentence in spoken:
            needs = looks_back(sentence, first=not number)
            if needs and not back and (title := _before_what_looks_back(sentence, lang)):
                return Inferred(title, f"made from sentence {number + 1}", 0.8 if number == 0 else 0.7)
            if needs != back:
                continue
            if back:
                sentence = named(_LINK.sub("", sentence), " ".join(s for s, _ in tried[:number]))
                sentence = sentence[:1].upper() + sentence[1:]
            if title := _title_of(sentence, lang):
                sure = (0.8 if number == 0 else 0.7) - (0.25 if back else 0.0)
                # No other headline, and no short one.
                told = [s for s, _ in tried[:number] if s[-1] in '.!?"”' and not in_capitals(words_of(s))]
                title = in_full(title, "\n".join(told), LONGEST)
                return Inferred(title, f"made from sentence {number + 1}", sure)
        if not back and (title := speaker(tried, lang)):
            return Inferred(title, "made from who speaks and what is said", 0.55)
    return last_resort([sentence for _, sentence in spoken] or [sentence for sentence, _ in tried], lang)


def _before_what_looks_back(sentence: str, lang: str) -> str:
    """The title of a sentence that looks back only behind it: `… menangkap 12 pencuri | di wilayah tersebut`."""
    start = first_look_back(sentence)
    if not start:
        return ""
    at = max((m.start() for m in PHRASE.finditer(sentence) if m.start() < start), default=0)
    for text in (sentence, sentence[:at]) if lang == "id" else (sentence,):
        title = _title_of(text, lang) if len(text) >= LEAST else ""
        if title and not looks_back(title, first=False):
            return title
    return ""


def _title_of(sentence: str, lang: str) -> str:
    """The sentence cut to a title; empty where it cannot be cut well."""
    whole, parts = readings(sentence, lang)
    # What says the whole sentence goes before what says a part of it.
    for text in whole:
        if len(text) <= LONGEST and (title := cut(text, lang)) == text and not _says_half(title, sentence):
            return finished(title)
    for text in (*whole, *parts):
        if (title := cut(text, lang)) and not _says_half(title, sentence):
            return finished(title)
    return ""


_NOT_ONLY = re.compile(
    r"\b(?:(?:tak|tidak|bukan)\s+(?:hanya|cuma|saja|sekadar)|not\s+(?:only|just|merely)|boleh\s+(?:saja|jadi))\b(?!.*\b(?:tetapi|tapi|melainkan|namun|but)\b)"
)
"""What promises more, or concedes something: `tak hanya menawarkan pesona alam`."""


def _says_half(title: str, sentence: str) -> bool:
    """Whether a title promises what it does not say, or is a piece of a question."""
    asked = sentence.rstrip("\"'“”‘’) ").endswith("?") and not title.endswith("?")
    half = _NOT_ONLY.search(title) is not None or drops_condition(title, sentence)
    return asked or half or states_as_fact(title, sentence)

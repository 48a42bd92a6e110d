"""A title as it is printed: without loose marks, with a capital at its beginning and none for the look of it."""

import re

from site_gen.wire import lexicon
from site_gen.wire.tokens import is_office


def finished(title: str) -> str:
    title = re.sub(r"\s+([,.;:!?])", r"\1", title).strip(" .,;:-–—…")
    first, space, rest = title.partition(" ")
    if first.isupper() and len(first) > 3 and is_office(first.capitalize()) and not rest[:2].isupper():
        title = first.capitalize() + space + rest  # AKTOR Amir …: capitals for the look of it
    elif first.isupper() and len(first) > 3 and rest[:1].islower() and _is_shouted(first):
        title = first.capitalize() + space + rest  # RIBUAN warga …
    return title[:1].upper() + title[1:]


def _is_shouted(word: str) -> bool:
    """Whether a first word in capitals is a word, not letters that stand for something: `RIBUAN`, `SUKABUMI`."""
    small = word.lower()
    words = lexicon.words("openers") | lexicon.words("stopwords_id") | lexicon.words("stopwords_en")
    return small in words or word.capitalize() in lexicon.phrases("places")

"""What a desk calls its hands, `(abc/xyz)`, `c1`: patterns alone, for `below`, `ending` and `behind`."""

import re

from site_gen.wire import lexicon

CODE = r"[A-Za-z](?:-?\s?\d|-?[A-Za-z0-9]){1,4}"
"""What a desk calls one of its own: `abc`, `c1`."""
ALONE = re.compile(
    rf"[(\[]\s*(?:\*{{1,3}}\s*/\s*(?=[\w\s-]+/))?([a-z]{{2,6}}(?:\s*/\s*[a-z]{{2,6}}){{0,3}}|[a-z]{{2,6}}\s*,\s*[a-z]{{3,14}}|{CODE}(?:\s*/\s*{CODE}){{1,3}}|[a-z]{{2,4}}-?\d{{1,2}})\s*[)\]]"
)
"""`(abc/xyz)`, `(abc, contoh)`, `[c1/ab]`, `(abc-1)`, `(*/abc/xyz)`, alone on a line"""
CODED = re.compile(rf"(?<=[.!?\"”’])\s*[(\[]\s*{CODE}(?:\s*/\s*{CODE}){{1,3}}\s*[)\]]$")
"""The codes of hands at the end of a paragraph: the story ends there, whatever a page has behind it."""
INITIALS = re.compile(
    rf"\s*[(\[]\s*(?:\*{{1,3}}\s*/\s*(?=[\w\s-]+/))?(?P<text>{CODE}(?:\s*/\s*{CODE}){{1,9}}|[a-z]{{2,4}},\s[a-z]{{2,4}}|{CODE}(?=\s*/\s*\*)|[A-Z]{{2,4}}(?:-[A-Z0-9]{{1,4}})?|[A-Z]-\d{{1,3}}|[a-z]{{2,4}}-\d{{1,2}}|[a-z]{{1,4}}\d{{1,2}}|\d{{2,3}})(?:\s*/\s*\*{{1,3}})?\s*[)\]]\.?\**\s*(?P<after>[a-z0-9 ]{{0,90}})$"
)
"""`(abc/xyz)`, `(ABC)`, `(A-12)`, `(abc/*)`, `(*/abc/xyz)` behind the last sentence, and a few words or numbers that a page puts behind it"""


def is_ordinary(name: str) -> bool:
    """Whether what stands in brackets is a word of the language, `(semoga)`, `(dan)`, and nobody."""
    small = name.lower()
    return small in lexicon.words("stopwords_id") or small in lexicon.words("weak_words_id")

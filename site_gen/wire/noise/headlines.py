"""Headlines of other stories, a line each behind a pointer's label: how many of the lines are some.

Where a headline ends that runs on into a sentence is told by `pointers`.
"""

import re

from site_gen.wire.capitals import in_capitals, words_of
from site_gen.wire.sentences import sentences

_ONE = re.compile(
    r"\W*(?:(?:Baca|Lihat|Simak|Tonton|Saksikan|Dengarkan)\b|(?:Also\s+read|Read\s+(?:also|more|next)|See\s+also|Related|Watch|Listen|Next|More)\W*$)",
    re.IGNORECASE,
)
"""A pointer to one story, not the name of a list of them."""
_NO_SUBHEAD = 6
"""Words: a heading inside a story has fewer."""


def is_title(text: str) -> bool:
    """Whether a line is written like a headline, in capitals."""
    words = text.split()
    return (
        3 <= len(words) <= 18
        and text[-1] not in '.,;:"”'
        and sum(word[0].isupper() for word in words) * 2 >= len(words)
    )


_NUMBER = re.compile(r"\d{1,2}\.?")
"""Before a headline of a list: which of the most read it is."""


def headlines_behind(texts: list[str], label: str) -> int:
    """How many of the lines `texts` behind a pointer's `label` are headlines that it points to."""
    one = _ONE.match(label) is not None
    count = 0
    if texts and _are_run_together(texts[0]):
        return 1
    if len(texts) <= 8 and all(map(_is_headline, texts)):
        return len(texts)  # up to the end of the copy: none of them can be a heading of it
    for number, text in enumerate(texts[:12]):
        if _NUMBER.fullmatch(text) and number + 1 < len(texts):
            count += 1
            continue
        last = number + 1 == len(texts)
        before_copy = not last and not _is_headline(texts[number + 1])
        if not _is_headline(text) or (last and one and not is_title(text)):
            break
        if number:
            # Behind the headline that a pointer names a short one may be the story's own, before its paragraph.
            short = len(text.split()) < _NO_SUBHEAD
            if short and (one or before_copy):
                break
            if one and not is_title(text):
                break
        count += 1
    return count


def _are_run_together(text: str) -> bool:
    """Whether a line is several headlines that have lost the breaks between them: longer than one, and all in capitals."""
    words = words_of(text)
    return (
        18 < len(words) <= 70 and text[-1] not in '.,;:"”' and len(sentences(text)) < 4 and in_capitals(words)
    )


def _is_headline(text: str) -> bool:
    words = text.split()
    return (
        3 <= len(words) <= 20
        and len(text) <= 150
        and (text[-1] not in ".,;:!" or text.endswith("..."))
        and not (text[-1] in '"”' and text[0] in '"“')
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"“'‘")
    )

"""With which words no title ends: it would promise more."""

import re

from site_gen.wire import lexicon

_SAYING_LAST = re.compile(
    r"\b(?:mengatakan|menyatakan|menyebut|menyebutkan|menilai|mengaku|menjelaskan|mengungkapkan|berharap|menegaskan|memastikan|mengklaim|meminta|menambahkan|"
    r"said|says|claimed|claim|say|told|believe|believes|announced|warned|added|hopes|hope|believed|suggested|happened|managed|expected|able|unable|likely|unlikely|ready|depends?|depended|relies|relied|consists?|belongs?|know|knows|knew|think|thinks|wonder|wonders|decide|learn|ask|occurred|terjadi|bahwa|kedapatan|menjadi|adalah|"
    r"showed|shows|show|shown|revealed|reveals|stay|stays|remain|remains|become|becomes|seem|seems|appear|appears|(?:has|have|had) yet|indicated|indicates|proved|insisted|argued|acknowledged|"
    r"menunjukkan|memperkirakan|menduga|meyakini|membuktikan|memprediksi)$"
)
"""Verbs that wait for what is said, or for what comes of it."""
_LOOSE_UP = re.compile(
    r"\b(?:its|the|an?|their|his|her|by|of|for)\s(?:up|off|out)$|,\s(?:pagi|siang|sore|malam|petang)$"
)
"""`the off`, `, sore`: the piece of a word with a hyphen, or of a day."""
_ONCE_MORE = re.compile(
    r"\b(?:pe\w+an|di\w{4,}|me\w{4,}|ber\w{3,})\s+kembali$"
    r"|\b(?:tak|tidak)\s(?:di\w+)$"
    r"|\b(?:first|second|third|fourth|last|final|next)[\s-](?:quarter|half|third)$"
)
"""`peninjauan kembali`, `dibuka kembali`, `orang tak dikenal`, `the second quarter`: here it waits for nothing to come."""


def ends_well(text: str) -> bool:
    """Whether the last word of a title is one that a title can end with."""
    last = re.search(r"[\w’'-]+%?[\"”’)]*$", text)
    return (
        last is not None
        and (
            last.group().lower().strip('"”’)%') not in lexicon.words("dangling")
            or _ONCE_MORE.search(text) is not None
        )
        and not _SAYING_LAST.search(text)
        and not _LOOSE_UP.search(text)
    )

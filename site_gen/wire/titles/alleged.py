"""What a sentence says that somebody alleges, or on a condition: a title without that would state it as a fact.

Who reports what he has seen may be left out, as headlines do: `…, kata BMKG`. Not so who accuses, and nobody where a crime
is told of.
"""

import re

_ALLEGING = re.compile(
    r"\b(?:jaksa|penuntut|dakwaan|gugatan|pelapor|pengakuan|tuduhan|tudingan|konon|kabarnya|rumor|desas-desus|hoaks|unggahan|terverifikasi|"
    r"laporan\swarga|terdakwa|kuasa\shukum|pengacara|dalam\s(?:film|novel|serial|sinetron|drama)|"
    r"prosecut\w+|lawsuits?|indictment|complaint|court\swas\stold|alleg\w+|accus\w+|claim(?:s|ed)?|hoax\w*|false|unverified|rumou?r\w*|in\sthe\s(?:film|movie|novel|series|play))\b",
    re.IGNORECASE,
)
"""Who says so accuses or pleads, or nobody knows it; or it is told in a film."""
_CRIME = re.compile(
    r"\b(?:suap|menyuap|disuap|korupsi|mencuri|mencabuli|memerkosa|memperkosa|menipu|menggelapkan|memeras|membunuh|menganiaya|memotong\sdana|"
    r"bribes?|stole|raped|abused|defrauded|embezzled|murdered|molested|extorted)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|ungkap|menurut|sebut|berdasarkan|diduga|dugaan|dituduh|dituding|didakwa|disebut|dilaporkan|terduga|tersangka|kasus|"
    r"said|says|told|according|charg\w+|reportedly|suspect\w*)\b",
    re.IGNORECASE,
)


def alleges(sentence: str) -> bool:
    """Whether who says so must not be left out of a sentence."""
    return _ALLEGING.search(sentence) is not None or (
        _CRIME.search(sentence) is not None and _SAID.search(sentence) is not None
    )


def states_as_fact(title: str, sentence: str) -> bool:
    """Whether a title of a sentence states what that only alleges."""
    return alleges(sentence) and not (_ALLEGING.search(title) or _SAID.search(title))


_CONDITION = re.compile(r"\b(?:jika|bila|apabila|kalau|asalkan|if|unless|provided\sthat)\s", re.IGNORECASE)


def drops_condition(title: str, sentence: str) -> bool:
    """Whether a title says without it what the sentence says on a condition."""
    return _CONDITION.search(sentence) is not None and _CONDITION.search(title) is None


_ALONE = re.compile(r"(?:Jika|Bila|Apabila|Kalau|If|Unless)\b[^,]*$")


def is_condition(text: str) -> bool:
    """Whether a text is a condition, and nothing of what then is so."""
    return _ALONE.match(text) is not None

"""What somebody does for a house, where a byline says so: beside the name, behind it without a comma, on the line below.

Who signs for nobody, `Staff Reporter`, `Web Desk`, is one of `houses`.
"""

import re

from site_gen.wire import lexicon

_NOUN = (
    r"(?:reporter|writer|correspondent|editor|journalist|columnist|producer|contributor|analyst|commentator|critic|"
    r"photographer|photojournalist|broadcaster|presenter|anchor|meteorologist|blogger|editor-in-chief|bureau\s+chief)s?"
)

LINE = re.compile(
    rf"(?:(?:the|our)\s+)?(?:[A-Z][\w&'’./-]*\s+|[a-z&]+\s+){{0,7}}?(?i:{_NOUN})(?:\s*(?:,|at|for|of|in|@|\||-|–)\s*(?P<rest>[A-Z][\w&'’. -]{{1,50}}))?"
)
"""A line that is nothing but a job: `Environment Correspondent`, `Environment editor, Harian Contoh`."""
WITH_OTHERS = re.compile(
    r"\s*(?:,|&|\band\b|\bwith\b)\s+(?:(?:news|wire|the)\s+)?(?:agencies|agency\s+staff|staff|wires?(?:\s+services?)?|news\s+services?)(?=$|\s+in\s|\s*[|,])",
    re.IGNORECASE,
)
"""`Jane Doe and agencies`"""
WITH_OTHERS_END = re.compile(r"agenc|staff|wire|service", re.IGNORECASE)
"""Without one of these there is nobody else."""
BY_JOB = re.compile(rf"(?P<by>(?:By|BY)\s+)(?:(?:the|our|[a-z]+)\s+){{0,4}}{_NOUN}\s+(?=[A-Z])")
"""`By political correspondent Jane Doe`"""
_BUREAU = re.compile(rf"(?:[\w&.'’-]+\s+){{0,4}}(?:bureau|desk|team|staff|service|{_NOUN})", re.IGNORECASE)
_CAPS_THEN = re.compile(r"(?P<name>(?:[A-Z][A-Z'’.-]+\s|[A-Z]\.\s){2,4})(?P<rest>[A-Z][a-z].*)")
_LAST = re.compile(rf"\s+{_NOUN}$", re.IGNORECASE)


def is_job(text: str) -> bool:
    """Whether words are somebody's job, or a house's desk: `Staff Writer`, `ET Bureau`."""
    return _BUREAU.fullmatch(text.strip()) is not None


def without_job(name: str) -> tuple[str, str]:
    """A name without the job behind it, and what stood there: `Jane Doe Senior Washington Correspondent`."""
    if caps := _CAPS_THEN.fullmatch(name):
        return caps["name"].strip(), caps["rest"]
    last = _LAST.search(name)
    words = (name[: last.start()] if last else name).split()
    cut = next(
        (n for n, word in enumerate(words) if n > 1 and word.lower() in lexicon.words("job_fields")),
        len(words),
    )
    return " ".join(words[:cut]), name[len(" ".join(words[:cut])) :].strip()

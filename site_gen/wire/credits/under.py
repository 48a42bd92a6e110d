"""What stands right under a byline: the job of who signed there, the house."""

from site_gen.wire.credits.houses import SITE
from site_gen.wire.credits.jobs import LINE
from site_gen.wire.credits.makers import Makers
from site_gen.wire.lines import Line


def take_house(line: Line, reading: Makers) -> bool:
    """Whether a line right below the byline or the day is the house: `| Contoh.com`."""
    found = SITE.fullmatch(line.text) if len(line.text) <= _LONGEST_HOUSE else None
    if not found or not reading.gazetteer.outlet_at.fullmatch(found["site"]):
        return False
    sure = 0.85 if reading.gazetteer.knows_outlet(found["site"]) or not line.text.isupper() else 0.5
    reading.published(found["site"], f"a line of its own names it: {line.text}", line, sure)
    reading.take(line, line.text, "credit")
    return True


_LONGEST_HOUSE = 40
"""Characters."""


def take_job(line: Line, reading: Makers) -> bool:
    """Whether a line right below the byline is the job of who signed there, and maybe the house."""
    found = LINE.fullmatch(line.text) if len(line.text) <= _LONGEST_JOB else None
    if not found:
        return False
    rest = found["rest"] or ""
    if rest and reading.gazetteer.knows_outlet(rest):
        reading.published(rest, f"the job below the byline: {line.text}", line)
    else:
        reading.names_house(line.text, f"the job below the byline: {line.text}", line)
    reading.take(line, line.text, "credit")
    return True


_LONGEST_JOB = 80
"""Characters."""

"""The list of all corrections of an edition.

Dewan Pers asks of a correction that it is linked to the story it corrects and bears the time at which it was
published (Peraturan 1/Peraturan-DP/III/2012, point 4); a reader who saw the mistake should find it without
knowing where it stood.
"""

from collections.abc import Iterator

import msgspec

from site_gen.pages.frame import Frame, index_url
from site_gen.pages.inputs import Corrected, Correction, CorrectionsInputs, Link, Turn
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page
from site_gen.pages.turning import turns


class CorrectionsCopy(msgspec.Struct, frozen=True, array_like=True):
    """What one page of the list is made of."""

    address: str
    twins: dict[str, str]
    entries: tuple[Corrected, ...]
    turn: Turn

    def inputs(self, frame: Frame) -> CorrectionsInputs:
        """What the layout is handed."""
        twins = {} if self.turn.number else self.twins
        return CorrectionsInputs(
            shell=frame.shell,
            head=frame.head(self.address, "", "", twins),
            editions=frame.editions(self.twins),
            entries=self.entries,
            turn=self.turn,
        )


def correction_pages(makeup: Makeup) -> Iterator[Page]:
    """The pages of the list, its head first; none while nothing has been corrected."""
    if not makeup.edition.corrections:
        return
    url, twins = index_url("corrections", makeup.language), makeup.index_twins("corrections")
    typeset = makeup.frame.typeset
    entries = [
        Corrected(
            Link(typeset(a.document.title, makeup.code), a.url),
            Correction(c.at, c.kind, typeset(c.text, makeup.code)),
        )
        for a, c in makeup.edition.corrections
    ]
    for address, turn, part in turns(entries, makeup.config.page_size, url, makeup.language):
        copy = CorrectionsCopy(address, twins, tuple(part), turn)
        yield Page(
            address, "corrections.html", makeup.code, copy, makeup.frame, source="the list of corrections"
        )

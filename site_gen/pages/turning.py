"""Which page of a list a story stands on.

Pages are numbered from the oldest: a numbered page holds exactly `size` stories and never changes again
(but for its way to the next newer page, once). The head of the list, at the list's own address, shows what
is newer than the last numbered page: between `size` and `2 × size - 1` stories. So a new story touches the
head alone; with pages numbered from the newest it would touch all of them.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from site_gen.config import Language
from site_gen.pages.inputs import Turn

T = TypeVar("T")


def turns(
    items: Sequence[T], size: int, url: str, language: Language
) -> Iterator[tuple[str, Turn, Sequence[T]]]:
    """Address, turn and items of each page of a list; the head first. `items` are newest first."""
    numbered = max(0, len(items) // size - 1)

    def address(number: int) -> str:
        return url if number > numbered else f"{url}{language.words.page}/{number}/"

    head = items[: len(items) - numbered * size]
    yield url, Turn(older=address(numbered) if numbered else ""), head
    for number in range(numbered, 0, -1):
        start = len(items) - number * size
        turn = Turn(newer=address(number + 1), older=address(number - 1) if number > 1 else "", number=number)
        yield address(number), turn, items[start : start + size]

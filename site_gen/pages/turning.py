"""Which page of a list a story stands on.

Pages are numbered from the oldest: a numbered page holds exactly `size` stories and never changes again
(but for its way to the next newer page, once). The head of the list, at the list's own address, shows what
is newer than the last numbered page: between `size` and `2 × size - 1` stories. So a new story touches the
head alone; with pages numbered from the newest it would touch all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from site_gen.config import Language
from site_gen.pages.inputs import Turn

T = TypeVar("T")


def turns(
    items: Sequence[T], size: int, url: str, language: Language, *, head: bool = True
) -> Iterator[tuple[str, Turn, Sequence[T]]]:
    """Address, turn and items of each page of a list; the head first. `items` are newest first.

    Without the head, of its numbered pages alone, and `items` are those behind the head.
    """

    address = addressing(url, language)
    for number, newer, older, part in numbered(items, size) if head else behind(items, size):
        turn = Turn(
            newer=address(newer) if number else "", older=address(older) if older else "", number=number
        )
        yield address(number), turn, part


def addressing(url: str, language: Language) -> Callable[[int], str]:
    """What gives the address of each page of a list, by its number. That of the head is 0."""
    behind = f"{url}{language.words.page}/"
    return lambda number: f"{behind}{number}/" if number else url


def addresses(count: int, size: int, url: str, language: Language, *, head: bool = True) -> list[str]:
    """The addresses that `turns` gives the pages of so many items."""
    full = count // size - 1 if head else count // size
    found = list(map(addressing(url, language), range(max(full, 0), 0, -1)))
    return [url, *found] if head else found


def numbered(items: Sequence[T], size: int) -> Iterator[tuple[int, int, int, Sequence[T]]]:
    """Number, next newer number, next older number and items of each page. The head comes first and is 0.

    Of the head, `newer` means nothing; of the oldest page (or of a head that is all there is) `older` is 0.
    """
    full = max(0, len(items) // size - 1)
    yield 0, 0, full, items[: len(items) - full * size]
    yield from behind(items[len(items) - full * size :], size)


def behind(items: Sequence[T], size: int) -> Iterator[tuple[int, int, int, Sequence[T]]]:
    """The same of the numbered pages alone: `items` are those behind the head."""
    full = len(items) // size
    for number in range(full, 0, -1):
        start = len(items) - number * size
        yield number, (number + 1) % (full + 1), number - 1, items[start : start + size]

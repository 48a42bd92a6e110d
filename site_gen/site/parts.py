"""Which story is which part of a series.

A story is one part, whatever languages it is in: a translation of the third part is the third part, too, even
where the first two were never translated. Parts are counted by date among those that readers can see, or say
their own number: all of a series, or none.
"""

from collections.abc import Iterable, Mapping, Sequence

from site_gen.documents.document import Document
from site_gen.errors import Problem
from site_gen.tables.series import SeriesTable


def part_numbers(shown: Iterable[Document], table: SeriesTable) -> dict[tuple[str, str], int]:
    """Series and story to the number of the part; a running story has none.

    `shown` is what readers may see: no number tells of a part that they may not. A later part changes the
    number of none before it.
    """
    first: dict[str, dict[str, tuple[int, str]]] = {}
    given: dict[tuple[str, str], int] = {}
    for document in shown:
        series = table.by_id.get(document.series)
        if series is None or series.running:
            continue
        stories = first.setdefault(series.id, {})
        moment = (document.instant, document.key)
        stories[document.key] = min(moment, stories.get(document.key, moment))
        if document.part:
            given[series.id, document.key] = document.part
    return {
        (series_id, key): given.get((series_id, key), number)
        for series_id, stories in first.items()
        for number, key in enumerate(sorted(stories, key=stories.__getitem__), 1)
    }


def part_problems(documents: Sequence[Document], table: SeriesTable) -> list[Problem]:
    """What is wrong with the series and parts of all documents, hidden ones too.

    A mistake in a story that waits for its moment must not be found at that moment.
    """
    problems: list[Problem] = []
    in_parts: dict[str, list[Document]] = {}
    for document in documents:
        if not document.series:
            continue
        series = table.by_id.get(document.series)
        if series is None:
            problems.append(_unknown(document, table))
        elif not series.running:
            in_parts.setdefault(series.id, []).append(document)
        elif document.part:
            hint = "Take it out: its stories are not counted. Or take `running` out in content/series.yaml."
            problems.append(
                Problem(document.at("part"), f'a part of "{series.id}", which is a running story', hint)
            )
    for series_id, parts in in_parts.items():
        problems += _of_one(series_id, parts)
    return problems


def _of_one(series_id: str, documents: Sequence[Document]) -> list[Problem]:
    given = {document.key: document for document in documents if document.part}
    if not given:
        return []
    problems = []
    numbers: Mapping[str, int] = {key: document.part for key, document in given.items()}
    owners: dict[int, Document] = {}
    for document in sorted(documents, key=lambda d: d.path):
        if document.key not in given:
            hint = "Add: part: …, or take it out everywhere: then parts are counted by date."
            message = f'no part, where other stories of "{series_id}" have one'
            problems.append(Problem(document.at("series"), message, hint))
        elif document.part and document.part != numbers[document.key]:
            other = given[document.key].path
            message = f"part {document.part}, but {other} is part {numbers[document.key]}"
            problems.append(
                Problem(document.at("part"), message, "They are one story: give both the same, or one none.")
            )
        elif document.part:
            first = owners.setdefault(document.part, document)
            if first.key != document.key:
                message = f'part {document.part} of "{series_id}" is {first.path}'
                problems.append(Problem(document.at("part"), message, "Give one of them another number."))
    return problems


def _unknown(document: Document, table: SeriesTable) -> Problem:
    close = table.meant_by(document.series)
    hint = (f'Did you mean "{close}"? ' if close else "") + "Series are declared in content/series.yaml."
    return Problem(document.at("series"), f'unknown series "{document.series}"', hint)

"""The rows of a table that stood in the copy, of HTML or of Markdown."""

import re

from site_gen.wire.lines import Line

BAR = " | "
"""Between two cells of a row."""
LONGEST_CELL = 120
"""Characters: what is longer is a column of a page's layout, and no cell."""
_UNDER_HEAD = re.compile(r"\|(?:[\s:|]*-)[\s:|-]*\|")
"""What Markdown has under the head of a table."""


def rows_of_tables(lines: list[Line]) -> dict[int, str]:
    """The lines that are rows of tables: their place to their cells, with BAR between them.

    All rows of a table have as many cells, but the first may lack the empty one in its corner. The line under a head
    has none.
    """
    found: dict[int, str] = {}
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].kind == "row":
            end += 1
        found.update(_table({place: lines[place].text for place in range(start, end)}))
        start = end + 1
    return found


def _table(rows: dict[int, str]) -> dict[int, str]:
    cells = {place: _cells(row) for place, row in rows.items() if not _UNDER_HEAD.fullmatch(row)}
    width = max(map(len, cells.values()), default=0)
    if len(cells) < 2 or width < 2 or any(len(cell) > LONGEST_CELL for row in cells.values() for cell in row):
        return {}
    head = cells[min(cells)]
    if len(head) == width - 1:
        head.insert(0, "")
    if any(len(row) != width for row in cells.values()):
        return {}
    return {place: BAR.join(cells[place]) if place in cells else "" for place in rows}


def _cells(row: str) -> list[str]:
    if row.startswith("|") and row.endswith("|") and len(row) > 1:
        row = row[1:-1]
    return [cell.strip() for cell in row.split("|")]

"""Tables and a drawing of what `run.py` has measured: `python benchmarks/report.py results.json`.

The tables are Markdown, on standard output. With `--docs` they take the place of those in
`docs/performance.md`, and the drawing that of `docs/performance.svg`.
A ratio is the median of the ratios of each round: its two runs were next to each other, so a slow spell of the
machine met both.
"""

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from run import EDITS

LABELS = {
    "cold": "cold, nothing kept",
    "theme": "every page again after a theme edit",
    "nothing": "nothing changed",
} | {name: label for name, (label, _) in EDITS.items()}

NAMES = {
    "site_gen": "site_gen",
    "hugo": "Hugo",
    "hugo_full": "Hugo, full",
    "pelican": "Pelican",
    "eleventy": "Eleventy",
}

OF_HUGO = {
    "cold": 0.7,
    "theme": 0.5,
    "body": 1 / 30,
    "title": 1 / 15,
    "date": 1 / 15,
    "added": 1 / 15,
    "deleted": 1 / 15,
}
"""What we want to need at most, as a part of Hugo's time."""
OF_IMPORTS = {"nothing": 1.6, "body": 2.0, "title": 5.0, "date": 5.0, "added": 5.0, "deleted": 5.0}
"""The same in imports of our three libraries."""
LARGE, OF_HUGO_LARGE, OF_IMPORTS_LARGE = 20_000, {"cold": 0.7}, {"body": 5.0}
"""Stories from which on other wishes hold."""


class Figures:
    """The runs, by what they were."""

    def __init__(self, runs: Iterable[dict[str, Any]]) -> None:
        self.by: dict[tuple[int, str, str, str], list[dict[str, Any]]] = {}
        for one in runs:
            key = one["stories"], one["where"], one["scenario"], one["tool"]
            self.by.setdefault(key, []).append(one)

    def places(self) -> list[tuple[int, str]]:
        """Sizes, and where they were built."""
        return sorted(
            {key[:2] for key in self.by if key[2] == "cold"}, key=lambda one: (one[0], one[1] != "tmpfs")
        )

    def walls(self, stories: int, where: str, scenario: str, tool: str) -> list[float]:
        """Seconds of each run."""
        return [one["wall"] for one in self.by.get((stories, where, scenario, tool), [])]

    def time(self, stories: int, where: str, scenario: str, tool: str) -> str:
        """Median, spread and processor time."""
        walls = self.walls(stories, where, scenario, tool)
        if not walls:
            return "–"
        cpu = median(one["cpu"] for one in self.by[stories, where, scenario, tool])
        return (
            f"**{_seconds(median(walls))}** ({_seconds(min(walls))}–{_seconds(max(walls))}) / {_seconds(cpu)}"
        )

    def ratio(self, stories: int, where: str, scenario: str, other: str) -> float | None:
        """Ours to the other's, round by round."""
        ours = self.walls(stories, where, scenario, "site_gen")
        theirs = self.walls(stories, where, scenario, other)
        pairs = [one / two for one, two in zip(ours, theirs, strict=False)]
        return median(pairs) if pairs else None


def _seconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _part(ratio: float | None) -> str:
    if ratio is None:
        return "–"
    return f"{ratio:.2f}" if ratio > 0.2 else f"1/{1 / ratio:.0f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _wish(ratio: float | None, most: float | None, unit: str) -> tuple[str, bool | None]:
    if ratio is None or most is None:
        return "", None
    return f"{_part(most) if unit == 'Hugo' else f'{most:g} ×'} {unit}", ratio <= most


def builds(figures: Figures, stories: int, where: str) -> str:
    """Ours beside Hugo's and the imports, with what we want of each."""
    rows = []
    large = stories >= LARGE
    for scenario, label in LABELS.items():
        if not figures.walls(stories, where, scenario, "site_gen"):
            continue
        hugo = figures.ratio(stories, where, scenario, "hugo")
        imports = figures.ratio(stories, where, scenario, "imports")
        wishes = [
            _wish(hugo, (OF_HUGO_LARGE if large else OF_HUGO).get(scenario), "Hugo"),
            _wish(imports, (OF_IMPORTS_LARGE if large else OF_IMPORTS).get(scenario), "imports"),
        ]
        reached = [held for _, held in wishes if held is not None]
        rows.append(
            [
                label,
                figures.time(stories, where, scenario, "site_gen"),
                figures.time(stories, where, scenario, "hugo"),
                _part(hugo),
                f"{imports:.1f}" if imports else "–",
                " and ".join(text for text, _ in wishes if text) or "–",
                "–" if not reached else "yes" if all(reached) else "**no**",
            ]
        )
    head = ["build", "site_gen, s", "Hugo, s", "of Hugo", "× imports", "wanted at most", "reached"]
    return _table(head, rows)


def peers(figures: Figures) -> str:
    """Every tool at every size."""
    rows = []
    for stories, where in figures.places():
        for tool, name in NAMES.items():
            cells = [figures.time(stories, where, scenario, tool) for scenario in ("cold", "nothing", "body")]
            if any(cell != "–" for cell in cells):
                rows.append([f"{stories:,}", where, name, *cells])
    return _table(["stories × 2", "on", "tool", "cold, s", "nothing changed, s", "one body, s"], rows)


def sizes(report: dict[str, Any]) -> str:
    """What each tool has written."""
    rows = {}
    for one in report["sizes"]:
        cells = [f"{one['html']:,}", f"{one['files'] - one['html']:,}", f"{one['bytes'] / 1e6:.0f}"]
        rows[one["stories"], one["tool"]] = [f"{one['stories']:,}", NAMES[one["tool"]], *cells]
    return _table(
        ["stories × 2", "tool", "HTML pages", "other files", "MB"], [rows[key] for key in sorted(rows)]
    )


def memory(report: dict[str, Any]) -> str:
    """Peaks, all processes of a build together."""
    rows = []
    peaks = {(one["stories"], one["tool"], one["scenario"]): one["bytes"] for one in report["memory"]}
    for (stories, tool, scenario), peak in sorted(peaks.items()):
        hugo = peaks.get((stories, "hugo", "cold"))
        of_hugo = f"{peak / hugo:.2f}" if hugo and tool == "site_gen" else "–"
        rows.append([f"{stories:,}", NAMES[tool], LABELS[scenario], f"{peak / 2**20:.0f}", of_hugo])
    return _table(["stories × 2", "tool", "build", "MiB at most", "of Hugo's cold build"], rows)


def previews(report: dict[str, Any]) -> str:
    """From saving to seeing."""
    rows = []
    for one in report["live"]:
        cells = [
            f"**{_seconds(median(one[kind]))}** ({_seconds(min(one[kind]))}–{_seconds(max(one[kind]))})"
            for kind in ("body", "title")
        ]
        rows.append([f"{one['stories']:,}", NAMES[one["tool"]], *cells, f"{one['pages'][0]:.0f}"])
    head = [
        "stories × 2",
        "preview",
        "body: the page has it, s",
        "title: every page has it, s",
        "pages that show it",
    ]
    return _table(head, rows)


def starts(figures: Figures) -> str:
    """The commands that build nothing."""
    rows = []
    names = (("site_gen", "--help"), ("site_gen", "--version"), ("imports", "--help"), ("python", "-c pass"))
    for tool, argument in names:
        runs = [one for key, found in figures.by.items() if key[2:] == (argument, tool) for one in found]
        if runs:
            walls = [one["wall"] for one in runs]
            name = {
                "site_gen": f"`site-gen {argument}`",
                "imports": '`python -c "import markdown, jinja2, yaml"`',
                "python": "`python -c pass`",
            }[tool]
            rows.append([name, f"**{median(walls):.3f}** ({min(walls):.3f}–{max(walls):.3f})"])
    return _table(["command", "s"], rows)


def per_page(report: dict[str, Any], figures: Figures) -> str:
    """What a page costs at each size: flat, if nothing goes over the whole site for each page."""
    rows = []
    for tool in ("site_gen", "hugo"):
        for stories, where in figures.places():
            walls = figures.walls(stories, where, "cold", tool)
            pages = [
                one["html"] for one in report["sizes"] if (one["stories"], one["tool"]) == (stories, tool)
            ]
            if where == "tmpfs" and walls and pages:
                cpu = median(one["cpu"] for one in figures.by[stories, where, "cold", tool])
                each = [f"{seconds / pages[0] * 1e6:.0f}" for seconds in (median(walls), cpu)]
                rows.append([NAMES[tool], f"{stories:,}", f"{pages[0]:,}", *each])
    return _table(["tool", "stories × 2", "HTML pages", "µs of wall a page", "µs of cpu a page"], rows)


WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 64, 24, 150, 52
COLOURS = {
    "site_gen": "#b3261e",
    "hugo": "#1f5fa8",
    "hugo_full": "#5b8fcc",
    "pelican": "#6b6f76",
    "eleventy": "#8a6d1a",
}


def drawing(figures: Figures) -> str:
    """Seconds against stories, both logarithmic: a cold build, and one after an edited body."""
    lines: list[tuple[str, str, list[tuple[int, float]]]] = []
    for tool in NAMES:
        for scenario in ("cold", "body"):
            points = [
                (stories, median(walls))
                for stories, where in figures.places()
                if where == "tmpfs" and (walls := figures.walls(stories, where, scenario, tool))
            ]
            # A peer's rebuild is a full one; a second line would lie on the first.
            if len(points) > 1 and (scenario == "cold" or tool == "site_gen"):
                lines.append((tool, scenario, points))
    if not lines:
        return ""
    xs = [math.log10(x) for _, _, points in lines for x, _ in points]
    ys = [math.log10(y) for _, _, points in lines for _, y in points]
    low, high = math.floor(min(ys)), math.ceil(max(ys))

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - min(xs)) / (max(xs) - min(xs))
        up = (math.log10(y) - low) / (high - low)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Seconds of a build against the number of stories</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        _, y = at(10 ** min(xs), 10.0**power)
        parts += [
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>',
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>',
        ]
    for stories in sorted({x for _, _, points in lines for x, _ in points}):
        x, _ = at(stories, 10.0**low)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle">{stories:,}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">stories, each in two languages</text>'
    )
    taken: list[float] = []
    for tool, scenario, points in sorted(lines, key=lambda line: line[2][-1][1]):
        places = [at(*point) for point in points]
        dash = ' stroke-dasharray="6 4"' if scenario == "body" else ""
        track = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(
            f'<polyline points="{track}" fill="none" stroke="{COLOURS[tool]}" stroke-width="2.5"{dash}/>'
        )
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[tool]}"/>' for x, y in places]
        x, y = places[-1]
        while any(abs(y - other) < 16 for other in taken):
            y -= 4
        taken.append(y)
        name = f"{NAMES[tool]}, {'one body' if scenario == 'body' else 'cold'}"
        parts.append(f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" fill="{COLOURS[tool]}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"


def tables(report: dict[str, Any]) -> str:
    """All that is shown, in the order of the page."""
    figures = Figures(report["runs"])
    machine, loads = report["machine"], [one["load"] for one in report["runs"]]
    versions = ", ".join(
        f"{NAMES[tool]} {version}" for tool, version in report["versions"].items() if tool != "hugo_full"
    )
    verified = sum(one["builds"] for one in report["verified"])
    parts = [
        f"{machine['cores']} cores, {machine['gib']} GiB, {machine['system']}, Python {machine['python']}, "
        f"Node {machine['node'].lstrip('v')}. {versions}. {len(report['runs'])} runs; the load of the machine, "
        f"our own included, was {min(loads):.1f} to {max(loads):.1f}, in the median {median(loads):.1f}. {verified} incremental builds "
        "of ours were compared with clean ones, byte for byte: no difference.",
    ]
    for stories, where in figures.places():
        parts += [f"### {stories:,} stories in two languages, {where}", builds(figures, stories, where)]
    parts += ["### Every tool", peers(figures), "### What a page costs", per_page(report, figures)]
    parts += ["### What was written", sizes(report), "### Memory", memory(report)]
    parts += ["### Preview", previews(report), "### Commands that build nothing", starts(figures)]
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Tables and a drawing of measurements.")
    parser.add_argument("results", type=Path)
    parser.add_argument("--docs", action="store_true", help="write them into docs/")
    arguments = parser.parse_args()
    report = json.loads(arguments.results.read_text())
    shown = tables(report)
    print(shown)
    if arguments.docs:
        page = Path(__file__).resolve().parent.parent / "docs/performance.md"
        text = page.read_text(encoding="utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        page.write_text(f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}", encoding="utf-8")
        page.with_suffix(".svg").write_text(drawing(Figures(report["runs"])), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The comparison: `python benchmarks/run.py FOLDER --out results.json`, FOLDER from `tools.py`.

Every generator builds the same stories in turn, ours first in one round and last in the next, so that a slow
spell of the machine meets all of them. Between two measured runs the disk is let come to rest. An incremental
build of ours is compared with a clean one, byte for byte, outside of the measured time; a difference ends the
program. `report.py` makes tables and a drawing of the file.
"""

import argparse
import datetime
import filecmp
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus import (
    DAYS,
    FIRST,
    Story,
    make_stories,
    make_story,
    with_body,
    with_date,
    with_title,
    with_title_and_tag,
)
from live import live
from measuring import Run, peak_memory, run
from tools import Tool, tools, yardstick

Edit = Callable[["Newspaper", int], None]


@dataclass
class Newspaper:
    """The stories as they stand now, and what the last edit changed."""

    stories: list[Story]
    written: list[Story] = field(default_factory=list)
    deleted: list[Story] = field(default_factory=list)
    highest: int = 0

    def __post_init__(self) -> None:
        self.stories.sort(key=lambda story: story.date)
        self.highest = len(self.stories)

    def change(self, place: int, edit: Callable[[Story], Story]) -> None:
        """Edit the story at this place, counted from the oldest."""
        self.stories[place] = edit(self.stories[place])
        self.written, self.deleted = [self.stories[place]], []
        self.stories.sort(key=lambda story: story.date)

    def add(self, story: Story) -> None:
        self.stories.append(story)
        self.written, self.deleted = [story], []
        self.stories.sort(key=lambda one: one.date)

    def remove(self, place: int) -> None:
        self.written, self.deleted = [], [self.stories.pop(place)]

    def recent(self, turn: int) -> int:
        """The place of one of the newest stories."""
        return max(len(self.stories) - 2 - turn % 7, 0)

    def old(self, turn: int) -> int:
        """The place of a story in the middle of the archive."""
        return (len(self.stories) // 2 + 3 * turn) % len(self.stories)


def _new_story(paper: Newspaper, days: int) -> Story:
    """A story that is not there yet, dated so many days after the first ones."""
    paper.highest += 1
    story = make_story(paper.highest - 1)
    return replace(story, date=FIRST + datetime.timedelta(days=days, minutes=paper.highest))


EDITS: dict[str, tuple[str, Edit]] = {
    "body": (
        "one body edited",
        lambda paper, turn: paper.change(paper.recent(turn), lambda story: with_body(story, turn)),
    ),
    "title": (
        "one title and one tag edited",
        lambda paper, turn: paper.change(paper.recent(turn), lambda story: with_title_and_tag(story, turn)),
    ),
    "date": (
        "a date edited: a recent story, one day later",
        lambda paper, turn: paper.change(paper.recent(turn), lambda story: with_date(story, 1)),
    ),
    "added": ("a story added: today's", lambda paper, turn: paper.add(_new_story(paper, DAYS))),
    "deleted": ("a story deleted: a recent one", lambda paper, turn: paper.remove(paper.recent(turn))),
    "title-old": (
        "title and tag of a story in the middle of the archive",
        lambda paper, turn: paper.change(paper.old(turn), lambda story: with_title_and_tag(story, turn)),
    ),
    "date-old": (
        "date of such a story, 400 days later",
        lambda paper, turn: paper.change(paper.old(turn), lambda story: with_date(story, 400)),
    ),
    "added-old": (
        "a story added in the middle of the archive",
        lambda paper, turn: paper.add(_new_story(paper, DAYS // 2)),
    ),
    "deleted-old": ("a story deleted there", lambda paper, turn: paper.remove(paper.old(turn))),
}
"""What an editor does, by name: how a table calls it, and what it does to the newspaper."""
WARM = ["theme", "nothing", *EDITS]
"""The builds after a cold one."""


class Comparison:
    """Projects of the same stories for all tools below one folder, and what building them took."""

    def __init__(self, folder: Path, found: list[Tool], stories: int, where: str) -> None:
        self.tools, self.where, self.count = found, where, stories
        self.folder = folder
        self.paper = Newspaper(list(make_stories(stories)))
        self.yardstick = yardstick(found[0].folder)
        self.results: list[dict[str, Any]] = []
        self.verified = 0
        self.turn = 0
        for tool in found:
            tool.begin(self.project(tool))
            for story in self.paper.stories:
                tool.write(self.project(tool), story)

    def project(self, tool: Tool) -> Path:
        return self.folder / tool.name

    def note(self, tool: str, scenario: str, one: Run) -> None:
        """Keep one figure."""
        self.results.append(
            {"stories": self.count, "where": self.where, "tool": tool, "scenario": scenario, **asdict(one)}
        )
        print(
            f"{self.count:>6} {self.where:<6} {tool:<9} {scenario:<12} {one.wall:8.3f} s {one.cpu:8.3f} s cpu"
        )

    def imports(self, scenario: str) -> None:
        """The yardstick, in alternation with what is measured by it."""
        self.note("imports", scenario, run(self.yardstick, self.folder))

    def build(self, tool: Tool, scenario: str) -> None:
        os.sync()  # what the last run has left for the disk is not this one's
        if tool.name == "site_gen" and scenario not in ("cold", "theme"):
            self.imports(scenario)
        self.note(tool.name, scenario, run(tool.command, self.project(tool)))

    def in_turn(self, names: list[str]) -> Iterator[Tool]:
        """Those of the tools, another first each time."""
        self.turn += 1
        found = [tool for tool in self.tools if tool.name in names]
        return iter(found if self.turn % 2 else found[::-1])

    def cold(self, names: list[str]) -> None:
        for tool in self.in_turn(names):
            tool.clear(self.project(tool))
            self.build(tool, "cold")

    def theme(self, names: list[str], number: int) -> None:
        for tool in self.in_turn(names):
            tool.edit_footer(self.project(tool), number)
            self.build(tool, "theme")

    def settle(self) -> None:
        """An edit that is not measured. After a theme edit the tree before the published one is another one
        altogether, and the next build has all its pages to link: once, not at every edit."""
        EDITS["body"][1](self.paper, 700)
        tool = self.tools[0]
        for one in self.tools:
            one.write(self.project(one), self.paper.written[0])
        run(tool.command, self.project(tool))

    def nothing(self, names: list[str]) -> None:
        # A file that was read within two seconds of its last change is read once more by the next build, for its
        # time could not tell another change. That is a part of an edit's costs, not of a build of nothing.
        time.sleep(3)
        run(self.tools[0].command, self.project(self.tools[0]))
        for tool in self.in_turn(names):
            self.build(tool, "nothing")

    def edit(self, scenario: str, number: int, names: list[str]) -> None:
        """Do the edit in every project, and build those of `names`."""
        EDITS[scenario][1](self.paper, number)
        for tool in self.tools:
            for story in self.paper.deleted:
                tool.delete(self.project(tool), story)
            for story in self.paper.written:
                tool.write(self.project(tool), story)
        for tool in self.in_turn(names):
            self.build(tool, scenario)

    def verify(self) -> None:
        """Compare what our incremental builds have left with a clean build."""
        tool = self.tools[0]
        project = self.project(tool)
        with tempfile.TemporaryDirectory(dir=self.folder) as clean:
            command = [*tool.command, "--quiet", "--output", f"{clean}/public", "--cache", f"{clean}/cache"]
            run(command, project)
            differences = list(_differences(project / "public", Path(clean) / "public"))
        if differences:
            sys.exit(f"{self.count} stories: not the clean build's bytes: {', '.join(differences[:20])}")
        self.verified += 1

    def sizes(self) -> list[dict[str, Any]]:
        """What each tool has written."""
        found = []
        for tool in self.tools:
            files = [path for path in (self.project(tool) / "public").rglob("*") if path.is_file()]
            found.append(
                {
                    "stories": self.count,
                    "tool": tool.name,
                    "html": sum(path.suffix == ".html" for path in files),
                    "files": len(files),
                    "bytes": sum(path.stat().st_size for path in files),
                }
            )
        return found

    def memory(self) -> list[dict[str, Any]]:
        """The peak of a cold build of each tool, and of our rebuild after an edit."""
        found = []
        for tool in self.tools:
            tool.clear(self.project(tool))
            peak = peak_memory(tool.command, self.project(tool))
            found.append({"stories": self.count, "tool": tool.name, "scenario": "cold", "bytes": peak})
        EDITS["body"][1](self.paper, 900)
        self.tools[0].write(self.project(self.tools[0]), self.paper.written[0])
        peak = peak_memory(self.tools[0].command, self.project(self.tools[0]))
        found.append({"stories": self.count, "tool": self.tools[0].name, "scenario": "body", "bytes": peak})
        return found


def _differences(one: Path, other: Path) -> Iterator[str]:
    ours = {path.relative_to(one).as_posix() for path in one.rglob("*") if path.is_file()}
    clean = {path.relative_to(other).as_posix() for path in other.rglob("*") if path.is_file()}
    yield from sorted(ours ^ clean)
    for path in sorted(ours & clean):
        if not filecmp.cmp(one / path, other / path, shallow=False):
            yield path


def commands(tool: Tool, folder: Path, runs: int, note: Callable[..., None]) -> None:
    """`--help` and `--version`, and Python with nothing for comparison."""
    for _ in range(runs):
        for argument in ("--help", "--version"):
            note("site_gen", argument, run([str(tool.program), argument], folder))
        note("python", "-c pass", run([str(tool.folder / "site_gen/bin/python"), "-c", "pass"], folder))
        note("imports", "--help", run(yardstick(tool.folder), folder))


def machine() -> dict[str, Any]:
    """What a reader needs to know of the machine, and no more."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    node = shutil.which("node")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "gib": round(memory / 2**30),
        "system": platform.system(),
        "python": platform.python_version(),
        "node": subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
        if node
        else "",
    }


def compare(
    comparison: Comparison,
    runs: int,
    peer_runs: int,
    edits: list[str],
    verified: int,
    paired: list[str],
    pair_runs: int,
    minutes: float,
) -> None:
    """All scenarios, `runs` times; the peers join in the first `peer_runs` rounds.

    Of those in `paired`, every kind of edit is built in the first `pair_runs` rounds; of others one is enough,
    since a generator that remembers nothing does the same work after each. No round begins that would
    probably end after so many `minutes`.
    """
    everyone = [tool.name for tool in comparison.tools]
    began = time.monotonic()
    for number in range(1, runs + 1):
        spent = time.monotonic() - began
        if number > 1 and spent * number / (number - 1) > minutes * 60:
            break
        names = everyone if number <= peer_runs else ["site_gen"]
        comparison.cold(names)
        if "theme" in edits:
            comparison.theme([name for name in names if name in paired], number)
            comparison.settle()
        if "nothing" in edits:
            comparison.nothing(names)
        for scenario in (name for name in edits if name in EDITS):
            alone = scenario.endswith("-old")
            builders = [
                name
                for name in names
                if name == "site_gen"
                or (not alone and (scenario == "body" or (name in paired and number <= pair_runs)))
            ]
            comparison.edit(scenario, number, builders)
            if number <= verified:
                comparison.verify()
    if not verified:
        comparison.verify()


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare site_gen with its peers.")
    parser.add_argument("folder", type=Path, help="where tools.py has installed them")
    parser.add_argument("--stories", type=int, default=1000, help="in two languages [1000]")
    parser.add_argument(
        "--tools", nargs="*", default=["hugo"], choices=["hugo", "hugo_full", "pelican", "eleventy"]
    )
    parser.add_argument(
        "--paired", nargs="*", default=["hugo"], help="peers that build after every kind of edit"
    )
    parser.add_argument("--where", default="tmpfs", help="a name for --work in the tables: tmpfs or disk")
    parser.add_argument("--work", type=Path, default=Path("/dev/shm"), help="the projects' place [/dev/shm]")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer-runs", type=int, default=0, help="rounds in which the peers join in [all]")
    parser.add_argument(
        "--pair-runs", type=int, default=0, help="rounds in which they build every edit [all]"
    )
    parser.add_argument("--edits", nargs="*", default=WARM, choices=WARM)
    parser.add_argument(
        "--verified", type=int, default=1, help="rounds in which every edit is compared; 0: the end"
    )
    parser.add_argument("--minutes", type=float, default=60, help="after which no round begins [60]")
    parser.add_argument("--live", type=int, default=0, metavar="SAVES", help="measure the preview, too")
    parser.add_argument("--memory", action="store_true", help="measure memory, too")
    parser.add_argument("--commands", action="store_true", help="measure --help and --version, too")
    parser.add_argument("--out", type=Path, required=True, help="a JSON file; what it has is kept")
    arguments = parser.parse_args()
    found = tools(arguments.folder.resolve(), ["site_gen", *arguments.tools])
    report: dict[str, Any] = {"runs": [], "sizes": [], "memory": [], "live": [], "verified": []}
    if arguments.out.is_file():
        report = json.loads(arguments.out.read_text())
    report["machine"] = machine()
    report["versions"] = report.get("versions", {}) | {tool.name: tool.version() for tool in found}
    with tempfile.TemporaryDirectory(prefix="site-gen-benchmark-", dir=arguments.work) as work:
        comparison = Comparison(Path(work), found, arguments.stories, arguments.where)
        paired = ["site_gen", *arguments.paired]
        runs = arguments.runs
        if arguments.commands:
            commands(found[0], Path(work), max(runs, 11), comparison.note)
        peer_runs, pair_runs = arguments.peer_runs or runs, arguments.pair_runs or runs
        compare(
            comparison,
            runs,
            peer_runs,
            arguments.edits,
            arguments.verified,
            paired,
            pair_runs,
            arguments.minutes,
        )
        report["runs"] += comparison.results
        report["verified"].append({"stories": arguments.stories, "builds": comparison.verified})
        report["sizes"] += comparison.sizes()
        arguments.out.write_text(json.dumps(report, indent=1) + "\n")
        for tool in found:
            if arguments.live and tool.name in ("site_gen", "hugo"):
                # A title that no other story has: pages are found by it.
                story = with_title(comparison.paper.stories[-3], "Judul yang lain, ke-0.")
                tool.write(comparison.project(tool), story)
                # Pages of stories that moved or went stay in Hugo's output; none of them may be waited for.
                tool.clear(comparison.project(tool))
                run(tool.command, comparison.project(tool))
                took = live(tool, comparison.project(tool), story, arguments.live)
                report["live"].append({"stories": arguments.stories, "tool": tool.name, **took})
                print(tool.name, took)
                tool.write(comparison.project(tool), story)
        if arguments.memory:
            report["memory"] += comparison.memory()
    arguments.out.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()

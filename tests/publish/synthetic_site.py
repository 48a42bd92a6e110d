"""A made-up site in generations, to be published, killed and looked at. Also a command: OUTPUT GENERATION [--durable].

Generation g of a site is a function of g alone, so that any tree can be told: it is generation g, or it is torn.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from site_gen.digest import digest
from site_gen.errors import SiteError
from site_gen.publish import Output, PublishReport, TreeWriter, Written, publish

SIZE = int(os.environ.get("SYNTHETIC_SIZE", "12"))
"""Articles; beside them there are five other files."""
PAUSE = float(os.environ.get("SYNTHETIC_PAUSE", "0"))
"""Seconds spent on each page, so that a kill can land between two."""


def plan(generation: int) -> list[Output]:
    """Articles come, go and change; a file becomes a folder and back; the home page always changes."""
    versions = {f"id/{2010 + n % 3}/berita-{n}/index.html": generation // 2 if n % 4 == generation % 4 else 0
                for n in range(SIZE) if n % 5 != generation % 5}  # fmt: skip
    versions["index.html"] = generation
    versions["statis/gaya.css"] = 0
    versions["statis/gambar/logo.svg"] = generation // 3
    versions["arsip/lama/index.html" if generation % 2 else "arsip"] = 0
    versions["Tag/index.html" if generation % 3 else "tag/index.html"] = 0
    return [
        Output(path, digest([path, version]), source=f"page {path}")
        for path, version in sorted(versions.items())
    ]


def content(output: Output) -> bytes:
    return f"{output.path}\n{output.key}\n".encode() * 40


def produce(missing: Sequence[Output], writer: TreeWriter) -> Iterable[Written]:
    for output in missing:
        if PAUSE:
            time.sleep(PAUSE)
        yield writer.write(output.path, content(output))


def expected(generation: int) -> dict[str, bytes]:
    return {output.path: content(output) for output in plan(generation)}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but our manifest, read; links and the like as what they are."""
    found: dict[str, bytes] = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = Path(base, name)
            relative = path.relative_to(folder).as_posix()
            if relative.startswith(".site_gen."):
                continue
            found[relative] = path.read_bytes() if path.is_file() and not path.is_symlink() else b"not a file"
    return found


def generation_of(folder: Path, candidates: Iterable[int]) -> int | str:
    """Which generation a folder holds exactly, else what is wrong with it."""
    found = tree(folder)
    for generation in candidates:
        if found == expected(generation):
            return generation
    if not found:
        return "empty" if folder.exists() else "absent"
    return "torn: " + " ".join(sorted(found))


def build(output: Path, generation: int, **options: bool) -> PublishReport:
    return publish(output, plan(generation), produce, **options)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        build(Path(sys.argv[1]), int(sys.argv[2]), durable="--durable" in sys.argv)
    except SiteError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

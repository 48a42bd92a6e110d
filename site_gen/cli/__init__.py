"""The commands. The only room that prints, and the only one that reads clock and environment.

What a command needs is imported inside it: `--help` must not wait for a Markdown library. Each module below
brings its commands to the group in `root`; to add one, write it there and into `root.ORDER`.
"""

from site_gen.cli import building, deploying, importing, looking, translating, writing  # noqa: F401  they bring commands
from site_gen.cli.root import commands
from site_gen.cli.running import BUG, run

__all__ = ["BUG", "commands", "run"]

"""A folder that rsync reaches: of a host, of an rsync server, of this machine.

Each step is a call of its own, since rsync keeps to no order within one. What is sent and what is removed is named
file by file: what others have put there (`.well-known` of a certificate) is neither looked at nor removed. rsync is
told to send what it is told to, whatever size and time it finds: what has to be sent was found out by digests.
"""

import posixpath
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from site_gen.config import Target
from site_gen.deploy.programs import Failed, run
from site_gen.deploy.records import NAME, read_record, write_record
from site_gen.deploy.steps import emptied
from site_gen.deploy.values import Found, Note, Progress, Remove, Send, Site, Step, Tools
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError

_HOLDING: Final = ".~tmp~"
"""Where rsync keeps what it has sent until all has been (--delay-updates)."""
_ARRIVING: Final = ".site_gen.deploy.tmp"
"""Where a file is while it is being sent. rsync would have it beside the place where it goes, under a name that nobody
can tell; where rsync is killed outright, it stays."""
_LET_BE: Final = frozenset({".", ".well-known", "lost+found", _HOLDING, _ARRIVING})
"""Names that are in a folder though nobody has put a site there, or a first deploy was killed while it began."""
_CALL: Final = ("rsync", "--no-motd", "--timeout=120")
_SEND: Final = (
    *("--from0", "--files-from=-", "--times", "--omit-dir-times", "--ignore-times"),
    # Not --perms: what the folders there are set to is theirs to say.
    "--chmod=D755,F644",
    *("--delay-updates", f"--temp-dir={_ARRIVING}"),
    "--keep-dirlinks",  # a folder there that lies elsewhere, on a larger disk, is a folder
)
_REMOVE: Final = ("--from0", "--files-from=-", "--delete-missing-args", "--keep-dirlinks")
_VANISHED: Final = 24
"""The exit code where a file that was named is not there: which is how files are removed."""


class RsyncFolder:
    """The folder of a target."""

    def __init__(self, target: Target, tools: Tools) -> None:
        self.where, self.environment = target.where, tools.environment

    def look(self) -> Found:
        """What is there."""
        listed = self.call("--list-only", "--8-bit-output", "--", self.where).decode("utf-8", "replace")
        # "-rw-r--r--          1,234 2016/11/15 09:00:00 index.html"
        lines = [line.split(maxsplit=4) for line in listed.splitlines()]
        names = {words[4] for words in lines if len(words) == 5}
        if NAME not in names:
            return Found(None, tuple(sorted(names - _LET_BE)))
        with tempfile.TemporaryDirectory(prefix="site-gen-") as folder:
            self.call("--", self.where + NAME, f"{folder}/")
            return Found(read_record((Path(folder) / NAME).read_bytes(), self.where))

    def carry_out(self, steps: Sequence[Step], site: Site, progress: Progress) -> None:
        """Do all of this in this order."""
        self.clear()
        with tempfile.TemporaryDirectory(prefix="site-gen-") as folder:
            (Path(folder) / _ARRIVING).mkdir()
            self.call(
                "--from0", "--files-from=-", "--chmod=D700", "--", f"{folder}/", self.where, names=[_ARRIVING]
            )
        left = [path for step in steps[-1:] if isinstance(step, Note) for path in step.record.files]
        for step in steps:
            if isinstance(step, Note):
                with tempfile.TemporaryDirectory(prefix="site-gen-") as folder:
                    (Path(folder) / NAME).write_bytes(write_record(step.record))
                    self.send(folder, [NAME])
            elif isinstance(step, Send):
                self.send(str(site.folder), step.paths)
                progress(len(step.paths))
            else:
                self.remove(step, left)
                progress(len(step.paths))
        self.clear()

    def clear(self) -> None:
        """Take away the folder of what is arriving, with what a deploy that was killed has left in it."""
        with tempfile.TemporaryDirectory(prefix="site-gen-") as nothing:
            call = (*_REMOVE, "--force", "--", f"{nothing}/", self.where)
            self.call(*call, names=[_ARRIVING], good=(0, _VANISHED))

    def close(self) -> None:
        """Nothing is kept."""

    def send(self, folder: str, paths: Sequence[str]) -> None:
        """Have these files of `folder` there."""
        self.call(*_SEND, "--", f"{folder}/", self.where, names=paths)

    def remove(self, step: Remove, left: Iterable[str]) -> None:
        """Take files away, and the folders in which nothing of ours is `left`; those that are not empty stay."""
        with tempfile.TemporaryDirectory(prefix="site-gen-") as nothing:
            # A deploy that was killed may have left a file where it waited for the others.
            held = [posixpath.join(posixpath.dirname(p), _HOLDING, posixpath.basename(p)) for p in step.paths]
            folders = emptied(held, left)
            # A folder is removed in a call of its own, for rsync comes to it before what lies in it.
            levels = [list(level) for _, level in groupby(folders, key=lambda path: path.count("/"))]
            for paths in ([*step.paths, *held], *levels):
                self.call(*_REMOVE, "--", f"{nothing}/", self.where, names=paths, good=(0, _VANISHED))

    def call(self, *words: str, names: Sequence[str] = (), good: Sequence[int] = (0,)) -> bytes:
        """What rsync prints; `names` are those of the files that it is about. Raises SiteError."""
        try:
            # Of names that begin with # or ; rsync makes comments.
            given = b"".join(b"./%b\0" % name.encode() for name in names)
            # On this machine, readers' servers run as somebody else; elsewhere that host has its own mask.
            return run((*_CALL, *words), self.environment, given=given, good=good, umask=0o022)
        except Failed as failed:
            message = f"rsync ended with {failed.code}: {failed.said}"
            hint = "Is the folder there, and may you write in it? Deploy again: that puts right what this one left."
            raise SiteError(Problem(Location(self.where), message, hint), ENVIRONMENT) from None

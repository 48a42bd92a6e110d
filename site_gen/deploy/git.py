"""A branch of a repository that holds nothing but the site.

There is no working tree and no index: one stream of changes goes to `git fast-import`, in a repository of this deploy
alone, which makes one commit of it. So nothing can be in it that is not in the list of what is published, and no
attribute, filter or hook has a say. One push puts it in place, if the branch is still what was looked at: readers see
the site of before or this one.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from site_gen.config import Target
from site_gen.deploy.programs import Failed, run
from site_gen.deploy.records import NAME, read_record, write_record
from site_gen.deploy.values import Found, Note, Progress, Remove, Send, Site, Step, Tools
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError

_SETTINGS: Final = (
    *("protocol.allow=never", "protocol.file.allow=always", "protocol.https.allow=always"),
    *("protocol.ssh.allow=always", "core.hooksPath=/dev/null", "gc.auto=0", "maintenance.auto=false"),
    *("http.lowSpeedLimit=1", "http.lowSpeedTime=120", "advice.detachedHead=false", "core.quotePath=false"),
)
_TIP: Final = "refs/site-gen/before"
_MADE: Final = "refs/site-gen/made"
_NOBODY: Final = "site-gen <site-gen@localhost>"


class GitBranch:
    """The branch of a target."""

    def __init__(self, target: Target, tools: Tools) -> None:
        self.where, self.environment = target.where, tools.environment
        self.branch, self.history = f"refs/heads/{target.branch}", target.history
        self.shown = f"{target.where} {target.branch}"
        self.scratch = tempfile.TemporaryDirectory(prefix="site-gen-")
        self.tip = ""
        """The commit on the branch; empty if there is no such branch."""
        self.is_ours = False
        """Whether a deploy has made it."""

    def look(self) -> Found:
        """What is there. Of the files that have not changed only the names are fetched, where a server lets it."""
        self.git("init", "--quiet", "--bare", "--template=")
        self.git("config", "remote.target.url", self.where)
        listed = self.git("ls-remote", "--", "target", self.branch).decode("utf-8", "replace").split()
        if self.branch not in listed:
            return Found()
        fetched = f"+{self.branch}:{_TIP}"
        self.git("fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "target", fetched)
        self.tip = self.git("rev-parse", "--verify", _TIP).decode("ascii").strip()
        names = self.git("ls-tree", "-z", "--name-only", self.tip).decode("utf-8", "replace").split("\0")
        if NAME not in names:
            return Found(None, tuple(name for name in names if name))
        self.is_ours = True
        return Found(read_record(self.git("cat-file", "blob", f"{self.tip}:{NAME}"), f"{self.shown}:"))

    def carry_out(self, steps: Sequence[Step], site: Site, progress: Progress) -> None:
        """Do all of this at once."""
        with tempfile.TemporaryFile(dir=self.scratch.name) as stream:
            for data in self.changes(steps, site, progress):
                stream.write(data)
            stream.seek(0)
            self.git("fast-import", "--quiet", "--date-format=now", "--done", given=stream)
        lease = f"--force-with-lease={self.branch}:{self.tip}"
        self.git("push", "--quiet", "--no-verify", lease, "target", f"{_MADE}:{self.branch}")

    def close(self) -> None:
        """Remove the repository of this deploy."""
        self.scratch.cleanup()

    def changes(self, steps: Sequence[Step], site: Site, progress: Progress) -> Iterator[bytes]:
        """The commit in the language of `git fast-import`."""
        sent = sum(len(step.paths) for step in steps if isinstance(step, Send))
        removed = sum(len(step.paths) for step in steps if isinstance(step, Remove))
        yield f"commit {_MADE}\ncommitter {self.committer()} now\n".encode()
        yield _data(f"Publish the site\n\n{sent:,} files sent, {removed:,} removed.\n".encode())
        if self.tip and (self.history or not self.is_ours):
            yield f"from {self.tip}\n".encode()
        elif self.tip:
            tree = self.git("rev-parse", f"{self.tip}^{{tree}}").decode("ascii").strip()
            yield f'M 040000 {tree} ""\n'.encode()
        for step in steps:
            if isinstance(step, Note):
                if step is steps[-1]:
                    yield _file(NAME, write_record(step.record))
            elif isinstance(step, Send):
                for path in step.paths:
                    yield _file(path, site.read(path))
                    progress(1)
            else:
                for path in step.paths:
                    yield b"D %b\n" % _quoted(path)
        yield b"\ndone\n"

    def committer(self) -> str:
        """Who deploys, as git knows them; nobody where it does not."""
        try:
            said = run(("git", "var", "GIT_COMMITTER_IDENT"), self.environment).decode("utf-8", "replace")
        except Failed:
            return _NOBODY
        return said.rpartition(">")[0] + ">"

    def git(self, *words: str, given: bytes | IO[bytes] = b"") -> bytes:
        """What git prints. Raises SiteError."""
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        try:
            return run(
                ("git", *settings, "--git-dir", self.scratch.name, *words),
                self.environment,
                given=given,
                folder=Path(self.scratch.name),
            )
        except Failed as failed:
            if words[0] == "push" and ("stale info" in failed.said or "fetch first" in failed.said):
                message = "somebody else has pushed to the branch meanwhile"
            else:
                message = f"git {words[0]} ended with {failed.code}: {failed.said}"
            hint = "What is there is as it was. Deploy again."
            raise SiteError(Problem(Location(self.shown), message, hint), ENVIRONMENT) from None


def _file(path: str, data: bytes) -> bytes:
    return b"M 100644 inline %b\n%b" % (_quoted(path), _data(data))


def _data(data: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(data), data)


def _quoted(path: str) -> bytes:
    return b'"%b"' % path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"')

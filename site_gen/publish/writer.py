"""Writes produced bytes into the tree that is not yet published. Goes along to worker processes."""

import os

import msgspec

from site_gen.digest import digest_bytes
from site_gen.publish.faults import environment
from site_gen.publish.files import is_file, link_file, read_file, same_bytes, write_file
from site_gen.publish.values import Standing, Written


class TreeWriter(msgspec.Struct, frozen=True):
    """The way into one tree, for the paths it was made for: their folders are there already."""

    tree: str
    """The absolute path of the tree being made. Its name is this build's own: a worker that outlives its
    killed build finds no such folder any more, and cannot write into the next build's tree."""
    published: str
    """The absolute path of the published tree, or empty."""
    shown: str
    """What the output folder is called in messages."""
    durable: bool
    """Whether each file is on the disk before the next is begun."""

    def write(self, path: str, data: bytes) -> Written:
        """Make `path` a file of these bytes; where the published file has them already, that very file.

        A SiteError (exit code ENVIRONMENT) when the disk does not let it.
        """
        target = f"{self.tree}/{path}"
        try:
            old = f"{self.published}/{path}" if self.published else ""
            changed = not (old and same_bytes(old, data))
            if changed:
                write_file(target, data, sync=self.durable)
            else:
                link_file(old, target)
        except OSError as error:
            raise environment(f"{self.shown}/{path}", error) from error
        return Written(path, digest_bytes(data), len(data), changed)

    def keep(self, path: str, standing: Standing) -> Written | None:
        """Have `path` as it stands already; None if there is nothing any more, and it must be produced.

        A SiteError (exit code ENVIRONMENT) when the disk does not let it.
        """
        target = f"{self.tree}/{path}"
        try:
            if standing.here:
                data = read_file(target)  # nobody else has it, so nobody's look tells whether it is whole
                if digest_bytes(data) != standing.digest:
                    return None
            elif is_file(f"{self.published}/{path}"):
                link_file(f"{self.published}/{path}", target)
            else:
                return None
            size = os.lstat(target).st_size
        except FileNotFoundError:
            return None
        except OSError as error:
            raise environment(f"{self.shown}/{path}", error) from error
        return Written(path, standing.digest, size, changed=False, key=standing.key, produced=False)

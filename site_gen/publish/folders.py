"""The folders of one tree: made when needed, removed when empty, and never a link to elsewhere."""

import errno
import os
import stat
from collections.abc import Iterable
from typing import Final

from site_gen.publish.files import is_folder

_IN_USE: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST})


class Folders:
    """What is known of one tree's folders, so that each is looked at once."""

    def __init__(self, root: str, *, new: bool = False) -> None:
        self.root, self.new = root, new
        """The tree, and whether it is `new`: no folder is there that was not made here."""
        self.touched: set[str] = {""}
        """Folders in which something was made or removed."""
        self._real: dict[str, bool] = {"": True}

    def make(self, folder: str) -> None:
        """See that `folder` is there, for a file that will change in it."""
        if folder in self.touched:
            return
        self.make(folder.rpartition("/")[0])
        if not self._real.get(folder):
            path = f"{self.root}/{folder}"
            # To be told that it is there takes three times as long as to look.
            if self.new or not is_folder(path):
                try:
                    os.mkdir(path)
                except FileExistsError:  # to this file system it is another's name
                    if not is_folder(path):
                        message = "is in the way of a folder of the site"
                        raise NotADirectoryError(errno.ENOTDIR, message, path) from None
            self._real[folder] = True
        self.touched.add(folder)

    def is_real(self, folder: str) -> bool:
        """Whether `folder` is there, is a folder and is reached through folders: a link leads out of the tree."""
        known = self._real.get(folder)
        if known is None:
            known = self.is_real(os.path.dirname(folder))
            if known:
                try:
                    known = stat.S_ISDIR(os.lstat(f"{self.root}/{folder}").st_mode)
                except FileNotFoundError:
                    known = False
            self._real[folder] = known
        return known

    def remove(self, paths: Iterable[str]) -> int:
        """Remove files, and the folders this empties. Returns how many files there were.

        What stands at such a path without being a file is not ours, and stays; so does a folder that
        still holds anything.
        """
        count = 0
        emptied: set[str] = set()
        for path in paths:
            folder = os.path.dirname(path)
            if not self.is_real(folder):
                while not self.is_real(folder):
                    folder = os.path.dirname(folder)
                emptied.add(folder)  # a build died after making this one, and before the one in it
                continue
            emptied.add(folder)
            try:
                os.unlink(f"{self.root}/{path}")
                count += 1
            except FileNotFoundError:
                pass
            except OSError:
                if not stat.S_ISDIR(os.lstat(f"{self.root}/{path}").st_mode):
                    raise
        for folder in sorted(emptied, reverse=True):  # what lies deeper comes first
            self._remove_empty(folder)
        return count

    def _remove_empty(self, folder: str) -> None:
        self.touched.add(folder)
        while folder:
            try:
                os.rmdir(f"{self.root}/{folder}")
            except FileNotFoundError:
                pass
            except OSError as error:
                if error.errno in _IN_USE:
                    return
                raise
            self._real.pop(folder, None)
            self.touched.discard(folder)
            folder = os.path.dirname(folder)
            self.touched.add(folder)

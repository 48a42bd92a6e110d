"""What a preview remembers while it runs: the texts of the site as it now is, and no older ones.

A build writes what it has learnt to `.site_gen/` and ends. A preview goes on for days, beside builds that
write there too: so it takes everything into memory, where no other process can change it, adds what it has
learnt at its start to the files, and after that neither reads nor writes them.
"""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from site_gen.cache.memory import Cache
from site_gen.errors import SiteError
from site_gen.publish import lock
from site_gen.recall import names_blob


class Memory(Cache):
    """A Cache that lets go of what is no longer in use."""

    def share(self, output: Path, in_use: Callable[[], Iterable[str]]) -> None:
        """Add what is new to the files, for builds and for the next preview.

        Not if a build is at work on the `output` folder or has been since, or if nothing can be written:
        it only saves time.
        """
        if self.folder is None:
            return
        try:
            with lock(output, "site-gen serve"):
                if self._is_as_it_was_read():
                    self.save(in_use)
        except (OSError, SiteError):
            return

    def _is_as_it_was_read(self) -> bool:
        assert self.folder is not None
        try:
            status = (self.folder / "index").stat()
        except FileNotFoundError:
            return self._status is None
        return self._status == (status.st_ino, status.st_mtime_ns)

    def texts(self) -> set[str]:
        """The names of all that is in use of the files as they were last read."""
        documents, media = self.known.documents, self.known.media.values()
        found = {*documents.column("record"), *documents.column("body"), *(one.record for one in media)}
        found.update(*documents.column("texts"))
        return {*found, names_blob(self)} - {""}

    def take_in(self) -> bool:
        """Have everything in memory, and nothing on the disk. Whether all that is in use was there."""
        return self.blobs.take_in(self.texts())

    def let_go(self, still_wanted: Collection[str]) -> None:
        """Forget all but what is in use, and what is `still_wanted`."""
        self.blobs.let_go(self.texts().union(still_wanted))

"""Planned paths and keys → an output folder that is at every instant one whole generation of the site.

Two trees lie beside each other on one file system: the published one (`public/`) and the one before it
(`.public.previous/`). A build brings the other tree up to the plan, by hard links to what is published
and by producing the rest, and then exchanges the two in one system call. Each tree carries the list of
its own files, so one exchange swaps files and claims together. A failed build leaves the site untouched,
and a build costs what it changes.

Nothing here knows of news, pages or themes.
"""

from site_gen.publish.lock import BuildLock, lock
from site_gen.publish.manifest import Manifest
from site_gen.publish.paths import check_paths
from site_gen.publish.place import holds, tree_around
from site_gen.publish.publication import checksum, publish, published, stands
from site_gen.publish.removal import CleanReport, clean
from site_gen.publish.values import Output, Produce, PublishReport, Standing, Written
from site_gen.publish.verification import verify
from site_gen.publish.writer import TreeWriter

__all__ = [
    "BuildLock",
    "CleanReport",
    "Manifest",
    "Output",
    "Produce",
    "PublishReport",
    "Standing",
    "TreeWriter",
    "Written",
    "check_paths",
    "checksum",
    "clean",
    "holds",
    "lock",
    "publish",
    "published",
    "stands",
    "tree_around",
    "verify",
]

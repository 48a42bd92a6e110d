"""What earlier builds left beside the output, wherever they ended.

At rest there is one other tree, `.public.previous`. While a build works on it, it has a name of that
build's own, `.public.building-…`; so does the published tree for an instant after the exchange.
"""

import contextlib
import errno
import os

from site_gen.errors import Location, Problem
from site_gen.publish.files import is_folder, is_there
from site_gen.publish.folders import Folders
from site_gen.publish.manifest import ManifestError, boot, remove_manifest, withdraw_claims
from site_gen.publish.place import Place
from site_gen.publish.tree import Tree, foreign_names, misread, read_tree, strangers, top_differs, unlike


def complete_swap(place: Place) -> None:
    """Put the new tree in place where a build died between the two renames of the swap in two steps.

    Only then is the output gone while the tree before it rests and a whole one waits.
    """
    if is_there(place.output) or not is_folder(place.previous):
        return
    for folder in place.beside("building"):
        with contextlib.suppress(ManifestError):
            tree = read_tree(folder)
            if tree and tree.manifest.whole:
                os.rename(folder, place.output)
                return


def adopt(
    place: Place, root: str, published: Tree | None, warnings: list[Problem], *, thorough: bool
) -> Tree | None:
    """Take over the other tree by giving it the name `root`; None if there is none to be had.

    A tree not known to be ours, or with something of others in it, is set aside with a warning: it is
    neither used nor removed. `thorough` looks into every folder for such things and believes no claim.
    Otherwise it claims no file that is gone, or not the published one where it says to share it.
    """
    adopted: Tree | None = None
    for folder in [*place.beside("building"), place.previous]:
        tree = _ours(place, folder, published, warnings, thorough=thorough) if is_there(folder) else None
        if tree is None:
            continue
        if adopted is None:
            try:
                os.rename(folder, root)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
            else:
                tree.root = root
                adopted = tree
                continue
        take_apart(tree)  # one too many, or in the lower layer of an overlay, where folders do not move
    for folder in place.beside("probe"):
        with contextlib.suppress(OSError):
            os.rmdir(folder)
    if adopted and (thorough or adopted.manifest.boot not in ("", boot()) or top_differs(adopted)[1]):
        adopted.claims.drop_all()
    return adopted


def doubt_claims(place: Place) -> None:
    """Read the other tree where no build is about to take it over, and withdraw its claims that do not hold."""
    for folder in [*place.beside("building"), place.previous]:
        with contextlib.suppress(ManifestError):
            tree = read_tree(folder)
            wrong = misread(tree) if tree else {}
            if tree and wrong:
                tree.withdraw(wrong)


def rest(place: Place, root: str, warnings: list[Problem]) -> None:
    """Give the other tree the name it has between builds."""
    if is_there(place.previous):
        _set_aside(place, place.previous, warnings)
    os.rename(root, place.previous)


def take_apart(tree: Tree) -> tuple[int, list[str]]:
    """Remove every listed file, the manifest, and the folders this empties.

    Returns how many files there were, and what is left since it was never ours. The claims are withdrawn
    first: what dies half way through is no tree to rely on.
    """
    withdraw_claims(tree.root)
    count = Folders(tree.root).remove(tree.listed)
    left = foreign_names(tree.root)
    if not left:
        remove_manifest(tree.root)
        with contextlib.suppress(OSError):  # litter
            os.rmdir(tree.root)
    return count, left


def _ours(
    place: Place, folder: str, published: Tree | None, warnings: list[Problem], *, thorough: bool
) -> Tree | None:
    """The tree in a folder beside the output, if it is known to be one."""
    if is_folder(folder):
        with contextlib.suppress(ManifestError):
            tree = read_tree(folder)
            if tree and not (top_differs(tree)[0] or (thorough and strangers(tree))):
                with contextlib.suppress(NotADirectoryError):
                    tree.claims.drop(unlike(tree, published))
                    return tree
            if not tree and not foreign_names(folder):  # its build died before the first file
                remove_manifest(folder)
                with contextlib.suppress(OSError):
                    os.rmdir(folder)
                    return None
    _set_aside(place, folder, warnings)
    return None


def _set_aside(place: Place, folder: str, warnings: list[Problem]) -> None:
    aside = place.new_aside()
    os.rename(folder, aside)
    warnings.append(
        Problem(
            Location(place.shows(aside)),
            f"this was {os.path.basename(folder)}, but not as site_gen leaves it, and was set aside",
            "Look through it and remove it.",
            fatal=False,
        )
    )

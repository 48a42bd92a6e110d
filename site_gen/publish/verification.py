"""Looks at every byte of what is published."""

from pathlib import Path

from site_gen.errors import Location, Problem
from site_gen.publish.faults import environment
from site_gen.publish.manifest import ManifestError
from site_gen.publish.place import place_of
from site_gen.publish.tree import misread, read_tree, strangers


def verify(output_dir: Path | str) -> list[Problem]:
    """Everything in the published tree that is not as it was written, and everything nobody listed.

    Reads all of it and writes nothing; `publish(…, verify=True)` mends. A SiteError (ENVIRONMENT) for a
    folder that cannot be read.
    """
    place = place_of(output_dir)
    try:
        tree = read_tree(place.output)
        if tree is None:
            return [Problem(Location(place.shown), "nothing is published there", "Build the site first.")]
        problems = [
            Problem(Location(f"{place.shown}/{path}"), what, "Build with --verify to make it anew.")
            for path, what in misread(tree).items()
        ]
        problems += [
            Problem(
                Location(f"{place.shown}/{path}"),
                "site_gen did not put it there",
                "To publish it, move it into static/ of the project; otherwise remove it.",
            )
            for path in strangers(tree)
        ]
        if not tree.manifest.whole:
            problems.append(Problem(Location(place.shown), "the site there is not whole", "Build again."))
    except ManifestError as error:
        return [Problem(Location(f"{place.shown}/.site_gen.json"), f"cannot be relied on: {error}")]
    except OSError as error:
        raise environment(str(error.filename or place.shown), error) from error
    return sorted(problems)

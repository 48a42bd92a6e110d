"""Where the data that comes with site_gen lies: inside the package once installed, else in the repository."""

from pathlib import Path

_HERE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder of shipped data called `name`, such as `themes`.

    A wheel carries `themes/` as `site_gen/_data/themes`; an editable install reads the repository's own
    folder, so that an edit there is seen at once.
    """
    packed = _HERE / "_data" / name
    return packed if packed.is_dir() else _HERE.parent / name

"""A picture, smaller. Pillow does it; without it nothing is made smaller."""

import io
from functools import cache as once
from importlib.util import find_spec
from typing import Final

from site_gen.images.measuring import measure
from site_gen.images.stripping import STANDARD, stripped

_QUALITY: Final = 76
"""Of WebP. Photographs are then a third smaller than in a JPEG of 80 that looks the same."""
_MOST: Final = 80_000_000
"""Pixels of a picture that is unpacked: 240 MB. Cameras of 2025 make 60 million."""


@once
def is_possible() -> bool:
    """Whether Pillow is installed: `pip install 'site_gen[images]'`."""
    return find_spec("PIL") is not None


def is_scalable(width: int, height: int) -> bool:
    """Whether a picture of this size can be made smaller here."""
    return is_possible() and 0 < width * height <= _MOST


def standard() -> str:
    """What the bytes of a smaller picture depend on beside the picture and its width."""
    from PIL import __version__

    return f"webp {_QUALITY}, Pillow {__version__}, {STANDARD}"


def scaled(data: bytes, width: int) -> bytes:
    """The picture as a WebP of this width, standing upright, in its own colours, with whose it is and with nothing else
    of what the camera noted: not where it was.

    Raises ValueError for what cannot be read to its end.
    """
    from PIL import Image, ImageOps

    # Without what Pillow might stumble over, though nobody asks for it.
    data = stripped(measure(data)[0], data)
    try:
        with Image.open(io.BytesIO(data)) as opened:
            # A JPEG is unpacked at about the size that is wanted; twice, so that it stays sharp.
            opened.draft(None, (2 * width, 2 * width))
            picture: Image.Image = ImageOps.exif_transpose(opened)
    except (OSError, SyntaxError, ValueError, RuntimeError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    colours = picture.info.get("icc_profile", b"")
    if picture.mode not in ("RGB", "RGBA"):
        # A profile describes the mode that it came with.
        colours = b""
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    size = (width, max(1, round(picture.height * width / picture.width)))
    picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    file = io.BytesIO()
    notes = {name: picture.info.get(name, b"") for name in ("exif", "xmp")}
    picture.save(file, "WEBP", quality=_QUALITY, method=4, icc_profile=colours, **notes)
    return stripped("webp", file.getvalue())

"""What the preview itself says on a page, in the page's language."""

from typing import Final

_WORDS: Final = {
    "en": {
        "draft": "Draft: readers do not see this page.",
        "due": "Due {moment}: readers do not see this page before.",
        "expired": "Expired {moment}: readers no longer see this page.",
        "problem": "1 problem",
        "problems": "{n} problems",
        "behind": "The page behind this is the last good one.",
        "nothing": "There is no page to show until this is mended.",
    },
    "id": {
        "draft": "Draf: pembaca belum melihat halaman ini.",
        "due": "Terbit {moment}: pembaca belum melihat halaman ini sebelum itu.",
        "expired": "Berakhir {moment}: pembaca tidak lagi melihat halaman ini.",
        "problem": "1 masalah",
        "problems": "{n} masalah",
        "behind": "Halaman di belakang ini adalah versi baik yang terakhir.",
        "nothing": "Belum ada halaman yang dapat ditampilkan sampai ini diperbaiki.",
    },
}
OTHERWISE: Final = "en"


def spoken(lang: str) -> str:
    """The language in which the preview speaks on a page in `lang`."""
    return lang if lang in _WORDS else OTHERWISE


def word(name: str, lang: str, **values: object) -> str:
    """One of the texts above, with its values."""
    return _WORDS[spoken(lang)][name].format(**values)

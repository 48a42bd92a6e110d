"""Cuts the theme's fonts: the same bytes each time from the same packages.

    npm pack @fontsource-variable/newsreader @fontsource-variable/plus-jakarta-sans
    for package in *.tgz; do mkdir "$package.d" && tar xzf "$package" -C "$package.d" --strip 1; done
    python fonts.py fontsource-variable-newsreader-*.d fontsource-variable-plus-jakarta-sans-*.d

It needs fonttools and brotli and writes `static/fonts/`. Font files after the packages are those of readers'
machines (or of the same widths: Gelasio for Georgia, Liberation for Times New Roman and Arial): for each it
prints the `size-adjust` and overrides that keep lines where they are when our fonts arrive, as they stand in
`static/css/warta.css`. site_gen itself never runs this.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
FONTS = HERE / "static" / "fonts"

LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E, 0x192),
    *(0x2C6, 0x2DA, 0x2DC, 0x304, 0x308),
    *range(0x2009, 0x2016),
    *(0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2021, 0x2022, 0x2026, 0x2030),
    *(0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2212, 0x2215),
]
"""What Indonesian and English print: letters, quotes, dashes, spaces, the euro, fractions."""

NAMES = [
    *range(0x100, 0x180),
    *(0x1CD, 0x1CE, 0x1E6, 0x1E7, 0x218, 0x219, 0x21A, 0x21B),
    *(0x1E0C, 0x1E0D, 0x1E24, 0x1E25, 0x1E32, 0x1E33, 0x1E3A, 0x1E3B, 0x1E42, 0x1E43, 0x1E44, 0x1E45),
    *(0x1E46, 0x1E47, 0x1E5A, 0x1E5B, 0x1E62, 0x1E63, 0x1E6C, 0x1E6D, 0x1E80, 0x1E81, 0x1E82, 0x1E83),
    *(0x1E84, 0x1E85, 0x1E92, 0x1E93, 0x1E9E, 0x1EF2, 0x1EF3),
    *(0x2BB, 0x2BC, 0x2BE, 0x2BF, 0x20A8, 0x20B9, 0x20BA, 0x20BD),
]
"""Letters of people's names: Erdoğan, Dvořák, Łukasz, al-Ṭabarī. Fetched only by a page that prints one."""

VIETNAMESE = [0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0]
VIETNAMESE += [*range(0x1EA0, 0x1EFA), 0x20AB]

CUTS: list[tuple[str, str, list[int], dict[str, float | tuple[float, float]]]] = [
    ("newsreader-text", "newsreader-latin-opsz-normal", LATIN, {"wght": 400, "opsz": 18}),
    ("newsreader-bold", "newsreader-latin-opsz-normal", LATIN, {"wght": 600, "opsz": 18}),
    ("newsreader-italic", "newsreader-latin-opsz-italic", LATIN, {"wght": 400, "opsz": 18}),
    ("newsreader-display", "newsreader-latin-opsz-normal", LATIN, {"wght": 560, "opsz": 40}),
    ("newsreader-names", "newsreader-latin-ext-wght-normal", NAMES, {"wght": (400, 600)}),
    ("newsreader-vietnamese", "newsreader-vietnamese-wght-normal", VIETNAMESE, {"wght": (400, 600)}),
    ("jakarta-latin", "plus-jakarta-sans-latin-wght-normal", LATIN, {"wght": (500, 700)}),
    ("jakarta-names", "plus-jakarta-sans-latin-ext-wght-normal", NAMES, {"wght": (500, 700)}),
    ("jakarta-vietnamese", "plus-jakarta-sans-vietnamese-wght-normal", VIETNAMESE, {"wght": (500, 700)}),
]
"""The file's name, the package's file it is cut from, the characters, and where each axis is held.

Two optical sizes are all a newspaper needs: one to read at 19 pixels, one for headlines from 20 to 86.
"""
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "rvrn", "lnum", "onum", "pnum", "tnum"]


def cut(source: Path, codes: Iterable[int], axes: dict[str, float | tuple[float, float]]) -> TTFont:
    """The font with these characters, features and axes, and nothing else."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font = instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    return font


def ranges(codes: Iterable[int]) -> str:
    """A CSS `unicode-range`."""
    runs: list[list[int]] = []
    for code in sorted(set(codes)):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def width(font: TTFont, sample: str) -> float:
    """The average advance of the sample's characters, in ems."""
    names, advances = font.getBestCmap(), font["hmtx"]
    total = sum(advances[names[ord(c)]][0] for c in sample)
    return total / len(sample) / font["head"].unitsPerEm


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(packages: list[Path], locals_: list[Path]) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    (seed,) = sorted(HERE.parents[1].glob("seeds/*.txt"))[:1]
    sample = "".join(c for c in " ".join(seed.read_text("utf-8").split()) if ord(c) < 0x7F)
    for name, file, codes, axes in CUTS:
        (source,) = [q for p in packages if (q := p / "files" / f"{file}.woff2").exists()]
        font = cut(source, codes, axes)
        written = FONTS / f"{name}.woff2"
        font.save(written)
        say(f"{name}: {written.stat().st_size} bytes")
        if codes is not LATIN:
            say(f"  unicode-range: {ranges(font.getBestCmap())}")
            continue
        head, em = font["hhea"], font["head"].unitsPerEm
        for path in locals_:
            adjust = width(font, sample) / width(TTFont(path), sample)
            say(
                f"  {path.stem}: size-adjust: {adjust:.2%}; ascent-override: {head.ascent / em / adjust:.2%};"
                f" descent-override: {-head.descent / em / adjust:.2%}; line-gap-override: 0%"
            )
    for package in packages:
        licence = "newsreader" if "newsreader" in package.name else "jakarta"
        (FONTS / f"OFL-{licence}.txt").write_bytes((package / "LICENSE").read_bytes())


if __name__ == "__main__":
    arguments = [Path(argument) for argument in sys.argv[1:]]
    main([a for a in arguments if a.is_dir()], [a for a in arguments if a.is_file()])

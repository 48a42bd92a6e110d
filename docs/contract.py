"""Bring the theme contract in docs/themes.md up to date: `python docs/contract.py`."""

from pathlib import Path

from site_gen.theme.guide import with_contract

GUIDE = Path(__file__).with_name("themes.md")

if __name__ == "__main__":
    GUIDE.write_text(with_contract(GUIDE.read_text("utf-8")), "utf-8")

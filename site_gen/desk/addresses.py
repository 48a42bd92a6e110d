"""Writing the memory of addresses: into the project, where it is committed."""

from pathlib import Path

from site_gen.desk.ledger import write_whole
from site_gen.tables.addresses import PATH


def write_addresses(project: Path, text: str) -> None:
    """Give content/addresses.tsv this text in one step. Raises SiteError or OSError."""
    write_whole(project / PATH, text.encode())

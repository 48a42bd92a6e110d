"""Stories that stand in the project twice: a file that was copied, and has an address of its own."""

from collections.abc import Iterable, Iterator

from site_gen.documents.document import Document
from site_gen.errors import Problem


def doubles(documents: Iterable[Document]) -> Iterator[Problem]:
    """A warning for each text that has the title and the date of another story's in its language, of drafts none.

    Their bodies are not compared: a plan stands while only those change, and what was said with it.
    """
    first: dict[tuple[str, str, int], Document] = {}
    for document in documents:
        if document.draft:
            continue
        other = first.setdefault((document.lang, document.title, document.instant), document)
        if other is not document and other.key != document.key:
            message = f"the same title and date as {other.path}"
            hint = "Is it a copy? Delete one of them: each has a page."
            yield Problem(document.at("title"), message, hint, fatal=False)

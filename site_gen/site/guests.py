"""Stories that an edition has no text of, and the text of another language that it lists in its place.

A story of which any version was withdrawn is nobody's guest: what one edition took back, no other hands on.
Standing pages are no guests either: they stand in no list.
"""

from collections.abc import Mapping, Sequence

from site_gen.site.translations import original_of
from site_gen.site.values import Article


def guests_of(
    stories: Mapping[str, Mapping[str, Article]], lang: str, codes: Sequence[str]
) -> tuple[Article, ...]:
    """The stories without a text in `lang`, each in the language that it was written in first.

    `stories` has what readers may see and nothing else: a translation that is still a draft is missing.
    """
    found = []
    for versions in stories.values():
        documents = {code: article.document for code, article in versions.items()}
        if lang in versions or any(d.standing or d.retracted for d in documents.values()):
            continue
        found.append(versions[original_of(documents, codes).lang])
    return tuple(found)

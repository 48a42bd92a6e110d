"""Stories that say nothing: for the site that the real one is compared with."""

from site_gen.documents.document import Document
from site_gen.site.release import as_released, has_expired, is_released
from site_gen.site.values import Release


def blank(document: Document, release: Release) -> Document:
    """The same story, as hidden as it is, that says nothing; what is out already, without all that waits.

    Of a story that has expired others still show that it once was there: a link to its file or its address is text.
    """
    if is_released(document, release):
        return as_released(document, release)
    gone = has_expired(document, release)
    return Document(
        path=document.path,
        key=document.key,
        lang=document.lang,
        name=document.name,
        standing=document.standing,
        title="-",
        body="",
        revision="",
        minutes=1,
        date=document.date,
        instant=document.instant,
        slug=document.slug if gone else "",
        section=document.section if gone else "",
        draft=not gone,
        embargo=document.embargo,
        expires=document.expires,
    )

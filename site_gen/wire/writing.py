"""A Story as the Markdown file that an editor opens."""

from site_gen.documents.front_matter import front_matter_text
from site_gen.wire.escaping import escaped
from site_gen.wire.rows import BAR
from site_gen.wire.story import Block, Story


def front_matter(story: Story, source_file: str, now: str) -> dict[str, str | bool | tuple[str, ...]]:
    """The fields of the story's front matter, in their order; a field without a value is not there."""
    fields: dict[str, str | bool | tuple[str, ...]] = {
        "title": story.title.value,
        "title_source": story.title_source,
        "date": story.date.value or now,
        "date_source": story.date_source,
        "draft": bool(story.held),
        "lang": story.lang.value,
        "section": story.section.value,
        "tags": tuple(tag.name for tag in story.tags),
        "author": _names(story.author.value),
        "editor": _names(story.editor.value),
        "translator": _names(story.translator.value),
        "summary": story.summary.value,
        "outlet": story.outlet.value,
        "dateline": story.dateline.value,
        "source_file": source_file,
    }
    return {key: value for key, value in fields.items() if value}


def _names(value: str) -> str | tuple[str, ...]:
    return tuple(value.split("; ")) if "; " in value else value


def story_markdown(story: Story, source_file: str, now: str) -> str:
    """The story as one Markdown file: front matter, then the body, escaped.

    `now`, an ISO date and time in the site's zone, is written only where the text fixes no date; the front
    matter then says `date_source: import`.
    """
    return f"{front_matter_text(front_matter(story, source_file, now))}\n{body_markdown(story.blocks)}"


def body_markdown(blocks: tuple[Block, ...]) -> str:
    """The blocks as Markdown, an empty line between them; entries of one list and rows of one table stand together."""
    parts: list[str] = []
    before = ""
    for block in blocks:
        text = escaped(block.text)
        if block.kind == "heading":
            text = f"## {text}"
        elif block.kind == "list":
            text = f"- {text}"
        elif block.kind == "row":
            text = _row(block.text, head=before != "row")
        elif block.kind in ("quote", "tweet"):
            text = f"> {text}"
        elif block.kind == "caption":
            text = f"*{text}*"
        if parts:
            parts.append("\n" if block.kind == before and before in ("list", "row") else "\n\n")
        parts.append(text)
        before = block.kind
    return "".join(parts) + "\n" if parts else ""


def _row(text: str, *, head: bool) -> str:
    """A row of a table; Markdown knows one by what stands under its `head`."""
    cells = [escaped(cell) for cell in text.split(BAR)]
    row = f"| {' | '.join(cells)} |"
    return f"{row}\n|{' --- |' * len(cells)}" if head else row

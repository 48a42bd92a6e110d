"""The wire desk: raw copy in, the story that a careful desk editor would have typed.

`read_wire` (in `reading`) makes a Story of one text, `story_markdown` (in `writing`) a Markdown file of that:

    source      bytes, tables, markup, an agency's wire: to lines
    noise       out goes what is no part of the story
    credits     who wrote it
    head        headline, deck and the line of the dateline, written as `dateline` knows
    blocks      what is left, as paragraphs, headings, lists, captions
    dates       the day of publication
    titles      a title where there is none, and the summary
    tags        names and topics; the section by them

Nothing here reads a clock, a file of the project or the network. Each rule has a module of its own, each word list a
file under `_data/wire/` (`lexicon`); every inferred field says by which rule and how surely it was found (`report`).
"""

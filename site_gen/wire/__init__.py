"""The wire desk: raw copy in, the story that a careful desk editor would have typed.

`read_wire` makes a Story of one text, `story_markdown` writes it as a Markdown file. Nothing here reads a
clock, a file of the project or the network. Each rule has a module of its own, each word list a file
under `_data/wire/`; every inferred field says by which rule and how surely it was found.
"""

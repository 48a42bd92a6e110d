"""Which names and topics of a story an editor would tag it with, without a model: by lists, and by how names are written.

`find_tags` (in `choosing`) asks

    terms      the glossary's terms wherever the text names them
    names      names that no list has: `wording` knows the words of the text, `extents` where a name ends, `kinds` of what
               kind it is, `naming` puts the three together
    counting   how often the story names each of its `subjects`, by every spelling; `phrases` counts topics of two words

and takes the best. A word's own nature, a role, a given name, is told by `tokens`, which other steps ask, too.
"""

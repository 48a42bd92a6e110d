"""Which names and topics of a story an editor would tag it with, without a model: by lists, and by how names are written.

`find_tags` (in `choosing`) asks

    mentioned  what the text names of the glossary's `terms`, without asides and namesakes
    names      names that no list has: `wording` knows the words of the text, `runs` where a run of capitals ends,
               `extents` where a name ends in it, `longer` whether that is all of it, `kinds` of what kind it is,
               and `naming` puts them together
    counting   how often the story names each of its `subjects`, by every spelling; `phrases` counts topics of two words
    scoring    how much each weighs, and what its tag is called

and takes the best. A word's own nature, a role, a given name, is told by `tokens`, which other steps ask, too.
"""

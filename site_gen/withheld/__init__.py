"""What readers may not see yet, and whether it can be seen all the same.

The gate is in `site`, and nothing behind it knows an unreleased story; this is the proof that it holds. Of each
unreleased story some phrases are kept that only a leak could bring into what is published: its title and
summary, beginnings of its paragraphs, its address and those that it alone would give to tags and people, names
of its pictures. Of a story that is out they are the words of what waits in it: entries of a live story,
corrections. Everything that a build writes is looked through for them.

A phrase found is a suspicion, not a proof: two reporters may write one sentence. So phrases that released
stories are known to share are left out, and whoever finds one makes the site again without the unreleased
stories: an output that comes out the same has it from somewhere else (see `printing`).

Letters, digits and their order count, nothing else: a page, a feed and a JSON file write the same words with
other marks between them.
"""

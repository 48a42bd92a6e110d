"""What stands before the first sentence: headline, deck, dateline, the day of the page.

`read_head` (in `reading`) takes out of the first lines, in this order, what a page has `above` its headline, the `days`
of the page, then finds the line of the dateline (`finding`), the `headline` above it and the deck between them. What
they tell is kept in `told`. The bylines are gone before (`credits`); how a dateline is written is `dateline`'s.
"""

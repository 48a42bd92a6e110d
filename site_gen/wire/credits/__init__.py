"""Who made a text: bylines and credits in its head and its tail, read and taken out.

`read_credits` (in `reading`) asks, in this order, what stands

    above      the headline, or the day
    beside     the first sentence, the day: on one line with it
    bylines    on a line of its own, the headline above it and the story below
    below      on a line of its own, the story above it
    ending     at the end of the last paragraph
    behind     the credits: no credit, and it goes

and tells what it finds to `makers`. How people, jobs, houses, labels, a desk's hands and notes on a writer are written
is in modules of these names. Not here: the outlet that a dateline names, or none but a copyright line.
"""

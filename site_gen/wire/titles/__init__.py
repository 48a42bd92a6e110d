"""A title proposed from the lead, where no headline stands in the copy.

`proposed_title` (in `proposing`) tries the first sentences in turn. Of each it makes `readings`, ever shorter: `tidying`
takes out times, brackets and who said it, `shortening` says names in fewer words, `modifiers` takes out what stands
between subject and verb. `clauses` then cuts a reading where a clause or a phrase ends, so that a subject, a verb and
what the verb needs are left: `waiting` tells what a head still waits for, `endings` with what no title ends.

A title has words of the text only. It is never cut inside a quotation, a number or a name, and never ends in dots. What
cannot be cut well is passed over for the next sentence. Not here: a headline that stands in the copy (`head`), and which
word is the verb (`verbs`).
"""

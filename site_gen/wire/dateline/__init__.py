"""Datelines: who wrote, and from where, at the head of the first sentence.

One grammar for both languages:

    [noise] ( OUTLET [,:] PLACE | PLACE [,] OUTLET | PLACE (AGENCY) | OUTLET | (AGENCY)
            | PLACE [, REGION] [, DATE] [(AGENCY)] | OUTLET (PLACE) | OUTLET DASH PLACE | PLACE DASH OUTLET ) DASH

OUTLET is of the list or shaped like an address; PLACE is of the gazetteer, or at most four capitalised
words beside an outlet or in capitals. The dash may be missing only after an outlet or a closing bracket,
and be a colon behind an outlet in capitals that a dash joins to its place.
Most texts have no dateline at all, and a sentence that only looks like one must stay whole.

`read_dateline` (in `reading`) tries `outlet_first`, `place_first` (with `place_alone`, where no house is named, and
`placing`, how surely the place is one) and what a paper that no list has is called (`papers`). `sites` tells where a
desk may have sat, `marks` what stands between the parts. `parting` puts a dateline on a line of its own that a scraper
has glued to something, or torn. On which line of a text it stands is the head's to find.
"""

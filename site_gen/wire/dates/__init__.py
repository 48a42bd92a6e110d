"""The days of a text, and which of them is the day of publication.

`read_dates` (in `reading`) gathers `days` that sentences name, in any of the `forms` that copy writes, each with how the
copy speaks of it (`tenses`); days told by a word, `kemarin` (`spoken`); days that stand by themselves, a page's or a
machine's (`stamps`, `machines`). `publication` chooses. The names of months and weekdays are `calendar`'s.
"""

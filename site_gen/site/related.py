"""Which older stories a reader may want next."""

from bisect import bisect_right
from itertools import pairwise
from typing import Final

from site_gen.site.values import Article, Lists

COUNT: Final = 4
_DEPTH: Final = 4
"""How far back each tag is looked at. Four tags of four stories are a choice of 16: enough for four."""


class Related:
    """Finds, for any of the stories of an edition, older ones that share most tags with it, newer before older.

    Only older stories are looked at, and only whether tags are shared counts, never how frequent they are: so a new
    story changes what stands under no other.
    """

    def __init__(self, lists: Lists) -> None:
        self._articles = lists.articles
        self._tags = {tag.id: articles for tag, articles in lists.tags}
        self._places = {article.url: place for place, article in enumerate(lists.articles)}
        self._tagged: dict[str, list[int]] = {}

    def to(self, article: Article) -> tuple[Article, ...]:
        """The stories related to one; none to one that is in no list."""
        place = self._places.get(article.url)
        if place is None:
            return ()
        others: list[int] = []
        for tag in article.tags:
            tagged = self._tagged.get(tag.id)
            if tagged is None:
                tagged = self._tagged[tag.id] = [self._places[one.url] for one in self._tags[tag.id]]
            begin = bisect_right(tagged, place)
            others += tagged[begin : begin + _DEPTH]
        others.sort()
        articles = self._articles
        return tuple([articles[other] for other in _best(others)])


def _best(places: list[int]) -> list[int]:
    """Of sorted places those that are named most often; of those named equally often the first, the newest."""
    again = [place for place, next_one in pairwise(places) if place == next_one]
    if not again:
        return places[:COUNT]
    first = _best(again)  # they are named once less there: in the same order
    if len(first) < COUNT:
        first += [place for place in places if place not in first][: COUNT - len(first)]
    return first

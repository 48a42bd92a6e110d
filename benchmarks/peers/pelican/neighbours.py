"""Previous and next story, which Pelican has not of its own: set once when the lists are made."""

from itertools import pairwise

from pelican import signals


def _link(generator):
    articles = generator.articles
    for newer, older in pairwise(articles):
        newer.next_article, older.prev_article = older, newer


def register():
    signals.article_generator_finalized.connect(_link)

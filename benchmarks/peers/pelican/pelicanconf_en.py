"""The English edition."""

from pelicanconf import *  # noqa: F403

LANGUAGE = DEFAULT_LANG = "en"
PATH = "content/en"
OUTPUT_PATH = "public/en"
CACHE_PATH = "cache/en"

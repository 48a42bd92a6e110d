"""The Indonesian edition. Pelican lists one language, so the other edition is a site of its own."""

SITENAME = "Warta Contoh"
SITEURL = "https://warta.example"
LANGUAGE = DEFAULT_LANG = "id"
PATH = "content/id"
OUTPUT_PATH = "public/id"
CACHE_PATH = "cache/id"
THEME = "theme"
TIMEZONE = "Asia/Jakarta"
DELETE_OUTPUT_DIRECTORY = False
# Unchanged Markdown is not read again: the fastest that it can do.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None, "author": None, "period_archives": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
DIRECT_TEMPLATES = ["index", "tags", "authors", "archives", "sitemap"]
TAG_URL, TAG_SAVE_AS = "tag/{slug}/", "tag/{slug}/index.html"
TAGS_SAVE_AS = "tag/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "{slug}/", "{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "author/{slug}/", "author/{slug}/index.html"
AUTHORS_SAVE_AS = "author/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
YEAR_ARCHIVE_URL, YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/", "{date:%Y}/index.html"
MONTH_ARCHIVE_URL, MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/", "{date:%Y}/{date:%m}/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = True
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
MARKDOWN = {"extension_configs": {}, "output_format": "html5"}
PLUGIN_PATHS = ["."]
PLUGINS = ["neighbours"]

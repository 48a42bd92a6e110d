"""A static bilingual news site generator: raw wire text in, a site in two languages out."""

__version__ = "0.1.0"

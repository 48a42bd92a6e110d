"""`config.yaml`: what a newsroom decides once."""

from site_gen.config.reading import KEYS, ai_crawlers, load_config, read_config
from site_gen.config.values import (
    FILE_NAME,
    OUTPUTS,
    Checks,
    Config,
    Language,
    Robots,
    Section,
    Target,
    Translator,
    Wire,
    Words,
)

__all__ = [
    "FILE_NAME",
    "KEYS",
    "OUTPUTS",
    "Checks",
    "Config",
    "Language",
    "Robots",
    "Section",
    "Target",
    "Translator",
    "Wire",
    "Words",
    "ai_crawlers",
    "load_config",
    "read_config",
]

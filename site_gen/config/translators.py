"""The engine that drafts translations."""

import re
from urllib.parse import urlsplit

from site_gen.config.values import Translator
from site_gen.safe_yaml import Fields, Scalar


def read_translator(fields: Fields, codes: tuple[str, ...]) -> Translator:
    """The engine, if one is named. What is wrong with it is complained of."""
    inner = fields.fields("translator")
    if inner is None:
        return Translator()
    inner.known(Translator.__struct_fields__)
    engines = [name for name in ("command", "libretranslate", "argos") if name in inner]
    if len(engines) > 1:
        inner.complain(
            inner.mapping.keys[engines[1]],
            f"more than one translator: {' and '.join(engines)}",
            "Keep one of them.",
        )
    named = inner.fields("codes")
    if named is not None:
        named.known(codes, "Languages are declared in config.yaml.")
    return Translator(
        command=_command(inner),
        libretranslate=inner.parsed("libretranslate", _server, ""),
        argos=inner.flag("argos"),
        codes={code: named.parsed(code, _engine_code, code) for code in codes if named and code in named},
        seconds=inner.number("seconds", Translator().seconds, 1, 3600),
    )


def _command(fields: Fields) -> tuple[str, ...]:
    node = fields.node("command")
    if node is None:
        return ()
    if isinstance(node, Scalar):
        hint = "Write a list, the program first: command: [apertium, ind-zlm]. No shell reads it."
        fields.complain(node.where, "translator.command is one text", hint)
        return ()
    words = fields.texts("command", 50)
    if not words or not words[0]:
        fields.complain(node.where, "translator.command names no program", "Write it first in the list.")
    elif words[0].startswith("-"):
        hint = "The first of the list is the program; its options come after it."
        fields.complain(node.where, f'the program "{words[0]}" begins with -', hint)
    elif "{" in words[0]:
        fields.complain(node.where, f'the program "{words[0]}"', "{from} and {to} may stand after it only.")
    for word in words[1:]:
        unknown = [name for name in re.findall(r"\{([^{}]*)\}", word) if name not in ("from", "to")]
        if unknown:
            fields.complain(node.where, f'"{{{unknown[0]}}}" in translator.command', "Known: {from}, {to}.")
    return words


def _server(text: str) -> str:
    hint = "Write it as in: https://translate.example.org"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"no web address: {error}\n{hint}") from None
    if "@" in parts.netloc:
        raise ValueError("a user name or password in translator.libretranslate\nDelete it: it is committed.")
    odd = re.search(r"[\s<>\"'\\^`{|}\x00-\x1f]", text)
    if parts.scheme not in ("http", "https") or not host or odd or parts.query or parts.fragment:
        raise ValueError(f"translator.libretranslate is no web address\n{hint}")
    return text.rstrip("/")


def _engine_code(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}", text):
        raise ValueError(f'"{text}" is no language code\nLetters, digits, - and _ only.')
    return text

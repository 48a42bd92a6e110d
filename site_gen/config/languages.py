"""The languages of a site, and the words that its addresses have in each."""

import re
from typing import Final

import msgspec

from site_gen.config.scalars import slug
from site_gen.config.values import Language, Words
from site_gen.dateline_patterns import wrong_with_pattern
from site_gen.errors import Location
from site_gen.moments import is_locale
from site_gen.safe_yaml import Fields, Scalar, Sequence

_LANGUAGES: Final[dict[str, Language]] = {
    "id": Language(
        code="id",
        name="Bahasa Indonesia",
        locale="id_ID",
        words=Words(
            tag="tag",
            author="penulis",
            page="halaman",
            archive="arsip",
            corrections="koreksi",
            series="seri",
            search="cari",
        ),
        time_format="HH.mm",
        dateline=("{outlet}, {place} –", "{place} –", "{outlet} –"),
    ),
    "en": Language(
        code="en", name="English", locale="en_US", date_format="MMMM d, y", day_format="EEEE, MMMM d, y"
    ),
}
"""What a site that only says `id` and `en` gets. Another language has English words in its addresses, and the day
before the month, as most of the world writes."""

FOLDERS: Final = ("tag", "author", "archive", "corrections", "series")
"""Words of an edition's addresses that are folders of it: each is another."""
_RTL: Final = {"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}


def read_languages(fields: Fields) -> tuple[Language, ...]:
    """The languages, the default one first. What is wrong with them is complained of."""
    found: dict[str, Language] = {}
    node = fields.node("languages")
    if node is None:
        found = dict(_LANGUAGES)
    elif isinstance(node, (Scalar, Sequence)):
        for code in fields.texts("languages"):
            found[code] = _language(code, None, fields, node.where)
    else:
        inner = fields.fields("languages")
        assert inner is not None
        for code, where in inner.mapping.keys.items():
            found[code] = _language(code, inner.fields(code) if code in inner else None, fields, where)
    if not found:
        if isinstance(node, Sequence) and not node.items:
            fields.complain(node.where, "no language", "Add at least one: languages: [id, en].")
        return (_LANGUAGES["id"],)
    default = fields.text("default_language") or next(iter(found))
    if default not in found:
        fields.complain(
            fields.where("default_language"),
            f'default_language is "{default}", which is not one of the languages',
            f"One of: {', '.join(found)}.",
        )
        default = next(iter(found))
    return (found.pop(default), *found.values())


def _language(code: str, inner: Fields | None, outer: Fields, where: Location) -> Language:
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", code):
        outer.complain(
            where, f'"{code}" is no language code', "Write it in lower case, as in: id, en, ar, zh-hant."
        )
        return msgspec.structs.replace(_LANGUAGES["en"], code=code)
    known = _LANGUAGES.get(code)
    base = known or Language(code, "", _locale_of(code))
    if inner is None:
        if known is None:
            outer.complain(where, f'the language "{code}" has no name', f"Write {code}: {{name: …}}.")
        return base
    inner.known(["name", "locale", "dir", "words", "date_format", "day_format", "time_format", "dateline"])
    name = inner.text("name", base.name)
    if not name:
        inner.complain(inner.where(), f'the language "{code}" has no name', "Add: name: its name in itself.")
    locale = inner.text("locale", base.locale)
    pattern = r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2}|_[0-9]{3})?"
    ours = known is not None and locale == known.locale
    if not ours and not (re.fullmatch(pattern, locale) and is_locale(locale)):
        hint = "Write the name of one that the CLDR has: id_ID, en_GB."
        inner.complain(inner.where("locale"), f'"{locale}" is no locale', hint)
    words = _words(inner, base.words)
    texts = {key: inner.text(key, getattr(base, key)) for key in ("date_format", "day_format", "time_format")}
    return Language(
        code=code,
        name=name,
        locale=locale,
        dir="rtl"
        if inner.choice("dir", ("ltr", "rtl"), "rtl" if code in _RTL else "ltr") == "rtl"
        else "ltr",
        words=words,
        dateline=_datelines(inner) if "dateline" in inner.mapping.keys else base.dateline,
        **texts,
    )


def _datelines(language: Fields) -> tuple[str, ...]:
    """The patterns of a dateline; none where the key stands there empty: then no story begins with one."""
    patterns = tuple(pattern for pattern in language.texts("dateline", 20) if pattern)
    for pattern in patterns:
        for wrong, hint in wrong_with_pattern(pattern):
            language.complain(language.where("dateline"), f'the dateline "{pattern}"{wrong}', hint)
    return patterns


def _locale_of(code: str) -> str:
    """The CLDR locale of a language code: zh-hant is zh_Hant, pt-br is pt_BR."""
    first, *others = code.split("-")
    return "_".join([first, *(part.title() if len(part) == 4 else part.upper() for part in others)])


def _words(language: Fields, base: Words) -> Words:
    fields = language.fields("words")
    if fields is None:
        return base
    fields.known(Words.__struct_fields__)
    words = Words(**{w: fields.parsed(w, slug, getattr(base, w)) for w in Words.__struct_fields__})
    first: dict[str, str] = {}
    for name in FOLDERS:
        word = getattr(words, name)
        if first.setdefault(word, name) != name:
            fields.complain(
                fields.where(name if name in fields else first[word]),
                f'"{word}" is the word for both {first[word]} and {name}',
                "Each needs a word of its own: they are folders of one edition.",
            )
    return words

"""A theme's words in each language: `strings/LANG.yaml`.

    read_next: Baca juga
    by: Oleh {name}
    stories:
      one: "{n} story"
      other: "{n} stories"

A value is a text, or the forms that CLDR gives the language for numbers. `{name}` is filled in by
`t("by", name=…)`, a number is written as the language writes it. Values are text, never markup.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import msgspec

from site_gen.errors import Location, Problem, SiteError, nearest
from site_gen.safe_yaml import DATA_FILE, Fields, read_yaml
from site_gen.safe_yaml import Mapping as Node
from site_gen.theme.escaping import Written
from site_gen.theme.files import OWN, SHIPPED, ThemeFiles

Words = str | dict[str, str]
"""A text, or plural category to text."""

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
_HOLE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class String(msgspec.Struct, frozen=True):
    """One entry of a strings file."""

    words: Words
    where: Location
    sound: bool = True
    """False if something is wrong with it that has been said."""


Table = dict[str, String]
"""The strings of one language, by key."""


def holes(words: Words) -> frozenset[str]:
    """The names in braces, of all plural forms together."""
    texts = (words,) if isinstance(words, str) else words.values()
    return frozenset(name for text in texts for name in _HOLE.findall(text))


def needs(words: Words) -> frozenset[str]:
    """What a call of `t` has to give: the names in braces, and `n` where there are plural forms."""
    return holes(words) if isinstance(words, str) else holes(words) | {"n"}


def read_strings(text: str, path: str, problems: list[Problem]) -> Table:
    """The entries of one strings file; what is wrong goes to `problems`. SiteError if it is not YAML."""
    mapping = read_yaml(text, path, limits=DATA_FILE)
    fields = Fields(mapping, problems)
    found: Table = {}
    for key, where in mapping.keys.items():
        before = len(problems)
        if not _KEY.fullmatch(key):
            fields.complain(where, f'"{key}" is no key', "Lower-case letters, digits and _.")
        words = _words(fields, key, where)
        for form in (words,) if isinstance(words, str) else words.values():
            if set(_HOLE.sub("", form)) & set("{}"):
                fields.complain(fields.where(key), f'a lone brace in "{form}"', "Names look like {name}.")
        found[key] = String(words, where, len(problems) == before)
    return found


def _words(fields: Fields, key: str, where: Location) -> Words:
    if key not in fields:
        fields.complain(where, f'"{key}" is empty', 'Write its words; "" if it is to print nothing.')
        return ""
    if not isinstance(fields.node(key), Node):
        return fields.text(key)
    forms = fields.fields(key)
    assert forms is not None
    forms.known(CATEGORIES, f"The forms of a plural are {', '.join(CATEGORIES)}.")
    return {form: forms.text(form) for form in forms.mapping.values}


def merged_strings(files: ThemeFiles, lang: str, problems: list[Problem]) -> Table | None:
    """The strings of a language, each from the topmost layer that has it; None if they cannot be read."""
    table: Table = {}
    readable = True
    paths = [f"{layer}/strings/{lang}.yaml" for layer in reversed(files.layers)]
    for path in paths:
        if path not in files.files:
            continue
        try:
            table |= read_strings(files.files[path].decode("utf-8-sig"), files.origins[path], problems)
        except UnicodeDecodeError as error:
            line = files.files[path].count(b"\n", 0, error.start) + 1
            problems.append(Problem(files.at(path, line), "not UTF-8", "Save it as UTF-8."))
            readable = False
        except SiteError as error:
            problems.extend(error.problems)
            readable = False
    if not any(path in files.files for path in paths):
        others = [files.origins[path] for path in files.under("strings")]
        hint = f"Write this file: a translation of {others[0]}." if others else "Write this file."
        where = Location(f"{OWN}/strings/{lang}.yaml")
        problems.append(Problem(where, f'the theme {files.name} has no strings in "{lang}"', hint))
        readable = False
    return table if readable else None


def check_tables(
    tables: Mapping[str, Table], files: ThemeFiles, forms: Mapping[str, tuple[str, ...]]
) -> list[Problem]:
    """What the tables of all languages owe each other: the same keys, the same names in braces, all plurals.

    `forms` are the plural categories of each language.
    """
    problems: list[Problem] = []
    models = {key: string for table in reversed(list(tables.values())) for key, string in table.items()}
    for lang, table in tables.items():
        for key, model in sorted(models.items()):
            string = table.get(key)
            if string is None:
                problems.append(_untranslated(key, model, lang, table, files))
                continue
            if not string.sound or not model.sound:
                continue
            problems += _check_forms(key, string, lang, forms[lang])
            if missing := holes(model.words) ^ holes(string.words):
                names = ", ".join(f"{{{name}}}" for name in sorted(missing))
                where, other = string.where, model.where
                if where.path.startswith(SHIPPED):
                    where, other = other, where  # what ships is right
                problems.append(Problem(where, f'"{key}" differs in {names}', f"Compare {other}."))
    return problems


def _untranslated(key: str, model: String, lang: str, table: Table, files: ThemeFiles) -> Problem:
    """A string that another language has. Where only what ships would have it, its own place is named."""
    where = files.at(f"strings/{lang}.yaml")
    if not where.path.startswith(SHIPPED):
        return Problem(where, f'no string "{key}"', f"Translate it from {model.where}.")
    close = nearest(key, table)
    hint = f'Did you mean "{close}"?' if close else f"Translate it in {OWN}/strings/{lang}.yaml."
    return Problem(model.where, f'the string "{key}" has no words in "{lang}"', hint)


def _check_forms(key: str, string: String, lang: str, needed: tuple[str, ...]) -> Iterable[Problem]:
    if isinstance(string.words, str):
        return
    for form in needed:
        if form not in string.words:
            yield Problem(
                string.where, f'the plural "{key}" lacks `{form}`', f'"{lang}" needs: {", ".join(needed)}.'
            )
    for form in string.words:
        if form not in needed:
            yield Problem(
                string.where, f'the plural "{key}" has `{form}`', f'"{lang}" has only: {", ".join(needed)}.'
            )


def plural_forms(locale: str) -> tuple[str, ...]:
    """The plural categories of a CLDR locale, in their usual order."""
    from babel import Locale

    tags = Locale.parse(locale).plural_form.tags | {"other"}
    return tuple(form for form in CATEGORIES if form in tags)


def no_string(key: str, known: Iterable[str]) -> tuple[str, str]:
    """Message and hint for a key that no strings file has."""
    close = nearest(key, known)
    return f'no string "{key}"', f'Did you mean "{close}"?' if close else "Add it to strings/LANG.yaml."


class Speech:
    """`t` in one language.

    `number` writes a number, `form` tells the plural category of one.
    """

    def __init__(
        self, strings: Mapping[str, Words], number: Callable[[Any], str], form: Callable[[int], str]
    ) -> None:
        self.strings, self.number, self.form = strings, number, form
        self.plain = {k: Written(w) for k, w in strings.items() if isinstance(w, str) and not holes(w)}

    def t(self, key: str, /, **values: Any) -> str:
        """The words under `key`, with `values` filled in. As text: the template escapes it."""
        if not values:
            return self.plain[key]
        words = self.strings[key]
        if isinstance(words, dict):
            if type(values["n"]) is not int:
                raise TypeError(f"n of t() is {type(values['n']).__name__}, not a whole number")
            words = words[self.form(values["n"])]
        for name, value in values.items():
            if type(value) is not str:
                values[name] = self.write(name, value)
        # Safe: `read_strings` lets nothing but plain names stand in the braces.
        return words.format_map(values)

    def write(self, name: str, value: Any) -> str:
        """`value` as text. A TypeError for anything but a text or a number: a story is not a word."""
        if isinstance(value, str):
            # Of Markup the bare text: markup would escape what it is joined to and come out as markup again.
            return str.__str__(value)
        if type(value) is int:
            return self.number(value)
        raise TypeError(f"{name} of t() is {type(value).__name__}, not a text or a whole number")

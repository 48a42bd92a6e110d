"""ThemeFiles → Theme: what each layout is made of, and everything that can be checked without a page.

A Theme can be remembered under the digest of its files and its languages: a build that finds it there
needs no Jinja to know which pages are out of date.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from site_gen.digest import digest, digest_bytes
from site_gen.errors import Problem, nearest
from site_gen.theme.assets import Asset, name_assets, no_asset
from site_gen.theme.files import OWN, ThemeFiles, check_facts
from site_gen.theme.strings import (
    String,
    Table,
    Words,
    check_tables,
    holes,
    merged_strings,
    needs,
    no_string,
    plural_forms,
)

if TYPE_CHECKING:
    from site_gen.theme.engine import Codes
    from site_gen.theme.templates import Template


class Theme(msgspec.Struct, frozen=True, array_like=True):
    """A theme as pages depend on it."""

    name: str
    layouts: dict[str, dict[str, str]]
    """Layout (`article.html`) to language to the digest of its closure: its templates, words and assets."""
    strings: dict[str, dict[str, Words]]
    """Language to key to words."""
    assets: tuple[Asset, ...]
    """By name."""


class Closure(msgspec.Struct, frozen=True):
    """All that a layout is made of, itself included."""

    templates: frozenset[str]
    strings: frozenset[str]
    assets: frozenset[str]


def make_theme(
    files: ThemeFiles,
    locales: Mapping[str, str],
    codes: "Codes | None" = None,
    unasked: Collection[str] = (),
) -> tuple[Theme, list[Problem]]:
    """The Theme for a site in the languages of `locales` (code to CLDR locale, the default language first).

    With any fatal Problem, the Theme is not fit to be rendered. `codes` may remember templates that could be compiled.
    `unasked` are outputs whose layout is missing and not missed: nothing is said of strings that wait for it.
    """
    # Jinja and Babel are here and not above: a remembered Theme needs neither.
    from site_gen.theme.compilable import check_compilable
    from site_gen.theme.engine import Codes
    from site_gen.theme.templates import read_templates

    problems = check_facts(files)
    assets, found = name_assets(files)
    problems += found
    for path in files.under("strings"):
        if not path.endswith(".yaml"):
            problems.append(
                Problem(files.at(path), "no file of strings", "Name it by its language: id.yaml.")
            )
    read = {lang: merged_strings(files, lang, problems) for lang in locales}
    tables = {lang: table for lang, table in read.items() if table is not None}
    problems += check_tables(tables, files, {lang: plural_forms(locales[lang]) for lang in tables})
    templates, found = read_templates(files)
    problems += found
    problems += _check_names(templates, files, tables, assets)
    if not any(problem.fatal for problem in problems):
        problems += _unused_strings(templates, tables, unasked)
        problems += check_compilable(templates, files, codes or Codes(files, None))
    layouts = {}
    used: set[str] = set()
    for path in files.under("layouts"):
        closure = closure_of(path, templates)
        used |= closure.templates
        layouts[path.removeprefix("layouts/")] = {
            lang: _digest(closure, files, table, assets) for lang, table in tables.items()
        }
    problems += _unused_partials(files, used)
    strings = {lang: {key: s.words for key, s in sorted(table.items())} for lang, table in tables.items()}
    return Theme(files.name, layouts, strings, tuple(assets.values())), sorted(set(problems))


def closure_of(path: str, templates: Mapping[str, "Template"]) -> Closure:
    """What the template at `path` is made of, directly and through others."""
    from site_gen.theme.templates import reached

    names = reached([path], templates)
    found = [templates[name] for name in names]
    return Closure(
        frozenset(names),
        frozenset(reference.name for template in found for reference in template.strings),
        frozenset(reference.name for template in found for reference in template.assets),
    )


def _digest(closure: Closure, files: ThemeFiles, table: Table, assets: Mapping[str, Asset]) -> str:
    return digest(
        (
            [(path, digest_bytes(files.files[path])) for path in sorted(closure.templates)],
            [(key, table[key].words) for key in sorted(closure.strings) if key in table],
            [(name, assets[name].url) for name in sorted(closure.assets) if name in assets],
        )
    )


def _check_names(
    templates: Mapping[str, "Template"],
    files: ThemeFiles,
    tables: Mapping[str, Table],
    assets: Mapping[str, Asset],
) -> list[Problem]:
    """Strings and assets that are named and not there, and values that a string does not take."""
    problems: list[Problem] = []
    known: dict[str, list[String]] = {}
    for table in tables.values():
        for key, string in table.items():
            known.setdefault(key, []).append(string)
    for template in templates.values():
        for reference in template.strings:
            where = files.at(template.path, reference.line)
            if reference.name not in known:
                problems.append(Problem(where, *no_string(reference.name, known)))
                continue
            versions = known[reference.name]
            if len({holes(string.words) for string in versions}) > 1 or not all(s.sound for s in versions):
                continue  # which has been said of the strings themselves
            wanted = frozenset[str]().union(*(needs(string.words) for string in versions))
            for value in sorted(wanted - reference.values):
                message = f'"{reference.name}" needs the value {value}'
                problems.append(Problem(where, message, f't("{reference.name}", {value}=…)'))
            for value in sorted(reference.values - wanted):
                problems.append(Problem(where, f'"{reference.name}" has no {{{value}}}', "Delete the value."))
        for reference in template.assets:
            if reference.name not in assets:
                where = files.at(template.path, reference.line)
                problems.append(Problem(where, *no_asset(reference.name, assets)))
    return problems


def _unused_strings(
    templates: Mapping[str, "Template"], tables: Mapping[str, Table], unasked: Collection[str]
) -> Iterator[Problem]:
    """Warnings of strings that nothing prints, but for those that have an output of `unasked` in their name."""
    used = {reference.name for template in templates.values() for reference in template.strings}
    for table in tables.values():
        for key, string in table.items():
            if key not in used and not {*key.split("_")} & {*unasked}:
                yield Problem(string.where, f'no template uses "{key}"', "Delete it.", fatal=False)


def _unused_partials(files: ThemeFiles, reached: Collection[str]) -> Iterator[Problem]:
    """Warnings of the project's own partials that no layout is made of, probably for want of a letter."""
    for path in files.under("partials"):
        if path not in reached and f"{OWN}/{path}" in files.files:
            close = nearest(path, reached)
            hint = f'Did you mean "{close}"?' if close else "Delete it."
            yield Problem(files.at(path), "no layout uses this", hint, fatal=False)

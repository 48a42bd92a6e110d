"""The tables of a project that has been read, as values, and what is wrong with each."""

from pathlib import Path
from zoneinfo import ZoneInfo

from site_gen.config import Config
from site_gen.errors import Problem, SiteError
from site_gen.reading.project import GLOSSARY, PEOPLE, SERIES, Reading, bytes_at, decoded
from site_gen.tables.fronts import Front, read_front
from site_gen.tables.glossary import Entry, Glossary, over_base, read_glossary
from site_gen.tables.people import People, read_people
from site_gen.tables.series import SeriesTable, read_series


def glossary_of(project: Path, config: Config) -> Glossary:
    """The project's glossary over the shipped one. Raises SiteError if something is wrong with it."""
    entries, problems = _entries(bytes_at(project, GLOSSARY), config)
    if any(problem.fatal for problem in problems):
        raise SiteError(problems)
    return over_base(entries)


def glossary_in(reading: Reading) -> tuple[Glossary, list[Problem]]:
    """The glossary, and what is wrong with the project's own."""
    entries, problems = _entries(reading.glossary, reading.config)
    return over_base(entries), problems


def _entries(data: bytes | None, config: Config) -> tuple[list[Entry], list[Problem]]:
    text, problems = decoded(data, GLOSSARY)
    if text is None:
        return [], problems
    return read_glossary(text, GLOSSARY, config.codes, [section.id for section in config.sections])


def people_in(reading: Reading) -> tuple[People, list[Problem]]:
    """The paper's people, and what is wrong with their table."""
    text, problems = decoded(reading.people, PEOPLE)
    if text is None:
        return People(), problems
    people, problems = read_people(text, PEOPLE, reading.config.codes)
    return People(people), problems


def fronts_in(reading: Reading) -> tuple[tuple[Front, ...], list[Problem]]:
    """The fronts, and what is wrong with their files."""
    found: list[Front] = []
    problems: list[Problem] = []
    if reading.fronts:
        config = reading.config
        sections, zone = [section.id for section in config.sections], ZoneInfo(config.timezone)
        for path, data in reading.fronts.items():
            text, wrong = decoded(data, path)
            problems += wrong
            if text is not None:
                front, wrong = read_front(text, path, config.codes, sections, zone)
                problems += wrong
                found += [front] if front else []
    return tuple(found), problems


def series_in(reading: Reading) -> tuple[SeriesTable, list[Problem]]:
    """The paper's series, and what is wrong with their table."""
    text, problems = decoded(reading.series, SERIES)
    if text is None:
        return SeriesTable(), problems
    series, problems = read_series(text, SERIES, reading.config.codes)
    return SeriesTable(series), problems

"""The files of fronts: what is read, and what is said of mistakes."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsroom import config, front, instant

from site_gen.tables.fronts import STRIP, STRIPS, read_front, usual_home


def cases() -> list[tuple[str, str, str, str]]:
    text = Path(__file__).with_name("front_cases.txt").read_text("utf-8")
    found = []
    for case in text.split("\n=== ")[1:]:
        head, _, rest = case.partition("\n")
        name, _, title = head.partition(": ")
        source, _, expected = rest.partition("--->\n")
        found.append((title, name, source, expected.strip()))
    return found


@pytest.mark.parametrize(
    ("name", "source", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()]
)
def test_a_front_is_read_and_its_mistakes_are_named(name: str, source: str, expected: str) -> None:
    site = config()
    sections = [section.id for section in site.sections]
    zone = ZoneInfo(site.timezone)
    found, problems = read_front(source, f"content/fronts/{name}.yaml", site.codes, sections, zone)
    assert "\n".join(map(str, sorted(problems))) == expected
    assert all(problem.fatal for problem in problems)
    assert found or problems


def test_a_pin_ends_at_an_instant_in_the_zone_of_the_site() -> None:
    text = "lead: {pins: [{story: a, until: 2024-01-16 06:00}, {story: b, until: 2024-01-16T06:00:00Z}, c]}"
    ends = [pin.until for pin in front("home", text).pins]
    assert ends == [instant("2024-01-16 06:00"), instant("2024-01-16 13:00"), 0]


def test_without_a_word_on_strips_the_home_page_has_those_of_the_usual_front() -> None:
    home, usual = front("home", "seconds: {count: 5}\n"), usual_home(["nasional", "dunia"])
    assert (home.strips, home.most) == (usual.strips, usual.most)
    assert [slot.least for slot in home.strips] == [STRIP, STRIP]
    assert usual.most == STRIPS
    assert front("home", "strips: []").strips == ()


def test_only_a_page_of_its_own_has_a_title_an_address_and_a_river() -> None:
    own = front("pilihan", "title: {id: Pilihan}\ntag: Banjir\n")
    assert (own.titles, own.river) == ({"id": "Pilihan"}, 20)
    for name in ("home", "nasional"):
        assert (front(name, "").titles, front(name, "").river) == ({}, 0)
    assert front("pilihan", "title: Pilihan\n").river == 0

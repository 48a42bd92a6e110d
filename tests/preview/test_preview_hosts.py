"""Who may ask."""

import pytest

from site_gen.preview.hosts import known_hosts, listens_everywhere, may_ask

KNOWN = known_hosts("127.0.0.1", 8000)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LocalHost:8000", "[::1]:8000"])
def test_this_machine_may_ask_by_its_own_names(host: str) -> None:
    assert may_ask(KNOWN, host, None)
    assert may_ask(KNOWN, host, f"http://{host}")


@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0.1",
        "127.0.0.1:8001",
        "127.0.0.1:80008",
        "localhost",
        "localhost.:8000",
        "localhost:8000.evil.example",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example:8000",
        "127.0.0.1:8000@evil.example",
        "user@127.0.0.1:8000",
        "127.1:8000",
        "2130706433:8000",
        "0.0.0.0:8000",
        "[::]:8000",
        "[::ffff:127.0.0.1]:8000",
        "127.0.0.1:8000, evil.example",
        " 127.0.0.1:8000",
        "192.168.1.5:8000",
    ],
)
def test_another_name_may_not(host: str) -> None:
    assert not may_ask(KNOWN, host, None)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "http://evil.example",
        "http://evil.example:8000",
        "https://127.0.0.1:8000",
        "http://127.0.0.1",
        "http://127.0.0.1:8001",
        "http://127.0.0.1:8000/",
        "http://127.0.0.1:8000.evil.example",
        "http://localhost.evil.example:8000",
        "ws://127.0.0.1:8000",
        "127.0.0.1:8000",
        "file://",
    ],
)
def test_a_page_from_elsewhere_may_not(origin: str) -> None:
    assert not may_ask(KNOWN, "127.0.0.1:8000", origin)


def test_a_name_that_was_asked_for_is_known() -> None:
    assert may_ask(known_hosts("meja.local", 8000), "meja.local:8000", None)
    assert not may_ask(KNOWN, "meja.local:8000", None)


def test_a_preview_on_all_addresses_answers_to_the_one_it_was_reached_at() -> None:
    assert listens_everywhere("0.0.0.0")
    assert listens_everywhere("::")
    assert may_ask(known_hosts("0.0.0.0", 8000, "192.168.1.5"), "192.168.1.5:8000", None)
    assert may_ask(known_hosts("::", 8000, "::ffff:192.168.1.5"), "192.168.1.5:8000", None)
    assert not may_ask(known_hosts("0.0.0.0", 8000, "192.168.1.5"), "192.168.1.6:8000", None)
    assert not may_ask(known_hosts("0.0.0.0", 8000, "192.168.1.5"), "evil.example:8000", None)


def test_port_80_need_not_be_said() -> None:
    assert may_ask(known_hosts("127.0.0.1", 80), "localhost", None)

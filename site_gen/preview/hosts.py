"""Who may ask: the names under which this preview is known.

A preview shows what is not published yet. Any page in the same browser can send requests to 127.0.0.1, and
can let its own name lead here after it was loaded (DNS rebinding); so both the name that was asked for and
the page that asks must be on a list. An address in digits cannot be rebound, which is why a preview that
listens on all addresses also answers to the one that a connection came in on.
"""

import ipaddress
from typing import Final

HERE: Final = ("127.0.0.1", "localhost", "[::1]")


def bracketed(host: str) -> str:
    """`host` as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def listens_everywhere(host: str) -> bool:
    """Whether `host` means every address of this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


def known_hosts(host: str, port: int, reached: str = "") -> frozenset[str]:
    """The values of the Host header that are answered, in lower case.

    `host` is where the preview listens, `reached` the address that a connection came in on.
    """
    names = {*HERE}
    if not listens_everywhere(host):
        names.add(bracketed(host).lower())
    elif reached:
        names.add(bracketed(reached.removeprefix("::ffff:")).lower())
    found = {f"{name}:{port}" for name in names}
    return frozenset(found | names if port == 80 else found)


def name_and_port(host: str) -> tuple[str, int]:
    """The two parts of a Host header, such as `[::1]:8000`."""
    name, colon, port = host.rpartition(":")
    return (name, int(port)) if colon and port.isdecimal() else (host, 80)


def may_ask(known: frozenset[str], host: str, origin: str | None) -> bool:
    """Whether a request with this Host header is answered, when the page that sends it is of `origin`.

    None is a request without an Origin header: of an address that was typed, or a link that was followed.
    """
    if host.lower() not in known:
        return False
    return origin is None or origin.lower() in {f"http://{name}" for name in known}

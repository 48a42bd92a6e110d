"""Where a desk may have sat: the places that can begin a dateline, each with its region."""

import re

import msgspec

from site_gen.wire.gazetteer import Gazetteer

DASH = r"(?:-{1,4}|[–—―−]{1,2}|\ufffd)"
"""What stands behind a dateline."""
WORD = r"(?:[A-ZÀ-Þ][\w'’.]*(?:-[A-ZÀ-Þ][\w'’]*)*)"
_PLACE = re.compile(
    rf"{WORD}(?:[ ]{WORD}|[ ](?:de|del|da|la|al|el|es|di|of|on|and|upon|bin)(?=\s+[A-Z])){{0,4}}"
)


class Site(msgspec.Struct, frozen=True):
    """Where the desk may have sat: a candidate."""

    town: str
    """As it is written; two towns with `/` between them."""
    region: str
    end: int
    known: bool


def _heads(words: str) -> list[str]:
    """`New York City` as itself, `New York` and `New`: the longest first."""
    return [words[: m.end()] for m in reversed(list(re.finditer(r"[^ ]+", words)))]


def sites_at(text: str, position: int, gazetteer: Gazetteer) -> list[Site]:
    """Places that may begin here: known ones first, the longest first, each with its region and without."""
    found = _PLACE.match(text, position)
    if not found:
        return []
    towns: list[tuple[str, bool]] = []
    if (seat := _SEAT.match(text, position)) and (of := _PLACE.match(text, seat.end())):
        towns += [(seat.group() + head, True) for head in _heads(of.group()) if gazetteer.place(head)]
    for head in _heads(found.group()):
        bare = head.rstrip(",.") if gazetteer.place(head.rstrip(",.")) else head
        if gazetteer.place(bare):
            double = _SECOND_TOWN.match(text, position + len(bare))
            if double and gazetteer.outlet_at.fullmatch(double[1]):
                double = None
            if double and (gazetteer.place(double[1]) or (bare + double[1]).replace(" ", "").isupper()):
                towns.append((bare + double.group(), True))
            towns.append((bare, True))
    towns.append((found.group(), False))
    sites: list[Site] = []
    for town, known in towns:
        end = position + len(town)
        if region := _region_at(text, end, gazetteer):
            sites.append(Site(town, region[0], region[1], known))
        sites.append(Site(town, "", end, known))
    return sites


_SEAT = re.compile(r"(?:Kab(?:upaten|\.)?|Kota|Kec(?:amatan|\.)?|Kotamadya|Kodya)\s+", re.IGNORECASE)
"""What a district, or a town apart from its district, is called before its name."""
_SECOND_TOWN = re.compile(r"/([A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+){0,2})(?=\s*[,(–—-])")


def _region_at(text: str, position: int, gazetteer: Gazetteer) -> tuple[str, int] | None:
    """`, Pa.`, `, New Hampshire`, `, NTB`."""
    comma = _COMMA.match(text, position)
    found = _PLACE.match(text, comma.end()) if comma else None
    if not comma or not found:
        return None
    for head in _heads(found.group()):
        seat = _SEAT.match(head)
        if gazetteer.is_region(head) or (seat and gazetteer.place(head[seat.end() :])):
            if head.endswith(".") and gazetteer.is_region_in_full(head):
                head = head[:-1]  # the full stop is the sentence's
            return head, comma.end() + len(head)
    return None


_COMMA = re.compile(r"\s?,\s*")


def _town(place: str, gazetteer: Gazetteer) -> str:
    """`JAKARTA` as Jakarta, `NEW YORK` as New York; a spelling in small letters as it stands."""
    if not place.isupper() or place.endswith("."):
        return place
    usual = gazetteer.place(place)
    if usual and not usual.isupper():
        return usual
    small = {"Of", "On", "And", "De", "La"}
    titled = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group().capitalize(), place)
    return " ".join(word.lower() if word in small else word for word in titled.split(" "))


_IN_FULL = {"kab": "Kabupaten", "kec": "Kecamatan", "kodya": "Kotamadya"}


def named(site: Site, gazetteer: Gazetteer, town: str = "") -> str:
    """The place as the desk writes it: a district in full, a town in capitals as it is usually spelt."""
    if not town and (seat := _SEAT.match(site.town)) and gazetteer.place(rest := site.town[seat.end() :]):
        head = seat.group().strip(" .")
        head = _IN_FULL.get(head.lower(), head.capitalize())
        town = f"{head} {_town(rest, gazetteer)}"
    name = "/".join(_town(part, gazetteer) for part in (town or site.town).split("/"))
    return f"{name}, {site.region}" if site.region else name

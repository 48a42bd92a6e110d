"""The outlet where no dateline and no credit names it: by a copyright line, by a promotion, by whom it speaks to."""

import re
from collections import Counter

from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line
from site_gen.wire.story import NOTHING, Inferred, Removed

_COPYRIGHT_OF = re.compile(
    r"(?:Copyright|COPYRIGHT|©|\([cC]\))[\s©@]*(?:\([cC]\)\s*)?(?:\d{4}\s*)?(?:by\s+)?(?P<outlet>[A-Z][^.,;|()\d]{1,40}?)(?:\s*[.,;|(]|\s+\d{4}|\s+(?:[Aa]ll|ALL)\s+|\s*$)"
)
_INLINE = re.compile(
    r"(?:\b(?:kepada|dihubungi|ditemui|diterima|diperoleh|dihimpun|dikonfirmasi|dikutip|pantauan|kontributor|wartawan|reporter|rangkuman|catatan|redaksi|ditanya|diwawancara|wawancara|dirangkum)\s*"
    r"(?:oleh\s+|tim\s+|wartawan\s+|redaksi\s+|dari\s+|kantor\s+berita\s+(?:politik\s+)?)?|\b(?:told|tells|interview\s+with|speaking\s+to|spoke\s+to|told\s+the)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\b(?:dikutip|dilansir|melansir|mengutip)(?:\s+(?:dari|oleh))?\s*$", re.IGNORECASE)
"""Whose copy a paper quotes is not the paper."""
_INLINE_AFTER = re.compile(r"^\s*(?:kutip|lansir|rangkum|himpun|peroleh|terima)\b")


def outlet_of_copyright(removed: list[Removed], gazetteer: Gazetteer) -> Inferred:
    """The outlet that a copyright line names."""
    for piece in removed:
        of_right = piece.rule == "copyright" or (
            piece.rule == "behind the credits" and _COPYRIGHT_OF.match(piece.text)
        )
        if of_right and (found := _COPYRIGHT_OF.search(piece.text)):
            name = re.sub(r"^All\s+Rights\s+Reserved\W*", "", found["outlet"].strip(), flags=re.IGNORECASE)
            parts = [part + end for part in name.split(" - ") for end in ("", ".com")]
            name = next((part for part in parts if gazetteer.knows_outlet(part)), name)
            if len(name) < 2 or (_is_generic(name) and not gazetteer.knows_outlet(name)):
                continue
            if not gazetteer.knows_outlet(name):
                name = re.sub(r"^(?:the|The|by)\s+", "", name)
            return Inferred(gazetteer.outlet(name), f"the copyright line: {piece.text[:60]}", 0.9, piece.line)
    return NOTHING


def _is_generic(name: str) -> bool:
    """Whether all words of a name are those that any house may use of itself: `Berita Terbaru`."""
    return all(word in lexicon.words("no_outlets") for word in name.lower().split())


_SHARED = re.compile(r"Baca\s+(?:artikel|berita)\s+(?P<outlet>[\w.]+(?:\s[A-Z][\w.]+)?)")
"""What the button for sharing puts before a headline: `Baca artikel contohnews, "…" selengkapnya https://…`"""
_FIRST_AT = re.compile(r"\b(?:di|pada)\s+(?P<outlet>[A-Za-z][\w.-]*\w(?:\s[A-Z][\w.]*){0,2})")
_APPEARED_ON = re.compile(
    r"This\s+(?:article|story)\s+(?:originally|first)\s+appeared\s+(?:on|in|at)\s+(?P<outlet>[A-Z][\w.&'’ -]{2,50}?)\s*(?::\s|\.?$)"
)
"""What a chain's papers put below a story: `This article originally appeared on The Contoh News: Headline`."""


def outlet_of_republication(removed: list[Removed], gazetteer: Gazetteer) -> Inferred:
    """The outlet where the story stood before: `Artikel ini telah tayang di contoh.id dengan judul …`."""
    for piece in removed:
        if piece.rule == "republished" and (
            found := _SHARED.match(piece.text) or _FIRST_AT.search(piece.text)
        ):
            name = found["outlet"]
            if gazetteer.knows_outlet(name) or gazetteer.outlet_at.fullmatch(name):
                return Inferred(
                    gazetteer.outlet(name), f'it stood there: "{piece.text[:60]}"', 0.85, piece.line
                )
        if found := _APPEARED_ON.match(piece.text):
            name = gazetteer.outlet(found["outlet"])
            return Inferred(name, f'it stood there: "{piece.text[:60]}"', 0.85, piece.line)
    return NOTHING


_ADDRESS = re.compile(r"https?://(?:www\.|m\.|amp\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)")
_PLATFORM = re.compile(
    r"(?:^|\.)(?:youtube|youtu|facebook|twitter|x|instagram|tiktok|google|bit|t|wa|whatsapp|linktr|wikipedia|medium|blogspot|wordpress)\.\w+"
)


def outlet_of_address(removed: list[Removed], gazetteer: Gazetteer) -> Inferred:
    """The outlet at whose address the story is: `Source: https://contoh.id/…`, or the address alone below it."""
    for piece in removed:
        if piece.rule not in ("source address", "address") or not (found := _ADDRESS.search(piece.text)):
            continue
        host = found["host"]
        if _PLATFORM.search(host):
            continue
        parts = host.split(".")
        named = next((p for p in [host, *parts] if len(p) > 3 and gazetteer.knows_outlet(p)), host)
        return Inferred(gazetteer.outlet(named), f'its address: "{piece.text[:60]}"', 0.7, piece.line)
    return NOTHING


_LEAST_LINKS = 2


def outlet_of_links(hosts: tuple[str, ...], gazetteer: Gazetteer) -> Inferred:
    """The outlet that most of a page's links to houses of the lists lead to: a page leads its readers on within it."""
    houses = Counter(filter(None, (_house_at(host, gazetteer) for host in hosts)))
    for house, count in houses.most_common(1):
        if count >= _LEAST_LINKS and 2 * count > houses.total():
            return Inferred(house, f"its links lead there: {count} of {houses.total()}", 0.65)
    return NOTHING


def _house_at(host: str, gazetteer: Gazetteer) -> str:
    """The outlet at `www.contoh.co.id` or `daerah.contoh.co.id`; empty for none of the lists."""
    labels = host.lower().split(".")
    known = (".".join(labels[n:]) for n in range(len(labels) - 1))
    return next((gazetteer.outlet(name) for name in known if gazetteer.knows_outlet(name)), "")


_SITE = re.compile(
    r"(?<![\w@./-])(?!(?:t|wa|whatsapp|google|news|bit|youtube|youtu|facebook|twitter|instagram|tiktok|linktr|play|apps|s)\.)[\w-]{3,30}\.(?:com|id|co\.id|net|news)(?![\w@/])"
)
"""A house's own address, not a platform's."""


def outlet_of_promotion(removed: list[Removed], gazetteer: Gazetteer) -> Inferred:
    """The outlet that a text promotes: `Saksikan Live …`, `Ikuti …` speak of the house's own programmes."""
    for piece in removed:
        if piece.rule in ("promotion", "watch", "share", "ask", "app") and (
            found := gazetteer.outlets_in(piece.text)
        ):
            name = gazetteer.outlet(piece.text[found[0][0] : found[0][1]])
            return Inferred(name, f'the text promotes it: "{piece.text[:60]}"', 0.6, piece.line)
        if piece.rule in ("share", "ask", "app") and (site := _SITE.search(piece.text)):
            return Inferred(site.group(), f'the text promotes it: "{piece.text[:60]}"', 0.5, piece.line)
    return NOTHING


def outlet_in_text(lines: list[Line], gazetteer: Gazetteer, lang: str) -> Inferred:
    """The outlet that the copy names as the one it speaks to: `kepada detikcom`. Right more often than not."""
    told: list[Inferred] = []
    for line in lines:
        for start, end in gazetteer.outlets_in(line.text):
            written = line.text[start:end]
            name = gazetteer.outlet(written)
            before = line.text[max(0, start - 40) : start]
            if lang == "id" and name in gazetteer.abroad:
                continue  # somebody spoke to it, and an Indonesian paper quotes it
            if lang == "en" and name not in gazetteer.agencies and not re.search(r"\.\w", written):
                if _TOLD.search(before) and _TOLD_END.match(line.text, end):
                    told.append(Inferred(name, f'the copy speaks to it: "told {written}"', 0.6, line.number))
                continue
            if _REPORTS_FOR.search(line.text, 0, start) and line.text[end : end + 1] == " ":
                return Inferred(name, f'who reports for it tells: "{written}"', 0.7, line.number)
            if name in gazetteer.agencies and _QUOTED.search(before):
                continue
            if _INLINE.search(before) or _INLINE_AFTER.match(line.text[end : end + 20]):
                if name in gazetteer.agencies and _agencies_in(lines, gazetteer) - {name}:
                    return NOTHING  # a paper that names several agencies is none of them
                last = before.split()[-1] if before.split() else ""
                return Inferred(name, f'the copy speaks to it: "{last} {written}"', 0.65, line.number)
    if told:
        return told[0] if len({one.value for one in told}) == 1 else NOTHING
    return _address_in_text(lines, gazetteer)


_TOLD = re.compile(r"\btold\s+(?:the\s+)?$")
_TOLD_END = re.compile(r"[.]?[\"”]?(?:$|(?<=[.\"”])\s)")
"""A house writes of itself where a quotation ends, `… told the Contoh.`; of another it goes on, `told the Contoh that`,
`told the Contoh on Monday`."""
_REPORTS_FOR = re.compile(
    r"\b(?:[Ww]artawan|[Jj]urnalis|[Rr]eporter|[Kk]ontributor)\s[^.!?]{0,60}\bmelaporkan\s+untuk\s+$"
)
"""`Wartawan Amir Contoh yang melaporkan untuk …`"""
_TOLD_TO = re.compile(
    r"\b(?:kepada|dihubungi|ditemui|dikonfirmasi|diwawancarai?|wawancara)\s+(?:oleh\s+|tim\s+|wartawan\s+|redaksi\s+|dengan\s+)*$"
)
_SAID = re.compile(
    r"\b(?:kata|ujar|tutur|ucap|ungkap|jelas|terang|papar|tegas|cerita|imbuh|sebut|tambah|beber|pungkas|keluh|aku|saat|ketika|usai)(?:nya)?\b"
    r"|\b(?:mengatakan|menyatakan|menuturkan|mengungkapkan|menjelaskan|menerangkan|memaparkan|menegaskan|bercerita|menceritakan|mengaku|menyebut|menyebutkan|membenarkan)\b"
    r"|\bditemui\s*$"
)
"""What tells that somebody speaks: a prize or money is given `kepada` somebody, too."""


def _address_in_text(lines: list[Line], gazetteer: Gazetteer) -> Inferred:
    """The address of a house that no list has, by whom somebody speaks to: `kata Amir kepada contoh.com, Senin`."""
    found: list[Inferred] = []
    for line in lines:
        for site in _SITE.finditer(line.text) if "." in line.text else ():
            before = line.text[max(0, site.start() - 160) : site.start()]
            sentence = re.split(r"[.!?][\"”]?\s+", before)[-1]
            if _TOLD_TO.search(sentence) and _SAID.search(sentence):
                name = gazetteer.outlet(site.group())
                last = sentence.split()[-1]
                told = f'the copy speaks to it: "{last} {site.group()}"'
                found.append(Inferred(name, told, 0.6, line.number))
    return found[0] if len({one.value for one in found}) == 1 else NOTHING


def _agencies_in(lines: list[Line], gazetteer: Gazetteer) -> set[str]:
    return {
        gazetteer.outlet(line.text[start:end])
        for line in lines
        for start, end in gazetteer.outlets_in(line.text)
    } & gazetteer.agencies

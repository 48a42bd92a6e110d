"""A text as an archive of the press or a mailbox hands it out: with a record's fields round the copy.

Nexis writes labels in capitals (`HEADLINE: …`, `LENGTH: 466 words`, `LOAD-DATE: …`), Factiva either codes of two
letters (`HD`, `PD`, `LP`) or bare lines below the headline (`452 words`, `Contoh News`, `English`, `Document
CONTOH0…`), a mail program `From:`, `Date:`, `Subject:`. What they say is kept as fields; what they hold of the copy
are lines like others.
"""

import re

import msgspec

from site_gen.wire.dates.calendar import ENGLISH_WEEKDAY
from site_gen.wire.lines import Line
from site_gen.wire.story import Removed

_HEAD = 20
"""A record has its fields in so many of the first lines."""


class Record(msgspec.Struct, frozen=True):
    """The copy of a record, and what stood round it."""

    lines: tuple[Line, ...]
    fields: dict[str, str] = {}
    removed: tuple[Removed, ...] = ()


def read_record(lines: tuple[Line, ...]) -> Record:
    """The record that `lines` are; the lines themselves where they are none."""
    for read in (_nexis, _factiva_codes, _factiva_lines, _mail):
        if record := read(lines):
            return record
    return Record(lines)


def _taken(lines: list[Line]) -> tuple[Removed, ...]:
    return tuple(Removed(line.text, "metadata", line.number) for line in lines)


_NEXIS = re.compile(
    r"(?P<label>SECTION|LENGTH|HEADLINE|BYLINE|DATELINE|BODY|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|SUBJECT|JOURNAL-CODE|"
    r"Section|Length|Headline|Byline|Dateline|Body|Load-Date|Language|Publication-Type|Graphic|Subject|Journal-Code)(?::\s*(?P<value>.*)|$)"
)
_DAY = re.compile(
    rf"(?P<day>[A-Z][a-z]{{2,8}}\s\d{{1,2}},\s\d{{4}})(?:,?\s{ENGLISH_WEEKDAY})?(?P<hour>\s\d{{1,2}}:\d\d\s[AP]M(?:\s[A-Z]{{2,4}})?)?"
)
"""`November 13, 2013 Wednesday 03:09 PM GMT`"""
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\))\s.*|All\s+Rights\s+Reserved\.?", re.IGNORECASE)
_LAST = re.compile(r"End of Document|Document\s+[A-Z]{2,}[A-Z0-9]*\d{6,}\w*")


def _nexis(lines: tuple[Line, ...]) -> Record | None:
    if not any(line.text[:6].upper() == "LENGTH" for line in lines[:_HEAD]):
        return None
    labels = {
        found["label"].upper(): n
        for n, line in enumerate(lines[:_HEAD])
        if (found := _NEXIS.fullmatch(line.text))
    }
    if "LENGTH" not in labels or "BODY" not in labels:
        return None
    body = labels["BODY"]
    fields: dict[str, str] = {}
    kept: list[Line] = []
    taken: list[Line] = []
    above: list[Line] = []
    for line in lines[:body]:
        found = _NEXIS.fullmatch(line.text)
        if found and found["label"].upper() == "BYLINE" and found["value"]:
            kept.append(msgspec.structs.replace(line, text=found["value"]))
            taken.append(msgspec.structs.replace(line, text=f"{found['label']}:"))
            continue
        taken.append(line)
        value = (found["value"] or "").strip() if found else ""
        if found and found["label"].upper() == "HEADLINE":
            fields["title"] = value.rstrip(" ;")
        elif found and found["label"].upper() == "DATELINE":
            fields["place"] = ", ".join(
                part.title() if part.isupper() and len(part) > 3 else part for part in value.split(", ")
            )
        elif day := _DAY.fullmatch(line.text):
            fields["date"] = day["day"] + (day["hour"] or "")
            if above:
                fields["outlet"] = above[-1].text
                above = above[:-1]
        elif not found and not _RIGHTS.fullmatch(line.text):
            above.append(line)
    if above and "title" not in fields:
        fields["title"] = above[0].text
    told = (lines[body].text.partition(":")[2]).strip()
    if told:
        kept.append(msgspec.structs.replace(lines[body], text=told))
    taken.append(msgspec.structs.replace(lines[body], text=lines[body].text[: len("BODY:")]))
    end = next(
        (
            n
            for n in range(len(lines) - 1, body, -1)
            if not (_NEXIS.fullmatch(lines[n].text) or _LAST.fullmatch(lines[n].text))
        ),
        body,
    )
    taken += lines[end + 1 :]
    return Record((*kept, *lines[body + 1 : end + 1]), fields, _taken(taken))


_CODE = re.compile(
    r"(?P<code>HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN)(?:\s+(?P<value>.*)|$)"
)


def _factiva_codes(lines: tuple[Line, ...]) -> Record | None:
    if not any(line.text.startswith("HD") for line in lines[:_HEAD]):
        return None
    codes = [found["code"] for line in lines[:_HEAD] if (found := _CODE.fullmatch(line.text))]
    if not codes or codes[0] != "HD" or "PD" not in codes or not {"LP", "TD"} & set(codes):
        return None
    fields: dict[str, str] = {}
    kept: list[Line] = []
    taken: list[Line] = []
    code = ""
    for line in lines:
        found = _CODE.fullmatch(line.text)
        # In the midst of the copy a word of two capitals begins a sentence.
        if found and (
            code not in ("LP", "TD")
            or found["code"] in ("TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "PUB", "AN")
        ):
            code, value = found["code"], found["value"] or ""
        else:
            value = line.text
        told = msgspec.structs.replace(line, text=value)
        if code in ("LP", "TD"):
            kept += [told] if value else []
        elif code == "BY":
            kept.append(told)
        elif code == "HD":
            fields["title"] = f"{fields.get('title', '')} {value}".strip()
            taken.append(line)
        else:
            field = {"PD": "date", "SN": "outlet"}.get(code, "")
            if field:
                fields.setdefault(field, value)
            taken.append(line)
    return Record(tuple(kept), fields, _taken(taken))


_WORDS = re.compile(r"\d[\d,.]*\s+(?:words|kata)")
_BESIDE = re.compile(
    r"\d{1,2}:\d\d(?:\s[A-Z]{2,4})?|[A-Z][A-Z0-9]{1,8}|[A-Z]?\d{1,4}|English|Indonesian|Bahasa(?:\s(?:Indonesia|Malaysia|Melayu))?"
)
"""Lines of such a record that say nothing of the story: an hour, a code of the paper, a page, a language."""
_DATE = re.compile(r"\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}")


def _factiva_lines(lines: tuple[Line, ...]) -> Record | None:
    words = next((n for n, line in enumerate(lines[1:10], 1) if _WORDS.fullmatch(line.text)), 0)
    if not words or words + 2 >= len(lines) or not _DATE.fullmatch(lines[words + 1].text):
        return None
    fields = {"date": lines[words + 1].text}
    taken = [lines[words], lines[words + 1]]
    after = words + 2
    while after < min(_HEAD, len(lines) - 1):
        text = lines[after].text
        if not (_BESIDE.fullmatch(text) or _RIGHTS.fullmatch(text)):
            if "outlet" in fields or lines[after].gap or text[-1] in ".!?":
                break
            fields["outlet"] = text
        taken.append(lines[after])
        after += 1
    last = len(lines) - 1 if _LAST.fullmatch(lines[-1].text) else len(lines)
    taken += lines[last:]
    return Record((*lines[:words], *lines[after:last]), fields, _taken(taken))


_HEADER = re.compile(
    r"(?P<key>From|Sender|To|Cc|Bcc|Reply-To|Date|Sent|Subject|Attachments?|Message-ID|MIME-Version|Content-[A-Za-z-]+|Return-Path|Delivered-To|In-Reply-To|References|Importance|Priority|Thread-[A-Za-z]+|User-Agent|X-[A-Za-z-]+|Dari|Pengirim|Kepada|Tanggal|Terkirim|Perihal|Subjek|Lampiran)\s*:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECT = frozenset(["subject", "perihal", "subjek"])
_SENT = frozenset(["date", "sent", "tanggal", "terkirim"])
_BETWEEN = frozenset(["from", "sender", "to", "dari", "pengirim", "kepada"])
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|tr|bls)\s*:\s*)+", re.IGNORECASE)
_SIGNED = re.compile(r"--|-- |__+")
_DEVICE = re.compile(r"(?:Sent from|Dikirim dari|Get Outlook for)\s.{3,60}", re.IGNORECASE)


def _mail(lines: tuple[Line, ...]) -> Record | None:
    count = 0
    said: dict[str, str] = {}
    for line in lines[:_HEAD]:
        found = _HEADER.fullmatch(line.text)
        if not found or (count and line.gap):
            break
        said.setdefault(found["key"].lower(), found["value"].strip())
        count += 1
    subject = next((said[key] for key in said if key in _SUBJECT), "")
    if not subject or not _BETWEEN & said.keys() or "@" not in "".join(line.text for line in lines[:count]):
        return None
    fields = {"subject": _ANSWERED.sub("", subject)}
    if sent := next((said[key] for key in said if key in _SENT), ""):
        fields["date"] = sent
    end = len(lines)
    while end > count and _DEVICE.fullmatch(lines[end - 1].text):
        end -= 1
    for n in range(max(count + 1, end - 8), end):
        if _SIGNED.fullmatch(lines[n].text) and all(
            len(one.text) < 80 and one.text[-1] not in ".!?" for one in lines[n + 1 : end]
        ):
            end = n
            break
    return Record(lines[count:end], fields, _taken([*lines[:count], *lines[end:]]))

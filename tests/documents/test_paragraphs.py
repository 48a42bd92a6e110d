"""Where a text is cut into paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from site_gen.documents.paragraphs import paragraphs

TEXT = """\
Satu baris
dan lanjutannya.

## Judul
Tanpa baris kosong.

- satu
- dua
  lanjutan

  masih dua

1. pertama

> kutipan
> lanjutan

| a | b |
|---|---|
| 1 | 2 |

```sh
# bukan judul

- bukan butir
```

    kode

[^1]: catatan
[a]: https://contoh.id

<figure>x</figure>

<https://contoh.id> sebuah tautan

---
"""


def test_each_paragraph_has_its_kind_and_its_line() -> None:
    found = [(p.line, p.kind, p.text.split("\n")[0]) for p in paragraphs(TEXT, 10)]
    assert found == [
        (10, "text", "Satu baris"),
        (13, "heading", "## Judul"),
        (14, "text", "Tanpa baris kosong."),
        (16, "item", "- satu"),
        (17, "item", "- dua"),
        (20, "text", "  masih dua"),
        (22, "item", "1. pertama"),
        (24, "quote", "> kutipan"),
        (27, "table", "| a | b |"),
        (31, "code", "```sh"),
        (37, "code", "    kode"),
        (39, "note", "[^1]: catatan"),
        (42, "code", "<figure>x</figure>"),
        (44, "text", "<https://contoh.id> sebuah tautan"),
        (46, "code", "---"),
    ]


@given(st.text(alphabet="ab \n-#>`|[]^:1.*<=~\t", max_size=120))
def test_nothing_of_a_text_is_lost_but_empty_lines(body: str) -> None:
    lines = body.split("\n")
    rebuilt = [""] * len(lines)
    for paragraph in paragraphs(body, 1):
        own = paragraph.text.split("\n")
        rebuilt[paragraph.line - 1 : paragraph.line - 1 + len(own)] = own
    assert [line if line.strip() else "" for line in rebuilt] == [
        line if line.strip() else "" for line in lines
    ]

"""What an engine is given, and what becomes of its answer."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.desk.protecting import Protection, Words, cut
from site_gen.documents.prose import ProseRules, read_prose
from site_gen.parity.names import Names
from site_gen.tables.glossary import over_base

PROTECTION = Protection(Names(over_base()), "id", "en")

SENT = [
    ("Kata seorang warga.", "Kata seorang warga."),
    ("Kata **dua orang** warga.", "Kata QZ0QZdua orangQZ1QZ warga."),
    ("Lihat [laporan *penuh*](../a_b(1).md \"Judul kecil\") itu.", "Lihat QZ0QZlaporan QZ1QZpenuhQZ2QZJudul kecilQZ3QZ itu."),
    ("Pakai `kode [x](y)` ini.", "Pakai QZ0QZ ini."),
    ("Lihat https://contoh.id/a?b=1&c=2.", "Lihat QZ0QZ."),
    ("Catatan[^1] dan <sup>atas</sup> &amp; \\* bintang.", "CatatanQZ0QZ dan QZ1QZatasQZ2QZ QZ3QZ QZ4QZ bintang."),
    ("![Rumah terendam](a.jpg)", "Rumah terendam"),
    ("Di Moskow, kata WHO dan PBB.", "Di QZ0QZ, kata QZ1QZ dan PBB."),  # PBB is a party, too
    ("qz1qz tertulis di **sini**.", "qz1qz tertulis di XQ0XQsiniXQ1XQ."),
    ("**", ""),
    ("14.500", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sent"), SENT)
def test_an_engine_is_given_words_alone(text: str, sent: str) -> None:
    protected = PROTECTION.protect(text, markdown=True)
    assert protected.sent == sent
    assert protected.restored(protected.sent) == text.replace("Moskow", "Moscow")


def test_names_of_the_glossary_are_set_in_as_the_table_has_them() -> None:
    protected = PROTECTION.protect("Presiden AS terpilih, Donald Trump, di Suriah dan Jokowi.", markdown=True)
    assert protected.kept == ("US", "Donald Trump", "Syria", "Jokowi")
    answer = "Elected president of qz0qz, QZ 1 QZ, with *QZ3QZ in QZ2QZ."
    assert protected.restored(answer) == "Elected president of US, Donald Trump, with Jokowi in Syria."


@pytest.mark.parametrize(
    "answer", ["", "nothing", "QZ0QZ only", "QZ0QZ QZ0QZ QZ1QZ", "QZ0QZ QZ1QZ QZ2QZ", "QZ0QZ QZ1QZ and QZ"]
)
def test_a_token_that_is_lost_or_there_twice_spoils_the_answer(answer: str) -> None:
    protected = PROTECTION.protect("Kata **dua** orang.", markdown=True)
    assert protected.kept == ("**", "**")
    assert protected.restored(answer) is None


def test_what_an_engine_adds_means_characters_and_no_markdown() -> None:
    protected = PROTECTION.protect("Kata tak dikenal.", markdown=True)
    assert (
        protected.restored("*tak [x](y) <b> & _a_ `c`") == "\\*tak \\[x\\](y) &lt;b&gt; &amp; \\_a\\_ \\`c\\`"
    )
    assert protected.restored("1986. Tahun") == "1986\\. Tahun"
    assert protected.restored("- Tahun") == "&#45; Tahun"
    assert protected.restored("# Tahun") == "\\# Tahun"
    assert PROTECTION.protect("Judul", markdown=False).restored("A * B") == "A * B"


ODD = st.text(alphabet="ab 1.#-+:=*_[]()`<>&\\!\"'|~^{}$%@/;QZ", min_size=1, max_size=40)


@given(ODD)
def test_whatever_an_engine_answers_is_shown_as_these_characters(answer: str) -> None:
    answer = " ".join(answer.split())
    restored = PROTECTION.protect("Kata biasa", markdown=True).restored(answer)
    if restored is not None:
        prose, problems = read_prose(restored + "\n", "a.md", 1, ProseRules())
        assert not problems
        assert prose is not None
        assert prose.html.startswith("<p>")
        assert html.unescape(prose.html) == f"<p>{answer}</p>"


BODY = """\
Satu paragraf
yang terlipat.  
Baris baru.

## Sebuah judul ##

- butir satu
  lanjutannya
- butir dua

> kutipan
> lanjutan

| Daerah | Korban |
|---|---:|
| Kota Demak | dua |

[^1]: Sebuah catatan.

```sh
jangan disentuh
```

Judul lain
----------

istilah
:   artinya
"""  # noqa: W291  two spaces at the end of a line are a line break


def test_a_body_is_cut_into_words_and_structure() -> None:
    parts = cut(BODY, 7)
    words = [(part.line, part.text) for part in parts if isinstance(part, Words)]
    assert words == [
        (7, "Satu paragraf yang terlipat."),
        (9, "Baris baru."),
        (11, "Sebuah judul"),
        (13, "butir satu lanjutannya"),
        (15, "butir dua"),
        (17, "kutipan lanjutan"),
        (20, "Daerah"),
        (20, "Korban"),
        (22, "Kota Demak"),
        (22, "dua"),
        (24, "Sebuah catatan."),
        (30, "Judul lain"),
        (33, "istilah"),
        (34, "artinya"),
    ]
    whole = "".join(part.text if isinstance(part, Words) else part for part in parts)
    converted = [read_prose(text, "a.md", 1, ProseRules())[0] for text in (BODY, whole)]
    assert converted[0] is not None
    assert converted[1] is not None
    assert converted[1].html.split() == converted[0].html.split()


@given(st.text(alphabet="ab \n-#>`|[]^:1.*_<=~\\&", max_size=100))
def test_cutting_loses_no_character_but_space(body: str) -> None:
    parts = cut(body, 1)
    whole = "".join(part.text if isinstance(part, Words) else part for part in parts)
    kept, all_of_it = ("".join(text.split()).replace(">", "") for text in (whole, body))
    assert kept == all_of_it


@given(st.text(alphabet="ab QZ019*[]()`_<>&\\!\"'.:/", max_size=80), st.booleans())
def test_an_engine_that_changes_nothing_changes_nothing(text: str, markdown: bool) -> None:
    protected = PROTECTION.protect(text, markdown=markdown)
    back = protected.restored(protected.sent)
    if back is not None:
        assert back.replace("\\", "").split() == text.replace("\\", "").split()

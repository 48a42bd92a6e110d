"""A tree's list of its own files is either as it was written or not believed."""

import os
import random
import stat
from pathlib import Path

import msgspec
import pytest
from synthetic_site import build, generation_of, plan, produce

from site_gen.errors import SiteError
from site_gen.publish import publish, published
from site_gen.publish.claims import Claims
from site_gen.publish.manifest import (
    ManifestError,
    decode_manifest,
    encode_manifest,
    make_manifest,
    without_claims,
)


def example() -> bytes:
    keys = {"index.html": "k1", "id/ñ\n/index.html": "k2", 'a"b': "k3"}
    return encode_manifest(
        make_manifest(Claims.of(keys, dict.fromkeys(keys, "d" * 32)), {"drafts": "yes"}, "")
    )


def test_what_is_written_is_read() -> None:
    manifest = decode_manifest(example())
    assert manifest.paths == ('a"b', "id/ñ\n/index.html", "index.html")
    assert manifest.top == ('a"b', "id", "index.html")
    assert manifest.keys == ("k3", "k2", "k1")
    assert manifest.mark == {"drafts": "yes"}
    assert manifest.whole
    assert encode_manifest(manifest) == example()


def test_a_manifest_cut_at_any_length_is_not_believed() -> None:
    data = example()
    for length in range(len(data)):
        with pytest.raises(ManifestError):
            decode_manifest(data[:length])


def test_a_manifest_with_any_bit_changed_is_not_believed() -> None:
    data = example()
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << random.Random(place).randrange(8)
        with pytest.raises(ManifestError):
            decode_manifest(bytes(changed))


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 500, b"[]", b'{"checksum":"', b'{"checksum":"%s",}' % (b"0" * 32)]
)
def test_what_was_never_a_manifest_is_not_believed(data: bytes) -> None:
    with pytest.raises(ManifestError):
        decode_manifest(data)


def test_a_manifest_of_another_version_is_told_from_a_damaged_one() -> None:
    newer = encode_manifest(msgspec.structs.replace(decode_manifest(example()), version=99))
    with pytest.raises(ManifestError, match=r"^made by another version"):
        decode_manifest(newer)
    with pytest.raises(ManifestError, match="another version"):  # whose checksums are others
        decode_manifest(newer.replace(newer[13:45], b"0" * 32))


def test_a_path_without_a_claim_is_still_listed() -> None:
    manifest = make_manifest(Claims.of({"a": "k", "b": "k"}, {"a": "d" * 32}), {}, "")
    assert not manifest.whole
    assert (manifest.paths, manifest.keys, manifest.top) == (("a", "b"), ("k", ""), ("a",))
    assert without_claims(manifest).keys == ("", "")


def test_a_damaged_manifest_of_the_other_tree_never_makes_a_wrong_site(tmp_path: Path) -> None:
    output = tmp_path / "public"
    build(output, 0)
    for generation in range(1, 13):
        other = tmp_path / ".public.previous" / ".site_gen.json"
        data = bytearray(other.read_bytes())
        chance = random.Random(generation)
        if generation % 2:
            data[chance.randrange(len(data))] ^= 255
        else:
            del data[chance.randrange(len(data)) :]
        other.write_bytes(data)
        build(output, generation)
        assert generation_of(output, [generation]) == generation


def test_a_manifest_that_is_a_folder_or_a_pipe_hangs_nothing(tmp_path: Path) -> None:
    for make in (os.mkdir, os.mkfifo):
        output = tmp_path / make.__name__
        build(output, 0)
        (output / ".site_gen.json").unlink()
        make(output / ".site_gen.json")
        with pytest.raises(SiteError):
            publish(output, plan(1), produce)
        with pytest.raises(SiteError):
            published(output)
        assert not stat.S_ISREG((output / ".site_gen.json").lstat().st_mode)

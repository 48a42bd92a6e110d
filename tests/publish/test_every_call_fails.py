"""Every call to the system in turn fails, or the process ends there: the site is the old one or the new one.

The calls are counted in a run without a fault; then the nth of them gets one. `SITE_GEN_THOROUGH=1` tries
every call with every fault, else a sample is tried.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pytest
import synthetic_site
from synthetic_site import build, generation_of

from site_gen.errors import ENVIRONMENT, SiteError
from site_gen.publish import clean, files, lock, publication, verify

THOROUGH = bool(os.environ.get("SITE_GEN_THOROUGH"))
CALLS = [
    "open",
    "mkdir",
    "rmdir",
    "unlink",
    "rename",
    "replace",
    "link",
    "lstat",
    "listdir",
    "scandir",
    "fsync",
    "sync",
    "pwrite",
    "ftruncate",
    "utime",
    "fstat",
]
FAULTS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EMFILE]


class Death(BaseException):
    """The process is no more: from here on nothing it does has an effect."""


class Faults:
    """Counts calls and lets the nth fail: once, from then on (a full disk), or as the last thing there is."""

    def __init__(self, nth: int = 0, fault: int | type[Death] = 0, *, lasting: bool = False) -> None:
        self.nth, self.fault, self.lasting = nth, fault, lasting
        self.calls: list[str] = []

    def passes(self, name: str, path: object) -> None:
        self.calls.append(f"{name} {path}")
        here = len(self.calls)
        if here == self.nth or (0 < self.nth < here and (self.lasting or self.fault is Death)):
            if isinstance(self.fault, int):
                raise OSError(self.fault, os.strerror(self.fault), path if isinstance(path, str) else None)
            raise self.fault

    def wraps(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            self.passes(name, arguments[0] if arguments else None)
            return real(*arguments, **options)

        return call


class HalfFile:
    """A file of which half is written when the disk is full."""

    def __init__(self, file: BinaryIO, faults: Faults) -> None:
        self.file, self.faults = file, faults

    def __enter__(self) -> "HalfFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> object:
        return getattr(self.file, name)

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.faults.passes("write", None)
        self.file.write(data[len(data) // 2 :])

    def read(self) -> bytes:
        self.faults.passes("read", None)
        return self.file.read()


@contextmanager
def under(faults: Faults, *, exchange: bool = True) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, faults.wraps(name, getattr(os, name)))
        patch.setattr(
            files,
            "open",
            lambda handle, mode, **o: HalfFile(os.fdopen(handle, mode, **o), faults),
            raising=False,
        )
        real = publication.exchange if exchange else no_exchange
        patch.setattr(publication, "exchange", faults.wraps("exchange", real))
        if not exchange:
            patch.setattr(publication, "can_exchange", lambda *_: False)
        yield


def no_exchange(*_: object) -> None:
    raise OSError(errno.ENOSYS, "no exchange")


class Scenario:
    """A site in some state, and what is then done to it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.options = {"durable": "durable" in name, "verify": "verified" in name}
        self.old: int | str = "absent" if "first" in name else 0
        self.new = 0 if "nothing to do" in name else 1
        self.exchange = "renames" not in name

    def prepare(self, output: Path) -> None:
        if "first" in self.name:
            output.parent.mkdir()
            return
        build(output, 7)
        build(output, 0)
        if "no other tree" in self.name:
            clean(output)
            build(output, 0)
            remove(output.parent / ".public.previous")
        if "died" in self.name:
            with pytest.raises(Death), under(Faults(60, Death)):
                build(output, 3)

    def run(self, output: Path, faults: Faults) -> None:
        with under(faults, exchange=self.exchange):
            build(output, self.new, **self.options)


def remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    folder.rmdir()


SCENARIOS = [
    Scenario("first build"),
    Scenario("next build"),
    Scenario("next build with no other tree"),
    Scenario("next build by two renames"),
    Scenario("next build, durable"),
    Scenario("next build, verified"),
    Scenario("nothing to do"),
    Scenario("next build after one that died"),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_site_is_old_or_new_and_heals(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthetic_site, "SIZE", 5)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # counted all the same
    counting = Faults()
    (tmp_path / "count").mkdir()
    output = tmp_path / "count" / "site" / "public"
    scenario.prepare(output)
    scenario.run(output, counting)
    assert generation_of(output, [scenario.new]) == scenario.new
    assert len(counting.calls) > 5

    for nth in range(1, len(counting.calls) + 1):
        kinds: list[tuple[int | type[Death], bool]] = [
            (Death, False),
            (FAULTS[nth % len(FAULTS)], False),
            (errno.ENOSPC, True),
        ]
        if THOROUGH:
            kinds += [(fault, False) for fault in FAULTS if fault != FAULTS[nth % len(FAULTS)]]
        else:
            kinds = [kinds[nth // 3 % 3]] if nth % 3 == 0 else []
        for fault, lasting in kinds:
            folder = tmp_path / f"{nth}-{getattr(fault, '__name__', fault)}-{lasting}"
            folder.mkdir()
            faults = Faults(nth, fault, lasting=lasting)
            attempt(scenario, folder / "site" / "public", faults)
            remove(folder)


def attempt(scenario: Scenario, output: Path, faults: Faults) -> None:
    (output.parent.parent / "bystander.txt").write_text("mine")
    scenario.prepare(output)
    message, done = "", False
    try:
        scenario.run(output, faults)
        done = True
    except Death:
        pass
    except SiteError as error:
        assert error.exit_code == ENVIRONMENT
        assert len(error.problems) == 1
        assert error.problems[0].where.path
        message = str(error)
        assert "building-" not in message
    at = f"call {faults.nth}: {faults.calls[faults.nth - 1]}"
    state = generation_of(output, {scenario.old, scenario.new} - {"absent"})
    if done:
        assert state == scenario.new, at
    elif scenario.exchange or state != "absent" or not (faults.fault is Death or faults.lasting):
        # between two renames there is no site for an instant, and none can be put back without a third
        assert state in (scenario.old, scenario.new), at
    if message and scenario.exchange and "in place, but" not in message:
        assert state == scenario.old, at
    for generation in (scenario.new, 2):
        build(output, generation)
        assert generation_of(output, [generation]) == generation, at
        assert verify(output) == [], at
    left = sorted(path.name for path in output.parent.iterdir())
    assert left == [".public.lock", ".public.previous", "public"], at
    assert generation_of(output.parent / ".public.previous", [scenario.new]) == scenario.new, at
    assert (output.parent.parent / "bystander.txt").read_text() == "mine"


def test_whatever_a_verifying_build_dies_of_no_later_one_believes_what_it_found_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthetic_site, "SIZE", 5)
    counting = Faults()

    def damaged(name: str) -> Path:
        output = tmp_path / name / "public"
        for generation in (7, 0):
            build(output, generation)
        (output / "statis" / "gaya.css").unlink()
        return output

    with under(counting):
        build(damaged("count"), 1, verify=True)
    for nth in range(1, len(counting.calls) + 1, 1 if THOROUGH else 3):
        output = damaged(str(nth))
        with suppress(SiteError, Death), under(Faults(nth, Death if nth % 2 else errno.ENOSPC)):
            build(output, 1, verify=True)
        build(output, 1, verify=True)
        for generation in (2, 3):
            build(output, generation)
            assert generation_of(output, [generation]) == generation, counting.calls[nth - 1]


def test_a_lock_is_free_after_any_failure(tmp_path: Path) -> None:
    output = tmp_path / "public"
    counting = Faults()
    with under(counting), lock(output, "counting"):
        pass
    for nth in range(1, len(counting.calls) + 1):
        for fault in (Death, errno.EIO):
            with suppress(SiteError, Death), under(Faults(nth, fault)), lock(output, "a"):
                pass
            with lock(output, "b"):
                pass

"""Any sequence of plans ends in the tree a clean publication of the last one makes."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from synthetic_site import produce, tree

from site_gen.digest import digest_bytes
from site_gen.publish import Output, check_paths, publish, published, verify

EXAMPLES = 2000 if os.environ.get("SITE_GEN_THOROUGH") else 60

paths = st.sampled_from(["a", "a/b", "a/b/c", "a/d", "A", "e", "e/f/g/h", "e/f", "i/j", "k"])
plans = st.dictionaries(paths, st.sampled_from("123"), max_size=7)
events = st.sampled_from(
    [
        "none",
        "none",
        "none",
        "fails",
        "other tree lost",
        "same text",
        "durable",
        "verify",
        "damaged",
        "cleaned",
    ]
)


class Fails(Exception):
    pass


def outputs_of(plan: dict[str, str]) -> list[Output]:
    return [Output(path, f"{path}={version}") for path, version in plan.items()]


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path: ((folder / path).stat().st_ino, (folder / path).stat().st_mtime_ns) for path in tree(folder)
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(plans, events), min_size=1, max_size=8))
def test_any_sequence_of_plans_ends_as_a_clean_publication_does(
    steps: list[tuple[dict[str, str], str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "public")
        for n, (plan, event) in enumerate(steps):
            step(output, Path(folder, f"clean-{n}"), outputs_of(plan), event)


def step(output: Path, clean: Path, outputs: list[Output], event: str) -> None:
    before, was = tree(output), stamps(output)
    if check_paths(outputs):
        return
    if event == "other tree lost":
        other = output.parent / ".public.previous"
        for path in sorted(other.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        if other.exists():
            other.rmdir()
    if event == "damaged" and before:
        path = sorted(before)[-1]
        (output / path).unlink()
        del before[path], was[path]
    if event == "fails":

        def failing(missing, writer):
            for n, written in enumerate(produce(missing, writer)):
                if n == 1:
                    raise Fails
                yield written

        try:
            publish(output, outputs, failing)
        except Fails:
            assert tree(output) == before
    making = same_text if event == "same text" else produce
    report = publish(
        output, outputs, making, durable=event == "durable", verify=event in ("verify", "damaged")
    )

    now = tree(output)
    if event != "same text":
        publish(clean, outputs, produce)
        fresh = tree(clean)
        # what another producer wrote under an equal key is kept: equal keys promise equal bytes
        assert {path: data for path, data in now.items() if data != b"same"} == {
            path: data for path, data in fresh.items() if now[path] != b"same"
        }
        assert now.keys() == fresh.keys()
    manifest = published(output)
    assert dict(zip(manifest.paths, manifest.digests, strict=True)) == {
        p: digest_bytes(d) for p, d in now.items()
    }
    assert dict(zip(manifest.paths, manifest.keys, strict=True)) == {one.path: one.key for one in outputs}
    assert verify(output) == []
    assert {path: stamp for path, stamp in stamps(output).items() if before.get(path) == now[path]} == {
        path: stamp for path, stamp in was.items() if now.get(path) == before[path]
    } or report.kept  # an edit taken back brings its own file back, with its own time
    assert not [folder for folder in output.rglob("*") if folder.is_dir() and not any(folder.iterdir())]

    settled = stamps(output)
    assert not publish(output, outputs, never).exchanged
    assert stamps(output) == settled


def same_text(missing, writer):
    return [writer.write(one.path, b"same") for one in missing]


def never(missing, writer):
    raise AssertionError(missing)

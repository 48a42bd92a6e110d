"""A few pages are printed by a process that got ready before anybody knew which."""

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import build_site, copy_site, instant, tree

from site_gen.build import build
from site_gen.cache.memory import Cache
from site_gen.engine import engine_digest
from site_gen.errands import order_for, printer
from site_gen.errors import Location, Problem, SiteError
from site_gen.files.listing import Lookout
from site_gen.planning import Plan, make_plan
from site_gen.press import Press, has_layout
from site_gen.reading.project import Request, read_config

NOW = "2024-01-15"
STORY = "content/2024/01/10/banjir-surut/index.id.md"
PAGE = "id/2024/01/banjir-surut/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_site("kecil", tmp_path_factory.mktemp("sekali"))
    build_site(project, NOW)
    return project


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "kecil", ignore=shutil.ignore_patterns(".public.*"))
    return tmp_path / "kecil"


def cache_of(site: Path) -> Cache:
    return Cache(site / ".site_gen", engine_digest())


def plan_of(site: Path) -> Plan:
    cache = cache_of(site)
    request = Request(project=site, now=instant(NOW), cache=site / ".site_gen")
    return make_plan(request, read_config(site, cache), cache)


def test_what_is_ordered_is_printed_as_at_home(site: Path) -> None:
    plan = plan_of(site)
    work = printer(site, read_config(site), cache_of(site))
    paths = [output.path for output in plan.outputs]
    ordered, order = order_for(plan.press, paths)
    pages = {path: plan.press.page(path) for path in paths}
    assert ordered == {path for path, page in pages.items() if page and has_layout(page)}
    assert PAGE in ordered
    assert "id/feed.xml" not in ordered
    assert pickle.loads(work(order)) == {path: plan.press.bytes_of(path) for path in ordered}


def test_a_printer_that_got_ready_for_another_theme_prints_nothing(site: Path) -> None:
    work = printer(site, read_config(site), cache_of(site))
    (site / "theme/partials").mkdir(parents=True)
    (site / "theme/partials/footer.html").write_text("<footer>Lain.</footer>\n")
    _, order = order_for(plan_of(site).press, [PAGE])
    assert pickle.loads(work(order)) == {}


def test_what_cannot_be_printed_is_left_to_others(site: Path) -> None:
    plan = plan_of(site)
    work = printer(site, read_config(site), cache_of(site))
    _, order = order_for(plan.press, [PAGE, "id/index.html"])
    digest, luggage = pickle.loads(order)
    without_texts = pickle.dumps((digest, [(path, page, ()) for path, page, _ in luggage]))
    (site / ".site_gen/blobs").unlink()
    assert pickle.loads(work(without_texts)).keys() == {"id/index.html"}


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from newsroom import instant
from site_gen.build import build
from site_gen.files.listing import Lookout
from site_gen.press import Press
from site_gen.reading.project import Request
bytes_of = Press.bytes_of
def noting(press, path):
    print(path)
    return bytes_of(press, path)
Press.bytes_of = noting
site = Path({site!r})
request = Request(project=site, now=instant({now!r}), cache=site / ".site_gen", jobs=2)
report = build(request, lookout=Lookout(site, site / ".site_gen"))
print("written", *report.written)
"""


@pytest.mark.parametrize("edited", ["text", "title"])
def test_an_edit_is_printed_by_the_process_that_got_ready(site: Path, edited: str) -> None:
    """In a process of its own: where threads run, none is forked."""
    text = (site / STORY).read_text()
    changed = (
        text + "\nIsi yang lain.\n" if edited == "text" else text.replace('title: "', 'title: "Lagi ', 1)
    )
    (site / STORY).write_text(changed)
    program = PROGRAM.format(tests=str(Path(__file__).parent), site=str(site), now=NOW)
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    *here, written = done.stdout.splitlines()
    pages = {path for path in written.split()[1:] if path.endswith(".html")}
    assert PAGE in pages
    assert pages.isdisjoint(here)
    build_site(site, NOW, cache=None, output=site / "lain")
    assert tree(site / "public") == tree(site / "lain")


def test_a_mistake_that_shows_in_printing_is_told_though_the_page_was_ordered(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> bytes:
        raise SiteError(Problem(Location("themes/x.html", 3), "cannot be printed"))

    (site / STORY).write_text((site / STORY).read_text() + "\nLagi.\n")
    monkeypatch.setattr(Press, "page_bytes", failing)
    request = Request(project=site, now=instant(NOW), cache=site / ".site_gen", jobs=2)
    with pytest.raises(SiteError, match=r"themes/x\.html:3.*cannot be printed"):
        build(request, lookout=Lookout(site, site / ".site_gen"))

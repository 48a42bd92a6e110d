"""The house has floors: a module imports only from rows above its own, and each library has one room.

All of it is read from the source; nothing is run. The table is the map of docs/architecture.md: a new
room is a line here.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeVar

import pytest

N = TypeVar("N", bound=ast.AST)

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "site_gen"

ROWS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split())
    for row in (
        "errors digest slugs moments dateline_patterns shipped handles media_types repositories",
        "safe_yaml files batches",
        "cache",
        "engine",
        "config tables theme(loading) publish",
        "documents",
        "wire site parity",
        "pages",
        "withheld",
        "theme(rendering) images",
        "theming",
        "reading press",
        "errands keying",
        "recall",
        "planning destination",
        "standing printing",
        "build desk",
        "check explain",
        "preview deploy",
        "cli",
        "__main__",
    )
)
"""From the floor up. A room imports from rows before its own, and from itself."""

RENDERING = {"rendering", "functions", "checking", "expressions", "guide"}
"""The modules of theme/ that may know what a page is; its others read the theme's files."""

LIBRARIES = {
    "jinja2": {"theme(loading)", "theme(rendering)"},
    "markupsafe": {"theme(loading)", "theme(rendering)"},
    "babel": {"theme(loading)", "theme(rendering)", "moments"},
    "markdown": {"documents"},
    "nh3": {"documents"},
    "yaml": {"safe_yaml"},
    "livereload": {"preview"},
    "tornado": {"preview"},
    "watchfiles": {"preview"},
    "click": {"cli"},
    "msgspec": set().union(*ROWS),
    "blake3": {"digest"},
    "PIL": {"images"},
    "boto3": {"deploy"},
    "botocore": {"deploy"},
    "distributed": {"batches"},
}
"""Every library, and the rooms that may import it."""

STAGES = {
    "config",
    "tables",
    "moments",
    "documents",
    "wire",
    "site",
    "parity",
    "pages",
    "theme(rendering)",
    "images",
}
"""Rooms whose results follow from their arguments alone: no clock, no environment, no locale."""

PURE = {"documents", "site", "pages"}
"""Stages that also touch no file."""


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name, without `site_gen.`; a package by its own name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        if name:
            found[name] = ast.parse(path.read_text("utf-8"))
    return found


MODULES = modules()


def room_of(module: str) -> str:
    """The room of a module: `theme` has two, one below the pages and one above them."""
    first, _, rest = module.partition(".")
    if first == "theme":
        return "theme(rendering)" if rest in RENDERING else "theme(loading)"
    return first


def row_of(room: str) -> int:
    for number, row in enumerate(ROWS):
        if room in row:
            return number
    raise AssertionError(f"{room} is in no row: give it one in {Path(__file__).name}")


def only_for_types(tree: ast.Module) -> set[int]:
    """Lines under `if TYPE_CHECKING:`. They import nothing when the program runs."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and dotted(node.test).endswith("TYPE_CHECKING"):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def dotted(node: ast.expr) -> str:
    """`sys.stdout.write` for that expression; of a longer one the end: `.write` for `f(x).write`."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "")
    return ".".join(reversed(parts))


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every module that is imported, wherever in the text, and its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in line {node.lineno}"
            name = node.module or ""
            for alias in node.names:
                inner = f"{name}.{alias.name}".removeprefix("site_gen.")
                is_module = name.partition(".")[0] == "site_gen" and inner in MODULES
                yield (f"site_gen.{inner}" if is_module else name), node.lineno


def every(kind: type[N], room: Callable[[str], bool] = lambda _: True) -> Iterator[tuple[str, N]]:
    """Every node of one kind with its place, in the modules whose room is asked for."""
    for module, tree in MODULES.items():
        if room(room_of(module)):
            for node in ast.walk(tree):
                if isinstance(node, kind):
                    yield f"{module}:{getattr(node, 'lineno', '')}", node


def own_imports(module: str) -> Iterator[tuple[str, int]]:
    for name, line in imports(MODULES[module]):
        if name.startswith("site_gen."):
            yield name.removeprefix("site_gen."), line


def test_a_module_imports_only_from_rows_above_its_own() -> None:
    wrong = []
    for module in MODULES:
        room = room_of(module)
        for name, line in own_imports(module):
            other = room_of(name)
            if other != room and row_of(other) >= row_of(room):
                wrong.append(f"{module}:{line} ({room}) imports {name} ({other})")
    assert not wrong


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {}
    for module, tree in MODULES.items():
        apart = only_for_types(tree)
        graph[module] = {name for name, line in own_imports(module) if line not in apart} - {module}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail("a cycle: " + " → ".join(error.args[1]))


def test_a_library_is_imported_in_its_own_room_only() -> None:
    wrong = []
    for module, tree in MODULES.items():
        for name, line in imports(tree):
            library = name.partition(".")[0]
            if library in sys.stdlib_module_names or library == "site_gen":
                continue
            if room_of(module) not in LIBRARIES.get(library, ()):
                wrong.append(f"{module}:{line} imports {library}")
    assert not wrong


def test_markdown_and_nh3_are_imported_by_prose_alone() -> None:
    wrong = []
    for module, tree in MODULES.items():
        for name, line in imports(tree):
            if name.partition(".")[0] in ("markdown", "nh3") and not module.startswith("documents.prose"):
                wrong.append(f"{module}:{line} imports {name}")
    assert not wrong


def test_only_the_command_line_prints_or_exits() -> None:
    wrong = []
    forbidden = {"print", "exit", "quit", "input", "breakpoint", "sys.exit", "os._exit"}
    for place, call in every(ast.Call, lambda room: room not in ("cli", "__main__")):
        called = dotted(call.func)
        if called == "os._exit" and place.startswith(("files.ahead:", "batches.apprentice:")):
            continue  # the end of a forked child: what is to be done at the parent's end is not its to do
        if called in forbidden or called.startswith(("sys.stdout", "sys.stderr", "click.")):
            wrong.append(f"{place} calls {called}")
    for place, node in every(ast.Name, lambda room: room not in ("cli", "__main__")):
        if node.id == "SystemExit":
            wrong.append(f"{place} names SystemExit")
    assert not wrong


CLOCKS = re.compile(
    r"(time\.(time|time_ns|localtime|gmtime|ctime|strftime|monotonic)"
    r"|(datetime|date)\.(now|utcnow|today)|os\.(environ|getenv|getcwd)|Path\.(cwd|home))\b"
)


def test_no_clock_environment_or_locale_reaches_a_stage() -> None:
    wrong = []
    for place, node in every(ast.Attribute, lambda room: room in STAGES):
        if CLOCKS.search(dotted(node)):
            wrong.append(f"{place} reads {dotted(node)}")
    for module, tree in MODULES.items():
        if room_of(module) in STAGES:
            for name, line in imports(tree):
                if name.partition(".")[0] in ("locale", "random", "secrets", "socket", "subprocess"):
                    wrong.append(f"{module}:{line} imports {name}")
    for place, name in every(ast.Name, lambda room: room in STAGES):
        if name.id in ("uuid1", "uuid4"):
            wrong.append(f"{place} names {name.id}")
    assert not wrong


def test_documents_sites_and_pages_are_made_without_touching_a_file() -> None:
    wrong = []
    for module, tree in MODULES.items():
        if room_of(module) in PURE:
            for name, line in imports(tree):
                if name.partition(".")[0] in ("os", "pathlib", "io", "shutil", "tempfile", "glob"):
                    wrong.append(f"{module}:{line} imports {name}")
    for place, call in every(ast.Call, lambda room: room in PURE):
        if dotted(call.func) == "open":
            wrong.append(f"{place} calls open")
    assert not wrong


def test_text_becomes_html_in_one_place_only() -> None:
    wrong = []
    for place, call in every(ast.Call):
        if dotted(call.func).rpartition(".")[2] == "Markup" and not place.startswith("theme.markup:"):
            wrong.append(f"{place} calls Markup")
    for place, keyword in every(ast.keyword):
        if keyword.arg == "autoescape" and not (
            isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        ):
            wrong.append(f"{place} turns escaping off")
    assert not wrong


def test_no_layout_calls_a_text_safe() -> None:
    wrong = []
    for path in sorted((ROOT / "themes").rglob("*.html")):
        text = path.read_text("utf-8")
        for found in re.finditer(r"\|\s*safe\b|\bMarkup\b|\bautoescape\b|\|\s*striptags|from_string", text):
            line = text.count("\n", 0, found.start()) + 1
            wrong.append(f"{path.relative_to(ROOT)}:{line}: {found.group()}")
    assert not wrong


def test_a_room_that_was_taken_down_leaves_no_name_in_the_table() -> None:
    rooms = {room_of(module) for module in MODULES}
    assert set().union(*ROWS) - rooms == set()
    assert {"theme." + name for name in RENDERING} - set(MODULES) == set()

"""The floors of the house: nothing imports upwards, and nothing imports in a circle."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# From the ground up. A module may import from its own floor and from those below it.
FLOORS = (
    "data.version",
    "data.attrs",
    "data.characters",
    "data.plurals",
    "data.report",
    "data.dates",
    "data.english",
    "data.selection",
    "data.events",
    "data.files",
    "data.store",
    "data",
    "components.draw",
    "components.page",
    "components.library",
    "components.web",
    "app",
)
FILES = sorted([*(ROOT / "data").rglob("*.py"), *(ROOT / "components").rglob("*.py"), ROOT / "app.py"])


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file): file for file in FILES}


def floor_of(module: str) -> int:
    """The floor of a module; the longest prefix decides."""
    found = [i for i, floor in enumerate(FLOORS) if module == floor or module.startswith(floor + ".")]
    assert found, f"{module} has no floor; give it one in tests/test_architecture.py"
    return max(found, key=lambda i: len(FLOORS[i]))


@cache
def imports_of(file: Path) -> set[str]:
    """The modules a file imports anywhere in it, ours by their full names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = inner & MODULES.keys()
            names |= modules | ({node.module} if len(modules) < len(inner) else set())
    return names


OURS = {name: imports_of(file) & MODULES.keys() for name, file in MODULES.items() if name != "components"}


@pytest.mark.parametrize("module", OURS)
def test_nothing_imports_upwards(module):
    assert [name for name in OURS[module] if floor_of(name) > floor_of(module)] == []


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """The circles in a graph of imports, each as the path that comes back to its start."""
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> None:
        if name in path:
            found.append([*path[path.index(name) :], name])
        elif name not in done:
            for other in sorted(arrows.get(name, ())):
                visit(other, [*path, name])
            done.add(name)

    for name in sorted(arrows):
        visit(name, [])
    return found


def test_no_circles_in_python():
    assert circles(OURS) == []
    assert circles({"a": {"b"}, "b": {"a"}}) == [["a", "b", "a"]], (
        "this test must see a circle where there is one"
    )


@pytest.mark.parametrize("module", [name for name in OURS if name.startswith("data")])
def test_data_works_without_dash(module):
    foreign = {name.split(".")[0] for name in imports_of(MODULES[module])}
    assert not foreign & {"dash", "dash_mantine_components", "plotly", "flask"}


@pytest.mark.parametrize("module", [name for name in OURS if name.startswith("components.draw")])
def test_drawing_works_without_a_server(module):
    foreign = {name.split(".")[0] for name in imports_of(MODULES[module])}
    assert not foreign & {"dash", "dash_mantine_components", "flask"}


@pytest.mark.parametrize("module", [name for name in OURS if name.startswith("components.library")])
def test_which_report_is_found_without_a_server(module):
    foreign = {name.split(".")[0] for name in imports_of(MODULES[module])}
    assert not foreign & {"dash", "dash_mantine_components", "flask", "werkzeug"}


# The floors of the browser's side, from the ground up.
ASSETS = ROOT / "assets"
SCRIPT_FLOORS = (
    {"store.mjs", "query.mjs", "range.mjs", "predict.mjs", "names.mjs", "review.mjs", "later.mjs"},
    {"dom.mjs", "requests.mjs", "corrections.mjs", "dash.mjs", "plotly.mjs", "storage.mjs", "visits.mjs"},
    "page/",
    {"yearline.mjs", "desk.mjs"},
)
_IMPORT = re.compile(
    r"""^\s*(?:import|export)\b(?:[^;="'()]*?\bfrom)?\s*["'](\.[^"']+)["']|import\(\s*["'](\.[^"']+)["']""",
    re.M,
)


def script_imports(folder: Path) -> dict[str, set[str]]:
    """Each script below `folder` with those it imports, by their paths in it."""
    arrows = {}
    for file in sorted(folder.rglob("*.mjs")):
        text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S)
        found = {a or b for a, b in _IMPORT.findall(text)}
        arrows[file.relative_to(folder).as_posix()] = {
            (file.parent / path).resolve().relative_to(folder.resolve()).as_posix() for path in found
        }
    return arrows


SCRIPTS = script_imports(ASSETS)


def script_floor(name: str) -> int:
    floors = [
        i
        for i, floor in enumerate(SCRIPT_FLOORS)
        if (name.startswith(floor) if isinstance(floor, str) else name in floor)
    ]
    assert floors, f"assets/{name} has no floor; give it one in tests/test_architecture.py"
    return floors[0]


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_imports_upwards(script):
    assert [name for name in SCRIPTS[script] if script_floor(name) > script_floor(script)] == []


def test_no_circles_in_the_browser(tmp_path):
    assert len(SCRIPTS) > 15 and SCRIPTS["yearline.mjs"] and circles(SCRIPTS) == []
    (tmp_path / "page").mkdir()
    (tmp_path / "a.mjs").write_text('import {\n  b,\n} from "./page/b.mjs";\n')
    (tmp_path / "page" / "b.mjs").write_text('export { a } from "../a.mjs";\n')
    assert circles(script_imports(tmp_path)) == [["a.mjs", "page/b.mjs", "a.mjs"]]


@pytest.mark.parametrize("script", [name for name in SCRIPTS if script_floor(name) == 0])
def test_the_store_knows_no_document(script):
    text = re.sub(r"/\*.*?\*/|//.*", "", (ASSETS / script).read_text("utf-8"), flags=re.S)
    assert not re.findall(r"\b(document|window|Plotly|dash_clientside)\b", re.sub(r"/\*.*?\*/", "", text))


def test_the_page_listens_to_no_other_window():
    heard = re.compile(r"""addEventListener\(\s*["']message["']|\bonmessage\b""")
    assert not [file.name for file in ASSETS.rglob("*") if file.suffix in (".js", ".mjs", ".html") and heard.search(file.read_text("utf-8"))]  # fmt: skip

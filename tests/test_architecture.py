"""The floors of the house: nothing imports upwards, and nothing imports in a circle."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# From the ground up. A module may import from its own floor and from those below it.
FLOORS = (
    "data.report",
    "data.selection",
    "data.english",
    "data.events",
    "data.files",
    "data.store",
    "data",
    "components.draw",
    "components.page",
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

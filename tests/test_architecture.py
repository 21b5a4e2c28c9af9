"""The arrows of design.md: components may import data, data nothing of ours, and neither the app."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
ALLOWED = {"data": {"data"}, "components": {"components", "data"}}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def test_imports_run_one_way():
    checked = 0
    for folder, allowed in ALLOWED.items():
        for file in (ROOT / folder).glob("*.py"):
            ours = imported(file) & {"app", "components", "data", "tests"}
            assert ours <= allowed, f"{file} imports {ours - allowed}"
            checked += 1
    assert checked >= 15


def test_data_works_without_dash():
    for file in (ROOT / "data").glob("*.py"):
        assert not imported(file) & {"dash", "dash_mantine_components", "plotly"}, file
    for name in ("timeline.py", "placement.py"):
        assert "dash" not in imported(ROOT / "components" / name)

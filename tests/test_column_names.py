"""Columns that pandas has a method for, as `count` and `where`, are read by brackets: `table.count` is the method."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from data.events.table import COLUMNS

ROOT = Path(__file__).parent.parent
FILES = sorted(file for folder in ("data", "components", "tests") for file in (ROOT / folder).rglob("*.py"))
HIDDEN = {name for name in COLUMNS if hasattr(pd.DataFrame, name) or hasattr(pd.Series, name)}
# What tables and their rows are called in this code.
TABLES = frozenset(
    "table tables events event row rows result frame flat added again before corrected told more own".split()
)


def attributes_of_tables(source: str) -> list[str]:
    """Where `source` takes a hidden column of a table, or of its row, for an attribute: neither called nor in brackets."""
    if not any(f".{name}" in source for name in HIDDEN):
        return []  # most files; a tree of each takes seconds
    tree = ast.parse(source)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in HIDDEN
        and id(node) not in called
        and _is_table(node.value)
    ]


def _is_table(node: ast.expr) -> bool:
    if isinstance(node, ast.Subscript | ast.Call):
        return _is_table(node.value if isinstance(node, ast.Subscript) else node.func)
    if isinstance(node, ast.Attribute):
        return node.attr in TABLES or node.attr in ("iloc", "loc", "at", "iat") or _is_table(node.value)
    return isinstance(node, ast.Name) and node.id in TABLES


def test_the_columns_that_pandas_hides_are_known():
    assert {"count", "where"} == HIDDEN


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("table.count", ["line 1: table.count"]),
        ("view.table.where", ["line 1: view.table.where"]),
        ("table.iloc[0].count > 3", ["line 1: table.iloc[0].count"]),
        ("corrected(read, log).count", ["line 1: corrected(read, log).count"]),
        ("table.count = 3", ["line 1: table.count"]),
        ("table['count']", []),
        ("table['id'].where(known, '')", []),
        ("claim.count", []),
    ],
)
def test_an_attribute_is_found(source, found):
    assert attributes_of_tables(source) == found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_columns_are_read_by_brackets(file):
    assert not attributes_of_tables(file.read_text("utf-8"))

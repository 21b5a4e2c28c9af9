"""HTML attributes that are not valid Python names: `**aria(label="Close")`, `**data(does="close")`."""

from typing import Any


def aria(**values: str | None) -> dict[str, Any]:
    """`aria-…` attributes; those that are None are left out."""
    return {f"aria-{name.replace('_', '-')}": value for name, value in values.items() if value is not None}


def data(**values: str) -> dict[str, Any]:
    """`data-…` attributes, which the page's script reads as `dataset`."""
    return {f"data-{name.replace('_', '-')}": value for name, value in values.items()}

"""What is in a workbook, for the tests of its makers."""

import io
from typing import Any

import openpyxl


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The values of the cells of each sheet, row by row."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def about(content: bytes) -> dict[str, str]:
    """What the workbook says of itself."""
    return dict(sheets_of(content)["About"])

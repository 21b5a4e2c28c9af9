"""Kinds of lists and diaries in the layouts that people give them: which part of a line is its date, and which its words."""

import re
from pathlib import Path

import pytest

from data.files.file import File
from data.files.source import open_source

LAYOUTS = {
    found["kind"]: found.group("ending", "text", "drawn")
    for found in re.finditer(
        r"^=== (?P<ending>\w+) \| (?P<kind>.+)\n(?P<text>(?:.*\n)*?)---\n(?P<drawn>(?:\d.*\n)+)",
        (Path(__file__).parent / "layouts.txt").read_text("utf-8"),
        re.M,
    )
}


def test_all_layouts_are_tried():
    said = (Path(__file__).parent / "layouts.txt").read_text("utf-8")
    assert len(LAYOUTS) == len(re.findall(r"^=== \w+ \|", said, re.M)) > 30


@pytest.mark.parametrize("kind", LAYOUTS)
def test_each_entry_is_an_event_on_its_date(kind):
    ending, text, drawn = LAYOUTS[kind]
    table = open_source(File(f"list.{ending}", text.encode())).read().table
    assert [f"{row.date} {row.headline}" for row in table.itertuples()] == drawn.splitlines()

"""The README says what is there: each setting with its default, each library, and code that runs."""

import re
import tomllib
from pathlib import Path

from data.files.limits import LIMITS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SETTING = r"YEARLINE_[A-Z_]+"


def section(title: str) -> str:
    """The README's text under a heading."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of each row of the tables in `text`, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("setting", "library")]


def test_each_setting_is_listed_once():
    sources = [ROOT / "app.py", *(ROOT / "data").rglob("*.py"), *(ROOT / "components").rglob("*.py")]
    used = {name for source in sources for name in re.findall(SETTING, source.read_text("utf-8"))}
    listed = [row[0].strip("`") for row in rows(section("Serve it"))]
    assert sorted(listed) == sorted(used)


def test_limits_are_listed_with_their_defaults():
    defaults = {row[0].strip("`"): row[1] for row in rows(section("Serve it"))}
    for limit in LIMITS.values():
        assert defaults[limit.setting] == f"{limit.value:,}"


def test_each_library_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pinned = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    used = {re.split(r"[\[=]", requirement)[0] for requirement in pinned}
    listed = {name for row in rows(section("Why each library")) for name in re.split("[,;] ", row[0])}
    assert used == {name for name in listed if not name.endswith("(npm)") and name != "typescript"}
    assert all(row[1] for row in rows(section("Why each library")))


def test_the_notebook_code_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    code = "\n".join(
        line[4:]
        for line in section("In a notebook").split("\n`data")[0].splitlines()
        if line.startswith("    ")
    )
    names: dict = {}
    exec(code.replace("Selection(theme", "chosen = Selection(theme"), names)
    assert set(names["chosen"]["theme"]) == {"Background"}

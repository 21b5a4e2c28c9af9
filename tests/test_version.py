import tomllib
from pathlib import Path

import pytest

from app import main
from data.version import VERSION

ROOT = Path(__file__).parent.parent


def test_there_is_one_version(capsys):
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
    newest = next(
        line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## ")
    )
    assert newest.startswith(f"## {VERSION} (")
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"Yearline {VERSION}\n"

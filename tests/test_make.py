"""What CI runs: `make test`, and in it each tool, none left out."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.examples import few

ROOT = Path(__file__).parent.parent


def dry_run(target: str) -> str:
    """The commands of a target, as make would run them, whatever make runs this test."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "BOOK"))
    }
    return subprocess.run(
        ["make", "-n", target], cwd=ROOT, env=own, capture_output=True, text=True, timeout=30, check=True
    ).stdout


@pytest.fixture(scope="module")
def commands() -> list[str]:
    """The commands of `make test`."""
    return dry_run("test").splitlines()


def test_ci_runs_make_test_and_fails_with_it():
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "set -eu",
        'cd "$(dirname "$0")/.."',
        "make test",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ".venv/bin/ruff check .",
        ".venv/bin/ruff format --check .",
        ".venv/bin/basedpyright",
        ".venv/bin/node .venv/share/npm/node_modules/typescript/bin/tsc --project tests/tools/tsconfig.json",
        ".venv/bin/node .venv/share/npm/node_modules/oxlint/bin/oxlint --config tests/tools/oxlint.json assets tests/assets",
        ".venv/bin/node --test 'tests/assets/**/*.mjs'",
        ".venv/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder",
    ],
)
def test_make_test_runs(command, commands):
    assert command in commands


def test_the_longer_run_tries_more_examples(monkeypatch):
    assert "HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest" in dry_run("test-long")
    monkeypatch.delenv("HYPOTHESIS_PROFILE", raising=False)
    assert few(7) == 7
    monkeypatch.setenv("HYPOTHESIS_PROFILE", "long")
    assert few(7) == 140


@pytest.mark.parametrize(
    "target, command", [("scheduler", "dask scheduler"), ("worker", "dask worker tcp://")]
)
def test_a_cluster_starts_with_the_code_and_on_this_machine_alone(target, command):
    run = dry_run(target)
    assert command in run and f'PYTHONPATH="{ROOT}"' in run and "127.0.0.1" in run

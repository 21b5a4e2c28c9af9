"""What CI runs: `make test`, and in it each tool, none left out."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.examples import few

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def commands() -> list[str]:
    """The commands of `make test`, as it would run them."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", "-n", "test"], cwd=ROOT, env=own, capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout.splitlines()


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
    done = subprocess.run(
        ["make", "-n", "test-long"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
    )
    assert "HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest" in done.stdout
    monkeypatch.delenv("HYPOTHESIS_PROFILE", raising=False)
    assert few(7) == 7
    monkeypatch.setenv("HYPOTHESIS_PROFILE", "long")
    assert few(7) == 140


@pytest.mark.parametrize(
    "target, command", [("scheduler", "dask scheduler"), ("worker", "dask worker tcp://")]
)
def test_a_cluster_starts_with_the_code_and_on_this_machine_alone(target, command):
    done = subprocess.run(
        ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
    )
    assert command in done.stdout and f'PYTHONPATH="{ROOT}"' in done.stdout and "127.0.0.1" in done.stdout

"""The container: what its files name is there, its install step is the one of `make run`, and little can be written."""

import json
import re
import shlex
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
DOCKERFILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
STEPS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
README = (ROOT / "README.md").read_text("utf-8")


def steps(kind: str) -> list[str]:
    return [rest for name, rest in STEPS if name == kind]


def test_what_is_copied_is_there_and_is_all_that_runs():
    copied = {path for step in steps("COPY") if "--from" not in step for path in shlex.split(step)[:-1]}
    assert not [path for path in copied if not (ROOT / path).exists()]
    assert {"app.py", "gunicorn.conf.py", "assets", "components", "data"} <= copied


def test_it_installs_as_make_run_does():
    assert "make .venv/ready" in steps("RUN")
    rules = (ROOT / "Makefile").read_text("utf-8")
    assert "\n.venv/ready: requirements.txt\n" in rules and "\nrun: .venv/ready\n" in rules
    module = re.findall(r"-m (components\S+)", rules)[0].replace(".", "/") + ".py"
    assert any(module in step for step in steps("COPY")), "the step needs this file"


def test_its_commands_are_there():
    commands = [json.loads(steps("CMD")[0]), json.loads(steps("HEALTHCHECK")[0].partition("CMD ")[2])]
    assert [command[0] for command in commands] == [".venv/bin/gunicorn", ".venv/bin/python"]
    assert all((ROOT / command[0]).exists() for command in commands) and "/readyz" in commands[1][-1]
    compile(commands[1][-1], "healthcheck", "exec")
    assert steps("USER") == ["10001"]


def test_compose_has_what_the_readme_lists():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    app = services["app"]
    assert app["read_only"] and app["cap_drop"] == ["ALL"] and app["depends_on"]["db"]["condition"]
    assert "pg_isready" in str(services["db"]["healthcheck"])
    names = {*app["environment"], *re.findall(r"YEARLINE_[A-Z_]+", " ".join(steps("ENV")))}
    assert not [name for name in names if f"`{name}`" not in README]
    assert [volume.partition(":")[2] for volume in app["volumes"]] == steps("VOLUME") == ["/data"]

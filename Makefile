# `make run` and `make test` set up all they need in .venv; nothing else is touched.
PYTHON ?= python3
PORT ?= 8050
BIN = .venv/bin

.PHONY: run test lint lock bench pictures

run: .venv/ready
	$(BIN)/python app.py --port $(PORT)

test: .venv/ready .venv/browser
	$(BIN)/ruff check .
	$(BIN)/python -m pytest

lint: .venv/ready
	$(BIN)/ruff check --fix .

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Yearline needs Python 3.11 or newer; name one, as in: make run PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m components.draw.plotlyjs
	touch $@

# A browser for the tests: the one that is there, Debian's where apt can install it, else Playwright's own.
.venv/browser: .venv/ready
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; \
		else $(BIN)/python -m playwright install chromium; fi
	touch $@

# requirements.txt is made from pyproject.toml, every file pinned by hash for every system.
lock:
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt

bench: .venv/ready
	PYTHONPATH=. $(BIN)/python tests/bench/speed.py

pictures: .venv/ready
	PYTHONPATH=. $(BIN)/python tests/bench/pictures.py

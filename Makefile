# `make run` and `make test` set up all they need in .venv; nothing else is touched.
PYTHON ?= python3
PORT ?= 8050
BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Tools that come from the npm registry (TypeScript's checker, oxlint), with the node of a Python wheel.
NPM = .venv/share/npm
TOOL = $(BIN)/node $(NPM)/node_modules
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.PHONY: run serve scheduler worker test test-long lint style types scripts tests format lock bench paint pictures fuzz

run: .venv/ready
	$(BIN)/python app.py --port $(PORT)

# As it is served to many: gunicorn.conf.py says how.
serve: .venv/ready
	$(BIN)/gunicorn --bind 127.0.0.1:$(PORT)

# A cluster that reads files: one scheduler, and workers of the same version on any machines that reach it. Whoever
# reaches it may run code on it, so it listens on this machine alone unless HOST names another address.
HOST ?= 127.0.0.1
SCHEDULER ?= tcp://127.0.0.1:8786

scheduler: .venv/ready
	PYTHONPATH="$(CURDIR)" $(BIN)/dask scheduler --host $(HOST) --port 8786 --no-dashboard

worker: .venv/ready
	PYTHONPATH="$(CURDIR)" $(BIN)/dask worker $(SCHEDULER) --nworkers -1 --nthreads 1 --no-dashboard

# What is amiss at a glance is said first; the types take minutes of one core, so the tests run beside them.
test: style .venv/browser
	@$(MAKE) --no-print-directory --jobs=2 types tests

tests: .venv/browser scripts
	$(BIN)/node --test 'tests/assets/**/*.mjs'
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Properties that `make test` tries on few examples, as each is slow, on twenty times as many; of a BOOK, as in
# `make test-long BOOK=report.pdf`, the titles of slides of its every entry.
test-long: .venv/browser
ifdef BOOK
	PYTHONPATH=. $(BIN)/python tests/bench/book_titles.py $(BOOK)
else
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n auto --timeout 3600 -m hypothesis
endif

lint: style types scripts

style: .venv/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/tests
	$(BIN)/basedpyright

scripts: .venv/tests
	$(TOOL)/typescript/bin/tsc --project tests/tools/tsconfig.json
	$(TOOL)/oxlint/bin/oxlint --config tests/tools/oxlint.json assets tests/assets

format: .venv/tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Yearline needs Python 3.11 or newer; name one, as in: make run PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.txt
	$(BIN)/python -m components.draw.plotlyjs
	touch $@

# npm's own start script asks for a node on the PATH; this one runs it with ours.
.venv/tests: .venv/ready tests/requirements.txt tests/tools/package-lock.json
	$(PIP) --require-hashes -r tests/requirements.txt
	mkdir -p $(NPM)
	cp tests/tools/package.json tests/tools/package-lock.json $(NPM)
	$(BIN)/npm ci --prefix $(NPM) --silent --ignore-scripts
	touch $@

# apt's own wait for its lock (DPkg::Lock::Timeout) covers install, not update.
# A browser for the tests: the one that is there, Debian's where apt can install it, else Playwright's own.
.venv/browser: .venv/tests
	@command -v chromium-headless-shell >/dev/null || \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing chromium-headless-shell; waiting up to 10 minutes if another apt is at work"; \
			n=0; until said=$$(LC_ALL=C apt-get update -qq 2>&1); do \
				case "$$said" in *"get lock"*) n=$$((n + 1));; *) n=999;; esac; \
				[ $$n -lt 120 ] || { echo "$$said"; exit 2; }; sleep 5; done; \
			apt-get install -y -qq -o DPkg::Lock::Timeout=600 --no-install-recommends chromium-headless-shell fonts-liberation; \
		else command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
			$(BIN)/python -m playwright install --only-shell chromium; fi
	touch $@

# Both locks are made from pyproject.toml, every file pinned by hash for every system.
lock: .venv/ready
	$(PIP) uv==0.13.9
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group test -c requirements.txt -o tests/requirements.txt

bench: .venv/tests
	PYTHONPATH=. $(BIN)/python tests/bench/speed.py

# When the page is there to read and to use, beside two others from the npm registry.
paint: .venv/browser
	PYTHONPATH=. $(BIN)/python tests/bench/paint.py

# BOOK=FILE presents a long entry of a book too.
pictures: .venv/browser
	PYTHONPATH=. $(BIN)/python tests/bench/pictures.py
	PYTHONPATH=. $(BIN)/python tests/bench/stage_pictures.py $(BOOK)

# Random requests to every address; another SEED asks others.
SEED ?= 1
fuzz: .venv/tests
	PYTHONPATH=. $(BIN)/python tests/web/fuzz.py --count 20000 --seed $(SEED)

# Everything here works on a machine with only git and Python 3.11 or newer: each target first makes the
# virtual environment it needs in .venv, and installs again only when pyproject.toml changed.

VENV := .venv
BIN := $(VENV)/bin
COLLAB := $(BIN)/collab
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# A number of test workers: `make test JOBS=8`.
JOBS ?= 2
# One language for the demo: `make demo DEMO_LANG=en`; as the environment says when empty.
DEMO_LANG ?=
DEMO_OPTIONS := $(if $(DEMO_LANG),--lang $(DEMO_LANG))
# Every worker and every command that a test starts would compile the program and the tests anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test lint style types compiled-tests wheel catalogues docs clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo        make the demo company in ./demo and check it: first red, then green'
	@echo 'make test        run everything: style, types, layers, tests with coverage, the wheel'
	@echo 'make lint        check style, types and layers only'
	@echo 'make catalogues  compile the Chinese texts'
	@echo 'make docs        compile the Chinese texts, then write schemas, rule pages and the command reference'
	@echo 'make clean       remove what was made, the virtual environment too'

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'no Python 3.11 or newer was found; name one with PYTHON=...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The program alone; the demo needs no more.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

# The program with everything its developers use.
$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@rm -rf demo
	@echo '$$ collab init demo --demo'
	@$(COLLAB) $(DEMO_OPTIONS) init demo --demo
	@echo
	@echo '$$ cd demo'
	@echo '$$ collab check --at HEAD~1'
	@$(COLLAB) $(DEMO_OPTIONS) -C demo check --at HEAD~1; code=$$?; echo "(exit code $$code)"; \
		test $$code -eq 1 || { echo 'the first commit should have findings: exit code 1' >&2; exit 1; }
	@echo
	@echo '$$ collab check'
	@$(COLLAB) $(DEMO_OPTIONS) -C demo check; code=$$?; echo "(exit code $$code)"; \
		test $$code -eq 0 || { echo 'the second commit should have none: exit code 0' >&2; exit 1; }

# What runs on one processor each goes first, side by side; then the tests, which use all of them.
test: $(VENV)/.installed-dev
	$(MAKE) --no-print-directory -j $(JOBS) types compiled-tests wheel style
	$(BIN)/pytest -n $(JOBS) --dist worksteal -m 'not wheel' --cov --cov-report=term

lint: style types

style: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.installed-dev
	$(BIN)/mypy

# Compiled once here, the tests are not compiled by every worker anew, and measured at that.
compiled-tests: $(VENV)/.installed-dev
	@$(BIN)/pytest --collect-only -qq --no-cov >/dev/null || true  # what is wrong with them, the tests tell

wheel: $(VENV)/.installed-dev
	$(BIN)/pytest -m wheel

catalogues: $(VENV)/.installed-dev
	$(BIN)/python -m tests.house.catalogues

# The reference of commands speaks Chinese too, so the texts come first.
docs: catalogues
	$(BIN)/python -m tests.house.generate_docs

clean:
	rm -rf $(VENV) demo build dist .coverage .coverage.* .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

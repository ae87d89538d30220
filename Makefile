# Works on a fresh machine with make and Python 3.11 to 3.14. PYTHON=... chooses the Python.

VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)# nbgrader calls alembic by name

PYTEST := $(BIN)/python -m pytest
# Each process begins with a part of its own: what a file of tests needs is made in one process, not in each.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist worksteal
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

PYODIDE := $(VENV)/pyodide# the files of Pyodide, or a folder of yours that has them

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test test-all lab site bench build lint lock chromium postgresql pyodide clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.installed ## make .venv with the locked packages and this one

demo: setup ## grade a sample class and show the result
	$(BIN)/python -m tests.sample_class.demo

# Small matrices gain nothing from threads, and on a busy machine they wait for each other.
test test-all: export OPENBLAS_NUM_THREADS := 1

test: setup chromium lint ## what every change must pass
	$(BIN)/autograder build --check
	$(PYTEST) $(PARALLEL) -m "not slow"

test-all: setup chromium postgresql pyodide lint ## the same and the slow tests
	$(BIN)/autograder build --check
	$(PYTEST) $(PARALLEL)

lab: setup ## open JupyterLab on a copy of the notebooks in work/
	$(BIN)/autograder lab work

site: setup pyodide ## make the course for a browser in dist/site, and hand it out here
	rm -rf dist/site
	$(BIN)/autograder site dist/site --pyodide $(PYODIDE)
	$(BIN)/python -m http.server --directory dist/site --bind 127.0.0.1

bench: setup ## measure the grader, for docs/scale.md
	$(BIN)/python -m benchmarks --write

build: setup ## make release/ from source/
	$(BIN)/autograder build

lint: setup ## style, types, and who may know what
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

lock: ## renew requirements.lock (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: install it with 'pip install uv'." >&2; exit 1; }
	uv pip compile pyproject.toml --no-config --quiet --upgrade --universal --fork-strategy fewest \
		--python-version 3.11 --all-extras --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --output-file requirements.lock

chromium:
	@sh tests/install_chromium.sh

postgresql:
	@sh tests/install_postgresql.sh

pyodide: setup
	@sh tests/install_pyodide.sh $(PYODIDE) $(BIN)/python

clean: ## remove what make has made; people's work and marks stay
	rm -rf $(VENV) demo dist build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

FIND_PYTHON = for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.14 python3.11 python); do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' \
	2>/dev/null && echo "$$python" && exit; done; \
	echo "No Python 3.11 to 3.14 with its venv module was found: install one (on Debian and Ubuntu" \
	"python3 and python3-venv), or name it with 'make PYTHON=/path/to/python3'." >&2; exit 1

$(VENV)/.locked: requirements.lock
	@echo "Installing the locked packages into $(VENV): this takes a minute or two."
	@python=$$($(FIND_PYTHON)) && "$$python" -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

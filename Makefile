PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test lint types layers unit wheel campaign clean

# The whole journey with invented people, on this machine alone.
demo: $(VENV)/.installed
	$(BIN)/unlist demo

# Everything that must pass.
test: lint types layers unit

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

unit: $(VENV)/.test
	$(BIN)/pytest -n auto

# The tests against the built wheel, far from the sources.
wheel: $(VENV)/.test
	$(BIN)/python tests/wheel.py

# Senders killed at random moments, then random mail against the reader, guided by coverage, for so many seconds.
SECONDS ?= 600
LETTERS ?= 500
KILLS ?= 200
campaign: $(VENV)/.test
	LETTERS=$(LETTERS) KILLS=$(KILLS) $(BIN)/python tests/fuzz/killing.py
	$(INSTALL) atheris
	SECONDS=$(SECONDS) $(BIN)/python tests/fuzz/reading.py

clean:
	rm -rf $(VENV) dist build

# An environment that was left half made (no pip, another Python that is gone) is made anew.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else \
	  f"Unlist needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Name another: make PYTHON=python3.12")'
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "Python could not make an environment; some systems have that in a package of its own, such as python3-venv." >&2; exit 1; }

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.installed
	$(INSTALL) --editable '.[test]'
	@touch $@

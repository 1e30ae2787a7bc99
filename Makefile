# Two commands do everything: `make run` and `make test`. The rest is what they are made of.
.PHONY: help install run test check format bench bench-phone screenshots clean

BARTA_PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

help:
	@echo "make run      start the newsroom, the press and delivery with a demo paper"
	@echo "make test     install what the tests need and run them"
	@echo "make check    lint, types, and the walls between the rooms"
	@echo "make install  only make .venv with the barta command"
	@echo "make bench    measure serving and growth, half an hour; QUICK=1: serving alone, three minutes"
	@echo "make bench-phone   Lighthouse, and the first paint on a slow network"
	@echo "make screenshots   pictures of every kind of page in build/screenshots"

.venv/bin/python:
	@test -n "$(BARTA_PYTHON)" || { echo "Barta needs Python 3.11 or newer: install it, or name it: make BARTA_PYTHON=/path/to/python3"; exit 1; }
	@$(BARTA_PYTHON) -m venv .venv || { rm -rf .venv; echo "$(BARTA_PYTHON) cannot make an environment: install its venv module (Debian: apt-get install python3-venv)"; exit 1; }

.venv/.installed: requirements-build.lock requirements.lock pyproject.toml | .venv/bin/python
	@echo "installing Barta into .venv (once; a minute or two)"
	@$(PIP) install --require-hashes -r requirements-build.lock
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@echo "installing what the tests need"
	@$(PIP) install --require-hashes --no-deps --no-build-isolation -r requirements-dev.lock
	@touch $@

install: .venv/.installed

run: install
	@exec $(BIN)/barta run --demo

test: .venv/.installed-dev
	@tests/provision
	$(BIN)/python -m pytest

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.doors

format: .venv/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.installed-dev
	$(BIN)/python bench/wire.py $(if $(QUICK),--quick) $(if $(HUGE),--huge)

bench-phone: .venv/.installed-dev
	@tests/provision
	PYTHONPATH=tests:tests/readers $(BIN)/python bench/phone.py

screenshots: .venv/.installed-dev
	@tests/provision
	PYTHONPATH=tests $(BIN)/python tests/readers/screenshots.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

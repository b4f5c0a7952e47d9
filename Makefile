# Kaituan's commands. Each does all the set-up that it needs.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
READY := .venv/.ready
LOCK := $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
# Translations are kept as .po; the .mo beside each is compiled, never committed.
PO := $(wildcard flows/locale/*/LC_MESSAGES/kaituan.po)
MO := $(PO:.po=.mo)

.PHONY: help setup run demo sandbox test check format messages lock bench clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F '|' '{printf "%-14s %s\n", $$1, $$2}'

setup: $(READY) $(MO) ## make .venv from the lock files (PYTHON=... chooses the interpreter)

run: setup ## run your own bot with the settings in .env or the environment
	@$(BIN)/kaituan run $(ARGS)

demo: setup ## a whole shop with a messenger of its own in the browser, no token needed
	@$(BIN)/kaituan demo $(ARGS)

sandbox: setup ## only the small messenger, for a bot of yours to talk to
	@$(BIN)/kaituan sandbox $(ARGS)

test: setup ## run every test, on SQLite and PostgreSQL, with a browser (ARGS="-k join" chooses)
	@tools/chromium
	@$(BIN)/python -m pytest -n auto $(ARGS) </dev/null

check: setup ## format, lint, types, import contracts and translations, without changing a file
	@$(BIN)/ruff format --check --quiet . || { echo "run 'make format'" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/messages.py check
	@$(BIN)/python -m tools.readme check

format: setup ## format the code and mend what ruff can mend by itself
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

messages: setup ## bring new texts into the translations, compile them, refresh the README's settings
	@$(BIN)/python tools/messages.py update
	@$(BIN)/python tools/messages.py compile
	@$(BIN)/python -m tools.readme update

lock: setup ## choose the newest allowed versions anew and write them to requirements/
	@$(LOCK) pyproject.toml --output-file requirements/run.txt
	@$(LOCK) pyproject.toml --extra dev --output-file requirements/dev.txt
	@$(MAKE) setup

bench: setup ## measure the hot paths on this machine
	@$(BIN)/python -m bench $(ARGS)

clean: ## remove .venv and everything else that was made here
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(MO)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml requirements/dev.txt tools/venv
	@tools/venv "$(PYTHON)"
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/python tools/messages.py compile

# make test   everything that must hold: lint, types, layers, tests
# make bench  the measurements of bench/
# make fuzz N=10000   broken templates and plans, by the thousand (SEED=1); make soak   interrupted builds (20 minutes)
# make templates, make lock   see CONTRIBUTING.md
SHELL := bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: test lint bench fuzz soak templates lock clean

test: $(READY)
	bash tools/install-system.sh
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(READY)
	$(BIN)/python -m bench

fuzz: $(READY)
	$(BIN)/python -m tools.fuzz -n $(or $(N),500) --seed $(or $(SEED),1) --keep out/fuzz

soak: $(READY)
	$(BIN)/python -m tools.soak

templates: $(READY)
	$(BIN)/python tools/make_templates.py

lock:
	$(PYTHON) tools/lock.py

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The environment is made anew when a pin or the project's declaration changes; every package is checked by its hash.
$(READY): constraints.txt constraints-test.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên / Python 3.11 or newer is needed")'
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r constraints-test.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Two commands to start with: `make demo` shows the example documents, `make test` runs the tests.
# Each makes what it needs in .venv, from the hashed locks, and does nothing where that is done.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
BENCH ?= *
LOGS := build/logs
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench soak record reference lock clean themes chromium

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.run themes ## Show the example documents, live (ARGS="--port 9000" is passed on)
	@$(BIN)/runpress serve . $(ARGS) || test $$? = 130 # Ctrl-C ends it

# Examples of properties follow the order of sets: it is the same in each run.
test: $(DEV) themes chromium ## Run all tests (ARGS="-k filters" is passed on)
	PYTHONHASHSEED=0 $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: $(DEV) ## Look for faults in style, types, imports, spelling and documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python themes/hatch_build.py --check
	$(BIN)/python content/reference/write.py --check
	$(BIN)/runpress check content --strict

fix: $(DEV) ## Mend what machines can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) themes chromium ## Measure speed, in ratios within one run (BENCH=data runs one)
	@failed=; for bench in tests/bench/bench_$(BENCH).py; do \
		echo "$$bench"; PYTHONPATH=tests $(BIN)/python $$bench $(ARGS) || failed="$$failed $$bench"; \
	done; test -z "$$failed" || { echo "over the limit:$$failed"; exit 1; }

soak: $(DEV) themes chromium ## Run the property tests with full counts
	$(BIN)/python -m pytest -n 2 --timeout 3600 -m soak $(ARGS)

record: $(DEV) ## Train the networks of the example documents again, and record their runs
	rm -rf $(LOGS)
	OMP_NUM_THREADS=1 $(BIN)/python content/experiments/digits/train.py --out $(LOGS)/digits
	$(BIN)/python content/experiments/tutorial/log.py --out $(LOGS)/tutorial
	$(BIN)/python content/experiments/walkthrough/train.py --out $(LOGS)/walkthrough
	$(BIN)/python content/experiments/record.py $(LOGS)/digits content/runs/digits
	$(BIN)/python content/experiments/record.py $(LOGS)/tutorial content/runs/workspace-api-example
	$(BIN)/python content/experiments/record.py $(LOGS)/walkthrough content/runs/my-awesome-project

reference: $(DEV) ## Write the reference pages from the declarations in the program
	$(BIN)/python content/reference/write.py

LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-config --no-header --no-annotate pyproject.toml

lock: $(DEV) ## Lock the newest versions of all dependencies
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group dev --constraint requirements.lock -o requirements-dev.lock

clean: ## Remove all that was made, the environment too
	rm -rf $(VENV) build dist site .runpress .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf themes/node_modules themes/*/build

themes: ## Bundle the browser code, if it changed
	@NPM_CONFIG_UPDATE_NOTIFIER=false $(BIN)/python themes/hatch_build.py

chromium: ## Find or install the browser of the tests
	@.ci/chromium $(BIN)/python

$(BIN)/python:
	@.ci/venv $(VENV) $(PYTHON)

# What running takes.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing runpress into $(VENV) ..."
	@test -e $(DEV) || $(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# What developing takes: all of that, and more.
$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing the development environment into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

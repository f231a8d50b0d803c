# Everything a fresh clone needs is done here: `make demo` and `make test` ask only for Python 3.11 or newer and make.
# What has been set up is remembered in .make/, so that a second run is quick.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first of these that is Python 3.11 or newer; `make PYTHON=/path/to/python …` overrides it.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin
INSTALL := -m pip install -qq --disable-pip-version-check --no-input --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make lock'
WORKERS ?= 2

.PHONY: help demo test check fuzz lock lock-upgrade schema docs custody bench-custody bench-batch bench bench-speed bench-quality train clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { line = sprintf("make %-14s", $$1); n = split($$2, words, " "); \
		for (i = 1; i <= n; i++) { if (length(line " " words[i]) > 80) { print line; line = sprintf("%19s", "") } \
		line = line " " words[i] } print line }' $(MAKEFILE_LIST)

demo: .make/run ## Read the example reports into a fresh case; print one record and the findings
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: check ## Lint, types, import rules and all tests
	$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST)

check: .make/dev ## The part of `make test` that runs no test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fuzz: .make/dev ## Altered files of every kind, 20,000 each; goes on where it was stopped: FUZZ='--parser feed --executions 100000'
	$(BIN)/python -m tests.fuzz --write docs/benchmarks.md $(FUZZ)

# All but ray, which takes 240 MB and which only a cluster needs; the tests have it (requirements/dev.in).
EXTRAS := $(addprefix --extra ,capture objects postgres stamp llm plots tables)

lock: .make/dev ## Lock and hash the requirements anew, keeping versions that still fit
	$(COMPILE) pyproject.toml $(EXTRAS) requirements/run.in --output-file requirements/run.txt
	$(COMPILE) requirements/dev.in --output-file requirements/dev.txt
	$(COMPILE) requirements/bench.in --output-file requirements/bench.txt
	$(COMPILE) requirements/training.in --output-file requirements/training.txt

lock-upgrade: COMPILE += --upgrade
lock-upgrade: lock ## The same, with the newest versions that fit

schema: .make/run ## Write the JSON Schemas of the interchange, of what people say of it, of claims and of exports to docs/reference
	$(BIN)/python -c 'from onrecord.records.schema import interchange_schema_text as text; print(text(), end="")' \
		> docs/reference/interchange.schema.json
	$(BIN)/python -c 'from onrecord.records.schema import review_schema_text as text; print(text(), end="")' \
		> docs/reference/review.schema.json
	$(BIN)/python -c 'from onrecord.export.tables.schema import tables_schema_text as text; print(text(), end="")' \
		> docs/reference/tables.schema.json
	$(BIN)/python -c 'from onrecord.corroboration.schema import claims_schema_text as text; print(text(), end="")' \
		> docs/reference/claims.schema.json

docs: .make/run schema ## Write what is generated in README and docs: screenful, settings, command line, findings, tables, schema
	$(BIN)/python docs/generate.py
	$(BIN)/python -m onrecord.cli.manual > docs/reference/cli.md
	$(BIN)/python -m onrecord.corroboration.findings_page > docs/reference/findings.md
	$(BIN)/python -m onrecord.export.tables.page > docs/reference/tables.md

custody: .make/dev ## Faults, power loss, kills, full disks, backups, edits of every byte: full forms, an hour and a half; goes on where it stopped
	$(BIN)/python -m benchmarks.custody.faults --write docs/benchmarks.md $(CUSTODY)
	$(BIN)/python -m benchmarks.custody.power --write docs/benchmarks.md $(CUSTODY)
	$(BIN)/python -m benchmarks.custody.kills --write docs/benchmarks.md $(CUSTODY)
	$(BIN)/python -m benchmarks.custody.troubles --write docs/benchmarks.md $(CUSTODY)
	$(BIN)/python -m benchmarks.custody.backups --write docs/benchmarks.md $(CUSTODY)
	$(BIN)/python -m benchmarks.custody.edits --write docs/benchmarks.md $(CUSTODY)

bench-custody: .make/run ## Appending, web archives and checking beside bare tools, half an hour; write docs/benchmarks.md
	$(BIN)/python -m benchmarks.appending --write docs/benchmarks.md
	$(BIN)/python -m benchmarks.containers --write docs/benchmarks.md
	$(BIN)/python -m benchmarks.verifying --write docs/benchmarks.md

bench-batch: .make/run ## An archive read by one process, several and a Ray cluster, about an hour; goes on where it was stopped
	$(BIN)/python -m benchmarks.batch --write docs/benchmarks.md $(BATCH)

bench: bench-speed $(if $(LABELLED),bench-quality) ## Both comparisons; the second when LABELLED is given

bench-speed: .make/run .make/bench ## Speed and memory beside spaCy, textacy and dependency rules; write docs/benchmarks.md
	$(BIN)/python -m benchmarks.speed --peer .venv-bench/bin/python --write docs/benchmarks.md $(BENCH)

train: .make/train ## Train the reader that ships: POLNEAR=folder of that corpus, without it from our own; about an hour on two cores
	.venv-train/bin/python -m training.reader $(if $(POLNEAR),--polnear "$(POLNEAR)") $(TRAIN)

bench-quality: .make/run .make/bench ## Who finds how much: LABELLED=articles.jsonl.gz; write docs/benchmarks.md
	@test -n "$(LABELLED)" || { echo "error: no labelled file" >&2; \
		echo "hint: make bench-quality LABELLED=articles.jsonl.gz" >&2; exit 2; }
	$(BIN)/python -m benchmarks.quality "$(LABELLED)" --peer .venv-bench/bin/python --write docs/benchmarks.md $(QUALITY)

clean: ## Remove everything that these targets made
	rm -rf .venv .venv-bench .venv-train .make out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# --- set-up, one stamp a step ---------------------------------------------------------------------------------

.make/venv:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "error: no Python 3.11 or newer$(if $(PYTHON), at $(PYTHON))" >&2; \
		echo "hint: install one, or name it: make PYTHON=/path/to/python3.12 test" >&2; exit 2; }
	@echo "Setting up .venv with $(PYTHON) …" >&2
	@$(PYTHON) -m venv --clear .venv || { echo "error: $(PYTHON) cannot make a virtual environment" >&2; \
		echo "hint: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 2; }
	@mkdir -p .make && touch $@

.make/run: .make/venv requirements/run.txt pyproject.toml
	@echo "Installing requirements/run.txt …" >&2
	@$(BIN)/python $(INSTALL) -r requirements/run.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@touch $@

.make/dev: .make/run requirements/dev.txt
	@echo "Installing requirements/dev.txt …" >&2
	@$(BIN)/python $(INSTALL) -r requirements/dev.txt
	@touch $@

.make/bench: .make/venv requirements/bench.txt
	@echo "Setting up .venv-bench …" >&2
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python $(INSTALL) -r requirements/bench.txt
	@touch $@

.make/train: .make/venv requirements/run.txt requirements/training.txt pyproject.toml
	@echo "Setting up .venv-train (some gigabytes) …" >&2
	@$(PYTHON) -m venv --clear .venv-train
	@.venv-train/bin/python $(INSTALL) -r requirements/training.txt
	@.venv-train/bin/python $(INSTALL) -r requirements/run.txt
	@.venv-train/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@touch $@

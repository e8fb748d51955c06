# Everything a newcomer needs. `make` alone tells what there is.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHONS := python3.13 python3.12 python3.11 python3
SUITABLE := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
BIN := .venv/bin
NPM := $(patsubst %/package.json,%/node_modules/.package-lock.json,$(wildcard tests/*/package.json))
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest --cov --cov-report= --cov-fail-under=0
UNITS := tests/unit tests/contract
OURSELVES := $(PIP) install --quiet --no-deps --no-build-isolation --editable .
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' $(FLAGS)

.PHONY: help
help: ## Say what there is
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: install
install: .venv/installed ## Make .venv with all that the service needs

.PHONY: run
run: .venv/installed ## Serve the sample company on http://127.0.0.1:8000 (HEARTLINE_PORT)
	@exec $(BIN)/heartline serve --sample

.PHONY: test
test: services units ## Run every test, with the coverage gates (-j2: sooner)
	$(BIN)/coverage combine --quiet .coverage.services .coverage.units
	$(BIN)/coverage report
	$(BIN)/coverage report --include='scoring/*' --fail-under=100 --skip-covered

.PHONY: services
services: .venv/installed-dev clients
	COVERAGE_FILE=.coverage.services $(PYTEST) $(UNITS:%=--ignore=%)

.PHONY: units
units: .venv/installed-dev
	COVERAGE_FILE=.coverage.units $(PYTEST) $(UNITS)

.PHONY: clients
clients: ## Install other people's clients for the tests, where node and npm are
	@$(MAKE) --no-print-directory --silent --keep-going $(NPM) tests/audits/python/.venv/installed || \
		echo 'Tests that need node 20 and npm packages, or what is missing above, will be skipped.' >&2

.PHONY: check
check: .venv/installed-dev ## Check style, types, the direction of imports, and the committed schema
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/heartline export-schema | diff -u schema/schema.graphql -

.PHONY: format
format: .venv/installed-dev ## Put the code into the common form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

.PHONY: schema
schema: .venv/installed-dev ## Write schema/schema.graphql anew after a change of the API
	$(BIN)/heartline export-schema > .venv/schema.graphql
	cp .venv/schema.graphql schema/schema.graphql

.PHONY: bench
bench: .venv/installed-dev ## Measure the service beside plain implementations of the same
	$(BIN)/python -m tests.bench

.PHONY: nightly
nightly: .venv/installed-dev tests/nightly/.venv/installed ## Have schemathesis ask whatever the schema allows (EXAMPLES=200)
	$(BIN)/python -m tests.nightly

.PHONY: graphiql
graphiql: ## Copy GraphiQL's files out of their npm packages anew
	service/app/graphiql/refresh.sh

.PHONY: lock
lock: .venv/bin/pip ## Pin the dependencies anew (FLAGS=--upgrade: to their newest versions)
	$(PIP) install --quiet uv
	$(COMPILE) --extra embedded --extra build --extra dev --extra bench --extra otel \
		--output-file requirements-dev.lock
	$(COMPILE) --extra embedded --extra build --constraint requirements-dev.lock --output-file requirements.lock
	$(COMPILE) --constraint requirements-dev.lock --output-file requirements-production.lock
	for tools in tests/audits/python tests/nightly; do \
		$(subst pyproject.toml,$$tools/requirements.in,$(COMPILE)) --output-file $$tools/requirements.lock; done

.venv/installed: requirements.lock pyproject.toml | .venv/bin/pip
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	$(OURSELVES)
	@touch $@

.venv/installed-dev: requirements-dev.lock pyproject.toml | .venv/bin/pip
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	$(OURSELVES)
	@touch $@ .venv/installed

tests/%/.venv/installed: tests/%/requirements.lock | .venv/bin/pip
	$(BIN)/python -m venv tests/$*/.venv
	tests/$*/.venv/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement $<
	@touch $@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	npm ci --prefix $* --ignore-scripts --no-audit --no-fund

.venv/bin/pip:
	@for python in $(PYTHONS); do \
		if "$$python" -c '$(SUITABLE)' 2>/dev/null; then exec "$$python" -m venv .venv; fi; \
	done; \
	echo 'Heartline needs Python 3.11, 3.12 or 3.13 with venv (on Debian and Ubuntu: apt-get install python3-venv).' >&2; \
	exit 1

# Convener: everything a developer or a newcomer runs. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIVEKIT := v1.11.0
WEB := src/convener/web/static/index.html
CLIENT_SOURCES := $(shell find client -path client/node_modules -prune -o -type f -print 2>/dev/null)

# Compiled once, not at the start of each server and each process of tests.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test checks lint types quick domain unit browser client-check client-test openapi-check coverage faults random-people pictures bench livekit lock generate wheel clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

setup: $(VENV)/.runtime $(WEB) ## environment and client build; does nothing where all is there

setup-dev: setup $(VENV)/.dev ## what tests and development need beyond that

$(VENV)/.runtime: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || (tools/install-packages python3-venv && $(PYTHON) -m venv $(VENV))
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

client/node_modules/.installed: client/package-lock.json client/package.json
	@echo "Fetching what the browser client is built from: about a minute, once."
	cd client && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(WEB): client/node_modules/.installed $(CLIENT_SOURCES)
	cd client && npm run --silent build
	@touch $@

run: setup ## serve on http://127.0.0.1:8000 (settings: CONVENER_*)
	@exec $(BIN)/convener serve

quick: setup-dev ## the inner loop: lint, types, the domain on SQLite, the client; the slow checks are left to `make test`
	@$(MAKE) --no-print-directory -j 2 --output-sync=target client-test lint types client-check domain

domain: $(VENV)/.dev
	$(BIN)/pytest tests/domain tests/auth tests/test_structure.py tests/test_names.py -m "not postgres and not long" -n 2 --dist loadfile

test: ## formatting, lint, types, unit, API and browser tests
	@# Python's packages and the client's come beside each other: both wait for the network half of the time.
	@$(MAKE) --no-print-directory -j 2 --output-sync=target setup-dev
	@$(MAKE) --no-print-directory checks unit browser

checks: setup-dev
	@$(MAKE) --no-print-directory -j 3 --output-sync=target client-test lint types client-check openapi-check

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests tools examples
	$(BIN)/ruff check src tests tools examples
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

client-check: client/node_modules/.installed
	cd client && npm run --silent check

client-test: client/node_modules/.installed
	cd client && npm test --silent

tools/openapi/node_modules/.installed: tools/openapi/package-lock.json tools/openapi/package.json
	cd tools/openapi && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

openapi-check: $(VENV)/.dev tools/openapi/node_modules/.installed
	mkdir -p .tools && $(BIN)/python tools/openapi/document.py >.tools/openapi.json
	tools/openapi/node_modules/.bin/spectral lint --ruleset tools/openapi/spectral.yaml --fail-severity warn .tools/openapi.json
	@# All tests are collected, which compiles them: else each process of `make unit` would, at the same moment.
	$(BIN)/pytest -m contract

unit: setup-dev
	@tools/install-packages postgresql redis-server php-cli php-curl mono-mcs mono-runtime libmono-system-net-http4.0-cil libmono-system-web-extensions4.0-cil curl || true
	$(BIN)/pytest -m "not browser and not contract" -n 4 --dist loadfile --no-loadscope-reorder

browser: setup-dev
	@tools/install-packages chromium fonts-dejavu-core
	@tools/install-packages firefox-esr xvfb || true
	$(BIN)/pytest tests/e2e -m browser -n 2 --dist worksteal

coverage: setup-dev ## which lines the tests of the domain and of the client run; the tracer costs some 60 % of CPU
	$(BIN)/pytest tests/domain -n 4 --dist loadfile --cov=convener.domain --cov-report=term:skip-covered
	cd client && npm run --silent coverage

faults: setup-dev ## kill -9 of servers and workers at random while they work, five minutes on each database (FAULT_SECONDS, FAULT_SEED)
	@tools/install-packages postgresql || true
	FAULT_SECONDS=$(or $(FAULT_SECONDS),300) FAULT_SEED=$(or $(FAULT_SEED),8) FAULT_STARTS=$(or $(FAULT_STARTS),3) FAULT_BEATS=$(or $(FAULT_BEATS),10) \
	  $(BIN)/pytest tests/faults -s

random-people: setup-dev ## five browsers whose people do things at random for five minutes, and two minutes of clicks (PEOPLE_SEED, CLICK_SEED)
	@tools/install-packages chromium fonts-dejavu-core
	PEOPLE_SECONDS=$(or $(PEOPLE_SECONDS),300) PEOPLE_COUNT=$(or $(PEOPLE_COUNT),5) CLICK_SECONDS=$(or $(CLICK_SECONDS),120) \
	  $(BIN)/pytest -s tests/e2e/test_random_people.py tests/e2e/test_captures.py

pictures: setup-dev ## the pictures of the README anew, in docs/images/: drawn people in a meeting, some minutes (ONLY="room phone")
	@tools/install-packages chromium fonts-dejavu-core
	$(BIN)/python -m tools.readme_pictures $(ONLY)

bench: setup-dev ## the benchmarks: tables and JSON in bench-results/ (ONLY="api room"; AGAINST=COMMIT ROUNDS=5 QUICK=1 POSTGRES=1 compares)
	$(BIN)/python -m tests.bench $(ONLY) $(if $(AGAINST),--against $(AGAINST)) $(if $(OF),--of $(OF)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(QUICK),--quick) $(if $(PATIENCE),--patience $(PATIENCE)) $(if $(POSTGRES),--postgres) $(if $(UNPINNED),--unpinned)

livekit: ## builds livekit-server into .tools/bin where Go is present
	@command -v go >/dev/null || { echo "Go is not installed; install it, or put livekit-server on PATH."; exit 1; }
	mkdir -p .tools/bin .tools/livekit
	cd .tools/livekit && rm -f go.mod go.sum && go mod init convener/livekit >/dev/null 2>&1 \
	  && go mod edit -require=github.com/livekit/livekit-server@$(LIVEKIT) \
	  && go build -mod=mod -o ../bin/livekit-server github.com/livekit/livekit-server/cmd/server

lock: ## compile the lock files anew
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-strip-extras --allow-unsafe --extra dev -c requirements.lock --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements-dev.lock pyproject.toml

generate: setup-dev ## types of the client, pages of the documentation
	$(BIN)/python tools/generate_types.py
	$(BIN)/python tools/generate_settings_doc.py
	$(BIN)/python tools/generate_live_meeting_doc.py
	$(BIN)/python tools/generate_room_docs.py

wheel: setup-dev ## dist/convener-*.whl with the client inside
	$(BIN)/python -m build --wheel --no-isolation

clean: ## remove what was built (data/ stays)
	rm -rf $(VENV) client/node_modules tools/openapi/node_modules src/convener/web/static dist .tools .mypy_cache .ruff_cache .pytest_cache

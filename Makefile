# Quarterdeck. `make help` lists what can be done; everything below `make install` runs from .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SYSTEM_RUN := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
SYSTEM_TEST := chromium postgresql
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install install-dev fast demo run test check bench bench-large docs lock vendor clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(VENV)/.installed ## install Quarterdeck and what it needs into .venv

$(VENV)/.installed: requirements.txt pyproject.toml deploy/system-packages.sh
	@deploy/system-packages.sh $(SYSTEM_RUN)
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || deploy/system-packages.sh python3-venv
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps -e .
	touch $@

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@deploy/system-packages.sh $(SYSTEM_TEST)
	@command -v java >/dev/null || deploy/system-packages.sh default-jre-headless
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

fast: install ## compile the reader of texts for this machine: it reads half as many texts again a second
	@test -e "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_paths()["include"])')/Python.h" || deploy/system-packages.sh python3-dev
	@command -v gcc >/dev/null || deploy/system-packages.sh gcc libc6-dev
	$(BIN)/pip install --quiet --require-hashes -r requirements-fast.txt
	$(BIN)/python deploy/compile_reader.py

demo: install ## load the sample province and serve it on http://127.0.0.1:8000
	$(BIN)/quarterdeck demo

run: install ## serve without sample data; an empty store leads through its set-up
	$(BIN)/quarterdeck serve

test: install-dev ## install everything and run all tests, on both stores and in a real browser
	$(BIN)/quarterdeck messages --compile-only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile
	QUARTERDECK_TEST_STORE=postgres $(BIN)/python -m pytest -m store -n 2 --dist loadfile

check: install-dev ## the fast checks only: style, types, imports, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/architecture tests/core

bench: install-dev ## measure pages, tasks, restating, the figures engine and reading; TEXTS=FOLDER scores labelled texts
	-@$(MAKE) --no-print-directory fast
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/follow.py
	$(BIN)/python bench/restating.py
	$(BIN)/python bench/engine.py --rows 1_000_000
	$(BIN)/python bench/prose.py $(if $(TEXTS),--texts $(TEXTS))

bench-large: install-dev ## measure the figures engine on 100 million rows, in under ten minutes
	$(BIN)/python bench/engine.py --rows 100_000_000 --rivals duckdb --rounds 3

docs: install-dev ## write the generated reference pages and the picture of the README
	$(BIN)/python docs/generate.py

lock: ## renew the locked requirements
	$(BIN)/pip install --quiet uv
	for name in requirements requirements-dev requirements-fast; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt; done

vendor: ## renew the vendored style sheet and fonts (needs Node)
	deploy/vendor.sh

clean: ## remove what was installed and built, keep the store in var/
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache

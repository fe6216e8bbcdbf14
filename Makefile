# make help shows what there is. Everything Python lives in .venv, everything a copy makes in var.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports templates migrations quick fmt setup lock sbom clean

PORT ?= 8000
BIN := .venv/bin
export PORT PYTHON REQUIRE_ALL
STEPS := lint types imports templates migrations
# Checks and tests never touch the database of a running copy.
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=portal.config.settings_test

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set up everything, load the demo city and serve it (PORT=8000)
	@deploy/setup/run.sh

test: setup ## Run all tests: SQLite, PostgreSQL, a real browser (ONLY="sqlite browser" for some)
	@$(BIN)/python -m deploy.testrun $(ONLY)

check: setup ## Lint, types, layers, templates, migrations
	@if $(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync $(STEPS); \
		then echo "All well: $(STEPS)"; else echo "Failed: what make names above"; exit 1; fi

lint: setup
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports --no-logo

templates: setup
	$(BIN)/djlint --lint --quiet templates

migrations: setup
	$(TEST_SETTINGS) $(BIN)/python manage.py makemigrations --check --dry-run

quick: setup ## The inner loop: lint, layers and the fast tests on SQLite, under a minute
	@$(BIN)/ruff check --quiet
	@$(BIN)/lint-imports --no-logo >/dev/null || $(BIN)/lint-imports --no-logo
	@$(BIN)/pytest -q -n 2 -m "not browser and not postgresql and not redis and not slow"

fmt: setup ## Format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format --quiet

setup: ## Make .venv as requirements/dev.txt says
	@deploy/setup/venv.sh dev
	@$(BIN)/python deploy/setup/compile_messages.py locale
	@deploy/setup/vendor.sh

lock: ## Resolve pyproject.toml anew into requirements/ (needs uv)
	@deploy/setup/lock.sh

sbom: setup ## Write sbom.json: everything that runs here, with hashes (CycloneDX)
	@$(TEST_SETTINGS) $(BIN)/python manage.py sbom --output sbom.json && echo sbom.json

clean: ## Remove .venv and caches; var, where records live, stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

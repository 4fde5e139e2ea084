# Two commands do everything: `make demo` and `make test`. The rest is for developers.
.DEFAULT_GOAL := help
.PHONY: help demo test quick quick-tests setup setup-dev format lint types contracts unit office templates golden docs clean

BIN := .venv/bin
# Tests start hundreds of Python processes, and their own files are rewritten when read: both are dear without the cache.
unexport PYTHONDONTWRITEBYTECODE

help:  ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: setup  ## Set up what is missing and build the two sample offices into output/ and output/xa-song-thuong/
	@$(BIN)/vanthu build fixtures --output output
	@$(BIN)/vanthu build fixtures/xa-song-thuong --output output/xa-song-thuong

test: setup-dev format lint types contracts  ## Set up, then format, lint, types, contracts and all tests
	@$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

quick: setup-dev  ## Format, lint, types, contracts and the tests that are over soon: no LibreOffice, mutants, fuzz, processes
	@$(MAKE) --no-print-directory -j 2 quick-tests format lint types contracts

# Begun first: the others are over long before it.
quick-tests: setup-dev
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not office and not slow"

setup:
	@.ci/setup.sh

setup-dev:
	@.ci/setup.sh dev

format: setup-dev
	@$(BIN)/ruff format --check .

lint: setup-dev
	@$(BIN)/ruff check .

types: setup-dev
	@$(BIN)/mypy

contracts: setup-dev
	@$(BIN)/lint-imports --no-logo

unit: setup-dev  ## Only the tests that need no LibreOffice
	@$(BIN)/python -m pytest -q -n auto -m "not office"

office: setup-dev  ## Only the tests with LibreOffice
	@$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder -m office

templates: setup  ## Put edited Word templates into normal form
	@$(BIN)/python -m pipeline.typeset.docx.normal_form templates_docx

golden: setup-dev  ## Write the golden outlines of the sample office anew
	@$(BIN)/python -m tests.update_golden

docs: setup-dev  ## Write the generated pages of docs/ anew
	@$(BIN)/python -m tests.update_docs

clean:  ## Remove what was built and the virtual environment
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find output -mindepth 1 -not -name .gitkeep -delete

# Everything runs in .venv, which is made on first use and made again when pyproject.toml or constraints.txt change.
RAW ?= raw
OUT ?= output
WORKERS ?= 1
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export OMP_NUM_THREADS ?= 1

.PHONY: run test diff lint bench clean

run: $(READY)
	@$(BIN)/newsfacts run $(RAW) --output $(OUT) --workers $(WORKERS)

test: $(READY)
	$(BIN)/python -m pytest

diff: $(READY)
	@$(BIN)/newsfacts diff --output $(OUT) || test $$? -eq 1  # 1: the runs differ, which is no failure

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, such as: make run PYTHON=python3.12")'
	@echo "Installing into .venv; this takes a minute or two, once."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test,lint,bench]"
	@touch $@

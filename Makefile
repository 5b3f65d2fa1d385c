# Bihuan (闭环). A user needs `make run`; an office `make office`; a contributor `make dev`, then `make check`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
ADDRESS ?= 127.0.0.1:8000
DATABASE_URL ?=
DATABASE_OWNER_URL ?=
BIN := .venv/bin
SERVE = env $(if $(DATABASE_URL),DATABASE_URL='$(DATABASE_URL)') $(if $(DATABASE_OWNER_URL),DATABASE_OWNER_URL='$(DATABASE_OWNER_URL)') \
	BIHUAN_ADDRESS=$(ADDRESS)

.PHONY: help run office test check dev drill tools assets clean

help:
	@echo "make run      a demonstration district on $(ADDRESS) (make run DATABASE_URL=postgres://… for PostgreSQL)"
	@echo "make office   an empty district for real use"
	@echo "make test     all tests, on SQLite and PostgreSQL, with browser journeys"
	@echo "make check    format, lint, types, import contracts, migrations, then make test"
	@echo "make drill    the promises of docs/trust.md at full size"
	@echo "make bench-X  runs bench/X.py in an environment of its own"
	@echo "make dev      prepares a contributor's checkout"

run: .venv/.product assets
	@$(SERVE) BIHUAN_MODE=demo $(BIN)/python -m bihuan.config.serve

office: .venv/.product assets
	@$(SERVE) BIHUAN_MODE=office $(BIN)/python -m bihuan.config.serve

test: .venv/.dev assets
	@$(BIN)/python -m tests.run

check: .venv/.dev assets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	BIHUAN_MODE=test $(BIN)/python manage.py makemigrations --check --dry-run
	@$(MAKE) --no-print-directory test

drill: .venv/.dev assets
	@$(BIN)/python -m tests.run --drill

dev: .venv/.dev assets
	@echo "ready: make check runs all that CI runs"

bench-%: .venv-bench/.bench assets
	@.venv-bench/bin/python -m bench.$*

tools:
	@command -v $(PYTHON) >/dev/null || { echo "缺少 Python 3.11,请先运行: sudo apt install python3.11 python3.11-venv"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "缺少 python3.11-venv,请先运行: sudo apt install python3.11-venv"; exit 2; }

# A stamp is remade when the lock changes; --require-hashes refuses any file that is not the locked one.
.venv/.product: requirements.txt pyproject.toml | tools
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.product
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv-bench/.bench: requirements.txt bench/requirements.txt | tools
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt -r bench/requirements.txt
	@touch $@

assets: .venv/.product
	@$(BIN)/python -m bihuan.web.assets

clean:
	rm -rf .venv .venv-bench build node_modules bihuan/web/static/vendor

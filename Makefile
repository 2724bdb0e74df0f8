# Set-up, run and test in one word each. The README says how to do the same without make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A browser is opened where there is a screen; elsewhere the app prints its address.
SHOW := $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s)),--server.headless=false --server.showEmailPrompt=false)
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

# The same text whatever the machine's language.
export LC_ALL := C.UTF-8
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test check fix docs benchmark browser clean

help:
	@echo "make run        set up, prepare demo data when there is none, open the app"
	@echo "make test       set up, check, run every test"
	@echo "make check      formatting, lint, generated documents"
	@echo "make fix        format, and repair what ruff can"
	@echo "make docs       write docs/metrics.md anew"
	@echo "make benchmark  print how long imports and queries take"
	@echo "make clean      remove .venv and caches; data stays"

run: $(VENV)/.runtime
	@$(BIN)/python -m data_access demo --if-new
	$(BIN)/streamlit run app.py $(SHOW)

# One process more than there are cores: a third of a test's time goes into databases and browsers beside it.
test: browser check
	$(BIN)/python -m pytest -n $$($(BIN)/python -c 'import os; print(os.cpu_count() + 1)') \
		--dist loadfile --no-loadscope-reorder

check: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m data_access.metrics.reference --check

fix: $(VENV)/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.runtime
	$(BIN)/python -m data_access.metrics.reference

benchmark: $(VENV)/.development
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- set-up: each stamp is touched last, so that what broke off is done again

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Earshot needs Python 3.11 or newer, and '$(PYTHON)' is not: install one, or name it: make PYTHON=python3.12 ..."; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv module is not complete here. On Debian: apt-get install python3-venv"; \
		exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the app needs into $(VENV); the first time takes a minute or two."
	@$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what the tests need into $(VENV)."
	@$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

# An installed Chromium or Chrome, else Debian's, else Playwright's own. Where none can be had the browser tests
# skip, and the run says so at its end.
browser: $(VENV)/.development
	@for name in $(BROWSERS); do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 600 \
			apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null && exit 0; \
	fi; \
	timeout 600 $(BIN)/python -m playwright install chromium && exit 0; \
	echo "No browser could be installed: the browser tests will be skipped."

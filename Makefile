# make run and make test need Python 3.11 and make; everything else they fetch themselves.

PYTHON ?= python3
BIN := .venv/bin
READY := $(PYTHON) packaging/bootstrap.py
PYTEST := $(BIN)/python -m pytest
# Two processes are safe wherever no display is shared.
PARALLEL := -n 2 --dist loadfile
# What has a compiled form is tested a second time without it.
BOTH_FORMS := tests/golden tests/quality tests/unit/cleaning tests/unit/readers

.DEFAULT_GOAL := help
.PHONY: help run test check format golden bench bench-clean bench-facts bench-library bench-readers model dist lock clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: ## open the window on the sample articles (no display: the same on the command line)
	@$(READY) run
	@$(BIN)/python -m digest_app --samples

test: ## all tests: rooms, sample pages, both forms of cleaning, the window offscreen and on a display of its own
	@$(READY) test
	QT_QPA_PLATFORM=offscreen $(PYTEST) $(PARALLEL) --ignore tests/gui --ignore tests/e2e
	DIGEST_PLAIN_PYTHON=1 $(PYTEST) $(PARALLEL) -r fE $(BOTH_FORMS)
	QT_QPA_PLATFORM=offscreen $(PYTEST) $(PARALLEL) tests/gui
	$(PYTEST) tests/e2e

check: ## lint, format, types, and the walls between the rooms
	@$(READY) test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" cython-lint digest_app
	$(BIN)/lint-imports

format: ## put the code in its agreed shape
	@$(READY) test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: ## redraw the pictures of the sample pages; read the difference before you keep it
	@$(READY) test
	$(PYTEST) tests/golden --update-golden

BENCHES := bench-clean bench-facts bench-library bench-readers

bench: $(BENCHES) ## measure everything below; each says what data it misses

$(BENCHES): bench-%:
	@$(READY) bench
	$(BIN)/python -m tests.bench.bench_$*

# An environment of its own: the program needs nothing of what makes its model.
MODEL_ENV := build/model-env
$(MODEL_ENV): packaging/model/requirements.txt
	$(PYTHON) -m venv --clear $@
	$@/bin/python -m pip install --quiet --requirement $<
	touch $@

model: $(MODEL_ENV) ## make the model that recognises names again (DATA=folder of the marked texts)
	$(MODEL_ENV)/bin/python packaging/model/build.py $(if $(DATA),--data $(DATA))

dist: ## a wheel, a source archive, and a bundle that runs without Python, in dist/
	@$(READY) dist
	$(BIN)/hatchling build -d dist
	$(BIN)/python -m PyInstaller --noconfirm --log-level WARN packaging/bundle/digest-app.spec

lock: ## write constraints.txt again from pyproject.toml, with the newest versions allowed
	$(PYTHON) packaging/lock.py

clean: ## forget everything that can be made again
	rm -rf .venv build dist .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

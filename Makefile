# Every target makes .venv by itself. IN=... and OUT=... choose the articles and the run directory of `make translate`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
IN     ?= examples
OUT    ?= out
DATA   ?= corpus
PIP_ARGS ?=
export HF_HUB_DISABLE_TELEMETRY := 1
export TOKENIZERS_PARALLELISM := false

.PHONY: install translate check test gate quality bench review docs train browser clean help

help:            ## what can be made
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

install: $(VENV)/.ready ## the virtual environment with everything in it

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) --constraint constraints.txt --editable '.[dev,web]'
	@touch $@

translate: install ## the main job: translate, align and check IN (default examples/) into OUT (default out/)
	$(BIN)/wiredesk translate $(IN) --out $(OUT) --fail-on never

check: install ## ruff, ruff format, mypy --strict, generated docs fresh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/make_docs.py --check

test: install ## all tests
	$(BIN)/python -m pytest

gate: install ## translate the committed set, plant slips: fail where quality dropped (half a minute)
	$(BIN)/wiredesk evaluate --gate configs/gate.yaml

quality: install ## the long evaluation, and the gate
	$(BIN)/wiredesk evaluate --suite all --gate configs/gate.yaml

bench: install ## speed and memory, as ratios against named baselines
	$(BIN)/python scripts/bench.py

review: install ## the editor's page for OUT
	$(BIN)/wiredesk review $(OUT)

docs: install ## regenerate what is generated: docs/checks.md, configs/default.yaml ...
	$(BIN)/python scripts/make_docs.py

train: install ## train the embedded model anew from DATA (hours on a CPU; see configs/train/)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) --constraint constraints.txt --editable '.[train]'
	$(BIN)/python scripts/train_marian.py configs/train/compact.yaml --data $(DATA) --out $(OUT)/train

AXE := build/axe/package/axe.min.js
browser: $(AXE)  ## what the browser tests need: Debian's chromium, and axe-core (MPL-2.0, not part of this project)
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install --yes -qq --no-install-recommends chromium; }

$(AXE):
	@command -v npm >/dev/null || { apt-get update -qq && apt-get install --yes -qq --no-install-recommends npm; }
	@mkdir -p build/axe
	cd build/axe && npm pack --silent axe-core@4.14.1 && tar xzf axe-core-4.14.1.tgz

clean:           ## remove what can be made again
	rm -rf $(VENV) out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

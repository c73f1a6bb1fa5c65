# The verbs of the project. CMake presets stand behind them (CMakePresets.json).
.DEFAULT_GOAL := help
.PHONY: help deps gazetteer release check demo bench fuzz e2e scale format lint asan clean

JOBS ?= $(shell nproc)
RELEASE := build/release
TADWIN := $(RELEASE)/bin/tadwin
DEMO_LEDGER := build/demo/ledger.db

help: ## Lists the verbs
	@grep -hE '^[a-z0-9_-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9_-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

deps:
	@tools/install_deps.sh

gazetteer: deps
	@tools/build_gazetteer.sh

release: gazetteer ## Builds the program: build/release/bin/tadwin
	@cmake --preset release >build/release.configure.log 2>&1 || { cat build/release.configure.log; exit 1; }
	@cmake --build --preset release -j $(JOBS)

demo: release ## Codes the sample corpus into a ledger and prints the report
	@mkdir -p build/demo && rm -f $(DEMO_LEDGER)*
	@$(TADWIN) code examples/news --ledger $(DEMO_LEDGER)
	@$(TADWIN) report $(DEMO_LEDGER)
	@echo
	@echo "The ledger is $(DEMO_LEDGER). Look further:"
	@echo "  $(TADWIN) report $(DEMO_LEDGER) --type ASSAULT --by month"
	@echo "  $(TADWIN) explain $(DEMO_LEDGER) FACT      (a fact id from the report)"
	@echo "  $(TADWIN) facts $(DEMO_LEDGER)             (the facts as JSON Lines)"

check: release ## Builds and runs every test
	@ctest --preset release

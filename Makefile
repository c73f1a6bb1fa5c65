# The verbs of the project. CMake presets stand behind them (CMakePresets.json).
.DEFAULT_GOAL := help
.PHONY: help deps gazetteer parquet release program check demo bench instructions bench-pages load fuzz e2e scale format lint asan clean

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

release: gazetteer ## Builds the program, build/release/bin/tadwin, and its tests
	@cmake --preset release >build/release.configure.log 2>&1 || { cat build/release.configure.log; exit 1; }
	@cmake --build --preset release -j $(JOBS)

# The program alone, for those who come to use it.
program: gazetteer
	@cmake --preset release >build/release.configure.log 2>&1 || { cat build/release.configure.log; exit 1; }
	@cmake --build --preset release --target tadwin -j $(JOBS)

parquet: ## Brings DuckDB, which `tadwin export --format parquet` loads (needs npm)
	@tools/fetch_duckdb.sh

demo: program ## Codes the sample corpus into a ledger and prints the report
	@mkdir -p build/demo && rm -f $(DEMO_LEDGER)*
	@$(TADWIN) code examples/news --ledger $(DEMO_LEDGER)
	@$(TADWIN) report $(DEMO_LEDGER)
	@echo
	@echo "The ledger is $(DEMO_LEDGER). Look further:"
	@echo "  $(TADWIN) report $(DEMO_LEDGER) --type ASSAULT --by month"
	@echo "  $(TADWIN) explain $(DEMO_LEDGER) FACT      (a fact id from the report)"
	@echo "  $(TADWIN) facts $(DEMO_LEDGER)             (the facts as JSON Lines)"
	@echo "  $(TADWIN) serve $(DEMO_LEDGER)             (the pages: http://127.0.0.1:8470/)"

check: ## Builds and runs every test
	@tools/install_deps.sh check
	@tools/python_env.sh
	@tools/fetch_duckdb.sh
	@$(MAKE) --no-print-directory release
	@ctest --preset release

e2e: release ## Runs the end-to-end tests only
	@ctest --preset release -L end_to_end

asan: gazetteer ## Builds and runs every test under AddressSanitizer and UBSan
	@cmake --preset asan >build/asan.configure.log 2>&1 || { cat build/asan.configure.log; exit 1; }
	@cmake --build --preset asan -j $(JOBS)
	@ctest --preset asan

# Facts of the largest ledger that is linked in memory, and of the one that is kept in a file.
LINK_FACTS ?= 1000000
LEDGER_FACTS ?= 125000
# Incidents of the ledger that queries are timed on.
QUERY_INCIDENTS ?= 1000000
# Facts written to SQLite and to PostgreSQL, to compare them.
ENGINE_FACTS ?= 20000
bench: gazetteer ## Bytes per second of each stage, beside ICU as a yardstick
	@cmake --preset bench >build/bench.configure.log 2>&1 || { cat build/bench.configure.log; exit 1; }
	@cmake --build --preset bench -j $(JOBS)
	@build/bench/bin/bench_stages --benchmark_min_time=1
	@build/bench/bin/bench_link $(LINK_FACTS) $(LEDGER_FACTS) build/bench
	@build/bench/bin/bench_query $(QUERY_INCIDENTS) build/bench
	@build/bench/bin/bench_engines $(ENGINE_FACTS) build/bench
	@$(MAKE) --no-print-directory load
	@$(MAKE) --no-print-directory bench-pages

instructions: gazetteer ## Instructions of each stage over the sample corpus, warm, whatever else runs (valgrind)
	@cmake --preset bench >build/bench.configure.log 2>&1 || { cat build/bench.configure.log; exit 1; }
	@cmake --build --preset bench -j $(JOBS) --target count_stages
	@for stage in icu fold annotate code; do printf '%s ' $$stage; \
	  valgrind --tool=callgrind --callgrind-out-file=build/bench/$$stage.callgrind \
	    --toggle-collect=CountedPasses build/bench/bin/count_stages $$stage 1 1 2>&1 \
	  | sed -n 's/.*Collected : //p'; done

LOAD_SECONDS ?= 60
load: program ## 500 readers at once on the demo ledger, and slow clients beside them
	@mkdir -p build/demo && $(TADWIN) code examples/news --ledger $(DEMO_LEDGER) --quiet
	@python3 tools/load_check.py $(TADWIN) $(DEMO_LEDGER) --seconds $(LOAD_SECONDS)

# Incidents of the made-up ledger that pages are timed on.
PAGE_INCIDENTS ?= 100000
bench-pages: program ## First paint and answer to a key of each page: LEDGER=FILE, or a made-up ledger
	@cmake --preset bench >build/bench.configure.log 2>&1 || { cat build/bench.configure.log; exit 1; }
	@cmake --build --preset bench --target bench_ledger -j $(JOBS)
	@[ -n "$(LEDGER)" ] || build/bench/bin/bench_ledger build/bench/pages_$(PAGE_INCIDENTS).db $(PAGE_INCIDENTS)
	@tools/bench_pages.sh $(TADWIN) $(or $(LEDGER),build/bench/pages_$(PAGE_INCIDENTS).db)

scale: program ## Codes growing corpora and prints how time and memory grow
	@python3 tools/scale.py $(TADWIN) examples/news

FUZZ_SECONDS ?= 60
fuzz: gazetteer ## Fuzzes every target for FUZZ_SECONDS (libFuzzer, ASan, UBSan; needs clang-19)
	@tools/install_deps.sh clang
	@cmake --preset fuzz >build/fuzz.configure.log 2>&1 || { cat build/fuzz.configure.log; exit 1; }
	@cmake --build --preset fuzz -j $(JOBS)
	@tools/run_fuzzers.sh build/fuzz $(FUZZ_SECONDS)

SOURCES = $(shell git ls-files '*.cc' '*.h')
format: ## Formats the C++ sources (clang-format-19)
	@tools/install_deps.sh clang
	@clang-format-19 -i $(SOURCES)

lint: release ## Layers, encodings, sizes, format, clang-tidy
	@tools/install_deps.sh clang
	@python3 tools/check_layers.py && python3 tools/lint.py
	@clang-format-19 --dry-run --Werror $(SOURCES)
	@clang-tidy-19 --quiet -p $(RELEASE) $(filter %.cc,$(SOURCES))

clean: ## Removes what was built
	@rm -rf build/release build/dev build/asan build/tsan build/fuzz build/bench build/demo

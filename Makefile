# `make` builds everything and generates the outputs, `make test` runs all tests.

.DEFAULT_GOAL := all
SHELL := /bin/bash
PYTHON_DIRECTORY := .build/python
LINTERS := .build/linters
SWIFT_SOURCES := Package.swift Plugins Sources Tests Examples/*/Package.swift Examples/*/Sources \
	Benchmarks/Package.swift Benchmarks/Sources
export METRICSGEN_PYTHON := $(CURDIR)/$(PYTHON_DIRECTORY)/bin/python
# Variables that our programs and git read. Without them, tests behave the same in every shell and in a git hook.
unexport PROMETHEUS_MULTIPROC_DIR METRICSGEN_INVOCATION NO_COLOR GITHUB_WORKSPACE GITHUB_ACTIONS
unexport GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

PREFIX ?= /usr/local
STARTED := $(shell date +%s)

.PHONY: bench-python install artifactbundle release soak-killing soak-products soak-python soak-forks soak-threads soak-native soak-libyaml soak-images soak-fuzz soak-front-end soak-queries soak-plugin soak-random soak-http soak-optimised soak-consumers soak-release soak-docs soak-api bench-runtime bench-compiler bench-json bench-queries bench-references bench-plugin bench-directory
.PHONY: all test unit soundness soak bench demo docs format lint clean dependencies

## Compile the reference spec, build the rest, and list the generated files.
all: dependencies
	swift build --product metricsgen
	.build/debug/metricsgen build
	.build/debug/metricsgen build Examples/checked-in/spec/job.yaml
	swift build
	@echo
	@echo "Generated from the reference spec:"
	@wc -l Generated/Swift/*.swift Generated/docs/* Generated/grafana/* Generated/prometheus/* Generated/catalogue.json
	@echo
	@echo "Next: make demo serves its metrics; make test runs all tests."

## Run all tests: unit tests, the generated files against the spec, and independent programs as judges.
test: soundness dependencies $(PYTHON_DIRECTORY)/ready
	Scripts/install-dependencies prometheus
	for suite in trixie sid; do Scripts/unpack-debian .build/debian $$suite promtool; done
	Scripts/unpack-debian .build/debian bookworm etcd-server golang-github-prometheus-client-model-dev
	swift build --product metricsgen
	.build/debug/metricsgen check
	.build/debug/metricsgen check Examples/checked-in/spec/job.yaml
	# Other tests use debug builds. People install these optimised ones, and only they show errors of the optimiser.
	swift build -c release --product metricsgen
	swift build -c release --product metricsgen-plugin-tool
	Benchmarks/count-instructions --check
	swift build --build-tests
	Scripts/check-warnings
	# Not in parallel: a test that waits for a process blocks a thread, and there may be only two.
	swift test --skip-build --no-parallel
	@echo "make test took $$(($$(date +%s) - $(STARTED))) seconds; the bound, from a clean clone on 2 idle cores, is 1200"

## Check what needs no build: format, targets, licence headers, links, and all scripts, programs in Python, YAML
## files and workflows. The linters come from PyPI, at the versions of Scripts/soundness-requirements.txt.
soundness: $(LINTERS)/ready
	swift format lint --strict -r -p $(SWIFT_SOURCES)
	Scripts/check-targets
	Scripts/check-licence-headers
	Scripts/check-changelog
	"$(LINTERS)/bin/python" Scripts/check-links
	Scripts/lint-files "$(LINTERS)/bin"

## The fast tests, in parallel: less than a minute on 2 cores after the build. Left out are tests with the
## trait `.slow`, and the targets whose tests run programs or listen on ports.
unit: dependencies
	swift build --build-tests
	METRICSGEN_UNIT=1 swift test --skip-build --parallel --skip '^(IntegrationTests|MetricsHTTPTests)\.'

## Tests that take minutes; each can also be run on its own. Processes and foldings killed at random moments, a page of
## postgres_exporter, generated Python with every client, the thread sanitizer, native histograms of client_golang, libyaml
## from source, a Debian without libyaml,
## fuzzing of the reader, the compiler's front end and queries, the build plugin in all variants, random tests with new seeds,
## attacks on the endpoint, the compiler's tests with optimisation, generated Swift with every combination of settings, a release
## and every way to install it, the documentation of the libraries with its tutorial, and their API.
soak: soak-killing soak-products soak-python soak-forks soak-threads soak-native soak-libyaml soak-images soak-fuzz soak-front-end soak-queries soak-plugin soak-random soak-http soak-optimised soak-consumers soak-release soak-docs soak-api

## Kill 200 writers and 200 rounds of folding at random moments: no acknowledged increment is lost, no counter goes backwards.
soak-killing: dependencies $(PYTHON_DIRECTORY)/ready
	swift build --product multiprocess-writer
	swift build --product metricsgen-exporter
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/multiprocess.py killing \
		.build/debug/multiprocess-writer .build/debug/metricsgen-exporter 200
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/multiprocess.py folding \
		.build/debug/multiprocess-writer .build/debug/metricsgen-exporter 200

## Compare a page of postgres_exporter, with a PostgreSQL behind it, with its spec. Both are unpacked packages of Debian 12.
soak-products: dependencies
	Scripts/unpack-debian .build/debian bookworm prometheus-postgres-exporter postgresql-15 \
		libicu72 libldap-2.5-0 liblz4-1 libpq5 libxml2
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter ProductServerTests

## Judge generated Python with every release of Prometheus' client, on every Python of the machine, and by mypy; and start the
## servers of docs/python.md.
soak-python: dependencies $(PYTHON_DIRECTORY)/ready
	swift build --product metricsgen
	swift build --product metricsgen-exporter
	swift build --product engine-server
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/python_clients.py .build/clients \
		.build/debug/metricsgen .build/debug/engine-server Generated/python $$(date +%s)
	Scripts/make-python-environment .build/python-servers Tests/IntegrationTests/Judges/python-requirements.txt
	.build/python-servers/bin/mypy --strict --cache-dir .build/mypy Generated/python/*.py Tests/SpecEmittersTests/Fixtures/Python/*.py
	.build/python-servers/bin/python Tests/IntegrationTests/Judges/python_page.py servers \
		.build/debug/metricsgen .build/debug/metricsgen-exporter docs/python.md

## Fork 1,000 times at random moments, during scrapes, registrations, new series and foldings.
soak-forks: dependencies
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter MultiprocessTests/randomForks

## Run the runtime's tests under the thread sanitizer.
soak-threads: dependencies
	swift test --scratch-path .build-thread --sanitize=thread --no-parallel --traits CommandLine \
		--filter MetricsRuntimeTests

## Compare what client_golang says of native histograms with what was recorded of it. `make test` compares ours with that.
soak-native:
	Scripts/install-dependencies client_golang
	GO111MODULE=off GOPATH=/usr/share/gocode go run Tests/IntegrationTests/Judges/native_histograms.go \
		| cmp - Tests/MetricsRuntimeTests/Native/client_golang.txt

## Run the tests of YAML and of the language with the libyaml that the trait LibYAMLFromSource compiles, and compare all outputs of
## the reference spec with those that are committed.
soak-libyaml:
	swift build --scratch-path .build-libyaml --traits CommandLine,LibYAMLFromSource --build-tests
	swift test --skip-build --scratch-path .build-libyaml --traits CommandLine,LibYAMLFromSource --no-parallel \
		--filter '(SpecYAML|SpecLanguage|SpecChecks|SpecEmitters|ReferenceFiles|PluginTool)Tests\.'
	.build-libyaml/debug/metricsgen check
	.build-libyaml/debug/metricsgen check Examples/checked-in/spec/job.yaml

## Build Examples/service where libyaml isn't installed: in a Debian 12 with the packages of Swift's official images. Needs root.
soak-images:
	Scripts/install-dependencies debootstrap
	Scripts/build-in-image

## Feed the reader with mutations of its corpus for ten minutes, and with 3,000 hostile directories. Add inputs that stop it to
## the corpus, under a name that says why.
soak-fuzz: dependencies $(PYTHON_DIRECTORY)/ready
	swift build --build-tests
	METRICSGEN_FUZZ_SECONDS=600 swift test --skip-build --no-parallel --filter ReaderFuzzTests
	Scripts/install-dependencies prometheus
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/hostile_directories.py \
		.build/debug/metricsgen-exporter $(STARTED) 3000 300

## Run the compiler's front end on hostile inputs with limited memory, then libFuzzer for ten minutes, starting from the
## fixtures and its corpus. Add inputs that stop it to the fixtures.
soak-front-end: dependencies $(PYTHON_DIRECTORY)/ready
	swift build -c release --product metricsgen
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/hostile_inputs.py .build/release/metricsgen
	swift build --sanitize=fuzzer --scratch-path .build-fuzz --traits CommandLine --product front-end-fuzzer
	mkdir -p .build-fuzz/corpus
	SWIFT_BACKTRACE=enable=no .build-fuzz/debug/front-end-fuzzer .build-fuzz/corpus Tests/FrontEndFuzzer/Corpus \
		Tests/SpecLanguageTests/Fixtures Tests/SpecLanguageTests/Fixtures/Legal Tests/SpecChecksTests/Fixtures \
		Tests/SpecEmittersTests/Fixtures \
		-dict=Tests/FrontEndFuzzer/spec.dict -artifact_prefix=.build-fuzz/ -max_len=8192 -timeout=10 \
		-rss_limit_mb=2048 -max_total_time=$${METRICSGEN_FUZZ_SECONDS:-600} -print_final_stats=1

## Read and print queries under libFuzzer for ten minutes, starting from its corpus. Add inputs that stop it to the corpus, under
## a name that says why.
soak-queries: dependencies
	swift build --sanitize=fuzzer --scratch-path .build-fuzz --traits CommandLine --product query-fuzzer
	mkdir -p .build-fuzz/queries
	SWIFT_BACKTRACE=enable=no .build-fuzz/debug/query-fuzzer .build-fuzz/queries Tests/QueryFuzzer/Corpus \
		-dict=Tests/QueryFuzzer/promql.dict -artifact_prefix=.build-fuzz/ -max_len=1024 -timeout=10 \
		-rss_limit_mb=2048 -max_total_time=$${METRICSGEN_FUZZ_SECONDS:-600} -print_final_stats=1

## Run the tests with random numbers from a new seed, which they print. `make test` uses a fixed seed.
soak-random: dependencies $(PYTHON_DIRECTORY)/ready
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter \
		'PromQLReaderTests|PromQLPatternTests|NumberTextTests/roundTrip|MultiprocessTests/differential|ExpositionJudgeTests/sameBytes|ExpositionJudgeTests/sameInEachFormat|RandomSpecTests|QueryJudgeTests/parentheses|FoldingTests|OpenSeriesTests/reference|FixtureTests/mutated|FixtureTests/shortened|WithheldDeletionTests/slips|NameRuleTests/fixes|UnifiedDiffTests/patch|ReferenceFilesTests|PlantedQueryTests|OwnDashboardTests|PythonModuleTests/randomSpecs'

## Attack the endpoint for 12 minutes, in each format: an honest client is served within a second, and memory stays limited.
soak-http: dependencies $(PYTHON_DIRECTORY)/ready
	swift build -c release --product engine-server
	swift build -c release --product metricsgen-exporter
	for format in text OpenMetrics protobuf; do \
		METRICSGEN_ATTACKED_FORMAT=$$format "$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/http_attacks.py \
			.build/release/engine-server .build/release/metricsgen-exporter || exit 1; \
	done

## Run the compiler's unit tests in a release build. `make test` runs only its programs in one.
soak-optimised: dependencies
	swift test -c release -Xswiftc -enable-testing --scratch-path .build-optimised --no-parallel --traits CommandLine \
		--filter '(Spec|Query|PromQL|Exposition|Reference|Catalogue)[A-Za-z]*Tests\.|MetricsVocabularyTests\.|PluginToolTests\.'

## Type-check generated Swift with every combination of language mode, isolation, features and sort of module.
soak-consumers: dependencies
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter ConsumerMatrixTests

## Make a release of the last commit in two clones, which have to make the same bytes; judge its files; install them in Debian 12
## and 13 without Swift, with pip, pipx and pre-commit. It needs root, for the trees of Debian.
soak-release: RELEASE = "$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/release.py
soak-release: dependencies $(PYTHON_DIRECTORY)/ready
	Scripts/install-dependencies lintian debootstrap
	"$(METRICSGEN_PYTHON)" -m pip install --quiet --disable-pip-version-check \
		-r Tests/IntegrationTests/Judges/release-requirements.txt
	$(RELEASE) build . .build-release
	$(RELEASE) files . .build-release
	$(RELEASE) install . .build-release

## Build the documentation of the libraries with DocC. Its warnings are errors.
docs: dependencies
	Scripts/make-documentation

## Build the documentation, and the package of the tutorial after each of its steps.
soak-docs: docs
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter IntegrationTests.TutorialTests

## Compare the public declarations of the libraries with those of the last release, and prove that a planted break is found.
soak-api: dependencies
	Scripts/check-api-breakage
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter APIBreakageTests

## Run the benchmarks; each can also be run on its own. The figures are in Benchmarks/RESULTS.md.
bench: bench-runtime bench-compiler bench-json bench-queries bench-references bench-plugin bench-directory bench-python

## Compare the installed compiler with glean_parser: time, memory, and the time of `--version`. Then measure the processor time
## of each hostile input, which may be 5 seconds.
bench-compiler: INSTALLED = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
bench-compiler: dependencies $(PYTHON_DIRECTORY)/ready
	"$(METRICSGEN_PYTHON)" -m pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	swift build -c release --product metricsgen --traits CommandLine $(INSTALLED) --scratch-path .build/install
	Scripts/build-static metricsgen
	"$(METRICSGEN_PYTHON)" Benchmarks/compile-speed .build/install/release/metricsgen --static .build/static/release/metricsgen
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/hostile_inputs.py .build/install/release/metricsgen --seconds 5

## Compare our JSON reader with Foundation's and Python's. It has to read 100 MB/s.
bench-json: $(PYTHON_DIRECTORY)/ready
	"$(METRICSGEN_PYTHON)" Benchmarks/json-speed

## Compare the reading of 5,000 queries with promql-parser, called from Python.
bench-queries: dependencies $(PYTHON_DIRECTORY)/ready
	swift build -c release --product query-timer --traits CommandLine
	"$(METRICSGEN_PYTHON)" Benchmarks/query-speed .build/release/query-timer

## Check 500, 1,000 and 2,000 dashboards: 1,000 of them, with 20,000 queries, may take 2 s of processor time and 250 MiB.
bench-references: dependencies
	swift build -c release --product metricsgen --traits CommandLine
	python3 Benchmarks/reference-speed .build/release/metricsgen --check

## Compare the runtime with plain memory operations and with other libraries.
bench-runtime: dependencies $(PYTHON_DIRECTORY)/ready
	Scripts/install-dependencies client_golang valgrind
	swift build --package-path Benchmarks -c release
	GO111MODULE=off GOPATH=/usr/share/gocode go build -o Benchmarks/.build/client_golang Benchmarks/Peers/client_golang.go
	Benchmarks/.build/release/runtime-benchmark Benchmarks/.build/client_golang \
		"'$(METRICSGEN_PYTHON)' Benchmarks/Peers/python_client.py"
	Benchmarks/count-instructions

## Compare recording through a generated Python module with plain prometheus_client, and time the import of modules.
bench-python: dependencies $(PYTHON_DIRECTORY)/ready
	swift build -c release --product metricsgen --traits CommandLine
	"$(METRICSGEN_PYTHON)" Benchmarks/python-module .build/release/metricsgen

## Measure a shared directory with thousands of ended processes: size, folding, reading.
bench-directory:
	swift build -c release --product metricsgen-exporter
	swift build -c release --product engine-server
	Benchmarks/directory-size .build/release/metricsgen-exporter .build/release/engine-server

## Serve a simulated engine at http://127.0.0.1:8000/metrics, until you press control C.
demo: dependencies
	swift build --product engine-server
	.build/debug/engine-server --port 8000

## Install the command line and its completions below PREFIX.
install: dependencies
	Scripts/install-metricsgen "$(DESTDIR)$(PREFIX)"

## Make the files of a release in dist/, from a commit that is tagged with its version. UNTAGGED=1 tries it without the tag.
release: dependencies
	UNTAGGED="$(UNTAGGED)" Scripts/make-release

## Build a package with the prebuilt, statically linked tool of the build plugin.
artifactbundle: dependencies
	Scripts/make-artifactbundle

## Test the build plugin in the variants that take minutes: release, a git URL with a tag, the prebuilt tool, all of the
## examples, sequences of commands with all sets of traits and with the other build system. Also test `make install`.
soak-plugin: dependencies artifactbundle
	Scripts/install-dependencies shells
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter 'IntegrationTests.(Plugin|Install|Completion)'

## Measure the cost of the build plugin for the package that uses it.
bench-plugin: dependencies artifactbundle
	swift build --product metricsgen-plugin-tool
	Benchmarks/plugin-cost

format:
	swift format -i -r -p $(SWIFT_SOURCES)

clean:
	rm -rf .build dist

dependencies:
	@Scripts/install-dependencies libyaml

$(LINTERS)/ready: Scripts/soundness-requirements.txt
	Scripts/make-python-environment $(LINTERS) $<
	@touch $@

$(PYTHON_DIRECTORY)/ready: Tests/IntegrationTests/Judges/requirements.txt
	Scripts/make-python-environment $(PYTHON_DIRECTORY) $<
	@touch $@

# Two commands: `make` runs the main job, `make test` runs all tests. Everything else is a part of one of them.

.DEFAULT_GOAL := all
SHELL := /bin/bash
PYTHON_DIRECTORY := .build/python
export METRICSGEN_PYTHON := $(CURDIR)/$(PYTHON_DIRECTORY)/bin/python
# What our programs and git read from the environment: tests do the same in every shell, and in a git hook.
unexport PROMETHEUS_MULTIPROC_DIR METRICSGEN_INVOCATION NO_COLOR GITHUB_WORKSPACE GITHUB_ACTIONS
unexport GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

PREFIX ?= /usr/local
STARTED := $(shell date +%s)

.PHONY: install artifactbundle soak-killing soak-forks soak-threads soak-fuzz soak-front-end soak-plugin soak-random soak-http soak-optimised soak-consumers bench-runtime bench-compiler bench-plugin bench-directory
.PHONY: all test soak bench demo format lint clean dependencies

## Compile the reference spec, build the rest, and show what came out.
all: dependencies
	swift build --product metricsgen
	.build/debug/metricsgen build
	.build/debug/metricsgen build Examples/checked-in/spec/job.yaml
	swift build
	@echo
	@echo "What the reference spec became:"
	@wc -l Generated/Swift/*.swift Generated/docs/* Generated/grafana/* Generated/catalogue.json
	@echo
	@echo "make demo serves it; make test tests everything."

## Every test: units, the generated files against the spec, and other people's programs as judges.
test: dependencies $(PYTHON_DIRECTORY)/ready
	Scripts/install-dependencies prometheus
	swift format lint --strict -r -p Package.swift Plugins Sources Tests
	swift build --product metricsgen
	.build/debug/metricsgen check
	.build/debug/metricsgen check Examples/checked-in/spec/job.yaml
	# Other tests run the debug builds. What an optimiser breaks shows only in these, which people install.
	swift build -c release --product metricsgen
	swift build -c release --product metricsgen-plugin-tool
	swift build --build-tests
	Scripts/check-warnings
	# One after another: tests that wait for a process hold one of the two threads that there may be.
	swift test --skip-build --no-parallel
	@echo "make test took $$(($$(date +%s) - $(STARTED))) seconds; the bound, from a clean clone on 2 idle cores, is 1200"

## What takes minutes, each also by itself: processes and foldings killed at random moments, the thread sanitizer, the reader
## fed with nonsense, the build plugin in all variants, random tests with new seeds, attacks on the endpoint, the compiler's
## tests optimised, generated Swift with every combination of settings.
soak: soak-killing soak-forks soak-threads soak-fuzz soak-front-end soak-plugin soak-random soak-http soak-optimised soak-consumers

## 200 writers and 200 rounds of folding, killed at random moments: nothing acknowledged is lost, nothing goes backwards.
soak-killing: dependencies $(PYTHON_DIRECTORY)/ready
	swift build --product multiprocess-writer
	swift build --product metricsgen-exporter
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/multiprocess.py killing \
		.build/debug/multiprocess-writer .build/debug/metricsgen-exporter 200
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/multiprocess.py folding \
		.build/debug/multiprocess-writer .build/debug/metricsgen-exporter 200

## 1,000 forks at random moments, beside scrapes, registrations, new series and foldings.
soak-forks: dependencies
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter MultiprocessTests/randomForks

## The runtime's tests under the thread sanitizer.
soak-threads: dependencies
	swift test --scratch-path .build-thread --sanitize=thread --no-parallel --traits CommandLine \
		--filter MetricsRuntimeTests

## The reader fed with mutations of its corpus for ten minutes, and 3,000 hostile directories. What stops it belongs into the corpus, with a name that says why.
soak-fuzz: dependencies $(PYTHON_DIRECTORY)/ready
	swift build --build-tests
	METRICSGEN_FUZZ_SECONDS=600 swift test --skip-build --no-parallel --filter ReaderFuzzTests
	Scripts/install-dependencies prometheus
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/hostile_directories.py \
		.build/debug/metricsgen-exporter $(STARTED) 3000 300

## The compiler's front end on inputs that were made to hurt it, within bounds of memory; then libFuzzer for ten
## minutes, from the fixtures and its corpus. What stops it belongs into the fixtures.
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

## The tests with random numbers, from a new seed, which they print. `make test` has a fixed one.
soak-random: dependencies $(PYTHON_DIRECTORY)/ready
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter \
		'NumberTextTests/roundTrip|MultiprocessTests/differential|ExpositionJudgeTests/sameBytes|RandomSpecTests'

## The endpoint under attack, four minutes: an honest client is served within a second, and the memory stays within bounds.
soak-http: dependencies $(PYTHON_DIRECTORY)/ready
	swift build -c release --product engine-server
	swift build -c release --product metricsgen-exporter
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/http_attacks.py \
		.build/release/engine-server .build/release/metricsgen-exporter

## The compiler's unit tests, compiled as releases are. `make test` runs only its programs so.
soak-optimised: dependencies
	swift test -c release -Xswiftc -enable-testing --scratch-path .build-optimised --no-parallel --traits CommandLine \
		--filter 'Spec[A-Za-z]*Tests\.|MetricsVocabularyTests\.|PluginToolTests\.'

## Generated Swift, type-checked with every combination of language mode, isolation, features and kind of module.
soak-consumers: dependencies
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter ConsumerMatrixTests

## Comparisons of speed, each also by itself. The figures are in Benchmarks/RESULTS.md.
bench: bench-runtime bench-compiler bench-plugin bench-directory

## The compiler, as it is installed, beside glean_parser: time, memory, and how long either takes to say its version; and the
## processor time of each hostile input, which may be 5 seconds.
bench-compiler: INSTALLED = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
bench-compiler: dependencies $(PYTHON_DIRECTORY)/ready
	"$(METRICSGEN_PYTHON)" -m pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	swift build -c release --product metricsgen --traits CommandLine $(INSTALLED) --scratch-path .build/install
	swift build -c release --product metricsgen -Xswiftc -static-executable --scratch-path .build/static
	"$(METRICSGEN_PYTHON)" Benchmarks/compile-speed .build/install/release/metricsgen --static .build/static/release/metricsgen
	"$(METRICSGEN_PYTHON)" Tests/IntegrationTests/Judges/hostile_inputs.py .build/install/release/metricsgen --seconds 5

## The runtime beside the bare operations and its peers.
bench-runtime: dependencies $(PYTHON_DIRECTORY)/ready
	Scripts/install-dependencies client_golang valgrind
	swift build --package-path Benchmarks -c release
	GO111MODULE=off GOPATH=/usr/share/gocode go build -o Benchmarks/.build/client_golang Benchmarks/Peers/client_golang.go
	Benchmarks/.build/release/runtime-benchmark Benchmarks/.build/client_golang \
		"'$(METRICSGEN_PYTHON)' Benchmarks/Peers/python_client.py"
	Benchmarks/count-instructions

## A shared directory in which thousands of processes have ended: size, folding, reading.
bench-directory:
	swift build -c release --product metricsgen-exporter
	swift build -c release --product engine-server
	Benchmarks/directory-size .build/release/metricsgen-exporter .build/release/engine-server

## A server with something to see: a simulated engine behind http://127.0.0.1:8000/metrics, until you press control C.
demo: dependencies
	swift build --product engine-server
	.build/debug/engine-server --port 8000

## The command line and its completions, below PREFIX.
install: dependencies
	Scripts/install-metricsgen "$(DESTDIR)$(PREFIX)"

## A package with the prebuilt tool of the build plugin, linked statically.
artifactbundle: dependencies
	Scripts/make-artifactbundle

## The build plugin in the variants that take minutes: release, a git URL with a tag, the prebuilt tool, all of the examples,
## sequences of commands with all sets of traits and with the other build system;
## and what `make install` installs.
soak-plugin: dependencies artifactbundle
	Scripts/install-dependencies shells
	swift build --build-tests
	METRICSGEN_SOAK=1 swift test --skip-build --no-parallel --filter 'IntegrationTests.(Plugin|Install|Completion)'

## What the build plugin costs the package that uses it.
bench-plugin: dependencies artifactbundle
	swift build --product metricsgen-plugin-tool
	Benchmarks/plugin-cost

format:
	swift format -i -r -p Package.swift Plugins Sources Tests

clean:
	rm -rf .build

dependencies:
	@Scripts/install-dependencies libyaml

$(PYTHON_DIRECTORY)/ready: Tests/IntegrationTests/Judges/requirements.txt
	Scripts/make-python-environment $(PYTHON_DIRECTORY) $<
	@touch $@

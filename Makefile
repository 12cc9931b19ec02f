# make help says what there is.
.DEFAULT_GOAL := build
.PHONY: bootstrap build test demo bench lint format clean help swift

LIKENESS := .build/release/likeness

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

bootstrap: ## Debian packages, OpenVINO and the models (docs/set-up.md)
	scripts/bootstrap

build: swift ## The release build: .build/release/likeness
	scripts/bootstrap
	swift build -c release

test: swift ## All tests, in release; make test FILTER=REGEX runs some
	scripts/bootstrap --test
	swift build -c release --build-tests
	scripts/run-tests $(FILTER)

demo: build ## Two searches in an archive of people who do not exist, then the desk
	$(LIKENESS) demo

bench: swift ## The benchmarks, beside OpenCV's own pipeline
	scripts/bootstrap --bench
	swift build -c release
	Benchmarks/run

lint: swift ## Layout of the code, of the scripts, and of the house
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift Fuzzing/Package.swift Fuzzing/Targets
	bash -n scripts/bootstrap
	bash -n .ci/run
	bash -n scripts/run-tests
	bash -n Fuzzing/run
	scripts/check-house

format: swift ## Lay out the code
	swift format -i --recursive Sources Tests Benchmarks Package.swift Fuzzing/Package.swift Fuzzing/Targets

clean: ## Remove what was built; downloads and OpenVINO stay
	rm -rf .build

swift:
	@command -v swift >/dev/null || { \
	    echo 'make: swift is not on PATH. Install Swift 6.3 (swift.org/install), then open a new shell.' >&2; \
	    exit 4; }

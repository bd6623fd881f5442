# `make help` lists what can be made. Each target sets up what it needs by itself.
.DEFAULT_GOAL := help
.PHONY: help setup setup-build serve build test check native-test e2e pictures bench bench-large explore fuzz

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 14

setup: ## everything that the other targets need
	@scripts/setup.sh test

setup-build:
	@scripts/setup.sh build

build: setup-build ## dist/ (hosted edition) and dist/sessionscope.html (one file)
	@scripts/build.sh

serve: build ## build, and serve the page on loopback
	@node scripts/serve.mjs dist $(PORT)

test: setup ## every check: format, lints, licences, tests, build, sizes, browser
	@scripts/test.sh all

check: setup ## format, lints for both targets, licences
	@scripts/test.sh check

native-test: ## the native tests only
	@scripts/test.sh native

e2e: setup ## the browser tests only, on the dist/ that is there
	@scripts/test.sh browser

pictures: setup ## pictures of every view, wide and narrow, light and dark, in both languages, of the dist/ that is there
	@node --test tests/e2e/pictures.mjs

bench: setup ## speed of reading, asking and starting, beside others, in a real browser
	@scripts/bench.sh

bench-large: setup ## the page with 10,000,000 events; needs 14 GB of disk, or takes as many as fit
	@scripts/bench.sh large

explore: ## the properties on new random cases, EXPLORE_CASES each (20000); says the seed
	@scripts/explore.sh

fuzz: ## random input for each part that reads, FUZZ_SECONDS each (60); needs a C++ compiler
	@scripts/fuzz.sh

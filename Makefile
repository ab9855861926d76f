PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# pip says where it is told of packages more than a reader needs.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The tests that tell most in a minute: the layers, the laws, the engine, what is read of text, and
# the corpus of the fuzzers; few of them start the command.
QUICK := $(patsubst %,tests/test_%.py,architecture interval origin observations identities rules \
	cases samples unread text fuzz damage roundtrip engine_parts conflict localise joint catalogues)

# mutmut, in an environment of its own, and which mutants it tries.
MUTMUT := build/mutmut
ONLY ?= tiltak_audit.*

SCRIPT := tiltak_audit/render/page/script

# τ-ARGUS in Python, a peer that must not share our environment.
PEER := build/tauargus

# An engine of VTL, likewise.
VTL := build/vtl

# What gettext reads; people fill in the .po beside it.
CATALOGUE := tiltak_audit/locales/nb/LC_MESSAGES/tiltak_audit.mo

.PHONY: check test quick lint lint-page types test-wheel test-versions test-installs coverage \
	test-slow faults mutants verify verify-vtl verify-demo test-extractors readers \
	messages docs pictures bench bench-localisation fuzz lines compare lock clean help

# Set up and audit the two real dumps in samples/ (the main job)
check: $(VENV)/run
	@$(BIN)/tiltak-audit check samples/*.txt

# What the ordinary tests are not.
ORDINARY := not wheel and not slow

# Set up and run the tests; those that take every branch run apart, with their branches counted
test: $(VENV)/dev
	@failed=0; \
	$(BIN)/pytest -n auto -rs -m "covering and $(ORDINARY)" --cov --cov-report= \
		--cov-fail-under=0 || failed=$$?; \
	$(BIN)/pytest -n auto -rs -m "not covering and $(ORDINARY)" || failed=$$?; \
	exit $$failed

# Run the tests that tell most, in a minute, for the loop
quick: $(VENV)/dev
	$(BIN)/pytest -n auto $(QUICK)

# Run what the ordinary tests do a few times as often as it takes (some minutes)
test-slow: $(VENV)/dev
	$(BIN)/pytest -n auto -rs -m slow --ignore tests/test_slow_peers.py --ignore tests/test_slow_demo.py \
		--ignore tests/test_slow_faults.py --ignore tests/test_slow_vtl.py

# Fail, kill and interrupt the writing of every output at every step, once each (minutes)
faults: $(VENV)/dev
	$(BIN)/pytest -n auto -m slow -rP tests/test_slow_faults.py

# Change model, identities and engine one thing at a time, and see which changes no test notices
mutants: $(VENV)/dev
	test -d $(MUTMUT) || { $(PYTHON) -m venv $(MUTMUT) && \
		$(MUTMUT)/bin/python -m pip --disable-pip-version-check --quiet install \
			--constraint requirements.lock --editable '.[dev]' 'mutmut>=3.8'; } \
		|| { rm -rf $(MUTMUT); exit 1; }
	PATH="$(abspath $(MUTMUT))/bin:$$PATH" mutmut run --max-children 1 '$(ONLY)'
	PATH="$(abspath $(MUTMUT))/bin:$$PATH" mutmut results

# Check the style of the code
lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Check style and types of the script of the review page, where npm is
lint-page:
	@if command -v npm >/dev/null; then \
		npm install --silent --no-audit --no-fund --no-package-lock --prefix tools/page && \
		tools/page/node_modules/.bin/eslint --config tools/page/eslint.config.mjs $(SCRIPT) && \
		tools/page/node_modules/.bin/tsc -p tools/page/jsconfig.json; \
		else echo "npm is not installed here; the script of the page is not checked"; fi

# Check the types of the code
types: $(VENV)/dev
	$(BIN)/mypy

# Build sdist and wheel, judge them, and run a pipeline from the wheel, where the repository is not
test-wheel: $(VENV)/dev
	$(PIP) install --constraint requirements.lock --editable '.[dev,packaging]'
	$(BIN)/pytest -n auto --dist loadfile -m wheel tests/test_wheel.py

# Read every format, and run tests, of the wheel with the newest and the lowest versions it allows
test-versions: $(VENV)/dev
	$(PIP) install --constraint requirements.lock --editable '.[dev,packaging]'
	$(BIN)/pytest -n auto -m wheel tests/test_wheel_versions.py

# Install the wheel the ways people do: each extra, each Python that is here, as a tool (minutes)
test-installs: $(VENV)/dev
	$(PIP) install --constraint requirements.lock --editable '.[dev,packaging]'
	$(BIN)/pytest -m wheel tests/test_installs.py

# Show which branches of the model, the identities and the engine no test took in make test
coverage: $(VENV)/dev
	$(BIN)/coverage report

# Hold the engine against other solvers: a plain model in HiGHS, and pytauargus (minutes)
verify: $(VENV)/dev
	test -d $(PEER) || { $(PYTHON) -m venv $(PEER) && \
		$(PEER)/bin/python -m pip --disable-pip-version-check --quiet install pytauargus==0.6.0; } \
		|| { rm -rf $(PEER); echo "pytauargus cannot be installed here; its tests are skipped"; }
	$(BIN)/pytest -m slow -s -rs tests/test_slow_peers.py

# Hold the identities against vtlengine, on 200 planted errors (AGPL: apart, and never shipped; minutes)
verify-vtl: $(VENV)/dev
	test -d $(VTL) || { $(PYTHON) -m venv $(VTL) && \
		$(VTL)/bin/python -m pip --disable-pip-version-check --quiet install 'vtlengine>=1.9'; } \
		|| { rm -rf $(VTL); echo "vtlengine cannot be installed here; its test is skipped"; }
	$(BIN)/pytest -m slow -s -rs tests/test_slow_vtl.py

# Print 1,000 reports and hold all that is read and found against what is true (minutes)
verify-demo: $(VENV)/dev
	$(BIN)/pytest -m slow -s tests/test_slow_demo.py tests/test_dialects.py tests/test_planted.py

# Bring the catalogues of tiltak_audit/locales up to date with the texts, and compile them
messages: $(VENV)/dev
	$(BIN)/python -m tools.messages

# Write docs/reference/ from the rules, the commands and the JSON Schema
docs: $(VENV)/dev
	$(BIN)/python -m tools.reference

# Take the pictures of the README (the page's by Playwright and Chromium, where both are here)
pictures: $(VENV)/dev
	$(BIN)/python -m tools.pictures

# Measure the claims of benchmarks/README.md
bench: $(VENV)/dev
	$(BIN)/python benchmarks/measure.py
	$(BIN)/python -m benchmarks.wrong
	$(BIN)/python -m benchmarks.editions
	$(BIN)/python -m benchmarks.across
	$(BIN)/python -m benchmarks.archive
	$(BIN)/python -m benchmarks.store
	$(BIN)/python benchmarks/disclosure.py
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/pdf.py
	$(BIN)/python -m benchmarks.protection
	$(BIN)/python -m benchmarks.suppression
	$(BIN)/python benchmarks/plausibility.py

# Measure the claims of docs/localisation.md (some minutes)
bench-localisation: $(VENV)/dev
	$(BIN)/python benchmarks/localisation.py

# Hold the text of every tool that can be installed against the truth (PyMuPDF is AGPL)
test-extractors: $(VENV)/dev
	$(PIP) install --constraint requirements.lock --editable '.[dev,extractors]'
	$(BIN)/pytest -n auto -rs tests/test_dialects.py

# Install the reader of another language that tests hold an export against, where npm is
readers:
	if command -v npm >/dev/null; \
		then npm install --silent --no-audit --no-fund --prefix build/readers jsonstat-toolkit@2; \
		else echo "npm is not installed here; the test of JSON-stat in JavaScript is skipped"; fi

# Give thousands of damaged and drawn inputs to the whole chain (minutes)
fuzz: $(VENV)/dev
	$(BIN)/python fuzz/with_hypothesis.py
	if $(BIN)/python -c "import atheris" 2>/dev/null; \
		then mkdir -p build/fuzz && $(BIN)/python fuzz/with_atheris.py build/fuzz fuzz/corpus \
			-max_total_time=120; \
		else echo "atheris is not installed here; its fuzzer is left out"; fi

# Count the lines of the package, by room
lines:
	@for room in tiltak_audit/*/; do \
		printf '%6d %s\n' "$$(find $$room -name '*.py' -exec cat {} + | wc -l)" $$room; \
		done | sort -rn | awk '$$1'
	@printf '%6d in all\n' "$$(find tiltak_audit -name '*.py' -exec cat {} + | wc -l)"

# Hold all that is printed of samples, cases and demo pairs against BASE's, byte for byte
BASE ?= HEAD
compare: $(VENV)/dev
	$(BIN)/python -m tools.compare $(BASE)

# Renew the lock file from the lower bounds in pyproject.toml
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[dev,packaging]'
	build/lock/bin/python -m pip freeze --exclude-editable --exclude tiltak-audit > requirements.lock

# Remove what the other targets made
clean:
	rm -rf $(VENV) build dist mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

# List the targets
help:
	@awk '/^# /{text=substr($$0,3)} /^[a-z-]+:/{split($$1,name,":"); printf "%-18s %s\n", name[1], text}' $(MAKEFILE_LIST)

# The build compiles the catalogue, and so does this where it has changed since.
%.mo: %.po tools/catalogues.py
	$(PYTHON) tools/catalogues.py

$(VENV)/run: pyproject.toml requirements.lock | $(CATALOGUE)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint requirements.lock --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run | $(CATALOGUE)
	$(PIP) install --constraint requirements.lock --editable '.[dev]'
	@touch $@

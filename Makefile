# The commands of this project. Each does its own set-up in a private virtual environment (.venv).
#
#   make advise                        advice for an example
#   make advise SITUATION=my.yaml      advice for your own situation
#   make ask                           the same as a questionnaire
#   make test                          all tests

SITUATION ?= examples/three-employers-two-deadlines.yaml
SAVE ?= my-situation.yaml
VENV ?= .venv
BIN = $(VENV)/bin
N ?= 300000
PYTEST = $(BIN)/python -m pytest -q -n 2

.PHONY: advise ask test gates cluster-test check doctor format soak faults mutate kills bench truth examples-table clean

# --- for job-seekers and careers advisers ------------------------------------------------------------

advise: $(VENV)/.ready
	@$(BIN)/advisor advise "$(SITUATION)"

ask: $(VENV)/.ready
	@if [ -e "$(SAVE)" ]; then $(BIN)/advisor ask --answers "$(SAVE)"; else $(BIN)/advisor ask --save "$(SAVE)"; fi

# What the machine must already have: Python 3.11 or newer with its headers, and a C compiler.
doctor:
	@.ci/doctor

# --- for developers -----------------------------------------------------------------------------------

test: $(VENV)/.ready-dev
	$(PYTEST) tests

# Everything that must hold before a change lands.
check: test gates

gates: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/advisor check rules/post-interview examples
	$(BIN)/advisor test rules/post-interview
	$(BIN)/advisor batch examples
	$(BIN)/python .ci/package_gate.py
	$(BIN)/python .ci/coverage_gate.py
	@$(MAKE) --no-print-directory cluster-test

# The tests on a real Spark: this machine's, and a master with two workers. Skipped where there is no Java.
cluster-test:
	@if .ci/java; then $(MAKE) --no-print-directory cluster-test-here; fi

.PHONY: cluster-test-here
cluster-test-here: $(VENV)/.ready-spark
	SPARK_TESTS=required $(BIN)/python -m pytest -q tests/cluster

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Random situations through all engines, in subprocesses: make soak N=300000
soak: $(VENV)/.ready-dev
	$(BIN)/python -m tests.agreement.soak --situations $(N) --jobs 2

# Plant faults in a copy of the engines and of the batch, and see that the tests catch each.
faults: $(VENV)/.ready-dev
	$(BIN)/python -m tests.faults.run

# Side by side with other engines, from 1,000 to 10 million situations; makes an environment of its own.
bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.run all

# Kill a batch of tables at random moments and resume it: the bytes must be those of an undisturbed run.
kills: $(VENV)/.ready-dev
	$(BIN)/python -m tests.batch.kills --kills 100

# Mutated pack files: each loads or is explained.
mutate: $(VENV)/.ready-dev
	$(BIN)/python -m tests.loading.mutations --files 10000

# The real cases against what their experts said: make truth ARGS=--cases (or --help)
truth: $(VENV)/.ready-dev
	@$(BIN)/python -m tests.truth.report $(ARGS)

examples-table: $(VENV)/.ready-dev
	$(BIN)/python tests/examples/table.py --write

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

# --- set-up ---------------------------------------------------------------------------------------------

INSTALL = .ci/install $(VENV)
# A plain path entry: the other way of an editable install costs every start of Python ten milliseconds.
EDITABLE = --config-settings editable_mode=compat -e

$(VENV)/.made: .ci/doctor
	@python=$$(.ci/doctor --python) || exit 2; \
	echo "setting up a private virtual environment in $(VENV) (once; a minute or two)" >&2; \
	"$$python" -m venv $(VENV)
	@touch $@

# Byte code as pip makes it of every other package: where PYTHONDONTWRITEBYTECODE is set, as in many container
# images, each start would otherwise compile the sources anew.
COMPILE = $(BIN)/python -m compileall -q advisor >/dev/null || true

$(VENV)/.ready: $(VENV)/.made .ci/install pyproject.toml setup.py
	@$(INSTALL) $(EDITABLE) .
	@$(COMPILE)
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.made .ci/install pyproject.toml setup.py
	@echo "installing what the tests need" >&2
	@$(INSTALL) $(EDITABLE) '.[dev]'
	@$(COMPILE)
	@touch $@ $(VENV)/.ready

$(VENV)/.ready-spark: $(VENV)/.ready-dev
	@echo "installing Spark for its tests (some 400 MB)" >&2
	@$(INSTALL) $(EDITABLE) '.[dev,spark]'
	@touch $@

# The commands of this project. Each does its own set-up in a private virtual environment (.venv).
# `make help` lists them, from what stands behind `##`.

SAVE ?= my-situation.yaml
# What was answered, once there is something; until then, an example.
SITUATION ?= $(if $(wildcard $(SAVE)),$(SAVE),examples/three-employers-two-deadlines.yaml)
# Other rules than those for job interviews: `make ask PACK=rules/of-mine`.
RULES = $(if $(PACK),--pack "$(PACK)")
VENV ?= .venv
BIN = $(VENV)/bin
N ?= 300000
MUTATED = $(if $(filter command line environment,$(origin N)),$(N),10000)
# Percent of the small mistakes in rules that their tests notice; only rises.
KILLED = 92

.PHONY: advise ask help test gates cluster-test check doctor format soak smallest faults mutate mutate-rules kills keys bench truth questions page-check drawing-check schema-check hooks house examples-table clean

##@ For everybody

advise: $(VENV)/.ready  ## your advice again, or an example; SITUATION=, PACK=
	@$(BIN)/advisor advise "$(SITUATION)" $(RULES)

ask: $(VENV)/.ready  ## questions, then advice; go on where you stopped; PACK=
	@if [ -e "$(SAVE)" ]; then $(BIN)/advisor ask --answers "$(SAVE)" $(RULES); else $(BIN)/advisor ask --save "$(SAVE)" $(RULES); fi

doctor:  ## does this machine have what advisor needs?
	@.ci/doctor

clean:  ## remove what was installed here; your situations stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

help:  ## these lines
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {print substr($$0, 5) ":"} \
	/^[a-z-]+:.*## / {printf "  make %-16s%s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

##@ For developers

test: $(VENV)/.ready-dev  ## all tests; some minutes
	$(BIN)/python .ci/coverage_gate.py --tests

check: test gates  ## what must hold before a change lands: tests and gates

gates: $(VENV)/.ready-dev  ## linters, types, tests of the rules, package, coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/advisor check rules/post-interview examples
	$(BIN)/advisor fmt --check rules examples
	$(BIN)/advisor test --engine columnar --engine rete --engine oracle rules/post-interview examples/packs/returns-desk examples/layers/careers-service
	$(BIN)/advisor mutate rules/post-interview --sample 400 --threshold $(KILLED) > /dev/null
	$(BIN)/advisor batch examples
	$(BIN)/python .ci/package_gate.py
	$(BIN)/python .ci/coverage_gate.py
	@$(MAKE) --no-print-directory cluster-test

# On this machine's Spark, and on a master with two workers.
cluster-test:  ## tests on a real Spark; skipped without Java
	@if .ci/java; then $(MAKE) --no-print-directory cluster-test-here; fi

.PHONY: cluster-test-here
cluster-test-here: $(VENV)/.ready-spark
	SPARK_TESTS=required $(BIN)/python -m pytest -q tests/cluster

format: $(VENV)/.ready-dev  ## put the sources into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

soak: $(VENV)/.ready-dev  ## N=300000 random situations and rows: all must agree
	$(BIN)/python -m tests.agreement.soak --situations $(N) --jobs 2
	$(BIN)/python -m tests.batch.written --rows $(N)

smallest: $(VENV)/.ready-dev  ## change-to on all examples: fast, and nothing smaller does
	$(BIN)/python -m tests.counterfactual.exhaustive

faults: $(VENV)/.ready-dev  ## plant faults in a copy; the tests must see each
	$(BIN)/python -m tests.faults.run

mutate-rules: $(VENV)/.ready-dev  ## small mistakes in the rules that no test notices
	$(BIN)/advisor mutate rules/post-interview --all

# It makes an environment of its own.
bench: $(VENV)/.ready-dev  ## other engines beside ours, up to 10 million situations
	$(BIN)/python -m benchmarks.run all

kills: $(VENV)/.ready-dev  ## kill and resume a batch: the bytes must be the same
	$(BIN)/python -m tests.batch.kills --kills 100

keys: $(VENV)/.ready-dev  ## N=10000 random sequences of keys and 300 kills
	$(BIN)/python -m tests.cli.keys --sequences $(if $(filter command line environment,$(origin N)),$(N),10000)
	@$(BIN)/python -m tests.cli.latency --each 4

mutate: $(VENV)/.ready-dev  ## N=10000 damaged rule files and tables: read or explained
	$(BIN)/python -m tests.loading.mutations --files $(MUTATED)
	$(BIN)/python -m tests.batch.mutations --files $(MUTATED)

truth: $(VENV)/.ready-dev  ## our advice against that of experts; ARGS=--help
	@$(BIN)/python -m tests.truth.report $(ARGS)

questions: $(VENV)/.ready-dev  ## N=2000 persons: how many questions, which advice
	@$(BIN)/python -m tests.dialogue.persons --random $(if $(filter command line environment,$(origin N)),$(N),2000)
	@$(BIN)/python -m tests.dialogue.fewest

page-check: $(VENV)/.ready-dev  ## pages in a real browser, by axe-core; ARGS=--help
	@$(BIN)/python -m tests.rendering.page $(ARGS)

drawing-check: $(VENV)/.ready-dev  ## graphs as Graphviz and Mermaid themselves draw them
	@$(BIN)/python -m tests.graph.drawn

schema-check: $(VENV)/.ready-dev  ## schemas in yaml-language-server: every file, and slips
	@$(BIN)/python -m tests.schemas.in_an_editor

hooks:  ## the hooks, as pre-commit installs them; needs the network
	@.ci/hooks

house: $(VENV)/.ready-dev  ## modules, lines, imports, comments of the program, by room
	@$(BIN)/python -m tests.architecture.house

examples-table: $(VENV)/.ready-dev  ## write the tables of examples/README.md
	$(BIN)/python tests/examples/table.py --write

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

# The verbs of development. Without just, type the commands.

python := ".venv/bin/python"

# what there is
default:
    @just --list

# a virtual environment with everything
setup:
    python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]'

# the tests that are quick
test *args:
    {{python}} -m pytest -q -n auto -m "not slow" {{args}}

# style and imports
lint:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/lint-imports

# types
types:
    .venv/bin/mypy

# every test, as CI runs them; ruff, mypy and import-linter are among them
all:
    {{python}} -m pytest -q -n auto

# ratios of speed, measured in one run
bench *args:
    {{python}} -m benchmarks.run {{args}}

# the pages made from the rules
docs:
    .venv/bin/nianbao rules docs docs/rules

# wheel and sdist
build:
    {{python}} -m build

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
    .venv/bin/mypy --platform win32 --cache-dir .mypy_cache/win32 linter

# every test, as CI runs them; ruff, mypy and import-linter are among them
all:
    {{python}} -m pytest -q -n auto --reruns 2

# search for input on which a promise does not hold: seconds for each target, and which (all)
fuzz seconds *targets:
    {{python}} -m fuzz.run {{seconds}} {{targets}}

# whether tests notice changes of the code: a room of tests/mutation/rooms.toml, or all (hours)
mutate *args:
    {{python}} -m tests.mutation.run {{args}}

# branches that tests run, all or those given; --include of the report as coverage has it
coverage *tests:
    {{python}} -m coverage run -m pytest -q {{tests}}
    {{python}} -m coverage report --skip-covered

# ratios of speed, measured in one run
bench *args:
    {{python}} -m benchmarks.run {{args}}

# instructions against benchmarks/limits.toml; needs valgrind
count:
    {{python}} -m benchmarks.run instructions --hold

# the pages made from the rules, and the schema of config files
docs:
    .venv/bin/nianbao rules docs docs/rules
    .venv/bin/nianbao rules schema --config > docs/schema/nianbao.schema.json

# the program in one file, for this system: dist/nianbao
program:
    {{python}} -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build release/nianbao.spec

# wheels for all systems with installers, to install without network; needs the network itself
bundle:
    {{python}} -m release.bundle dist/nianbao-offline.zip

# wheel and sdist
build:
    {{python}} -m build

"""A pytest plugin that runs the collected tests against mutants, each in a process forked from this one.

Starting Python, importing and collecting cost seconds, a test milliseconds: so they are done once, and a
mutant is put into the functions as they are, by their code objects. Only a change outside of functions (a
constant, a decorator, the default of an argument) is imported anew, by a process of its own.

Each mutant meets the tests that run its row, the quickest first, up to the first that fails.
"""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NamedTuple

import coverage
import pytest
from hypothesis import Phase, settings

from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
TASK = "NIANBAO_MUTATION"
"""Environment: the JSON of a Task, for `pytest_runtestloop`; or of a Replacement, for the import."""

_LONGEST = 10  # seconds of processor time beyond four times what the tests need
_MEMORY = 6 << 30


class Task(NamedTuple):
    """What to mutate, where results go (a line of JSON each), and which mutants to try: an even share, or
    some by module, row and changed row (the text of both)."""

    modules: list[str]
    output: str
    share: float = 1.0
    only: list[list[object]] | None = None


class Baseline(NamedTuple):
    """What the tests do without a mutant: the tests by row of each module, quickest first, those rows that
    the rules run while they are loaded, and the seconds of each test."""

    tests: dict[tuple[str, int], list[int]]
    on_loading: set[tuple[str, int]]
    seconds: dict[int, float]


class _Substitute(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from another text."""

    def __init__(self, module: str, path: str, text: str) -> None:
        self._module, self._path, self._text = module, path, text

    def find_spec(self, fullname: str, path: object, target: object = None) -> Any:
        if fullname != self._module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=_TextLoader(self._text))


class _TextLoader(importlib.abc.Loader):
    def __init__(self, text: str) -> None:
        self._text = text

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._text, str(module.__file__), "exec"), module.__dict__)


_task: dict[str, Any] = json.loads(os.environ.get(TASK, "{}"))
if "text" in _task:
    sys.meta_path.insert(
        0,
        _Substitute(
            _task["path"].removesuffix(".py").replace("/", "."), str(ROOT / _task["path"]), _task["text"]
        ),
    )


def pytest_configure() -> None:
    """No search for the smallest example: that it fails is enough."""
    settings.register_profile(
        "mutation", deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the tests once for each mutant."""
    settings.load_profile("mutation")
    if "modules" not in _task or session.testsfailed:
        return None
    _Run(session, Task(**_task)).all()
    return True


class _Run:
    def __init__(self, session: pytest.Session, task: Task) -> None:
        self._session, self._task = session, task
        for module in task.modules:  # what is imported late must be there to be changed
            importlib.import_module(module.removesuffix(".py").replace("/", "."))
        self._functions = _functions({str(ROOT / module) for module in task.modules})
        self._baseline: Baseline = _in_child(self._observed, quiet=False)
        if self._baseline is None:
            raise pytest.UsageError("the tests fail without a mutant")

    def all(self) -> None:
        """Try every mutant, or an even share of them."""
        with open(self._task.output, "w", encoding="utf-8") as output:
            for module in self._task.modules:
                text = (ROOT / module).read_text(encoding="utf-8")
                rows = text.splitlines()
                wanted = 0.0
                for mutant in mutants(text):
                    old = rows[mutant.row - 1].strip()
                    new = mutant.text.splitlines()[mutant.row - 1].strip()
                    wanted += self._task.share
                    if self._task.only is None and wanted < 1:
                        continue
                    if self._task.only is not None and [module, old, new] not in self._task.only:
                        continue
                    wanted -= 1
                    result = {
                        "module": module,
                        "row": mutant.row,
                        "operator": mutant.operator,
                        "old": old,
                        "new": new,
                        "end": self._end(module, text, mutant),
                    }
                    output.write(json.dumps(result, ensure_ascii=False) + "\n")
                    output.flush()

    def _end(self, module: str, text: str, mutant: Mutant) -> str:
        """How it ends for a mutant: killed, timeout, survived, or not run by any test."""
        path = str(ROOT / module)
        new, old = compile(mutant.text, path, "exec"), compile(text, path, "exec")
        if (changed := _changed_functions(old, new)) is None:
            return self._end_of_import(module, mutant)
        first = _first_row_of_statement(text, mutant.row)
        rows = {(module, row) for row in range(first, mutant.row + 1)}
        tests = {test for row in rows for test in self._baseline.tests.get(row, ())}
        of_book = {number for number, item in enumerate(self._session.items) if "book" in _fixtures(item)}
        on_loading = bool(of_book and rows & self._baseline.on_loading)
        if on_loading:
            tests |= of_book
        if not tests:
            return "not run"
        chosen = sorted(tests, key=lambda number: self._baseline.seconds.get(number, 0.0))

        def run() -> bool:
            if on_loading:
                _forget_loaded()
            for name, code in changed.items():
                for function in self._functions.get((path, name), ()):
                    function.__code__ = code
            return self._passes(chosen)

        limit = 4 * sum(self._baseline.seconds.get(number, 0.0) for number in chosen) + _LONGEST
        return _ending(_in_child(run, int(limit)))

    def _end_of_import(self, module: str, mutant: Mutant) -> str:
        environment = {
            **os.environ,
            TASK: json.dumps({"path": module, "text": mutant.text}),
            "NIANBAO_CACHE_DIR": tempfile.mkdtemp(prefix="nianbao-mutant-"),
        }
        arguments = [str(each) for each in self._session.config.args]
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            __name__,
            "-qx",
            "-p",
            "no:cacheprovider",
            *arguments,
        ]
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, timeout=600, check=False
            )
        except subprocess.TimeoutExpired:
            return "timeout"
        return "killed" if done.returncode else "survived"

    def _passes(self, numbers: Sequence[int]) -> bool:
        """Whether the tests pass with these numbers, up to the first that does not."""
        items = [self._session.items[number] for number in numbers]
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._session.testsfailed:
                return False
        return True

    def _observed(self) -> Baseline | None:
        """What the tests run; None when one fails."""
        _forget_loaded()
        included = [str(ROOT / each) for each in self._task.modules]
        watch = coverage.Coverage(data_file=None, config_file=False, include=included)
        watch.start()
        watch.switch_context("loading")
        _load_rules()
        seconds: dict[int, float] = {}
        for number, item in enumerate(self._session.items):
            watch.switch_context(str(number))
            start = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            seconds[number] = time.process_time() - start
        watch.stop()
        if self._session.testsfailed:
            return None
        tests: dict[tuple[str, int], list[int]] = {}
        on_loading: set[tuple[str, int]] = set()
        data = watch.get_data()
        for module in self._task.modules:
            for row, contexts in data.contexts_by_lineno(str(ROOT / module)).items():
                if "loading" in contexts:
                    on_loading.add((module, row))
                tests[module, row] = [int(each) for each in contexts if each.isdigit()]
        return Baseline(tests, on_loading, seconds)


def _fixtures(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())


def _load_rules() -> None:
    from tests.linting import book

    book()


def _forget_loaded() -> None:
    """Have the rules compiled anew by whoever asks for them: nothing is kept, in memory or on the disk."""
    os.environ["NIANBAO_CACHE_DIR"] = tempfile.mkdtemp(prefix="nianbao-mutant-")
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            name = getattr(each, "__module__", "") or ""
            if name.startswith(("linter", "tests")):
                each.cache_clear()


def _in_child(work: Callable[[], Any], limit: int = 3600, *, quiet: bool = True) -> Any:
    """What `work` returns in a process of its own; None if that ends otherwise, or takes longer than `limit`
    seconds of processor time."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            signal.alarm(5 * limit)
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            if quiet:
                os.dup2(null, 2)
            found = pickle.dumps(work())
            with os.fdopen(write, "wb") as pipe:
                pipe.write(found)
        except BaseException:  # noqa: BLE001 - whatever a mutant raises
            if not quiet:
                traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM):
        return "timeout"
    return pickle.loads(data) if data else None


def _ending(found: object) -> str:
    return "timeout" if found == "timeout" else "survived" if found is True else "killed"


def _functions(paths: set[str]) -> dict[tuple[str, str], list[FunctionType]]:
    """The functions that these files define, by file and qualified name."""
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in paths:
            found.setdefault((each.__code__.co_filename, each.__code__.co_qualname), []).append(each)
    return found


def _changed_functions(old: CodeType, new: CodeType) -> dict[str, CodeType] | None:
    """The outermost functions whose code differs, by qualified name; None when something else differs too."""
    changed: dict[str, CodeType] = {}
    for one, other in _paired(old, new):
        if one.co_flags & 1:  # CO_OPTIMIZED: a function
            if one != other:
                changed[one.co_qualname] = other
        elif not _same_apart_from_code(one, other):
            return None
    return changed


def _paired(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The code of a module, its classes and its outermost functions, with that of the mutant."""
    yield old, new
    ours = [each for each in old.co_consts if isinstance(each, CodeType)]
    theirs = [each for each in new.co_consts if isinstance(each, CodeType)]
    if len(ours) != len(theirs):
        return
    for one, other in zip(ours, theirs, strict=True):
        if one.co_flags & 1:  # CO_OPTIMIZED: a function
            yield one, other
        else:
            yield from _paired(one, other)


def _same_apart_from_code(one: CodeType, other: CodeType) -> bool:
    def plain(code: CodeType) -> list[object]:
        return [None if isinstance(each, CodeType) else (type(each), each) for each in code.co_consts]

    return (one.co_code, one.co_names, plain(one)) == (other.co_code, other.co_names, plain(other))


def _first_row_of_statement(text: str, row: int) -> int:
    """The row where the innermost statement with `row` begins: coverage notes that one for all of it."""
    found = row
    smallest = len(text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt) and node.lineno <= row <= (node.end_lineno or 0):
            size = (node.end_lineno or 0) - node.lineno
            if size < smallest:
                smallest, found = size, node.lineno
    return found

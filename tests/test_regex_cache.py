"""Kept patterns are the patterns that `re` makes, whatever happens to the file that keeps them."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.msgpack import encode

import linter.regex_cache
from linter import cache, regex_code
from linter.regex_cache import _Store, _store, compiled
from linter.rulebook import load
from tests.corpus import example

ROOT = Path(__file__).parents[1]
SAMPLES = [
    (r"(?P<year>\d{4})年(?P<month>\d{1,2})月", 0),
    (r"a(?=b)|(?<!c)d{2,3}?", re.IGNORECASE),
    (r"[^\W\d_]+|\s*+", 0),
    (r"^行.*$", re.MULTILINE | re.DOTALL),
    ("", 0),
]
posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners of POSIX")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and a store that begins with it."""
    monkeypatch.setattr(cache, "folder", lambda: str(tmp_path))
    monkeypatch.delenv("NIANBAO_NO_CACHE", raising=False)
    monkeypatch.setattr("atexit.register", lambda function: function)
    return tmp_path


def same(one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether two patterns are alike in all that can be seen."""
    return (one.pattern, one.flags, one.groups, dict(one.groupindex)) == (
        other.pattern,
        other.flags,
        other.groups,
        dict(other.groupindex),
    )


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], dict[str, str | None]]]:
    """What a pattern finds in a text."""
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


@pytest.mark.parametrize(("pattern", "flags"), SAMPLES)
def test_it_is_the_pattern_that_re_makes(pattern: str, flags: int, kept: Path) -> None:
    text = "2023年5月，行ab dd ABC\n行 2024年12月"
    for store in (_Store(), _Store()):  # fresh, then from the file
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(linter.regex_cache, "_store", lambda held=store: held)
            made, plain = compiled(pattern, flags), re.compile(pattern, flags)
        assert same(made, plain)
        assert found(made, text) == found(plain, text)
        store.save()
    assert any(kept.iterdir())


def test_every_pattern_of_the_program_is_what_re_makes() -> None:
    load()
    lines = example(1).text[:3000].splitlines()  # some patterns are for one line, and slow over many
    patterns = list(_store().codes)
    assert len(patterns) > 50
    for pattern, flags in patterns:
        made, plain = compiled(pattern, flags), re.compile(pattern, flags)
        assert same(made, plain)
        assert [found(made, line) for line in lines] == [found(plain, line) for line in lines]


@given(st.text("ab(|)*?[]{}\\d+^$.,01", max_size=12))
def test_a_broken_pattern_is_the_same_error(pattern: str) -> None:
    try:
        plain = re.compile(pattern)
    except (re.error, OverflowError) as error:
        with pytest.raises(type(error)):
            compiled(pattern)
    else:
        assert same(compiled(pattern), plain)


@pytest.mark.parametrize(
    "data", [b"", b"\xff" * 50, b"N", marshal.dumps({("a+", 0): (32, b"\xff" * 16, 0, {}, (None,))})]
)
@pytest.mark.parametrize("sealed", [True, False])
def test_a_damaged_file_costs_only_time(
    data: bytes, sealed: bool, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sealed:
        cache.write(_Store().name, data)
    else:
        (kept / _Store().name).write_bytes(data)
    store = _Store()
    assert store.codes == {}
    monkeypatch.setattr(linter.regex_cache, "_store", lambda: store)
    assert compiled("a+").fullmatch("aaa")
    store.save()
    assert ("a+", 0) in _Store().codes


@posix
def test_codes_in_a_folder_that_others_may_write_to_are_not_used(kept: Path) -> None:
    first = _Store()
    first.codes["a+", 0] = encode(regex_code.code_of("a+"))
    first.save()
    assert _Store().codes
    kept.chmod(0o777)
    assert _Store().codes == {}


def test_a_code_that_the_matcher_refuses_is_made_again(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    store = _Store()
    store.codes["a+", 0] = encode((32, [0xFFFFFFFF] * 4, 0, {}, (None,)))
    monkeypatch.setattr(linter.regex_cache, "_store", lambda: store)
    assert compiled("a+").fullmatch("aaa")


def test_of_too_many_patterns_only_those_used_are_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linter.regex_cache, "_MOST", 3)
    first = _Store()
    monkeypatch.setattr(linter.regex_cache, "_store", lambda: first)
    for pattern in ("a", "b", "c"):
        compiled(pattern)
    first.save()
    second = _Store()
    monkeypatch.setattr(linter.regex_cache, "_store", lambda: second)
    compiled("a")
    compiled("d")
    second.save()
    assert set(_Store().codes) == {("a", 0), ("d", 0)}


def test_another_interpreter_goes_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(pattern: str, flags: int = 0) -> object:
        raise NotImplementedError

    monkeypatch.setattr(regex_code, "code_of", missing)
    assert compiled("b+").fullmatch("bbb")


@pytest.mark.parametrize("off", [True, False])
def test_a_run_keeps_its_patterns_for_the_next(off: bool, tmp_path: Path) -> None:
    env = {**os.environ, "NIANBAO_CACHE_DIR": str(tmp_path)}
    env.pop("NIANBAO_NO_CACHE", None)
    if off:
        env["NIANBAO_NO_CACHE"] = "1"
    command = [sys.executable, "-m", "linter", "check", "fixtures/02-clean-bureau-2024.txt"]
    outputs = [
        subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout for _ in range(2)
    ]
    assert outputs[0] == outputs[1]
    assert bool(list(tmp_path.rglob("patterns-*"))) != off

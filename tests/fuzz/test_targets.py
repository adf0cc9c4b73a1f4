"""The kept inputs of every target, and some hundred mutations of them; without atheris."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fuzz import run
from fuzz.targets import TARGETS, book

ROOT = Path(__file__).parents[2]
SECONDS = 1.5
"""For each target: the kept inputs, then as many mutations as there is time for."""

_FEWEST, _MOST = 20, 200
_TOKENS = [b"", b"\x00", b"\xff", b"\n", b"\r\n", b"{", b"}", b"[", b"]", b"*", b"<", b">", b"|", b'"', b"&#"]


def _kept(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((run.CORPUS / name).iterdir())]


def _mutated(rng: random.Random, kept: list[bytes]) -> bytes:
    """One of the inputs with a stretch taken out, doubled, or replaced by bytes or a piece of another."""
    data, other = bytearray(rng.choice(kept)), rng.choice(kept)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + rng.choice((0, 1, 1, 3, 9, 40)))
        begin = rng.randrange(len(other) + 1)
        data[start:end] = rng.choice(
            (rng.choice(_TOKENS), bytes(data[start:end]) * 2, rng.randbytes(2), other[begin : begin + 20])
        )
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_no_promise_is_broken(name: str) -> None:
    book()
    kept, rng, target = _kept(name), random.Random(name), TARGETS[name]
    for data in kept:
        target(data)
    end = time.process_time() + SECONDS
    for tried in range(_MOST):
        if tried >= _FEWEST and time.process_time() > end:
            break
        data = _mutated(rng, kept)
        try:
            target(data)
        except Exception as error:
            raise AssertionError(f"{name}: {data!r}") from error


def test_every_target_has_kept_inputs_of_some_kilobytes() -> None:
    assert {folder.name for folder in run.CORPUS.iterdir()} == set(TARGETS)
    for name in TARGETS:
        assert 0 < sum(map(len, _kept(name))) < 64 * 1024


def test_without_atheris_the_command_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "atheris.py").write_text("raise ImportError\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.run", "1"],
        cwd=ROOT,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "pip install -e '.[fuzz]'" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["多久"], ["1", "没有"]])
def test_the_command_says_how_it_is_used(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(arguments) == 2
    assert "用法：python -m fuzz.run" in capsys.readouterr().err

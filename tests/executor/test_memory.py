"""A process takes no more memory than it may."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GIGABYTE = 1024**3
PROGRAM = """
import resource, sys
from linter.executor.memory import bound_memory
most = int(sys.argv[1])
if most:
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
bound_memory({size})
print(resource.getrlimit(resource.RLIMIT_AS)[0])
try:
    bytes({size})
except MemoryError:
    print("bounded")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
@pytest.mark.parametrize(
    ("most", "bound"), [(0, GIGABYTE), (2 * GIGABYTE, GIGABYTE), (GIGABYTE // 2, GIGABYTE // 2)]
)
def test_the_bound_holds_also_where_less_is_allowed_already(most: int, bound: int) -> None:
    program = PROGRAM.format(size=GIGABYTE)
    command = [sys.executable, "-c", program, str(most)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == ([str(bound), "bounded"], "")

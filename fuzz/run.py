"""Runs targets under atheris: `python -m fuzz.run SECONDS [TARGET …]`, each for so many seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
GROWN = HERE / "grown"
"""What a run finds new; not kept in the repository."""

_USAGE = "用法：python -m fuzz.run 秒数 [目标 …]；目标：{}"
_ABSENT = (
    "模糊测试要用 atheris，请运行：pip install -e '.[fuzz]'。"
    "它没有这个 Python 版本的安装包时，请换一个版本；pytest tests/fuzz 不用它，也试同样的目标"
)


def main(arguments: list[str]) -> int:
    """Run the targets one after another; 1 when one of them has found something."""
    names = sorted(folder.name for folder in CORPUS.iterdir())
    if not arguments or not arguments[0].isdigit() or not set(arguments[1:]) <= set(names):
        print(_USAGE.format("、".join(names)), file=sys.stderr)
        return 2
    try:
        import atheris  # noqa: F401 - asked for here, so that it is missed once and not by every target
    except ImportError:
        print(_ABSENT, file=sys.stderr)
        return 2
    failed = []
    for name in arguments[1:] or names:
        command = [sys.executable, "-m", "fuzz.one", name, arguments[0]]
        done = subprocess.run(command, cwd=HERE.parent, check=False)
        if done.returncode or any(GROWN.glob(f"{name}-*")):  # slow inputs are left there without a failure
            failed.append(name)
    if failed:
        print(f"有发现：{'、'.join(failed)}；能重现的输入在 {GROWN}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

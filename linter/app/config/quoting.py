"""What faults may quote: the files in a config's own folder, and those that the user named himself.

A config that came with a folder of reports may name any file that its user can read. What is wrong with such
a file as a config, pack or baseline would show what stands in it, on a screen or in the log of a service.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from linter.strict_yaml.location import Fault, RuleError


def is_within(folder: str, path: str) -> bool:
    """Whether a path leads to a file in a folder or below it, links seen through."""
    root = os.path.join(os.path.normcase(os.path.realpath(folder)), "")
    return os.path.normcase(os.path.realpath(path)).startswith(root)


@contextmanager
def unquoted(files: Collection[str]) -> Iterator[None]:
    """Faults in these files, as they are called there, that the block raises say nothing of what is in
    them."""
    try:
        yield
    except RuleError as error:
        faults = (f if f.file not in files else Fault(f.file, 1, 1, "", _OUTSIDE) for f in error.faults)
        raise RuleError(faults) from None


_OUTSIDE = (
    "这个文件不能用；它不在配置文件所在的文件夹里，不显示其中的内容。"
    "是规则文件的，可用 nianbao rules test 加文件名查看"
)

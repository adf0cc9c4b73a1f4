"""Runs a function over many items, in this process or in several, with the same results either way.

Knows nothing of what the items are: a job says how they are treated, how heavy they are, and what
stands for an item whose process died.
"""

from linter.executor.dispatch import LocalExecutor, cores
from linter.executor.executor import Executor
from linter.executor.job import Job

__all__ = ["Executor", "Job", "LocalExecutor", "cores"]

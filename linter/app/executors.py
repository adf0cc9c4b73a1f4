"""Where work is done, for the faces: in this process, in several, or on a cluster."""

from linter.executor import Executor, LocalExecutor, cores
from linter.executor.cluster import ClusterError, ClusterExecutor

__all__ = ["ClusterError", "ClusterExecutor", "Executor", "LocalExecutor", "cores"]

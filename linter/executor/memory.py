"""A bound on the memory of the process that runs."""

from __future__ import annotations

import sys


def bound_memory(size: int) -> None:
    """Let this process have at most so many bytes of address space, or fewer where it may not have as many.
    Windows and macOS know no such bound."""
    if sys.platform == "linux":
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        least = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_AS, (least, most))

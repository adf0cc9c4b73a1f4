"""Where the one-file program begins."""

from __future__ import annotations

import multiprocessing
import os
import sys


def _give_back_libraries() -> None:
    """Let programs that are started, a browser or LibreOffice, have the system's libraries, not those that
    were unpacked for this one."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    _give_back_libraries()
    from linter.__main__ import main

    sys.exit(main())

"""The command `nianbao`: the command line, which starts the language server when asked to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from linter import cli


def main() -> int:
    """Run the command that the process's arguments ask for; its exit status."""
    return cli.main(serve_editor=_serve_editor)


def _serve_editor(rules: Sequence[Path]) -> bool:
    from linter.lsp.start import serve  # for editors

    return serve(rules)


if __name__ == "__main__":  # worker processes that are spawned import this module again
    sys.exit(main())

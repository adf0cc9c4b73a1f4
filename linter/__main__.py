"""`python -m linter` is the command `nianbao`."""

import sys

from linter.cli import main

if __name__ == "__main__":  # worker processes that are spawned import this module again
    sys.exit(main())

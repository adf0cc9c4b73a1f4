"""`python -m tests.corpus.forms`: see sweep."""

import sys

from tests.corpus.forms.sweep import main

if __name__ == "__main__":
    sys.exit(main())

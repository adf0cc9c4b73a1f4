"""Config files as a face that watches them sees them: what they are called, and which files they name."""

from linter.app.config.discovery import NAME
from linter.app.config.loader import named_files

__all__ = ["NAME", "named_files"]

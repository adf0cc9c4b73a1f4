"""Errors of the operating system in Chinese, for the faces too."""

from linter.error_words import database_reason, reason

__all__ = ["database_reason", "reason"]

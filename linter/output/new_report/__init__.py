"""New reports as files."""

from linter.output.new_report.formats import WRITERS
from linter.output.new_report.model import Kind, NewReport, NewTable, Words

__all__ = ["WRITERS", "Kind", "NewReport", "NewTable", "Words"]

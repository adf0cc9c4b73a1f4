"""Completion of headings, row labels, document names and required sentences."""

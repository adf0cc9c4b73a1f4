"""The kinds of check: one file a family; linter.checks.kinds is the table of them all."""

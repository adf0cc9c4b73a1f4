"""The kinds of check: one file a family; linter.checks.registry is the table of them all."""

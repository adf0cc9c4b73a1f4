"""Tests of the linter, and the corpus they draw reports from."""

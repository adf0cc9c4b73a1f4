"""Measurements of the linter against programs that do comparable work; see benchmarks.run."""

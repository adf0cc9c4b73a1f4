"""Checks of a consolidated report against the sums of its units' reports."""

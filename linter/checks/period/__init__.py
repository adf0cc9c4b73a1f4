"""Checks of the statistics period and of dates (family P)."""

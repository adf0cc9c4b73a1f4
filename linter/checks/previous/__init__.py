"""Checks against the report of the year before (family H)."""

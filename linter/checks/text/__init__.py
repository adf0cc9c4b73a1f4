"""Checks of the text as a whole (family G)."""

"""Checks of the form of tables and of their figures (family T)."""

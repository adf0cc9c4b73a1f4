"""Checks of prose against figures (family X)."""

"""Checks of document numbers and titles (family C)."""

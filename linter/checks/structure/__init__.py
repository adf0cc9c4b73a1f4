"""Checks of titles, sections, headings and their numerals (family S)."""

"""Prose as checks read it: paragraphs whose figures and dates are tokens."""

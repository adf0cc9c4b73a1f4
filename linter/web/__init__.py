"""Checking in a browser: a page that files are dropped on. Nothing is fetched, kept or written."""

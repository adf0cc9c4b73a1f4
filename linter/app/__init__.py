"""The use cases: what a face asks for, and what comes of it."""

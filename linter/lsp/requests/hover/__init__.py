"""Hovers: what is known about the place under the cursor."""

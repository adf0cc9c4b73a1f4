"""The notifications that the server handles."""

"""Checks of numeric identities (勾稽关系, family N)."""

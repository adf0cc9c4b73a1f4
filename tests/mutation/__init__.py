"""Mutation testing: whether the tests of a room notice when its code is changed."""

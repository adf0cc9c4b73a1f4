"""Values of the linter to values of the protocol and back."""

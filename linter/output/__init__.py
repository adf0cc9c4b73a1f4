"""Output formats for findings, extracted reports and rules."""

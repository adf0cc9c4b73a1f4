"""Fuzzing: programs that search for input on which a promise of docs/dev/threat-model.md does not hold."""

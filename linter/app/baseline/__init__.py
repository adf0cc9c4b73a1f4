"""Known findings: their fingerprints, which survive moved lines, and the file that lists them."""

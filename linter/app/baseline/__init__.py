"""Known findings: what they are told by when lines have moved, and the file that lists them."""

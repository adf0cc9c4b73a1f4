"""What a run found or read, written for people and for programs."""

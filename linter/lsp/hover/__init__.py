"""What there is to tell about a place of a report, by what stands there."""

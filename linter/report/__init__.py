"""What a report is: its structure, tables, figures, citations and periods, read from a Source."""

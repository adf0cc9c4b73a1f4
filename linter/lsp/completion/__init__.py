"""What can be offered at a place of a report, by what it is: headings, labels, documents, sentences."""

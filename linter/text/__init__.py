"""Text of documents: spans, positions, the normalised view and edits."""

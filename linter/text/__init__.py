"""Text of documents: spans, positions, the normalized view and edits."""

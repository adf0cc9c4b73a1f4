"""The state of one client's session: its documents, their settings, their analyses."""

"""What an editor asks for about one document: findings, fixes, and what is known of a place in it."""

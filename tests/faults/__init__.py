"""What happens in the middle of writing: kills, full disks, edits by others, limits."""

"""Real files, read as they are."""

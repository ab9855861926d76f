"""Lines to Report."""

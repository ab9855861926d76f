"""What must be equal, and whether it can be."""

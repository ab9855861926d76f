"""Which printed figures are probably wrong, and what they were meant to be."""

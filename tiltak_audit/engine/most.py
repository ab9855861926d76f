"""The bound of the engine, which who checks an option needs without numpy."""

# Bounds what nothing else does: more persons than Norway has. It is no figure, and never told.
MOST = 10_000_000

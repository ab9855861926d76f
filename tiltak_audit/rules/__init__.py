"""The catalogue: one file a rule."""

"""Soft edits: figures that may be true and are unlike all that is known of their kind."""

"""Texts, whichever tool made them, to elements."""

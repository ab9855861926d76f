"""Integers, bounds and rows: what can be true of them together. Nothing of NAV is known here."""

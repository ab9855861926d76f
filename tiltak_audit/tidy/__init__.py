"""Tidy tables to a Report: one observation a row, whichever form they come in."""

"""Editions: the same report as it was printed at several times."""

"""Inputs to lines of text."""

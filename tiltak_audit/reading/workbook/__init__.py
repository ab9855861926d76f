"""Workbooks to elements."""

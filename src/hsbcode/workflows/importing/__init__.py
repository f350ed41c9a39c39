"""Exports brought in: read, understood, compared, written."""

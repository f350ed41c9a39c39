"""Exact counts, bases and tables."""

"""Quotes: settings, tables, and what a person decides about them."""

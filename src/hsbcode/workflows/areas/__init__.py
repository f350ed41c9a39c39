"""Packs for areas: numbers for places, tables, quotes, reports."""

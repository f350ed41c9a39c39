"""Bringing other files in: looked over first, then written as a union of logs."""

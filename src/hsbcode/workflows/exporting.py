"""Codings and codebooks to other tools, and back."""

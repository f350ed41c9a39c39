"""Codings and questions put right afterwards, after a look at what changes."""

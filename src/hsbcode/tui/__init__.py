"""The terminal application over the same workflows."""

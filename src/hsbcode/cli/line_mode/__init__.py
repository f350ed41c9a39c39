"""Coding line by line: one prompt, no redraw, every state in words."""

"""Answers split into parts and joined again."""

"""Drafts held against results: what a sentence claims, and whether it fits."""

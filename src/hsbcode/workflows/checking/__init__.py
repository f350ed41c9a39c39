"""Drafts, quotes, published figures and answers held against what is known."""

"""Codebooks and codings in the formats of other tools, in and out."""

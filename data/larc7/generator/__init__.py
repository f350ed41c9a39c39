"""Builds the closed answers of the invented reference study, step by step."""

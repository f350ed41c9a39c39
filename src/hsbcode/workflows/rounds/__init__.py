"""Rounds: drawing a sample, sharing it out, coding blind, releasing, settling."""

"""Suggestions: shown, explained, judged, doubted, and kept out of sight."""

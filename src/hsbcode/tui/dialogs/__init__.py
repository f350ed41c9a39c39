"""Questions asked in front of a screen, each with one answer."""

"""Every key of the application: one table a screen (``tui/commands.py`` joins them)."""

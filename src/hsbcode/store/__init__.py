"""Where a project lives: one SQLite file. The only room with SQL."""

"""Reports: planned, read from the project once, written in several formats."""

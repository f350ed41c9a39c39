"""Joint displays: pairs that a project keeps, and what they show."""

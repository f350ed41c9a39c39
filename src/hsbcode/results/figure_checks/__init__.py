"""Published numbers held against each other, without data."""

"""A survey export becomes respondents, closed answers and responses."""

"""Where a number or a quote comes from."""

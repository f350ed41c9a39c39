"""The register of written reports, and what two of them give away together."""

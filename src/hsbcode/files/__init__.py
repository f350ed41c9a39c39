"""YAML, CSV and spreadsheets read into typed structures, each error with its path."""

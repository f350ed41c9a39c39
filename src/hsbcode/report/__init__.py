"""One document model, many writers."""

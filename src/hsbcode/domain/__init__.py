"""The words of the field, as plain values; standard library only."""

"""Recodes driven by codes: looked at first, decided on, taken back."""

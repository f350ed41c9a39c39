"""Disclosure control: what finished tables may show, so that nobody can be found."""

"""Whole screens, one module each; the coding screen is put together from several."""

"""hsbcode: code the open answers of a survey, offline and defensibly."""

__version__ = "0.1.0"

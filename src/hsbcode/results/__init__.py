"""Results: bases and tables, exact until printed."""

from hsbcode.results.frequency import frequency_table
from hsbcode.results.theme_by_answer import theme_by_answer_table
from hsbcode.results.themes import theme_table

__all__ = ["frequency_table", "theme_by_answer_table", "theme_table"]

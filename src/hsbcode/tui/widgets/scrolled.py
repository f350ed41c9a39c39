"""What lists that paint their own lines need to know of their scrollbar."""

from textual.scroll_view import ScrollView


def line_width(view: ScrollView) -> int:
    """Return the cells of a line; ``size`` counts those under the scrollbar, too."""
    return int(view.scrollable_content_region.width)

"""The looks of hsbcode: a dark theme, a light one, and one of high contrast.

Every colour that words are written in is stated here, none is mixed at run time, so
that the contrast can be counted (WCAG 2: at least 4.5 to 1).
"""

from typing import TypeAlias

from textual.theme import Theme

_Colours: TypeAlias = dict[str, str]

DARK = "hsbcode-dark"
LIGHT = "hsbcode-light"
CONTRAST = "hsbcode-contrast"


def _theme(name: str, *, dark: bool, colours: _Colours) -> Theme:
    text, muted, here = colours["text"], colours["muted"], colours["here"]
    return Theme(
        name=name,
        dark=dark,
        primary=colours["frame"],
        secondary=colours["frame"],
        accent=colours["frame"],
        foreground=text,
        background=colours["ground"],
        surface=colours["box"],
        panel=colours["line"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        variables={
            "text": text,
            "text-muted": muted,
            "text-disabled": muted,
            "text-primary": colours["frame"],
            "text-accent": colours["frame"],
            "text-warning": colours["warning"],
            "text-error": colours["error"],
            "text-success": colours["success"],
            "foreground-muted": muted,
            "foreground-disabled": muted,
            "block-cursor-background": colours["cursor"],
            "block-cursor-foreground": text,
            "block-cursor-blurred-background": colours["line"],
            "block-cursor-blurred-foreground": text,
            "block-hover-background": colours["line"],
            "input-cursor-background": text,
            "input-cursor-foreground": here,
            "input-selection-background": colours["frame"],
            "input-selection-foreground": here,
            "screen-selection-background": colours["frame"],
            "screen-selection-foreground": here,
            "border": colours["frame"],
            "scrollbar": colours["bar"],
            "scrollbar-hover": colours["bar"],
            "scrollbar-active": colours["frame"],
            "scrollbar-background": colours["line"],
            "scrollbar-background-hover": colours["line"],
            "scrollbar-background-active": colours["line"],
            "scrollbar-corner-color": colours["line"],
            "footer-key-foreground": text,
        },
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        colours={
            "ground": "#14171c",
            "box": "#1b2027",
            "line": "#28303a",
            "text": "#e8e6df",
            "muted": "#a9b2bd",
            "here": "#14171c",
            "cursor": "#263d5c",
            "frame": "#7fb5ee",
            "bar": "#66707d",
            "warning": "#f0c067",
            "error": "#f2958f",
            "success": "#8fd19a",
        },
    ),
    _theme(
        LIGHT,
        dark=False,
        colours={
            "ground": "#fcfbf8",
            "box": "#f3f1eb",
            "line": "#e4e1d8",
            "text": "#1c2025",
            "muted": "#4d545d",
            "here": "#fcfbf8",
            "cursor": "#cfe0f2",
            "frame": "#1c5a96",
            "bar": "#7d838b",
            "warning": "#7a4a00",
            "error": "#a3231f",
            "success": "#1b6130",
        },
    ),
    _theme(
        CONTRAST,
        dark=True,
        colours={
            "ground": "#000000",
            "box": "#000000",
            "line": "#1f1f1f",
            "text": "#ffffff",
            "muted": "#e6e6e6",
            "here": "#000000",
            "cursor": "#003c8f",
            "frame": "#ffe14d",
            "bar": "#ffffff",
            "warning": "#ffd24d",
            "error": "#ffb3ad",
            "success": "#9dffb0",
        },
    ),
)
"""All themes that can be chosen."""


def usual_theme(colours_of_terminal: str) -> str:
    """Return the theme that fits a terminal.

    Args:
        colours_of_terminal: what ``COLORFGBG`` holds, e.g. ``0;15``; the last number
            is the background, and 7 and 15 are light.
    """
    ground = colours_of_terminal.rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else DARK

"""The keys of the report screen."""

from hsbcode.tui.command_tables.command import Command

REPORT: tuple[Command, ...] = (
    Command(
        "report_tick",
        "space",
        "tick",
        "Print the part, or leave it out; below the parts: change what is there.",
        "report",
        True,
    ),
    Command(
        "report_enter",
        "enter",
        "look",
        "Go into the part; there: show where the number or quote comes from.",
        "report",
        True,
    ),
    Command(
        "write_report",
        "w",
        "write",
        "Write the report: asks for formats and a name, never over a file.",
        "report",
        True,
    ),
    Command(
        "keep_plan",
        "k",
        "keep",
        "Keep parts, order and what is below as the plan of the project.",
        "report",
        True,
    ),
    Command(
        "copy_part",
        "y",
        "copy",
        "Copy the table with tabs, the quote with who said it, or the part as text.",
        "report",
        True,
    ),
    Command(
        "leave_report",
        "escape",
        "back",
        "Go from the part to the parts, from the parts to where you came from.",
        "report",
        True,
    ),
    Command(
        "report_earlier",
        "<,shift+up",
        "earlier",
        "Print the part earlier.",
        "report",
    ),
    Command(
        "report_later",
        ">,shift+down",
        "later",
        "Print the part later.",
        "report",
    ),
    Command(
        "written_reports",
        "L",
        "written",
        "List the reports that were written; say that one never left the house.",
        "report",
    ),
    Command(
        "before_report",
        "b",
        "before",
        "Show what to look at before a report is published.",
        "report",
    ),
    Command(
        "stop_report",
        "x",
        "stop",
        "Stop a report that is being written: no file is left behind.",
        "report",
    ),
    Command(
        "undo_plan", "u", "undo", "Take back the last plan that you kept.", "report"
    ),
    Command(
        "redo_plan", "U", "redo", "Keep again the plan that you took back.", "report"
    ),
    Command("report_quotes", "V", "quotes", "Go to the quotes.", "report"),
    Command(
        "report_pane",
        "tab",
        "parts",
        "Go from the parts to the text beside them, or back.",
        "report",
    ),
    Command(
        "report_up",
        "up",
        "up",
        "Go up: to a part, or in the text to the table or quote before.",
        "report",
    ),
    Command(
        "report_down",
        "down,j",
        "down",
        "Go down: to a part, or in the text to the next table or quote.",
        "report",
    ),
    Command("report_page_down", "pagedown", "page down", "Scroll the text.", "report"),
    Command("report_page_up", "pageup", "page up", "Scroll back.", "report"),
    Command("report_right", "right", "right", "Show more of a wide table.", "report"),
    Command("report_left", "left", "left", "Show its beginning again.", "report"),
    Command("report_home", "home", "top", "Go to the first one.", "report"),
    Command("report_end", "end", "end", "Go to the last one.", "report"),
)

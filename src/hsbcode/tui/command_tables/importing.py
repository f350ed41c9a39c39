"""The keys of Start and of the import preview."""

from hsbcode.tui.command_tables.command import Command

STARTING: tuple[Command, ...] = (
    Command(
        "import", "enter", "import", "Say what is written, then import.", "import", True
    ),
    Command(
        "as_open", "o", "open", "People answered in their own words.", "import", True
    ),
    Command("as_closed", "c", "closed", "People chose one answer.", "import", True),
    Command("drop", "x", "drop", "Leave the column out.", "import", True),
    Command(
        "form",
        "f",
        "instrument",
        "Give the instrument: answers that do not fit it are shown, and kept.",
        "import",
        True,
    ),
    Command("map", "m", "map", "Read the columns as a map says.", "import", True),
    Command("as_tick", "t", "tick", "One tick box.", "import", True),
    Command("as_ticks", "T", "ticks", "Several ticks in one cell.", "import", True),
    Command("as_id", "i", "id", "The ids of the respondents.", "import", True),
    Command(
        "keep", "k", "keep", "Keep a column that was left out as personal.", "import"
    ),
    Command(
        "join", "j", "join", "Make it a box of the question above.", "import", True
    ),
    Command("break", "b", "break", "Make it a question of its own.", "import"),
    Command("headers", "h", "headers", "Say how many rows are headers.", "import"),
    Command("rename", "r", "rename", "Give the question another label.", "import"),
    Command(
        "next_unfit",
        "n",
        "next !!",
        "Go to the next column with answers that do not fit the instrument.",
        "import",
        True,
    ),
    Command("column_up", "up", "up", "Go to the column before.", "import"),
    Command("column_down", "down", "down", "Go to the next column.", "import"),
    Command(
        "leave_import", "escape", "leave", "Leave; nothing is written.", "import", True
    ),
    Command(
        "results_of",
        "r",
        "results",
        "Look at the results of the project under the cursor.",
        "start",
    ),
    Command(
        "codebook_of",
        "c",
        "codebook",
        "Look at the codebook of the project under the cursor.",
        "start",
    ),
    Command(
        "suggestions_of",
        "s",
        "suggestions",
        "See how far suggestions of the project under the cursor can be trusted.",
        "start",
    ),
    Command(
        "rounds_of",
        "t",
        "rounds",
        "Lead the rounds of the project under the cursor.",
        "start",
    ),
    Command(
        "quotes_of",
        "v",
        "quotes",
        "Choose the quotes of the project under the cursor.",
        "start",
    ),
    Command(
        "report_of",
        "o",
        "report",
        "Write a report of the project under the cursor.",
        "start",
    ),
)

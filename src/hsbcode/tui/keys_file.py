"""``keys.toml`` as it is written for somebody who wants to change keys."""

import json

from hsbcode.domain.errors import OutputError
from hsbcode.files.writing import write_file
from hsbcode.tui.commands import COMMANDS
from hsbcode.tui.key_names import sign
from hsbcode.tui.keymap import names_of
from hsbcode.tui.settings_folder import KEYS, settings_folder

_HEAD = """\
# The keys of hsbcode. Take the # off a line and write another key, or several:
#
#   undo = "z"
#   next = ["n", "ctrl+n"]
#
# Two commands of one place cannot have one key; hsbcode says so and keeps the usual
# one. Many terminals keep ctrl+s, ctrl+z, F1, F10, F11 and keys with alt to themselves;
# ctrl+i, ctrl+m, ctrl+j, ctrl+h and ctrl+[ arrive as Tab, Enter, Backspace and Escape.
# Named keys: enter, escape, space, tab, up, down, left, right, home, end, pageup,
# pagedown, backspace, delete, insert, f1 to f12.
"""


def keys_file() -> str:
    """Return the whole file: every command with its usual key, as comments."""
    lines = [_HEAD]
    for where in dict.fromkeys(each.where for each in COMMANDS):
        lines.append(f"\n# --- {where} ---\n")
        for each in COMMANDS:
            if each.where != where:
                continue
            lines.append(f"\n# {each.help}")
            for name, keys in names_of(each):
                listed = [sign(key) for key in keys.split(",")]
                value = listed[0] if len(listed) == 1 else listed
                lines.append(f"# {name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def write_keys_file() -> str:
    """Write the file into the folder of a person's settings; return its path.

    Raises:
        OutputError: it is there already, or cannot be written.
    """
    path = settings_folder() / KEYS
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(
            f"The folder {path.parent} cannot be made: {problem.strerror or problem}."
        ) from problem
    if path.exists():
        raise OutputError(
            f"{KEYS} is there already.", f"Change it with any editor: {path}"
        )
    write_file(path, keys_file().encode())
    return str(path)

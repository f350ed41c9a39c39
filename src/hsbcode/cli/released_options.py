"""Options of what is printed or written as it may be released."""

import typer

DISCLOSURE = (
    "Disclosure control: none, rounded or suppressed. Files are written under the "
    "project's (hsbcode disclosure), the screen shows exact numbers."
)
EXCEL = typer.Option(
    False, "--excel", help="CSV as Excel opens it without harm, else as it is."
)

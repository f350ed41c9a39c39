"""The looks of the application: its themes, and terminals that have less."""

import os

from textual import events
from textual.app import App
from textual.filter import Monochrome, NoColor
from textual.theme import Theme

from hsbcode.domain.visible import visible
from hsbcode.tui.glyphs import AsciiGlyphs, NoColours, is_colourless, needs_ascii
from hsbcode.tui.settings_folder import keep_settings, own_settings
from hsbcode.tui.themes import DARK, THEMES, usual_theme

COLUMNS, LINES = 50, 12
"""With less, a screen cannot show an answer, codes and keys together."""
_LONG = 3600
"""Seconds: as long as the window is too small."""


class Looks(App[str]):
    """An application in the theme that its person has chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._is_small = False
        own = own_settings()
        for theme in THEMES:
            self.register_theme(theme)
        names = [theme.name for theme in THEMES]
        chosen = own.get("theme")
        usual = usual_theme(os.environ.get("COLORFGBG", ""))
        self.theme = chosen if isinstance(chosen, str) and chosen in names else usual
        if self._has_no_colours:
            self.theme = DARK  # what is reversed is told by its light ground
        # only themes whose contrast is known are offered
        for name in set(self.available_themes) - set(names):
            self.unregister_theme(name)
        # before the first paint nothing watches the theme
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())
        if self._has_no_colours:
            # shades of grey are colours, too; and some terminals have none
            self._filters[:] = [
                each
                for each in self._filters
                if not isinstance(each, Monochrome | NoColor)
            ]
            self._filters.append(NoColours())
        if needs_ascii(os.environ, own.get("signs")):
            self._filters.append(AsciiGlyphs())

    @property
    def _has_no_colours(self) -> bool:
        return self.no_color or is_colourless()

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme; without any, the cursor is reversed."""
        found = super().get_css_variables()
        if self._has_no_colours:
            # a light ground is what the filter takes for reversed
            found["block-cursor-background"] = found["foreground"]
            found["block-cursor-foreground"] = found["background"]
            found["block-cursor-blurred-text-style"] = "underline"
        return found

    async def on_event(self, event: events.Event) -> None:
        """Show control characters in what is pasted, wherever it is pasted."""
        if isinstance(event, events.Paste):
            event.text = visible(event.text)
        await super().on_event(event)

    def on_mount(self) -> None:
        """Keep a theme that is chosen from the list."""
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def on_resize(self, event: events.Resize) -> None:
        """Say how much room is needed where there is too little."""
        columns, lines = event.size
        was_small, self._is_small = self._is_small, columns < COLUMNS or lines < LINES
        if self._is_small:
            self.clear_notifications()
            self.notify(
                f"This window has {columns} x {lines} characters. "
                f"Make it at least {COLUMNS} x {LINES}.",
                severity="warning",
                timeout=_LONG,
                markup=False,
            )
        elif was_small:
            self.clear_notifications()

    def _keep_theme(self, theme: Theme) -> None:
        if own_settings().get("theme") != theme.name:
            keep_settings({"theme": theme.name})

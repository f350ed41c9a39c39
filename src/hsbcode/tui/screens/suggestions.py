"""The suggestions screen: how far each code's suggestions can be trusted."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from hsbcode.domain.quality import Quality
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Choice, Choose
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.suggestions_desk import SuggestionsDesk
from hsbcode.tui.widgets.bar_text import BarText
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.sentence_list import SentenceList
from hsbcode.workflows.opening import Project
from hsbcode.workflows.suggestions.limit import choose_limit, chosen_limit
from hsbcode.workflows.suggestions.words import share_words

_OWN = "own"


class SuggestionsScreen(SuggestionsDesk):
    """A line a code, and all about the one under the cursor.

    Args:
        project: an open project.
        coder: who looks.
        leave: called when the screen is left.
        kept: what was found the last time; None: nothing yet.
        keep: called with what is found.
    """

    DEFAULT_CSS = """
    SuggestionsScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; }
        & SentenceList.-empty { display: none; }
        & #body { layout: vertical; }
        & SentenceList { height: 1fr; }
        & BarText { height: 1fr; }
    }
    """
    BINDINGS = bindings_of("suggestions")

    def __init__(
        self,
        project: Project,
        coder: str,
        leave: Callable[[], None],
        kept: Quality | None,
        keep: Callable[[Quality], None],
    ) -> None:
        super().__init__(project, coder, kept, keep)
        self.id = "suggestions"
        self._leave = leave

    def compose(self) -> ComposeResult:
        """Where one is, the two panes, two lines."""
        name = one_line(self.project.path.name)
        words = plain(f"{name} · suggestions: how far to trust them")
        yield Static(words, id="where", markup=False)
        with Container(id="body"):
            yield SentenceList().data_bind(
                SuggestionsDesk.rows,
                SuggestionsDesk.place,
                words=SuggestionsDesk.list_words,
            )
            yield BarText().data_bind(SuggestionsDesk.lines, SuggestionsDesk.named)
        yield StatusLine().data_bind(SuggestionsDesk.said, SuggestionsDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "suggestions")

    def on_mount(self) -> None:
        """Show what is kept; the first time begin to judge."""
        self.watch_rows()
        self.show_all()

    def on_unmount(self) -> None:
        """End what runs beside."""
        self.stop()

    def watch_rows(self) -> None:
        """Leave the room to the words while there is no list."""
        self.query_one(SentenceList).set_class(not self.rows, "-empty")

    def on_sentence_list_chosen(self, message: SentenceList.Chosen) -> None:
        """Go to a clicked row."""
        self.go_to(message.place)

    # --- the keys ------------------------------------------------------------------

    def action_judge(self) -> None:
        """Judge by what is coded now."""
        self.begin()

    def action_judge_stop(self) -> None:
        """Stop judging."""
        was = self.is_working
        self.stop()
        self.aside = ""
        self.say("Stopped. r begins anew." if was else "Nothing is being judged.")

    def action_technical(self) -> None:
        """Show technical figures, or words again."""
        self._technical = not self._technical
        self.go_to(self.place)

    def action_limit(self) -> None:
        """Choose from which score on the model suggests."""
        quality = self.quality
        if quality is None or not quality.production_curve:
            self.say("Judge first (r): then the limit can be chosen by its price.")
            return
        choices = [Choice(_OWN, "the model's own", "tuned for this project")]
        choices += [
            Choice(
                f"{point.limit:.2f}",
                f"from {point.limit:.1f} on",
                f"{point.answers:,} of {quality.units:,} answers get one, right: "
                f"{share_words(point.accuracy, quality)}",
            )
            for point in quality.production_curve
            if round(100 * point.limit) % 10 == 0 and point.limit >= 0.2
        ]
        limit = chosen_limit(self.project)
        at = _OWN if limit is None else f"{limit:.2f}"
        title = "From which score on does the model suggest?"
        self.app.push_screen(Choose(title, choices, at), self._on_limit)

    def _on_limit(self, chosen: str | None) -> None:
        if chosen is None:
            return
        with self.telling():
            limit = None if chosen == _OWN else float(chosen)
            choose_limit(self.project, limit, self.coder or "project")
            what = "the model's own" if limit is None else f"{limit:.1f}"
            self.say(f"The limit is {what} from now on; r judges with it.")

    def action_judged_scroll(self) -> None:
        """Scroll what is told."""
        self.query_one(BarText).scroll_on()

    def action_leave_judged(self) -> None:
        """Go back to where one came from."""
        self.stop()
        self._leave()

    def action_judged_up(self) -> None:
        """Go to the code above."""
        self.go_to(self.place - 1)

    def action_judged_down(self) -> None:
        """Go to the code below."""
        self.go_to(self.place + 1)

    def action_judged_page_up(self) -> None:
        """Go a screen back."""
        self.go_to(self.place - self._page())

    def action_judged_page_down(self) -> None:
        """Go a screen on."""
        self.go_to(self.place + self._page())

    def action_judged_first(self) -> None:
        """Go to all codes together."""
        self.go_to(0)

    def action_judged_last(self) -> None:
        """Go to the last code."""
        self.go_to(len(self.rows) - 1)

    def _page(self) -> int:
        return max(1, self.query_one(SentenceList).size.height - 1)

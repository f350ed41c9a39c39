"""What coded answers say about the codebook: look, and take over with one key."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.domain.codebook_help import CodebookHelp, KeywordProposal, MissingCode
from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.progress import Progress
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Ask, Notice
from hsbcode.tui.plain import joined, one_line, plain
from hsbcode.tui.saying import Saying
from hsbcode.tui.widgets.bar_text import BarText
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.sentence_list import SentenceList, SentenceRow
from hsbcode.workflows.codebook import edits
from hsbcode.workflows.codebook.help_lines import HelpLine, help_lines, told_lines
from hsbcode.workflows.codebook.improving import making_code, taking_keyword
from hsbcode.workflows.opening import Project
from hsbcode.workflows.suggestions.apart import Apart
from hsbcode.workflows.suggestions.lines import BarLine


class CodebookHelpScreen(Saying[None]):
    """Proposals on the left or above, what there is to know of one beside it.

    Args:
        project: an open project.
        coder: who looks, and makes the edits.
        code: whose keywords come first.
        leave: called when the screen is left.
    """

    DEFAULT_CSS = """
    CodebookHelpScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; }
        & SentenceList.-empty { display: none; }
        &.-wide #body { layout: horizontal; }
        &.-wide SentenceList { width: 3fr; height: 100%; }
        &.-wide BarText { width: 2fr; height: 100%; }
        &.-narrow #body { layout: vertical; }
        &.-narrow SentenceList { height: 3fr; }
        &.-narrow BarText { height: 2fr; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (112, "-wide"),
    ]
    BINDINGS = bindings_of("codebook help")
    AUTO_FOCUS = ""

    rows: reactive[tuple[SentenceRow, ...]] = reactive[tuple[SentenceRow, ...]](
        (), init=False
    )
    place: reactive[int] = reactive(0, init=False)
    list_words: reactive[str] = reactive("", init=False)
    lines: reactive[tuple[BarLine, ...]] = reactive[tuple[BarLine, ...]]((), init=False)
    named: reactive[str] = reactive("", init=False)

    @dataclass
    class Step(Message, bubble=False):
        """The process is on its way."""

        at: Progress

    @dataclass
    class Found(Message, bubble=False):
        """The process is done, or could not do it."""

        found: CodebookHelp | None
        error: HsbcodeError | None = None

    def __init__(
        self, project: Project, coder: str, code: str, leave: Callable[[], None]
    ) -> None:
        super().__init__()
        self.id = "codebook-help"
        self.project = project
        self.coder = coder
        self._code = code
        self._leave = leave
        self._work = Apart("codebook help", project.path, coder=coder)
        self._help: CodebookHelp | None = None
        self._every: tuple[HelpLine, ...] = ()
        self._done: list[MissingCode] = []
        """Candidates that were made a code here."""

    def compose(self) -> ComposeResult:
        """Where one is, the two panes, two lines."""
        name = one_line(self.project.path.name)
        words = plain(f"{name} · what the coded answers say about the codebook")
        yield Static(words, id="where", markup=False)
        cls = CodebookHelpScreen
        with Container(id="body"):
            yield SentenceList().data_bind(cls.rows, cls.place, words=cls.list_words)
            yield BarText().data_bind(cls.lines, cls.named)
        yield StatusLine().data_bind(cls.said, cls.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "codebook help")

    def on_mount(self) -> None:
        """Begin to read the codings, beside everything else."""
        self.watch_rows()
        self.lines = (BarLine("Reading what is coded. It may take some seconds."),)
        self.say("Reading what is coded … escape stops it.")
        self._read()

    def on_unmount(self) -> None:
        """End what runs beside."""
        self._work.stop()

    def watch_rows(self) -> None:
        """Leave the room to the words while there is no list."""
        self.query_one(SentenceList).set_class(not self.rows, "-empty")

    # --- reading -------------------------------------------------------------------

    @work(thread=True, exit_on_error=False, group="help")
    def _read(self) -> None:
        try:
            steps = self._work.run()
            while True:
                try:
                    self.post_message(self.Step(next(steps)))
                except StopIteration as end:
                    self.post_message(self.Found(end.value))
                    return
        except HsbcodeError as error:
            self.post_message(self.Found(None, error))

    def on_codebook_help_screen_step(self, message: Step) -> None:
        """Say how far it is."""
        self.aside = f"{message.at.label}: {message.at.done} of {message.at.total}"

    def on_codebook_help_screen_found(self, message: Found) -> None:
        """Show what was found."""
        if self._work.stopped:
            return
        self.aside = ""
        self.say("")
        if message.error is not None:
            self.tell(message.error)
        self._help = message.found
        self.show_all()

    # --- showing -------------------------------------------------------------------

    def show_all(self) -> None:
        """Bring the list up to date; what was taken is no line of it any more."""
        found = self._help
        if found is None:
            return
        made = tuple(self._done)
        book = self.project.codebook
        self._every = tuple(help_lines(found, book, self._code, made))
        self.rows = tuple(
            SentenceRow(each.label, each.sentence, heading=each.about is None)
            for each in self._every
        )
        own = f" by {found.own_only}, who codes blind" if found.own_only else ""
        self.list_words = f"from {found.coded:,} coded answers{own}"
        if not self._every:
            self.lines = (BarLine(_nothing(found)),)
            self.named = ""
            return
        self.go_to(self.place)

    def go_to(self, place: int, by: int = 1) -> None:
        """Go to a line, past headings."""
        last = len(self._every) - 1
        if last < 0:
            return
        place = max(0, min(place, last))
        while 0 <= place <= last and self._every[place].about is None:
            place += by
        if not 0 <= place <= last:
            return
        self.place = place
        at = self._every[place]
        self.named = at.label
        assert self._help is not None
        self.lines = tuple(map(BarLine, told_lines(at, self.project, self._help)))

    @property
    def at(self) -> HelpLine:
        """The line under the cursor.

        Raises:
            UsageConflict: there is none.
        """
        if not self._every:
            raise UsageConflict("There is nothing here to take.")
        return self._every[self.place]

    def on_sentence_list_chosen(self, message: SentenceList.Chosen) -> None:
        """Go to a clicked line."""
        self.go_to(message.place)

    # --- the keys ------------------------------------------------------------------

    def action_take(self) -> None:
        """Take the proposal over: a keyword at once, a code after naming it."""
        with self.telling():
            about = self.at.about
            if isinstance(about, KeywordProposal):
                self._make(taking_keyword(self.project, about))
                label = self.project.codebook.label(about.code)
                self.say(f"u takes it back: “{about.keyword}” finds “{label}” now.")
            elif isinstance(about, MissingCode):
                ask = Ask("A new code", "Its name.", about.words[0].capitalize())
                self.app.push_screen(ask, lambda label: self._add(about, label))
            else:
                raise UsageConflict(
                    "There is nothing to take here.",
                    "escape goes to the codebook, where codes are changed.",
                )

    def _add(self, about: MissingCode, label: str | None) -> None:
        if label is None or not label.strip():
            return
        with self.telling():
            self._make(making_code(self.project, about, label.strip()))
            self._done.append(about)
            self.show_all()
            self.say(f"Added “{label.strip()}”. u takes it back.")

    def _make(self, proposed: edits.Proposed) -> None:
        edits.make_edit(self.project, proposed, self.coder)
        self.show_all()

    def action_help_undo(self) -> None:
        """Take back the last edit of the codebook."""
        with self.telling():
            words = edits.next_undo_words(self.project)
            edits.undo_edit(self.project, self.coder)
            book = self.project.codebook
            labels = {code.label for code in book if code.status == "active"}
            self._done = [m for m in self._done if m.words[0].capitalize() in labels]
            self.show_all()
            self.say(f"Took back: {words}.")

    def action_help_answers(self) -> None:
        """Show the answers behind a proposal."""
        with self.telling():
            about = self.at.about
            if not isinstance(about, MissingCode):
                raise UsageConflict("Only candidates for a code list answers here.")
            units = self.project.answers.units(list(about.units[:40]))
            shown = [
                joined([plain(one_line(u.name), "bold"), plain(one_line(u.text))], " ")
                for u in units
            ]
            title = f"{len(units)} of {len(about.units)} answers"
            self.app.push_screen(Notice(title, joined(shown)))

    def action_help_up(self) -> None:
        """Go to the line above."""
        self.go_to(self.place - 1, -1)

    def action_help_down(self) -> None:
        """Go to the line below."""
        self.go_to(self.place + 1)

    def action_help_page_up(self) -> None:
        """Go a screen back."""
        self.go_to(self.place - self._page(), -1)
        if self.place and self._every[0].about is None and self.place < 2:
            self.go_to(0)

    def action_help_page_down(self) -> None:
        """Go a screen on."""
        self.go_to(self.place + self._page())

    def action_help_scroll(self) -> None:
        """Scroll what is told."""
        self.query_one(BarText).scroll_on()

    def action_leave_help(self) -> None:
        """Go back to the codebook."""
        self._work.stop()
        self._leave()

    def _page(self) -> int:
        return max(1, self.query_one(SentenceList).size.height - 1)


def _nothing(found: CodebookHelp) -> str:
    if not found.coded:
        return (
            "Nothing is coded yet. Keywords, overlaps and missing codes are read from "
            "finished answers: code some twenty of them first."
        )
    return "Nothing stands out: every code has keywords that fit, and none is missing."

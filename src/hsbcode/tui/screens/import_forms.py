"""A map and an instrument given to an import, and what in the answers does not fit."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from textual.reactive import reactive

from hsbcode.domain.answer_findings import AnswerFindings
from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.dialogs.asking import Ask
from hsbcode.tui.plain import shortened
from hsbcode.tui.saying import Saying
from hsbcode.workflows.checking.answers import check_plans
from hsbcode.workflows.importing.bringing_in import look_at, plan_import
from hsbcode.workflows.importing.plan import Plan
from hsbcode.workflows.importing.understanding import RawExport, Understanding
from hsbcode.workflows.kept_forms import Forms, read_forms

T = TypeVar("T")


class GivingForms(Saying[Path | None]):
    """What an import preview does with a map and an instrument.

    Args:
        raw: the export.
        understanding: the guesses to begin with.
        export: where the export lies, to read it again as a map says.
    """

    found: reactive[AnswerFindings | None] = reactive[AnswerFindings | None](
        None, init=False
    )

    def __init__(
        self, raw: RawExport, understanding: Understanding, export: Path | None = None
    ) -> None:
        super().__init__()
        self._raw = raw
        self._understanding = understanding
        self._export = export
        self._forms = Forms()

    def action_form(self) -> None:
        """Ask what the survey asked, to hold the answers against it."""

        def answer(typed: str | None) -> None:
            if typed is None:
                return
            with_forms = self._reading(lambda: read_forms(_path(typed), ""))
            if with_forms is not None:
                self._forms = with_forms
                self.found = None
                self.said = "" if typed.strip() else "No instrument."
                self.look_for_findings()

        there = self._forms.instrument
        self.app.push_screen(
            Ask(
                "Instrument",
                "A file that says what the survey asked, or a shipped name.",
                there[0] if there else "",
            ),
            answer,
        )

    def action_map(self) -> None:
        """Ask for a map that says what the columns are."""
        export = self._export
        if export is None:
            return

        def answer(typed: str | None) -> None:
            if not (typed and typed.strip()):
                return
            name = Path(_path(typed))
            read = self._reading(lambda: look_at(export, name))
            if read is not None:
                self._raw, known = read
                self.said = f"The columns are as {shortened(name.name, 40)} says."
                self.show_guesses(known)

        self.app.push_screen(
            Ask("Map", "A YAML file that says what the columns are."), answer
        )

    def show_guesses(self, now: Understanding) -> None:
        """Show what is taken to be known now; the screen does it."""
        raise NotImplementedError

    def plan(self) -> Plan:
        """Return what would be written, held against the instrument if there is one."""
        plan = plan_import(None, self._raw, self._understanding)
        return check_plans([plan], None, self._forms)[0]

    def look_for_findings(self) -> None:
        """Hold the answers against the instrument, beside the keys."""
        if self._forms.form is not None:
            self.run_worker(
                self._find, thread=True, exclusive=True, group="findings",
                exit_on_error=False,
            )  # fmt: skip

    def _find(self) -> None:
        known = self._understanding
        try:
            found = self.plan().found
        except HsbcodeError as error:
            self.app.call_from_thread(self._not_found, known, error)
        else:
            self.app.call_from_thread(self._take, known, found)

    def _take(self, known: Understanding, found: AnswerFindings | None) -> None:
        # A guess may have been changed meanwhile; its own search follows.
        if known is self._understanding:
            self.found = found

    def _not_found(self, known: Understanding, error: HsbcodeError) -> None:
        if known is self._understanding:
            self.found = None
            self.said = f"{error.message} m reads a map."
            self.tell(error, aloud=True)

    def _reading(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except HsbcodeError as error:
            self.tell(error)
            return None


def _path(typed: str) -> str:
    name = typed.strip()
    return str(Path(name).expanduser()) if name else ""

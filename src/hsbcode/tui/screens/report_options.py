"""What is chosen below the parts: questions, splits, policy, look, formats, name."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from hsbcode.domain.disclosure import Protection
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.report_plan import ReportPlan
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.dialogs.tick_some import TickSome
from hsbcode.tui.plain import one_line
from hsbcode.tui.screens.report_desk import WAITS
from hsbcode.tui.screens.report_shown import ReportShown
from hsbcode.workflows.reporting.free_names import free_together

FORMATS = {
    ".docx": "Word, for your own prose; takes the template",
    ".xlsx": "a table on each sheet",
    ".html": "one page for a browser",
    ".pdf": "to print and to send",
    ".md": "plain text with marks",
}
_USUAL = "-"
_ABOUT = {
    "questions": "Only the open and closed questions that are ticked are reported. "
    "Quotes keep their numbers whatever is asked for.",
    "by": "Themes are split by the answers to these closed questions; the part "
    "“matrix” holds the tables.",
    "disclosure": "What few people said is hidden or rounded in every number, and in "
    "who is quoted how. The parts show what a policy does before anything is written.",
    "template": "A Word file whose styles, page set-up and header a .docx takes. What "
    "is written goes to the line [hsbcode] in it, or to its end.",
    "coders": "Whether coders are called by their names, or coder 1, coder 2 …",
    "formats": "All formats are written from one reading, so that a number is the "
    "same in each.",
    "name": "A file that is there already is never written over: the new one is "
    "report-2.docx.",
}


class ReportOptions(ReportShown):
    """Each is one short dialog."""

    def about_option(self) -> Sequence[str]:
        """Return what there is to know of what is under the cursor."""
        from hsbcode.workflows.browsing_results import wrapped  # noqa: PLC0415

        width = self.text_width
        words = [_ABOUT.get(self.option, ""), "", *self._more()]
        return [line for text in words for line in wrapped(text, width) or [""]]

    def _more(self) -> list[str]:
        plan = self.draft.made_by
        match self.option:
            case "disclosure":
                if self.preview is None:
                    return []
                policy = self.preview.reading.policy
                return [f"{policy.protection}: {policy.sentence}."]
            case "name":
                return [f"Folder: {one_line(str(self.free_path.parent))}"]
            case "formats":
                return [f"{ending}: {FORMATS[ending]}" for ending in FORMATS]
            case "questions" | "by":
                chosen = plan.questions if self.option == "questions" else plan.by
                return [one_line(self.label(each)) for each in chosen]
            case _:
                return []

    def change_option(self) -> None:
        """Ask for what is under the cursor."""
        match self.option:
            case "questions":
                self._ask_questions()
            case "by":
                self._ask_splits()
            case "disclosure":
                self._ask_policy()
            case "template":
                self._ask_template()
            case "coders":
                plan = self.draft.made_by
                self._make_by(replace(plan, name_coders=not plan.name_coders))
            case "formats":
                self.ask_formats(lambda: None)
            case "name":
                self.ask_name(lambda: None)

    def _make_by(self, plan: ReportPlan) -> None:
        self.draft.made_by = plan
        self.show_rows()
        self.read()

    # --- each of them --------------------------------------------------------------

    def _ask_questions(self) -> None:
        questions = self.project.answers.questions().values()
        known = {q.id: q for q in questions if q.is_open}
        if self.preview is not None:
            known |= {question.id: question for question in self.preview.closed}
        plan = self.draft.made_by
        choices = [Choice(q.id, q.label or q.id, q.id) for q in known.values()]
        if not choices:
            raise UsageConflict("No survey is imported yet.")

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self._make_by(replace(self.draft.made_by, questions=chosen))

        hint = "Without a tick all questions that are coded are reported."
        self.app.push_screen(
            TickSome("Which questions?", choices, plan.questions, hint), take
        )

    def _ask_splits(self) -> None:
        if self.preview is None:
            raise UsageConflict(WAITS)
        choices = [Choice(q.id, q.label or q.id, q.id) for q in self.preview.closed]
        if not choices:
            raise UsageConflict("There is no closed question to split by.")

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self._make_by(replace(self.draft.made_by, by=chosen))

        self.app.push_screen(
            TickSome("Split themes by …", choices, self.draft.made_by.by), take
        )

    def _ask_policy(self) -> None:
        usual = "hsbcode disclosure PROJECT changes it"
        choices = [Choice(_USUAL, "as the project says", usual, self._dot(""))]
        words = {
            Protection.NONE: "exact numbers, for internal use",
            Protection.ROUNDED: "few people hidden, the others rounded",
            Protection.SUPPRESSED: "few people hidden, so that nothing gives them away",
        }
        choices += [Choice(str(p), str(p), words[p], self._dot(p)) for p in Protection]

        def take(chosen: str | None) -> None:
            if chosen is not None:
                name = "" if chosen == _USUAL else chosen
                self._make_by(replace(self.draft.made_by, disclosure=name))

        now = self.draft.made_by.disclosure or _USUAL
        self.app.push_screen(Choose("Disclosure control", choices, now), take)

    def _dot(self, name: str) -> str:
        return "●" if self.draft.made_by.disclosure == name else ""

    def _ask_template(self) -> None:
        def take(typed: str | None) -> None:
            if typed is None:
                return
            with self.telling():
                path = Path(typed.strip()).expanduser() if typed.strip() else None
                if path is not None and not path.is_file():
                    raise UsageConflict(f"There is no file {one_line(path.name)}.")
                name = str(path.absolute()) if path is not None else ""
                self.draft.made_by = replace(self.draft.made_by, template=name)
                self.show_all()

        now = self.draft.made_by.template
        words = "The path of a .docx file; empty for none."
        self.app.push_screen(Ask("Word template", words, now), take)

    def ask_formats(self, then: Callable[[], None]) -> None:
        """Ask which formats are written, then go on."""
        choices = [Choice(each, each, words) for each, words in FORMATS.items()]

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is None:
                return
            if not chosen:
                self.say("A report has at least one format.")
                return
            self.draft.formats = chosen
            self.show_all()
            then()

        self.app.push_screen(
            TickSome("Which formats?", choices, self.draft.formats), take
        )

    def ask_name(self, then: Callable[[], None]) -> None:
        """Ask for the name of the file, then go on."""
        offered = str(self.free_path)

        def take(typed: str | None) -> None:
            if typed is None:
                return
            # What was offered and taken goes on counting: report-3 after report-2.
            if typed.strip() not in ("", offered):
                self._call_it(Path(typed.strip()).expanduser())
            self.show_all()
            then()

        endings = " ".join(self.draft.formats)
        self.app.push_screen(
            Ask("Name of the report", f"Written as {endings}.", offered),
            take,
        )

    def _call_it(self, path: Path) -> None:
        ending = path.suffix.casefold()
        if ending in FORMATS:
            path = path.with_suffix("")
            if ending not in self.draft.formats:
                self.draft.formats = (*self.draft.formats, ending)
        if not path.is_absolute():
            path = self.path.parent / path
        self.draft.path = path

    @property
    def wanted(self) -> tuple[Path, ...]:
        """The files that are asked for."""
        path = (self.draft.path or self.path.parent / "report").absolute()
        return tuple(path.with_name(path.name + each) for each in self.draft.formats)

    @property
    def free_path(self) -> Path:
        """Where the report would be written, without an ending; never over a file."""
        first = free_together(self.wanted)[0]
        return first.with_name(first.name.removesuffix(self.draft.formats[0]))

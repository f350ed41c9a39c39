"""What the report screen shows of its state: the list, the text, values in words."""

from collections.abc import Sequence
from pathlib import Path

from hsbcode.domain.report_plan import PART_WORDS
from hsbcode.tui.plain import one_line
from hsbcode.tui.screens.report_desk import OPTIONS, READING, ReportDesk
from hsbcode.tui.widgets.sentence_list import SentenceRow
from hsbcode.workflows.reporting.plan import report_plan


class ReportShown(ReportDesk):
    """Brings the list and the text up to date."""

    # --- showing ---------------------------------------------------------------------

    def show_all(self) -> None:
        """Bring the list and the text up to date."""
        self.show_rows()
        self.show_text()

    def show_rows(self) -> None:
        """Bring the list up to date."""
        plan, found = self.draft.plan, self.preview
        rows = [
            SentenceRow(
                f"{'[x]' if part in self.draft.ticked else '[ ]'} {part}",
                found.holds(part, plan.parts) if found else PART_WORDS[part],
                quiet=part not in self.draft.ticked,
            )
            for part in self.draft.order
        ]
        rows.append(SentenceRow("How it is made", "", heading=True))
        rows += [
            SentenceRow(f"    {words}", one_line(self._value(name)))
            for name, words in OPTIONS.items()
        ]
        self.rows = tuple(rows)
        self.row_at = min(self.row_at, len(rows) - 1)
        kept = plan == report_plan(self.project)
        self.aside = "" if kept else "not kept as the plan"
        if not self.project.writable:
            self.aside = "read-only"

    def show_text(self) -> None:
        """Show the text of the part under the cursor from its top."""
        part, found = self.part, self.preview
        if part is None:
            self.pieces, lines = (), self.about_option()
        elif found is None:
            self.pieces, lines = (), [self.why_none or READING]
        else:
            self.pieces = found.pieces(part, self.draft.plan.parts, self.text_width)
            lines = [line for piece in self.pieces for line in piece.lines]
        self.lines = tuple(lines)
        self.mark(None)

    def name_part(self) -> None:
        """Name what the text shows on its frame."""
        part = self.part
        name = PART_WORDS[part] if part else OPTIONS.get(self.option, "")
        at = self.piece_at
        self.part_words = (
            f"{name} · {self.pieces[at].named}" if at is not None else name
        )

    def about_option(self) -> Sequence[str]:
        """Return what there is to know of what is under the cursor."""
        raise NotImplementedError

    # --- values ----------------------------------------------------------------------

    def label(self, question: str) -> str:
        """Return what a question is called."""
        if not self._questions:
            self._questions = dict(self.project.answers.questions())
        known = self._questions
        if self.preview is not None:
            known = {**known, **self.preview.reading.study.questions}
        return known[question].label if question in known else question

    def _value(self, name: str) -> str:
        plan = self.draft.made_by
        match name:
            case "questions":
                labels = map(self.label, plan.questions)
                return ", ".join(labels) or "all that are coded"
            case "by":
                return ", ".join(map(self.label, plan.by)) or "nothing"
            case "disclosure":
                said = "as the project says"
                if plan.disclosure or self.preview is None:
                    return plan.disclosure or said
                return f"{self.preview.reading.policy.protection}, {said}"
            case "template":
                return plan.template or "none"
            case "coders":
                return "by their names" if plan.name_coders else "as coder 1, coder 2 …"
            case "formats":
                return " ".join(self.draft.formats)
            case _:
                return self.free_path.name

    @property
    def free_path(self) -> Path:
        """Where the report would be written, without an ending; never over a file."""
        raise NotImplementedError

"""A report is written beside typing, and what was written is listed."""

from collections.abc import Callable, Sequence
from threading import Event
from typing import TYPE_CHECKING

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.releases import Release
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose, Notice
from hsbcode.tui.screens.report_desk import WAITS, listed
from hsbcode.tui.screens.report_options import ReportOptions
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.reporting.free_names import free_together

if TYPE_CHECKING:
    from hsbcode.workflows.reporting.making import MadeReport
    from hsbcode.workflows.reporting.writing import ReportFiles

# What counts, writes and traces is imported where it is asked for (noqa: PLC0415): the
# screen is painted without it.
_SHOWN = 12
"""Changes that are told; the list beside the report has all of them."""
_HOLDS, _WITHDRAW = "holds", "withdraw"


class ReportWriting(ReportOptions):
    """Write, stop, list what was written, say that it never left the house."""

    # --- writing ----------------------------------------------------------------------

    def action_write_report(self) -> None:
        """Ask for formats and a name, then write beside typing."""
        if self.writing is not None:
            self.say("A report is being written; x stops it.")
            return
        self.ask_formats(lambda: self.ask_name(self._write))

    def action_stop_report(self) -> None:
        """Stop what is being written."""
        if self.writing is None:
            self.say("No report is being written.")
            return
        self.writing.set()
        self.say("Stopping …")

    def _write(self) -> None:
        from hsbcode.workflows.reporting.making import (  # noqa: PLC0415
            make_reports,
            put_reports,
        )

        stop = self.writing = Event()
        paths, plan = free_together(self.wanted), self.draft.plan

        def going_on(words: str) -> bool:
            if not stop.is_set():
                self.post_message(self.Found(lambda: self.say(f"{words} x stops.")))
            return not stop.is_set()

        def job() -> Callable[[], None]:
            try:
                with open_project(self.path, write=False) as project:
                    made = make_reports(project, paths, plan, going_on=going_on)
                notes = put_reports(made)
            except HsbcodeError as error:
                told = error
                return lambda: self._not_written(told)
            return lambda: self._written(made, notes)

        self.beside(job)

    def _not_written(self, error: HsbcodeError) -> None:
        self.writing = None
        self.say("")
        self.tell(error)

    def _written(self, made: "MadeReport", notes: tuple[str, ...]) -> None:
        from hsbcode.workflows.reporting.writing import (  # noqa: PLC0415
            register_reports,
        )

        self.writing = None
        with self.telling():
            files = register_reports(self.project, made, notes, self.by)
            self.keep_preview()
            names = ", ".join(path.name for path in files.paths)
            self.say(f"Wrote {names}.")
            self.show_all()
            self.read()
            if self.is_current:
                words = listed(_told(files, self.before))
                self.app.push_screen(Notice("Written", words))

    @property
    def before(self) -> tuple[str, ...]:
        """What to look at before a report is published."""
        return self.preview.before if self.preview is not None else ()

    def action_before_report(self) -> None:
        """Show what to look at before a report is published."""
        if self.preview is None:
            self.say(self.why_none or WAITS)
            return
        words = self.before or ("Nothing was found that has to be looked at.",)
        self.app.push_screen(Notice("Before it is published", listed(words)))

    # --- what was written -------------------------------------------------------------

    def action_written_reports(self) -> None:
        """List what was written; newest first."""
        from hsbcode.workflows.releases.register import (  # noqa: PLC0415
            releases,
            why_not_registered,
        )
        from hsbcode.workflows.releases.telling import release_line  # noqa: PLC0415

        with self.telling():
            found = {each.id: each for each in reversed(releases(self.project))}
            if not found:
                why = why_not_registered(self.project)
                raise UsageConflict(why or "No report was written yet.", "w writes it.")
            lines = {each.id: release_line(each) for each in found.values()}
            choices = [
                Choice(name, words, more) for name, (words, more) in lines.items()
            ]

            def chosen(name: str | None) -> None:
                if name is not None:
                    self._ask_release(found[name])

            self.app.push_screen(Choose("Reports that were written", choices), chosen)

    def _ask_release(self, release: Release) -> None:
        choices = [Choice(_HOLDS, "What it holds")]
        if not release.withdrawn:
            choices.append(
                Choice(_WITHDRAW, "It never left the house", "asks for a reason")
            )

        def chosen(what: str | None) -> None:
            if what == _HOLDS:
                from hsbcode.workflows.releases.telling import (  # noqa: PLC0415
                    release_facts,
                )

                facts = release_facts(self.project, release)
                words = listed([f"{what}: {value}" for what, value in facts])
                self.app.push_screen(Notice(release.words, words))
            elif what == _WITHDRAW:
                self.app.push_screen(
                    Ask("Why did it never leave the house?", release.words),
                    lambda why: self._withdraw(release, why),
                )

        self.app.push_screen(Choose(release.words, choices), chosen)

    def _withdraw(self, release: Release, why: str | None) -> None:
        if why is None:
            return
        from hsbcode.workflows.releases.register import (  # noqa: PLC0415
            withdraw_release,
        )

        with self.telling():
            self.check_writable()
            withdraw_release(self.project, release.id, why, self.by)
            self.after_step()
            self.say("Nothing is compared with it any more.")


def _told(files: "ReportFiles", before: Sequence[str]) -> list[str]:
    """Return what there is to know of a report that was written."""
    folder = files.paths[0].parent if files.paths else ""
    lines = [f"{path.name}" for path in files.paths]
    lines += [f"in {folder}", ""]
    if files.reading.document.draft:
        lines.append(f"DRAFT: {files.reading.document.draft}")
    lines += files.notes
    lines += [one.sentence for one in files.told]
    if before:
        lines.append(f"To look at before it is published: {len(before)}; b shows them.")
    lines += files.left_out
    if files.summary:
        lines += ["", files.summary]
    lines += [f"  {line}" for line in files.lines[:_SHOWN]]
    if len(files.lines) > _SHOWN:
        lines.append(f"  … and {len(files.lines) - _SHOWN} more")
    return lines

"""The coding screen: the list, the answer, the codes."""

from textual.app import ComposeResult
from textual.containers import Container

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.command_tables.command import Where
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.plain import plain
from hsbcode.tui.putting_back import put_back
from hsbcode.tui.screens.coding_desk import CodingDesk
from hsbcode.tui.screens.coding_undo import KeysInTurn
from hsbcode.tui.widgets.answer_list import AnswerList
from hsbcode.tui.widgets.answer_pane import AnswerPane
from hsbcode.tui.widgets.answer_view import AnswerView
from hsbcode.tui.widgets.code_panel import CodePanel
from hsbcode.tui.widgets.details import Details
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.title_line import TitleLine
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.orders import OrderKind

_BACKUP_CHECK = 60
_DERIVED = 0.8
"""Seconds after the first paint when derived questions are read."""


class CodingScreen(KeysInTurn):
    """Where people live: the eye rests on the answer, the hands on the letters."""

    DEFAULT_CSS = """
    CodingScreen {
        & #body { height: 1fr; }
        & AnswerPane { height: 1fr; }
        &.-wide #body { layout: horizontal; }
        &.-wide AnswerList { width: 4fr; height: 100%; max-width: 60; }
        &.-wide AnswerPane { width: 6fr; height: 100%; }
        &.-wide CodePanel { width: 4fr; height: 100%; min-width: 40; }
        &.-wide.-no-list AnswerList { display: none; }
        &.-narrow #body { layout: vertical; }
        &.-narrow AnswerList { display: none; height: 7; max-height: 33%; }
        &.-narrow.-list AnswerList { display: block; }
        &.-narrow AnswerPane { height: 1fr; }
        &.-narrow CodePanel { height: 1fr; }
        &.-narrow AnswerPane.-defining > Details { display: none; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS = bindings_of("coding")

    def __init__(
        self,
        session: CodingSession,
        *,
        suggestions: bool = True,
        first_filter: ListFilter | None = None,
        first_order: OrderKind | None = None,
    ) -> None:
        super().__init__(session, suggestions=suggestions)
        self.first_filter = first_filter
        self.first_order = first_order

    def compose(self) -> ComposeResult:
        """Title, three panes, two lines."""
        yield TitleLine().data_bind(CodingDesk.heading)
        with Container(id="body"):
            yield AnswerList(self.session.lines, self._short, id="list").data_bind(
                CodingDesk.ids,
                CodingDesk.place,
                CodingDesk.stamp,
                CodingDesk.epoch,
                CodingDesk.list_words,
            )
            yield AnswerPane().data_bind(
                CodingDesk.answer,
                CodingDesk.defined,
                CodingDesk.code_memo,
                CodingDesk.code_at,
                CodingDesk.empty_words,
                CodingDesk.filter_words,
            )
            yield CodePanel(id="codes").data_bind(
                CodingDesk.rows,
                CodingDesk.code_at,
                CodingDesk.sight_words,
                CodingDesk.unit_at,
            )
        yield StatusLine().data_bind(CodingDesk.said, CodingDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}))

    def on_mount(self) -> None:
        """Resume where one stopped."""
        if not self.session.writable:
            who = self.session.project.holder
            self.aside = "read-only: " + (
                who.sentence() if who else "the file cannot be written"
            )
        self.enter()
        if self.first_filter is not None:
            self.filter(self.first_filter)
        if self.first_order is not None:
            with self.telling():
                self.put_in_order(self.first_order)
        if self.session.choice.may_derive:
            self.set_timer(_DERIVED, self.read_closed)
        self.set_interval(_BACKUP_CHECK, self._back_up)

    def key_place(self, where: Where) -> None:  # type: ignore[override]
        """Name the keys of another place."""
        self.query_one(KeyLine).where = where

    def on_answer_list_chosen(self, message: AnswerList.Chosen) -> None:
        """Go to a clicked answer."""
        self.moved(self.walk.choose_place(message.place))

    def action_define(self) -> None:
        """Show or hide the rules of the code under the cursor."""
        self.query_one(AnswerPane).toggle_class("-defining")

    def action_list(self) -> None:
        """Show or hide the list."""
        self.toggle_class("-no-list" if self.has_class("-wide") else "-list")

    def action_scroll_down(self) -> None:
        """Scroll a long answer on, then what stands around it."""
        view = self.query_one(AnswerView)
        if view.scroll_offset.y < view.max_scroll_y:
            view.scroll_page_down(animate=False)
        else:
            self.query_one(Details).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Scroll a long answer back."""
        details = self.query_one(Details)
        if details.scroll_offset.y:
            details.scroll_page_up(animate=False)
        else:
            self.query_one(AnswerView).scroll_page_up(animate=False)

    def action_copy(self) -> None:
        """Copy the marked words, or the whole answer."""
        if self._unit is None:
            return
        view = self.query_one(AnswerView)
        self.app.copy_to_clipboard(view.selected_text or view.text)
        what = "the marked words" if view.selected_text else "the answer"
        self.say(f"Gave {what} to the clipboard; some terminals do not take it.")

    async def action_leave(self) -> None:
        """Close the project and choose another."""
        await self.app.run_action("app.leave_project")

    async def action_results(self) -> None:
        """Look at tables and figures; not in a round, which is coded blind."""
        if self.session.round is not None:
            self.say("A round is coded blind: results wait until it is released.")
        else:
            await self.app.run_action("app.results")

    async def action_codebook(self) -> None:
        """Look at the codes and change them; not in a round, which is coded by one."""
        if self.session.round is not None:
            self.say("A round is coded by one codebook: it waits until the release.")
        else:
            await self.app.run_action("app.codebook")

    async def action_suggestions(self) -> None:
        """See how far suggestions can be trusted; not in a round, coded blind."""
        why = "nothing is told of suggestions in it"
        await self._unless_blind("app.suggestions", why)

    async def action_rounds(self) -> None:
        """Look at the rounds: steps and numbers only, so in a round, too."""
        await self.app.run_action("app.rounds")

    async def action_quotes(self) -> None:
        """Choose quotes; not in a round, coded blind."""
        await self._unless_blind("app.quotes", "nothing is quoted in it")

    async def action_report(self) -> None:
        """Write a report; not in a round, coded blind."""
        await self._unless_blind("app.report", "nothing is reported in it")

    async def _unless_blind(self, action: str, why: str) -> None:
        if self.session.round is not None:
            self.say(f"A round is coded blind: {why}.")
        else:
            await self.app.run_action(action)

    def codes_may_differ(self) -> None:
        """Take in what was done to the codebook, and to answers with its codes."""
        with self.telling():
            self.session.renew()
            self.walk.renew()
            self.show_place()
            self.answers_changed()

    def close(self) -> None:
        """Keep the place, end what runs beside; the project stays open."""
        self.keep_place()
        self.close_looking()
        self.close_suggestions()

    def _short(self, code: str) -> str:
        """Return the abbreviation of a code for the list."""
        words = self.session.codebook.label(code).split()
        return words[0][:5].lower() if words else code[:5]

    def _back_up(self) -> None:
        if self.session.writable:
            put_back(self, self.session.project)
            try:
                self.session.project.backups.make_if_due()
            except HsbcodeError as error:
                self.notify(
                    plain(f"{error.message} {error.hint}").plain,
                    severity="warning",
                    markup=False,
                )

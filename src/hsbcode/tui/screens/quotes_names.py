"""Words of a quote that may name somebody, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.identifying import Proposal
from hsbcode.tui.dialogs.asking import Choice, Choose
from hsbcode.tui.plain import one_line
from hsbcode.tui.screens.quotes_words import QuotesWords
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.wording import ROLES
from hsbcode.workflows.redacting.deciding import (
    accept_proposals,
    keep_proposals,
    look_over,
)
from hsbcode.workflows.redacting.proposing import ProposedAnswer, proposed_in

_STAY = "stay"
_NONE = "Nothing in it looks like a name, place, date or age. Read it all the same."


class QuotesNames(QuotesWords):
    """Proposals come from rules, lists and the language pipeline; a person decides."""

    def action_names_in_quote(self) -> None:
        """Go through the words of the quote that may name somebody."""
        with self.telling():
            unit = self.line.unit
            if unit is None:
                return
            whole = self.project.fold.whole_of(unit.id)
            self.say("Looking for names …")

            def job() -> Callable[[], None]:
                try:
                    with open_project(self.path, write=False) as project:
                        found = proposed_in(project, whole)
                except HsbcodeError as error:
                    told = error
                    return lambda: self.tell(told)
                return lambda: self._ask_next(found, list(found.waiting))

            self.beside(job)

    def _ask_next(self, answer: ProposedAnswer, left: Sequence[Proposal]) -> None:
        if not self.is_current:
            return
        if not left:
            with self.telling():
                new, _press = look_over(self.project, [answer.unit], self.by)
                read = "It is noted that you read it for names." if new else ""
                words = read if answer.waiting else f"{_NONE} {read}"
                self.choose_again(words.strip())
            return
        one, rest = left[0], left[1:]
        before, after = answer.around(one)
        words = one_line(answer.words(one))
        choices = [
            Choice(one.role, f"Replace by [{one.role}]", one.why),
            Choice(_STAY, "It stays", "names nobody"),
            *(Choice(role, f"[{role}]") for role in ROLES if role != one.role),
        ]
        title = f"{one_line(before)}»{words}«{one_line(after)}"
        self.app.push_screen(
            Choose(title[-70:] if len(title) > 70 else title, choices),
            lambda chosen: self._decide(answer, one, rest, chosen),
        )

    def _decide(
        self,
        answer: ProposedAnswer,
        one: Proposal,
        rest: Sequence[Proposal],
        chosen: str | None,
    ) -> None:
        if chosen is None:
            self.choose_again("The rest waits.")
            return
        with self.telling():
            only = [replace(answer, waiting=(one,))]
            if chosen == _STAY:
                keep_proposals(self.project, only, self.by)
            else:
                accept_proposals(self.project, only, self.by, chosen)
            self._ask_next(answer, rest)

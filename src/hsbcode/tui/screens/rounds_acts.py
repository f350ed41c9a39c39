"""The steps of a round, taken from its screen: small questions, then one act."""

from collections.abc import Callable

from hsbcode.domain.errors import HsbcodeError, RoundError, UsageConflict
from hsbcode.domain.ids import slug
from hsbcode.domain.rounds import Phase, Round, RoundKind
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose, Confirm, Doubt
from hsbcode.tui.dialogs.draw_round import DrawRound, TypedSample
from hsbcode.tui.screens.rounds_files import RoundsFiles
from hsbcode.workflows.coders import known_coders
from hsbcode.workflows.rounds import drawing, phases
from hsbcode.workflows.rounds.reading import progress, progress_words
from hsbcode.workflows.rounds.typed_samples import (
    check_name,
    sample_words,
    typed_sample,
)


class RoundsActs(RoundsFiles):
    """Draw, assign, begin, release."""

    # --- drawing -------------------------------------------------------------------

    def action_round_draw(self) -> None:
        """Draw a new round."""
        choices = [
            Choice("team", "the same answers for several people", "coded blind"),
            Choice("self", "earlier answers of one person again", "does it last?"),
            Choice("share", "all that is left, shared out", "each answer to one"),
        ]
        self.app.push_screen(Choose("A new round", choices), self._draw)

    def _draw(self, kind: str | None) -> None:
        if kind == "team":
            name = "pilot" if not self.rounds else f"round {len(self.rounds) + 1}"
            dialog = DrawRound(TypedSample(name), self._look)
            self.app.push_screen(dialog, self._on_sample)
        elif kind == "self":
            ask = Ask("Whose answers again?", "A coder, and how many: amy 30", "")
            self.app.push_screen(ask, self._on_again)
        elif kind == "share":
            self._ask_coders("Share out among", self._on_share)

    def _look(self, typed: TypedSample) -> tuple[str, bool]:
        try:
            check_name(self.project, typed.name)
            wanted = typed_sample(
                typed.answers, typed.question, typed.strata, typed.seed
            )
            if typed.suggestions.strip() not in ("off", "half"):
                raise UsageConflict("Suggestions are off or half.")
            return sample_words(self.project, wanted), True
        except HsbcodeError as error:
            return f"{error.message} {error.hint}".strip(), False

    def _on_sample(self, typed: TypedSample | None) -> None:
        if typed is None:
            return
        with self.telling():
            wanted = typed_sample(
                typed.answers, typed.question, typed.strata, typed.seed
            )
            made = drawing.draw_round(
                self.project,
                typed.name,
                wanted,
                self.coder,
                suggestions=typed.suggestions.strip(),
            )
            self.show_all(made.id)
            self.say(f"Drew {len(made.units)} answers. Enter says who codes them.")

    def _on_again(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        with self.telling():
            coder, _space, number = typed.strip().rpartition(" ")
            if not number.isdecimal():
                coder, number = typed.strip(), "0"
            taken = set(self.project.rounds)
            name = f"{coder} again"
            while slug(name) in taken:
                name += " again"
            made = drawing.draw_again(
                self.project, name, coder, int(number), self.coder
            )
            self.show_all(made.id)
            self.say(f"Drew {len(made.units)} answers that {coder} coded before.")

    def _on_share(self, names: list[str]) -> None:
        with self.telling():
            label = f"rest {len(self.rounds) + 1}"
            made = drawing.share_rest(self.project, label, names, self.coder)
            self.show_all(made.id)
            self.say(f"Shared out {len(made.units)} answers.")

    # --- who codes -----------------------------------------------------------------

    def action_round_assign(self) -> None:
        """Say who codes the round."""
        with self.telling():
            if self.at.phase is not Phase.OPEN:
                raise RoundError("The round has begun, so its shares stay as they are.")
            name = self.at.id
            self._ask_coders("Who codes it?", lambda names: self._each(name, names))

    def _ask_coders(self, title: str, answer: Callable[[list[str]], None]) -> None:
        usual = " ".join(known_coders(self.project))

        def typed(words: str | None) -> None:
            names = (words or "").replace(",", " ").split()
            if names:
                answer(names)

        self.app.push_screen(
            Ask(title, "Names with a space between: amy ben cem", usual), typed
        )

    def _each(self, name: str, names: list[str]) -> None:
        total = len(self.project.rounds[name].units)
        choices = [Choice("0", "everybody codes all", f"{total} answers each")]
        choices += [
            Choice(
                str(each),
                f"{each} of them code each answer",
                f"about {total * each // len(names)} answers each",
            )
            for each in range(2, len(names))
        ]
        if len(choices) == 1:
            self._assign(name, names, "0")
        else:
            self.app.push_screen(
                Choose("How many code each answer?", choices),
                lambda each: self._assign(name, names, each),
            )

    def _assign(self, name: str, names: list[str], each: str | None) -> None:
        if each is None:
            return
        with self.telling():
            made = drawing.assign_evenly(
                self.project, name, names, self.coder, each=int(each)
            )
            self.show_all(name)
            shares = ", ".join(f"{who} {len(made.share(who))}" for who in made.coders)
            self.say(f"They code: {shares}. Enter begins.")

    # --- from phase to phase -------------------------------------------------------

    def action_round_begin(self) -> None:
        """Let the coders begin, after a yes."""
        with self.telling():
            name = self.at.id
            if not self.at.shares:
                raise RoundError("Nobody codes it yet.", "a says who.")
            if self.at.phase is not Phase.OPEN:
                raise RoundError("It has begun already.")
            words = "Shares stay as they are from then on. Begin?"
            self.app.push_screen(
                Confirm("Begin", words), lambda y: self._begin(y, name)
            )

    def _begin(self, yes: bool | None, name: str) -> None:
        if yes:
            with self.telling():
                phases.begin(self.project, name, self.coder)
                self.show_all(name)
                self.say("It has begun. c codes your share, p writes packages.")

    def action_round_release(self) -> None:
        """Release the round; asks where somebody is not done."""
        with self.telling():
            each = self.at
            if each.phase is not Phase.BLIND:
                raise RoundError(
                    "It has not begun, so there is nothing to release."
                    if each.phase is Phase.OPEN
                    else "It is released already."
                )
            left = [row for row in progress(self.project, each) if not row.is_done]
            if left:
                words = (
                    f"{progress_words(self.project, each)}. What is missing then stays "
                    "missing, and is no “no”. Release it all the same?"
                )
                dialog: Confirm | Doubt = Doubt("Somebody is not done", words)
            else:
                words = (
                    "What was coded is frozen, and everybody sees it. There is no way "
                    "back. Release it?"
                )
                dialog = Confirm("Release", words)
            self.app.push_screen(
                dialog, lambda yes: self._release(yes, each.id, bool(left))
            )

    def _release(self, yes: bool | None, name: str, unfinished: bool) -> None:
        if yes:
            with self.telling():
                phases.release(
                    self.project, name, self.coder, unfinished_too=unfinished
                )
                self.show_all(name)
                self.say("Released. g shows the agreement, s settles the differences.")

    # --- refusing --------------------------------------------------------------------

    def refuse_coding(self, each: Round) -> None:
        """Refuse to code in a round that one cannot code in.

        Raises:
            RoundError: there is no share, or it is not being coded.
        """
        phases.refuse_unless_coding(self.project, each.id, self.coder)

    def refuse_closed(self, each: Round) -> None:
        """Refuse to compare what is closed.

        Raises:
            RoundError: it is not released, or there is nothing to compare.
        """
        if each.kind is RoundKind.SHARE:
            raise RoundError("Here every answer has one coder: nothing to compare.")
        if each.is_closed:
            raise RoundError(
                "What its coders did is closed until it is released.",
                f"{progress_words(self.project, each)}".strip(),
            )

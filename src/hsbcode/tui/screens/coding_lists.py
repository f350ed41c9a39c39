"""Which answers the list shows: filters that narrow each other, words.

What has to read many answers runs in a thread; the list stays as it is until then.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from hsbcode.domain.acts import FLAGS
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.commands import command, shown_keys
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.dialogs.find_code import PickCode
from hsbcode.tui.dialogs.pick_answers import PickAnswers, PickClosed
from hsbcode.tui.screens.coding_orders import Ordering
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.closed_facts import closed_facts
from hsbcode.workflows.filters import with_closed
from hsbcode.workflows.matching import Matching
from hsbcode.workflows.opening import Project

_AT_ONCE = 2000
"""Answers that are gone over before a key press is noticed to take time."""
_SAVED = "saved:"
_SWITCHES: Mapping[str, Callable[[ListFilter], ListFilter]] = {
    "all": lambda _on: ListFilter(),
    "unfinished": lambda on: replace(on, unfinished=not on.unfinished, finished=False),
    "finished": lambda on: replace(on, finished=not on.finished, unfinished=False),
    "no_code": lambda on: replace(on, no_code=not on.no_code),
    "memo": lambda on: replace(on, memo=not on.memo),
    "disputed": lambda on: replace(on, disputed=not on.disputed),
    "older": lambda on: replace(on, older=not on.older),
    "waiting": lambda on: replace(on, waiting=not on.waiting),
    "audit": lambda on: replace(on, audit=not on.audit),
    "doubtful": lambda on: replace(on, doubtful=not on.doubtful),
}


class Listing(Ordering):
    """Filters: each choice adds a condition, or takes it away."""

    def read_closed(self) -> None:
        """Read the derived closed questions, once coding is under way."""
        session = self.session

        def look(reader: Project) -> Callable[[], None]:
            facts = closed_facts(reader)

            def take() -> None:
                session.choice.take_closed(facts)
                if self._unit is not None:
                    self._around = session.around(self._unit)
                    self.show_answer()

            return take

        self.in_thread(look, group="closed questions")

    # --- filters -------------------------------------------------------------------

    def action_filter(self) -> None:
        """Choose which answers the list shows; conditions add to each other."""
        on = self.walk.filter
        label = self.session.codebook.label(self.code_at)
        here = self.code_at in on.codes
        choices = [
            Choice("all", "all answers"),
            Choice("unfinished", "not finished", mark=_dot(on.unfinished)),
            Choice("finished", "finished", mark=_dot(on.finished)),
            Choice("flagged", "flagged…", mark=_dot(on.flagged)),
            Choice("word", "that hold a word…", on.word, _dot(on.word)),
            Choice("closed", "of people who answered…", mark=_dot(on.closed)),
            Choice("code", f"with my code “{label}”", mark=_dot(here)),
            Choice("codes", "with another code of mine…", mark=_dot(on.codes)),
            Choice("suggested", "with a suggested code…", mark=_dot(on.suggested)),
            Choice("no_code", "without a code", mark=_dot(on.no_code)),
            Choice("memo", "with my memo", mark=_dot(on.memo)),
            Choice("disputed", "that coders code differently", mark=_dot(on.disputed)),
            Choice("older", "coded under an older definition", mark=_dot(on.older)),
            Choice("doubtful", "doubtful codings of mine", mark=_dot(on.doubtful)),
        ]
        if not self.code_at:
            choices = [each for each in choices if each.id != "code"]
        if self.session.round is not None:
            hidden = ("suggested", "disputed", "doubtful")
            choices = [each for each in choices if each.id not in hidden]
        waiting = len(self.session.parts.waiting())
        if waiting or on.waiting:
            words = f"coded before they were split or joined ({waiting})"
            choices.append(Choice("waiting", words, mark=_dot(on.waiting)))
        if self.session.choice.has_audit or on.audit:
            choices.append(Choice("audit", "the audit sample", mark=_dot(on.audit)))
        choices += [
            Choice(_SAVED + name, f"saved: {name}", kept)
            for name, kept in self.session.choice.saved().items()
        ]
        if not on.is_all:
            choices.append(Choice("save", "save this filter under a name…"))
        self.app.push_screen(Choose("Show answers", choices), self._on_filter)

    def _on_filter(self, chosen: str | None) -> None:
        on = self.walk.filter
        asking = {
            "word": self.action_word,
            "flagged": self._ask_flag,
            "closed": self._ask_closed,
            "codes": self._ask_code,
            "suggested": self._ask_suggested,
            "save": self._ask_name,
        }
        if chosen is None:
            return
        if chosen in asking:
            asking[chosen]()
        elif chosen == "code":
            self._toggle_code(self.code_at)
        elif chosen.startswith(_SAVED):
            with self.telling():
                self.filter(self.session.choice.read(chosen.removeprefix(_SAVED)))
        else:
            self.filter(_SWITCHES[chosen](on))

    def _ask_flag(self) -> None:
        on = self.walk.filter
        if on.flagged:
            self.filter(replace(on, flagged=False, flags=()))
            return
        choices = [Choice("", "any flag")]
        choices += [Choice(flag, flag.replace("_", " ")) for flag in FLAGS]

        def answer(flag: str | None) -> None:
            if flag is not None:
                flags = (flag,) if flag else ()
                self.filter(replace(on, flagged=True, flags=flags))

        self.app.push_screen(Choose("Flagged", choices), answer)

    def _ask_closed(self) -> None:
        closed, on = self.session.choice.closed, self.walk.filter
        now = {question for question, _values in on.closed}

        def with_question(question: str | None) -> None:
            if question is None:
                return
            asked = closed.question(question)
            options = closed.options(self.session.project, asked)
            given = dict(on.closed).get(question, ())

            def with_values(values: tuple[str, ...] | None) -> None:
                if values is not None:
                    self.filter(with_closed(on, question, values))

            self.app.push_screen(PickAnswers(asked.label, options, given), with_values)

        self.app.push_screen(PickClosed(closed.questions, now), with_question)

    def _ask_code(self) -> None:
        on = self.walk.filter
        picked = PickCode("Answers with my code", self.session.codes, on.codes)
        self.app.push_screen(picked, self._toggle_code)

    def _toggle_code(self, code: str | None) -> None:
        if code is not None:
            on = self.walk.filter
            kept = tuple(each for each in on.codes if each != code)
            codes = kept if code in on.codes else (*on.codes, code)
            self.filter(replace(on, codes=codes))

    def _ask_suggested(self) -> None:
        on = self.walk.filter
        if on.suggested:
            self.filter(replace(on, suggested=""))
            return

        def answer(code: str | None) -> None:
            if code is not None:
                self.filter(replace(on, suggested=code))

        self.app.push_screen(
            PickCode("Answers with a suggested code", self.session.codes, ()), answer
        )

    def _ask_name(self) -> None:
        def answer(name: str | None) -> None:
            if name and name.strip():
                with self.telling():
                    kept = self.session.choice.save(name, self.walk.filter)
                    self.say(f"Saved as “{kept}”: F lists it.")

        words = f"{self.walk.filter_words}. Everybody in this project sees it."
        self.app.push_screen(Ask("Save this filter as", words), answer)

    def action_word(self) -> None:
        """Show only answers that hold a word; nothing typed shows all."""

        def with_word(word: str | None) -> None:
            if word is not None:
                self.filter(replace(self.walk.filter, word=word.strip()))

        self.app.push_screen(
            Ask(
                "Answers that hold",
                "An empty line shows all answers again.",
                self.walk.filter.word,
            ),
            with_word,
        )

    def filter(self, wish: ListFilter) -> None:
        """Show the answers that pass a filter; one that reads many is awaited."""
        with self.telling():
            matching = self.session.choice.matching(wish)
            if wish.doubtful and not self.walk.filter.doubtful:
                self._look_for_doubts(wish, matching)
                return
            asks_model = bool(wish.suggested) and self._suggester is not None
            if not asks_model and self._is_quick(matching):
                self._show_filtered(wish, matching.units(self.session.project))
                return
            suggester, units = self._suggester, list(self.session.units)

            def look(reader: Project) -> Callable[[], None]:
                wanted = matching
                if asks_model and suggester is not None:
                    found = suggester.fetch_all(matching.question, units)
                    wanted = replace(matching, suggested=found)
                within = wanted.units(reader)
                return lambda: self._show_filtered(wish, within)

            self.say(f"Looking for answers: {self.session.choice.words(wish)} …")
            self.in_thread(look, matching.question)

    def _look_for_doubts(self, wish: ListFilter, matching: Matching) -> None:
        """Let the model learn, and list the codings that it would not expect."""
        suggester, doubts = self._suggester, self.session.choice.doubts
        if suggester is None or suggester.hidden:
            raise UsageConflict("Doubtful codings are found by the suggestions.")
        request, codings = suggester.request(), doubts.codings()

        def look(reader: Project) -> Callable[[], None]:
            found = suggester.doubts(request, codings)

            def take() -> None:
                doubts.take(found)
                wanted = replace(matching, doubtful=doubts.units)
                self._show_filtered(wish, wanted.units(self.session.project))
                if self.walk.ids:
                    self.moved(self.walk.go_to_place(0))
                    keymap = getattr(self.app, "keymap", {})
                    key = shown_keys(command("stays"), keymap, all_=False)
                    self.say(f"{self.list_title}. {key}: it stays as it is coded.")

            return take

        self.say("Looking for doubtful codings …")
        self.in_thread(look, matching.question)

    def _is_quick(self, matching: Matching) -> bool:
        return not matching.reads or len(self.session.units) <= _AT_ONCE

    def _show_filtered(self, wish: ListFilter, within: Sequence[Set[str]]) -> None:
        with self.telling():
            self.walk.show(wish, within)
            self.say(self.list_title)
            self.show_place()


def _dot(on: object) -> str:
    return "●" if on else ""

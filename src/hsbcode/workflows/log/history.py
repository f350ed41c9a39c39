"""What was done, as people read it: steps, newest first.

A step is one press: what one key or command did, however many answers it reached.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.chosen_acts import ANY, ChosenActs
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import moment_of
from hsbcode.store.act_finding import Did
from hsbcode.store.project import Project
from hsbcode.workflows.log.round_words import round_step_words, settling_words
from hsbcode.workflows.log.setting_words import settings_done
from hsbcode.workflows.log.step_words import counted, press_words
from hsbcode.workflows.releases.register import release_step_words

SHORT = 8
"""Characters at the end of a step's id by which it can be named; they are random."""

BLIND = "A round is coded blind: what others did waits until it is released."


@dataclass(frozen=True, slots=True)
class Step:
    """One press of the log in words."""

    press: str
    """Its id; the last eight characters name it, too."""
    at: str
    """UTC, ISO 8601."""
    coder: str
    """Who did it."""
    whose: str
    """Whose coding it changed, where that is somebody else's; several: joined."""
    question: str
    """Label of the question, or empty."""
    answer: str
    """Name of the answer, ``12 answers``, or empty."""
    answers: int
    words: str
    taken_back: bool
    """Whether it was taken back, and not done again."""
    undoes: str | None
    """The step it takes back, or does again."""
    round: str
    unit: str | None
    """Id of the first answer it reached; None where there is none to be shown."""

    @property
    def short(self) -> str:
        """The end of its id."""
        return self.press[-SHORT:]

    @property
    def by(self) -> str:
        """Who did it, and in whose coding."""
        return f"{self.coder} for {self.whose}" if self.whose else self.coder

    def as_dict(self) -> dict[str, object]:
        """Return the step as JSON values."""
        found = asdict(self)
        del found["unit"]
        return found


class History:
    """The steps of a project, as one person may see them; read a page at a time.

    Rounds are blind until they are released: of other people's steps in one only that
    they began is listed. Whoever codes in a round sees their own steps only.

    Args:
        project: an open project.
        viewer: who looks; empty where nobody in particular does.
        round_: the round the viewer codes in, if any.
        chosen: which steps.

    Raises:
        UsageConflict: other people's steps, seen from within a round.
    """

    def __init__(
        self,
        project: Project,
        viewer: str = "",
        round_: str | None = None,
        chosen: ChosenActs = ANY,
    ) -> None:
        self.project = project
        self.viewer = viewer
        self.is_blind = round_ is not None
        self._round = round_
        self._presses: list[str] = []
        self._undoes: dict[str, str] = {}
        self._undone_by: dict[str, list[str]] = {}
        self.choose(chosen)

    def choose(self, chosen: ChosenActs) -> None:
        """Show the steps with a chosen act; also brings in what was done since.

        Raises:
            UsageConflict: other people's steps, seen from within a round.
        """
        if self.is_blind and chosen.coder not in ("", self.viewer):
            raise UsageConflict(BLIND)
        if self.is_blind:
            chosen = replace(chosen, coder=self.viewer)
        self._presses = self.project.log.presses(chosen)
        rounds = self._closed()
        if rounds:
            closed = self.project.log.presses_in(rounds, but=self.viewer)
            # How many steps there were says how many codes were given, and that one
            # fits a code or an answer what was coded where.
            if replace(chosen, coder="") == ANY:
                closed -= self.project.log.first_presses_in(rounds)
            self._presses = [each for each in self._presses if each not in closed]
        if self.is_blind:
            # Not what they did outside either: they may be coding it once more.
            own = self.project.log.presses_of(self.viewer)
            here = {act.press for act in own if act.round == self._round}
            self._presses = [each for each in self._presses if each in here]
        self._undoes = self.project.log.undoings()
        self._undone_by = {}
        for undoing, press in self._undoes.items():
            self._undone_by.setdefault(press, []).append(undoing)

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self._presses)

    def page(self, start: int, count: int) -> list[Step]:
        """Return some steps; ``start`` counts from 0, the newest."""
        return self._steps(self._presses[start : start + count])

    def step(self, press: str) -> Step:
        """Return one step.

        Raises:
            UsageConflict: there is none.
        """
        found = self._steps([press])
        if not found:
            raise UsageConflict(f"There is no step “{press}”.")
        return found[0]

    def place_of(self, press: str) -> int:
        """Return where a step stands in the list; the first place if it does not."""
        return self._presses.index(press) if press in self._presses else 0

    def undoing_of(self, press: str) -> str | None:
        """Return the step that took one back, if it is taken back now."""
        standing = (
            by for by in self._undone_by.get(press, ()) if not self._is_undone(by)
        )
        return next(standing, None)

    def is_doing(self, press: str) -> bool:
        """Whether a step did something, for the first time or again."""
        return self._depth(press) % 2 == 0

    # --- in words --------------------------------------------------------------------

    def _steps(self, presses: Sequence[str]) -> list[Step]:
        log = self.project.log
        roots = {press: self._root(press) for press in presses}
        # What is said of an undo is what it took back.
        every = list(dict.fromkeys((*presses, *roots.values())))
        first = log.first_acts(every)
        reached = log.reached(every)
        words = self._words(every, first, reached)
        passes = log.passes_of(presses)
        units = self._units([unit for unit, _number in reached.values()])
        questions = self.project.answers.questions()
        steps = []
        for press in presses:
            act = first.get(press)
            if act is None:
                continue
            root = roots[press]
            unit, number = reached.get(press) or reached.get(root) or (None, 0)
            is_step = act.kind == ActKind.ROUND
            hidden = "" if is_step else self._hidden(passes[press])
            name, question = units.get(unit or "", ("", ""))
            steps.append(
                Step(
                    press=press,
                    at=moment_of(press, act.at).isoformat(timespec="milliseconds"),
                    coder=act.coder,
                    whose="" if hidden else _others(act.coder, passes[press]),
                    question=(
                        questions[question].label if question and not hidden else ""
                    ),
                    answer="" if hidden else _reach(name, number),
                    answers=0 if hidden else number,
                    words=(
                        f"began in the round {hidden}, blind until it is released"
                        if hidden
                        else self._said(press, words)
                    ),
                    taken_back=not hidden and self._is_undone(press),
                    undoes=None if hidden else act.undoes,
                    round=next((r for _coder, r in passes[press] if r), ""),
                    unit=None if hidden else unit,
                )
            )
        return steps

    def _words(
        self,
        presses: Sequence[str],
        first: dict[str, Act],
        reached: dict[str, tuple[str, int]],
    ) -> dict[str, str]:
        log, book = self.project.log, self.project.codebook
        return {
            press: press_words(
                did,
                book,
                self._told(first[press], did),
                reached.get(press, ("", 0))[1],
            )
            for press, did in log.did(presses).items()
        }

    def _told(self, first: Act, did: Sequence[Did]) -> str:
        """Return what a step says of itself, if it does: mending and settings."""
        log = self.project.log
        if first.kind == ActKind.MEND:
            return log.body(first.body)
        if first.kind == ActKind.ROUND:
            return round_step_words(self.project, first)
        if first.kind == ActKind.RELEASE:
            return release_step_words(self.project, first)
        if any(each.kind == ActKind.SETTLE for each in did):
            settled = (a for a in log.of_press(first.press) if a.kind == ActKind.SETTLE)
            return settling_words(self.project, tuple(settled))
        if any(each.kind == ActKind.SETTING and each.flag for each in did):
            return settings_done(self.project, log.of_press(first.press))
        return ""

    def _said(self, press: str, words: dict[str, str]) -> str:
        root = self._root(press)
        if root == press:
            return words[press]
        verb = "did again" if self.is_doing(press) else "took back"
        return f"{verb}: {words.get(root, 'a step that is not here')}"

    def _root(self, press: str) -> str:
        """Return what was done first: what an undo took back, and a redo did again."""
        while press in self._undoes:
            press = self._undoes[press]
        return press

    def _depth(self, press: str) -> int:
        depth = 0
        while press in self._undoes:
            press = self._undoes[press]
            depth += 1
        return depth

    def _is_undone(self, press: str) -> bool:
        return any(not self._is_undone(by) for by in self._undone_by.get(press, ()))

    def _hidden(self, passes: Iterable[tuple[str, str]]) -> str:
        """Return the closed round in which somebody else did it, or an empty string."""
        for coder, round_ in passes:
            if round_ and coder != self.viewer and self._is_closed(round_):
                return round_
        return ""

    def _is_closed(self, round_: str) -> bool:
        # Of one that the log says nothing of, the first step may be on its way.
        rounds = self.project.rounds
        return round_ not in rounds or rounds[round_].is_closed

    def _closed(self) -> list[str]:
        return [r for r in self.project.log.rounds_named() if self._is_closed(r)]

    def _units(self, units: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return unit → (name, question)."""
        found = self.project.answers.units(list(dict.fromkeys(units)))
        return {unit.id: (unit.name, unit.question) for unit in found}


def _others(doer: str, passes: Iterable[tuple[str, str]]) -> str:
    others = dict.fromkeys(coder for coder, _round in passes if coder != doer)
    return ", ".join(others)


def _reach(name: str, number: int) -> str:
    return name if number < 2 else counted(number, "answer")

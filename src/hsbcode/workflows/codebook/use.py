"""How much a code is used: codings, answers, people, coders; and examples of it."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import CodebookError, UsageConflict, nearest
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Use:
    """What stands on one code, or on several taken together; parts count once."""

    codings: int = 0
    """Answers, once for each coder; a settled decision counts as one more coder's."""
    answers: int = 0
    people: int = 0
    coders: tuple[str, ...] = ()
    settled: int = 0
    """Answers with a settled decision for it."""

    @property
    def words(self) -> str:
        """E.g. ``41 codings of 30 answers by amy, ben``."""
        if not self.codings:
            return "no codings"
        codings = _number(self.codings, "coding")
        by = f" by {', '.join(self.coders)}" if self.coders else ""
        settled = f", {self.settled} settled" if self.settled else ""
        return f"{codings} of {_number(self.answers, 'answer')}{by}{settled}"

    def as_dict(self) -> dict[str, object]:
        """Return the numbers as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Example:
    """One answer that carries a code."""

    unit: Unit
    coders: tuple[str, ...]
    words: tuple[str, ...]
    """The coded stretches of it; none where the whole answer is coded."""

    def as_dict(self) -> dict[str, object]:
        """Return the answer as JSON values."""
        return {
            "answer": self.unit.name,
            "text": self.unit.text,
            "coders": list(self.coders),
            "words": list(self.words),
        }


def find_code(book: Codebook, name: str) -> Code:
    """Return the code with an id or, where that is plain, a label.

    Raises:
        CodebookError: there is none.
        UsageConflict: several codes have that label.
    """
    if name in book:
        return book[name]
    wish = " ".join(name.split()).casefold()
    found = [code for code in book if code.label.casefold() == wish]
    found = [code for code in found if code.status == "active"] or found
    if len(found) > 1:
        raise UsageConflict(
            f"{len(found)} codes are called “{found[0].label}”.",
            "Say which by its id: " + ", ".join(code.id for code in found),
        )
    if not found:
        names = [*(code.id for code in book), *(code.label for code in book)]
        raise CodebookError(f"The codebook has no code “{name}”.", nearest(name, names))
    return found[0]


def uses(project: Project, coder: str = "") -> dict[str, Use]:
    """Return code → its use; codes that nobody uses are left out.

    Args:
        project: an open project.
        coder: only this coder's codings.
    """
    by_code: dict[str, set[tuple[str, str]]] = {}
    whole_of = project.fold.whole_of
    for (who, _round), units in project.fold.passes.items():
        if coder and who != coder:
            continue
        for unit, held in units.items():
            for code in held.applied:
                by_code.setdefault(code, set()).add((who, whole_of(unit)))
    people = project.answers.people() if by_code else {}
    return {code: _use(found, people) for code, found in by_code.items()}


def use_together(project: Project, codes: Collection[str]) -> Use:
    """Return the use of several codes as if they were one."""
    wanted = {project.codebook.standing(code) for code in codes}
    whole_of = project.fold.whole_of
    found = {
        (who, whole_of(unit))
        for (who, _round), units in project.fold.passes.items()
        for unit, held in units.items()
        if not wanted.isdisjoint(held.applied)
    }
    return _use(found, project.answers.people() if found else {})


def examples(
    project: Project, code: str, most: int = _EXAMPLES, coder: str = ""
) -> tuple[Example, ...]:
    """Return answers with a code; those with marked words first, then by length."""
    found: dict[str, tuple[set[str], set[tuple[int, int]]]] = {}
    for (who, _round), units in project.fold.passes.items():
        if coder and who != coder:
            continue
        for unit, held in units.items():
            if code in held.applied:
                coders, spans = found.setdefault(unit, (set(), set()))
                coders.add(who)
                spans.update(s for s in held.applied[code].values() if s is not None)
    units_of = {unit.id: unit for unit in project.answers.units(list(found))}
    ordered = sorted(
        (unit for unit in found if unit in units_of),
        key=lambda unit: (
            not found[unit][1],
            SETTLED not in found[unit][0],
            -len(found[unit][0]),
            len(units_of[unit].text),
        ),
    )
    return tuple(_example(units_of[unit], *found[unit]) for unit in ordered[:most])


def _example(unit: Unit, coders: set[str], spans: set[tuple[int, int]]) -> Example:
    words = tuple(
        unit.text[max(0, start - unit.start) : end - unit.start]
        for start, end in sorted(spans)
    )
    return Example(unit, _named(coders), tuple(filter(None, words)))


def _use(found: Iterable[tuple[str, str]], people: dict[str, str]) -> Use:
    pairs = set(found)
    answers = {answer for _who, answer in pairs}
    return Use(
        codings=len(pairs),
        answers=len(answers),
        people=len({people.get(answer, answer) for answer in answers}),
        coders=tuple(sorted({who for who, _ in pairs if who != SETTLED})),
        settled=sum(1 for who, _ in pairs if who == SETTLED),
    )


def _named(coders: set[str]) -> tuple[str, ...]:
    return tuple(sorted(coders, key=lambda who: (who == SETTLED, who)))


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"

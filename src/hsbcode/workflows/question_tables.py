"""Tables of single questions: frequencies, themes, and both split by others."""

from collections.abc import Sequence

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.answer_by_answer import answer_by_answer_table
from hsbcode.results.cross_question import cross_question_table
from hsbcode.results.frequency import frequency_table
from hsbcode.results.theme_by_answer import theme_by_answer_table
from hsbcode.results.themes import theme_table


class QuestionTables:
    """The tables that a study has without any specs; each is made when asked for.

    Args:
        study: the answers with the coding that counts.
        unsure: ``outside`` takes answers as Unsure out of bases; '' is ``inside``.
    """

    def __init__(self, study: Study, unsure: str = "") -> None:
        self.study = study
        self.unsure = unsure
        self.numbers = table_numbers(study)

    def question_table(self, question: str, by: str = "") -> Table:
        """Return frequencies of a closed question or themes of an open one.

        Raises:
            UsageConflict: there is no such question, nothing is coded, or themes are
                to be split by themes.
        """
        study, unsure = self.study, self.unsure or "inside"
        number = self.number_of(question)
        if by == question:
            raise UsageConflict(
                f"Table {number} is not split by {by}: that is its own question.",
                "Name another question.",
            )
        self.check_split(by)
        if not study.questions[question].is_open:
            if not by:
                return frequency_table(study, question, number, unsure=unsure)
            number += f"x{self.number_of(by)[1:]}"
            return answer_by_answer_table(study, question, by, number, unsure=unsure)
        self._check_coded(question)
        if not by:
            return theme_table(study, question, number)
        if by in study.questions and study.questions[by].is_open:
            raise UsageConflict(
                f"The themes of {question} are split by a closed question, and {by} is "
                "an open one.",
                "hsbcode tables lists the closed ones.",
            )
        number += f"x{self.number_of(by)[1:]}"
        return theme_by_answer_table(study, question, by, number)

    def is_coded(self, question: str) -> bool:
        """Whether any answer to an open question has a coding that counts."""
        study = self.study
        return any(study.verdicts[u.id].counts for u in study.units[question])

    def across(self) -> Table:
        """Return the themes that several open questions offer, each person once.

        Raises:
            UsageConflict: no theme is offered by two coded questions.
        """
        found = cross_question_table(self.study)
        if found is None:
            raise UsageConflict(
                "No theme stands in the answers to two open questions.",
                "hsbcode tables PROJECT prints the themes of each.",
            )
        return found

    def number_of(self, question: str) -> str:
        """Return the number of a question's table.

        Raises:
            UsageConflict: there is no such question.
        """
        return self.numbers[self._question(question)]

    def _question(self, question: str) -> str:
        if question not in self.numbers:
            raise UsageConflict(
                f"There is no question “{question}” to make a table of or split by.",
                nearest(question, self.numbers)
                or f"Questions: {', '.join(self.numbers)}.",
            )
        return question

    def check_split(self, by: str) -> None:
        """Refuse what no table can be split by; '' is no split.

        Raises:
            UsageConflict: there is no such question, or its answers are not coded.
        """
        if by and self.study.questions[self._question(by)].is_open:
            self._check_coded(by)

    def _check_coded(self, question: str) -> None:
        if not self.is_coded(question):
            raise UsageConflict(
                f"Table {self.numbers[question]} has nothing to show yet.",
                f"The answers to {question} are not coded.",
            )

    def frequencies(self) -> tuple[Table, ...]:
        """Return the frequencies of all closed questions."""
        return tuple(
            self.question_table(question.id) for question in self.study.closed_questions
        )

    def themes(self, by: Sequence[str] = ()) -> tuple[Table, ...]:
        """Return the themes of all coded questions, each followed by its splits."""
        return tuple(
            self.question_table(question.id, split)
            for question in self.study.open_questions
            if self.is_coded(question.id)
            for split in ("", *by)
        )


def table_numbers(study: Study) -> dict[str, str]:
    """Return question → T1, T2 …; the same whatever is coded or asked for.

    A split of table T9 by the question of table T3 is T9x3. What a recode makes comes
    last, because it comes and goes with the decision on it.
    """
    ordered = sorted(
        (*study.closed_questions, *study.open_questions),
        key=lambda question: question.id in study.recodes,
    )
    return {q.id: f"T{place}" for place, q in enumerate(ordered, start=1)}

"""Themes over several open questions: people, each once, however often they say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hsbcode.domain.codebook import Code
from hsbcode.domain.coded_question import CodedQuestion, coded_question
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import printed_percent
from hsbcode.results.notes import counted, picked_notes, small_base_notes
from hsbcode.results.references import with_references

KIND = "themes over questions"
TABLE_ID = "themes"
_APART = "@"
_COLUMNS = ("n", "% of base", "Base", "Mentions")


@dataclass(frozen=True, slots=True)
class CodeOverQuestions:
    """One code in the answers to all questions that offer it."""

    code: Code
    questions: tuple[CodedQuestion, ...]
    """Those that offer it and have a coding that counts, in survey order."""
    people: frozenset[str]
    """Whoever holds it in any of them."""
    base: frozenset[str]
    """Whoever has a coded, codable answer to any of them."""
    mentions: int
    guarded: frozenset[str]
    """People who hold a guard below it: mentioned rightly, so not counted for that."""

    @property
    def share(self) -> Share:
        """The people as a share of the base."""
        return Share(len(self.people), len(self.base))


def code_over_questions(
    study: Study, code: str, coded: Sequence[CodedQuestion] | None = None
) -> CodeOverQuestions:
    """Return one code over all questions that offer it.

    Args:
        study: answers with the coding that counts.
        code: any code of the frame.
        coded: the coded questions, if they are at hand.

    Raises:
        CodebookError: the frame has no such code.
    """
    code = study.codebook.standing(code)
    found = study.codebook[code]
    questions = tuple(
        one
        for one in (coded_questions(study) if coded is None else coded)
        if found.offered_for(one.question.id)
    )
    guards = {
        each.id
        for each in study.codebook
        if each.kind == "guard" and code in study.codebook.ancestors(each.id)
    }
    return CodeOverQuestions(
        code=found,
        questions=questions,
        people=_holders(questions, [code]),
        base=frozenset().union(*(one.base for one in questions)),
        mentions=sum(one.mentions(code) for one in questions),
        guarded=_holders(questions, guards),
    )


def coded_questions(study: Study) -> tuple[CodedQuestion, ...]:
    """Return the open questions that have a coding that counts, in survey order."""
    return tuple(
        coded_question(study, question.id)
        for question in study.open_questions
        if any(
            study.verdicts[unit.id].counts for unit in study.units.get(question.id, ())
        )
    )


def cross_question_table(
    study: Study, codes: Sequence[str] = (), table_id: str = TABLE_ID
) -> Table | None:
    """Count the people behind codes over all open questions.

    A row for each code, and below it one for each question. Whoever says a thing in
    answer to two questions is counted once in the total. A base is everybody with a
    coded, codable answer to a question that offers the code.

    Args:
        study: answers with the coding that counts.
        codes: the rows; by default every theme that two coded questions or more
            offer and that somebody holds.
        table_id: of the table.

    Returns:
        The table; None where there is nothing to put together.

    Raises:
        CodebookError: the frame has no such code.
    """
    coded = coded_questions(study)
    wanted = codes or [code.id for code in study.codebook.themes()]
    found = [code_over_questions(study, code, coded) for code in wanted]
    if not codes:
        found = [one for one in found if len(one.questions) > 1 and one.people]
    if not found:
        return None
    numbered = with_references(table_id, [row for one in found for row in _rows(one)])
    shown = [one for one in coded if any(one in each.questions for each in found)]
    return Table(
        id=table_id,
        title="Themes over all open questions",
        columns=_COLUMNS,
        rows=numbered,
        notes=_notes(study, shown, found, numbered),
        kind=KIND,
    )


def people_of_row(study: Study, row: Row) -> frozenset[str]:
    """Return the respondents that a row of the table counts.

    Raises:
        CodebookError: the frame has no such code.
    """
    code, question = code_and_question(row.key)
    if question:
        return coded_question(study, question).people.get(code, frozenset())
    return code_over_questions(study, code).people


def base_of_row(study: Study, row: Row) -> frozenset[str]:
    """Return the respondents that the shares of a row are of."""
    code, question = code_and_question(row.key)
    if question:
        return coded_question(study, question).base
    return code_over_questions(study, code).base


def code_and_question(key: str) -> tuple[str, str]:
    """Return code and question of a row's key; no question stands for all of them."""
    code, _apart, question = key.partition(_APART)
    return code, question


def _rows(one: CodeOverQuestions) -> Iterable[Row]:
    yield _row(one.code.label, one.code.id, one.share, one.mentions)
    for coded in one.questions:
        yield _row(
            f"in “{coded.question.label}”",
            f"{one.code.id}{_APART}{coded.question.id}",
            coded.share(one.code.id),
            coded.mentions(one.code.id),
            level=1,
        )


def _row(label: str, key: str, share: Share, mentions: int, level: int = 0) -> Row:
    cells = (
        Cell(share, str(share.count)),
        Cell(share, printed_percent(share)),
        Cell(text=str(share.base)),
        Cell(text=str(mentions)),
    )
    return Row(label, cells, key=key, base=share.base, level=level)


def _holders(
    questions: Iterable[CodedQuestion], codes: Iterable[str]
) -> frozenset[str]:
    wanted = tuple(codes)
    return frozenset().union(
        *(one.people.get(code, frozenset()) for one in questions for code in wanted)
    )


def _notes(
    study: Study,
    coded: Sequence[CodedQuestion],
    found: Sequence[CodeOverQuestions],
    rows: Sequence[Row],
) -> TableNotes:
    asked = frozenset().union(*(one.asked for one in coded))
    more: list[str] = [
        "Whoever says a thing in answer to several questions is counted once in the "
        "total, so the rows below a theme may add to more than it."
    ]
    more += [
        counted(
            f"“{one.code.label}”: ",
            len(one.guarded),
            " mention it rightly (guard codes); that alone does not count.",
        )
        for one in found
        if one.guarded
    ]
    more += picked_notes(coded)
    labels = ", ".join(f"“{one.question.label}”" for one in coded)
    return TableNotes(
        population=counted(
            f"all who were asked at least one of {labels} (n = ", len(asked), ")"
        ),
        base_rule="people with at least one coded, codable answer to a question that "
        "offers the code",
        unit="respondents; someone with the same theme in several answers counts once",
        uncoded=sum(one.uncoded for one in coded),
        unsettled=sum(one.unsettled for one in coded),
        provisional=sum(one.provisional for one in coded),
        more=(*more, *small_base_notes(rows)),
    )

"""An export becomes respondents, questions, closed answers and boxes."""

from collections.abc import Mapping

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.ids import box_id, respondent_id
from hsbcode.domain.option_order import in_order
from hsbcode.domain.survey import (
    Box,
    ClosedAnswer,
    FileFact,
    Group,
    Kind,
    Question,
    Respondent,
)
from hsbcode.intake.closed_answers import read_closed
from hsbcode.intake.columns import ColumnGuess, Understanding
from hsbcode.intake.excel_traces import find_traces
from hsbcode.intake.file_facts import question_of, value_in
from hsbcode.intake.pooling import (
    Doubled,
    by_box,
    headers_of,
    refuse_two_texts,
    told,
)
from hsbcode.intake.reading import RawExport
from hsbcode.intake.references import references_of
from hsbcode.intake.result import Intake, report
from hsbcode.intake.vocabulary import FORM_FILLED, folded

__all__ = ["Intake", "build", "report"]


def build(
    raw: RawExport,
    understanding: Understanding,
    *,
    study: str,
    wave: str = "1",
    map_name: str = "the map",
) -> Intake:
    """Turn an export into values for a project.

    Texts of open answers are kept as they are; closed answers lose blanks around
    them. An answer of white space only counts as blank. Where two columns are one
    box of a closed question, the first answer is kept and the second listed.

    Args:
        raw: the export.
        understanding: what its columns hold.
        study: name of the study; ids are derived from it.
        wave: name of the wave.
        map_name: file name of the map, for messages.

    Raises:
        ImportDataError: nothing to import, a repeated or empty id, a closed answer
            that has no group, or two texts for one box.
    """
    if not understanding.questions:
        raise ImportDataError(
            f"{raw.file}: no column is taken for an answer.",
            "Say in a map which columns are open and closed.",
        )
    return _Building(raw, understanding, study, wave, map_name).run()


class _Building:
    """The work of ``build``, column by column."""

    def __init__(
        self,
        raw: RawExport,
        understanding: Understanding,
        study: str,
        wave: str,
        map_name: str,
    ) -> None:
        self.raw = raw
        self.known = understanding
        self.study = study
        self.wave = wave
        self.map_name = map_name
        start = understanding.header_rows
        self.rows = raw.rows[start:]
        self.numbers = raw.numbers[start:]
        self.missing = frozenset(
            (*understanding.not_asked, *understanding.not_answered)
        )
        self.not_asked = frozenset(understanding.not_asked)
        self.closed: list[ClosedAnswer] = []
        self.boxes: list[Box] = []
        self.doubled: list[Doubled] = []
        self.ids: list[str] = []
        self.notes = [*raw.notes, *understanding.notes]

    def run(self) -> Intake:
        references = references_of(self.raw, self.known, self.notes)
        self.ids = [respondent_id(self.study, self.wave, ref) for ref in references]
        questions = [self._question(name) for name in self.known.questions]
        began = self._began()
        asked = self._asked(began)
        for group in self.known.groups:
            questions.append(self._grouped(group))
            asked[group.question] = asked[group.source]
        for fact in self.known.facts:
            questions.append(self._from_file(fact))
            asked[fact.question] = began
        rows = dict(zip(self.ids, self.numbers, strict=True))
        self.notes.extend(told(self.doubled, rows))
        columns = self.known.columns
        return Intake(
            study=self.study,
            wave=self.wave,
            file=self.raw.file,
            sha256=self.raw.sha256,
            respondents=tuple(
                Respondent(one, self.wave, ref, row, one in began)
                for one, ref, row in zip(
                    self.ids, references, self.numbers, strict=True
                )
            ),
            questions=tuple(questions),
            closed=tuple(self.closed),
            boxes=tuple(self.boxes),
            asked=asked,
            not_begun=frozenset(self.ids) - began,
            blank=self._blank(asked),
            doubled=tuple(self.doubled),
            dropped=tuple((c.header, _why(c)) for c in columns if _why(c)),
            traces=find_traces(self.raw, self.known),
            notes=tuple(self.notes),
        )

    def _question(self, name: str) -> Question:
        columns = self.known.columns_of(name)
        first = columns[0]
        options: tuple[str, ...] = ()
        if first.kind is Kind.OPEN:
            self._open(columns)
        else:
            found = read_closed(columns, self.ids, self.rows, self.missing)
            self.closed.extend(found.answers)
            self.doubled.extend(found.doubled)
            options = found.options
        return Question(
            id=name,
            kind=first.kind,
            label=first.label,
            text=first.text,
            columns=tuple(column.header for column in columns)
            if first.kind is Kind.TICK
            else headers_of(columns),
            language=first.language,
            # Tick boxes keep the order of their columns.
            options=options if first.kind is Kind.TICK else in_order(options),
        )

    def _open(self, columns: tuple[ColumnGuess, ...]) -> None:
        refuse_two_texts(self.raw, columns, self.known.header_rows, self.missing)
        for column in columns:
            place = column.position
            ignored = self.missing | frozenset(column.blank)
            for one, row, number in zip(self.ids, self.rows, self.numbers, strict=True):
                text = row[place]
                plain = text.strip()
                if plain and plain not in ignored:
                    key = box_id(one, column.question, column.box, 1)
                    self.boxes.append(
                        Box(key, one, column.question, column.box, text, number)
                    )

    def _from_file(self, fact: FileFact) -> Question:
        value = value_in(fact, self.raw.file)
        if value:
            self.closed.extend(
                ClosedAnswer(one, fact.question, value) for one in self.ids
            )
        return question_of(fact, value, self.known.language)

    def _began(self) -> frozenset[str]:
        """Return who answered something that the form did not fill in itself."""
        answered: dict[str, set[str]] = {}
        for answer in self.closed:
            answered.setdefault(answer.question, set()).add(answer.respondent)
        for box in self.boxes:
            answered.setdefault(box.question, set()).add(box.respondent)
        by_form = {
            name
            for name, who in answered.items()
            if len(who) == len(self.ids) and _filled_by_form(self.known, name)
        }
        own = [who for name, who in answered.items() if name not in by_form]
        return frozenset().union(*own) if own else frozenset(self.ids)

    def _asked(self, began: frozenset[str]) -> dict[str, frozenset[str]]:
        if not self.not_asked:
            return dict.fromkeys(self.known.questions, began)
        asked = {}
        for name in self.known.questions:
            places = [column.position for column in self.known.columns_of(name)]
            asked[name] = frozenset(
                one
                for one, row in zip(self.ids, self.rows, strict=True)
                if one in began
                and any(row[place].strip() not in self.not_asked for place in places)
            )
        return asked

    def _blank(self, asked: Mapping[str, frozenset[str]]) -> int:
        cells = 0
        for name in self.known.questions:
            columns = self.known.columns_of(name)
            if columns[0].kind is not Kind.OPEN:
                continue
            for same in by_box(columns):
                cells += len(asked[name])
                if self.not_asked:
                    cells -= sum(
                        1
                        for one, row in zip(self.ids, self.rows, strict=True)
                        if one in asked[name]
                        and all(row[c.position].strip() in self.not_asked for c in same)
                    )
        return cells - len(self.boxes)

    def _grouped(self, group: Group) -> Question:
        column = self.known.columns_of(group.source)[0]
        groups = {label.strip(): name for label, name in group.values.items()}
        rows = dict(zip(self.ids, self.numbers, strict=True))
        derived = []
        for answer in self.closed:
            if answer.question != group.source:
                continue
            if answer.value not in groups:
                raise ImportDataError(
                    f"{self.raw.file}, row {rows[answer.respondent]}, column "
                    f"“{column.header}”: “{answer.value}” has no group in "
                    f"{self.map_name}.",
                    f"Add it to the values of “{group.question}”.",
                )
            derived.append(
                ClosedAnswer(answer.respondent, group.question, groups[answer.value])
            )
        self.closed.extend(derived)
        return Question(
            id=group.question,
            kind=Kind.CLOSED,
            label=group.label,
            text=f"{group.label} (from {column.label})",
            columns=(column.header,),
            language=column.language,
            options=tuple(dict.fromkeys(groups.values())),
        )


def _filled_by_form(known: Understanding, question: str) -> bool:
    column = known.columns_of(question)[0]
    words = folded(column.text)
    return (
        column.kind is Kind.CLOSED
        and len(words.split()) <= 8
        and FORM_FILLED.fullmatch(words) is not None
    )


def _why(column: ColumnGuess) -> str:
    """Return why a column is not kept; empty where it is."""
    if column.kind is Kind.PERSONAL:
        return f"personal: {column.why}"
    if column.kind is Kind.DATE:
        return f"date or time: {column.why}"
    return column.why if column.kind is Kind.DROP else ""

"""Counted terms as tables, told no more exactly than a policy lets them be told."""

from collections.abc import Sequence
from dataclasses import replace

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.questions import open_question
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.domain.terms import TermCount
from hsbcode.language.kept_names import NameFinder
from hsbcode.language.word_forms import mentions
from hsbcode.numbers.printing import printed_percent
from hsbcode.quotes.quote_table import printed_passage
from hsbcode.results.disclosure.policy import apply_policy
from hsbcode.workflows.terms import around, words_of


def terms_table(
    study: Study, counts: Sequence[TermCount], policy: DisclosurePolicy, where: str
) -> Table:
    """Return the counts as a table under a policy.

    Args:
        study: whose words of quantity count.
        counts: what was counted.
        policy: disclosure control.
        where: whose answers were looked through, in words.
    """
    rows = [
        Row(
            one.term,
            (
                Cell(one.share, str(one.share.count)),
                Cell(one.share, printed_percent(one.share)),
                Cell(text=str(one.mentions)),
                Cell(),
            ),
            key=one.term,
            base=one.share.base,
        )
        for one in counts
    ]
    table = Table(
        id="W1",
        title="People who use a word, in any form",
        columns=("n", "% of base", "Mentions", "In a word"),
        rows=tuple(rows),
        notes=TableNotes(
            population=where,
            base_rule="everybody who wrote anything there",
            more=tuple(
                f"“{one.term}” stands for: {', '.join(f.form for f in one.forms)}."
                for one in counts
                if one.forms and not policy.protects
            ),
        ),
        kind="terms",
    )
    released = apply_policy(table, policy)
    return replace(
        released,
        rows=tuple(_with_word(study, row) for row in released.rows),
    )


def contexts_table(study: Study, counts: Sequence[TermCount]) -> Table:
    """Return the lines of context as a table, names and what is redacted masked.

    Answers that are held back from quoting are not in it.
    """
    finder = NameFinder(study.names)
    units = {unit.id: unit for some in study.units.values() for unit in some}
    rows = []
    for one in counts:
        forms = tuple(
            tuple(frozenset({w}) for w in words_of(f.form)) for f in one.forms
        )
        for name in dict.fromkeys(context.unit for context in one.contexts):
            if name in study.held_back:
                continue
            text = printed_passage(study, units[name], finder).text
            rows += [
                Row(one.term, tuple(Cell(text=part) for part in around(text, *span)))
                for form in forms
                for span in mentions(text, form)
            ]
    return Table(
        id="W2",
        title="Where the words stand",
        columns=("Before", "Found", "After"),
        rows=tuple(rows),
        notes=TableNotes(
            population="answers that may be quoted",
            unit="mentions",
            more=("Read each line before it leaves you: not every name is masked.",),
        ),
        kind="contexts",
    )


def where_words(study: Study, questions: Sequence[str], code: str) -> str:
    """Return whose answers were looked through, in words."""
    names = [open_question(study, each).label for each in questions]
    told = " or ".join(f"“{name}”" for name in names) or "all open questions"
    coded = f" coded “{study.codebook.label(code)}”" if code else ""
    return f"people with answers to {told}{coded}"


def _with_word(study: Study, row: Row) -> Row:
    share = row.cells[0].share
    word = study.scale.word_of(share.count, share.base) if share else ""
    return replace(row, cells=(*row.cells[:-1], replace(row.cells[-1], text=word)))

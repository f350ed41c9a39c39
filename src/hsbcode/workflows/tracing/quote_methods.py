"""What was done with the quotes of a report, read off the project for its methods."""

from collections.abc import Sequence

from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.report.quote_methods import QuoteMethods
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.tracing.quotes import cleared_flags


def quote_methods(
    project: Project, study: Study, tables: Sequence[QuoteTable]
) -> QuoteMethods:
    """Return the facts on the quotes of some tables."""
    quotes = [q for table in tables for theme in table.themes for q in theme.quotes]
    units = {unit.id: unit for some in study.units.values() for unit in some}
    rule = attribution_rule(project)
    nobody = rule.printed({})
    return QuoteMethods(
        quotes=len(quotes),
        undescribed=(
            sum(quote.attribution == nobody for quote in quotes) if rule.fields else 0
        ),
        cleared=sum(
            1
            for unit in {quote.unit for quote in quotes}
            for _flag in cleared_flags(project, units[unit])
        ),
    )

"""Coders by name, or as coder 1, coder 2 … where a report is not to name them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.study import Study
from hsbcode.report.assembling import Sections
from hsbcode.report.document import AgreementBlock, Document
from hsbcode.report.masking import masked
from hsbcode.report.methods import MethodsFacts


@dataclass(frozen=True, slots=True)
class CoderNames:
    """What coders are called in one report."""

    called: Mapping[str, str] = field(default_factory=dict)
    """Name → what stands for it; empty where names are printed."""

    @classmethod
    def of(cls, study: Study, *, named: bool) -> "CoderNames":
        """Return what the coders of a study are called."""
        if named:
            return cls()
        coders = {name for some in study.coders.values() for name in some}
        if study.lead:
            coders.add(study.lead)
        return cls({name: f"coder {n}" for n, name in enumerate(sorted(coders), 1)})

    def facts(self, facts: MethodsFacts) -> MethodsFacts:
        """Return the facts of the methods with coders as they are called."""
        if not self.called:
            return facts
        return replace(
            facts,
            coders=tuple(self.called.get(name, name) for name in facts.coders),
            lead=self.called.get(facts.lead, facts.lead) if facts.lead else None,
        )

    def sections(self, sections: Sections) -> Sections:
        """Return the parts that speak of coders with coders as they are called.

        Quotes are left alone: a name in them may be anybody's.
        """
        if not self.called:
            return sections
        words = "|".join(
            re.escape(name) for name in sorted(self.called, key=len, reverse=True)
        )
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")

        def renamed(text: str) -> str:
            return pattern.sub(lambda found: self.called[found[0]], text)

        round_, _changed = masked(Document("", tuple(sections.released_round)), renamed)
        return replace(
            sections,
            released_round=round_.blocks,
            methods=tuple(map(renamed, sections.methods)),
            limits=tuple(map(renamed, sections.limits)),
            agreement=[
                (label, _renamed(report, renamed))
                for label, report in sections.agreement
            ],
        )


def _renamed(report: AgreementReport, called: Callable[[str], str]) -> AgreementReport:
    found, _changed = masked(Document("", (AgreementBlock(report),)), called)
    (block,) = found.blocks
    return block.report if isinstance(block, AgreementBlock) else report

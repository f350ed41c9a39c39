"""What somebody chose for a report, before it is kept or written."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.report_plan import PARTS, ReportPart, ReportPlan

if TYPE_CHECKING:
    from hsbcode.workflows.reporting.preview import ReportPreview


@dataclass
class ReportDraft:
    """What somebody chose for a report, while the application runs."""

    order: list[ReportPart]
    ticked: set[ReportPart]
    made_by: ReportPlan
    """Everything but the parts."""
    formats: tuple[str, ...] = (".docx",)
    path: Path | None = None
    """Where it shall be written, without an ending."""
    previews: "dict[tuple[object, ...], ReportPreview]" = field(default_factory=dict)
    """What it was computed by and from → the preview; the last few."""

    @classmethod
    def of(cls, plan: ReportPlan) -> "ReportDraft":
        """Return a draft that is as a plan says."""
        rest = [part for part in PARTS if part not in plan.parts]
        return cls([*plan.parts, *rest], set(plan.parts), plan)

    @property
    def plan(self) -> ReportPlan:
        """The plan as it stands now."""
        parts = tuple(part for part in self.order if part in self.ticked)
        return replace(self.made_by, parts=parts)

    def follow(self, plan: ReportPlan) -> None:
        """Be as a plan says."""
        other = ReportDraft.of(plan)
        self.order, self.ticked, self.made_by = other.order, other.ticked, plan

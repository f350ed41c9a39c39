"""What an import would write, for a person to look at before it is written."""

from dataclasses import dataclass
from typing import Any

from hsbcode.domain.answer_findings import AnswerFindings
from hsbcode.domain.survey import Box, ClosedAnswer, Kind, Respondent
from hsbcode.intake.building import Intake, report
from hsbcode.intake.reading import RawExport
from hsbcode.intake.understanding import Understanding
from hsbcode.workflows.importing.comparing import Change


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write; nothing is written yet."""

    raw: RawExport
    understanding: Understanding
    intake: Intake
    wave: str
    known: int
    """Respondents the project has already."""
    new: tuple[Respondent, ...]
    gone: int
    """Respondents of this wave the project has and the export has not."""
    boxes: tuple[Box, ...]
    closed: tuple[ClosedAnswer, ...]
    changed: tuple[Change, ...]
    kinds: tuple[tuple[str, Kind, Kind], ...]
    """(question, kind in the project, kind now)."""
    notes: tuple[str, ...] = ()
    """What a person should know before an export joins what is there."""
    found: AnswerFindings | None = None
    """What does not fit the instrument; None where there is none."""

    def sentence(self) -> str:
        """Return what would be written, in words."""
        blank = sum(1 for r in self.new if not r.began)
        parts = [_counted(len(self.new), "new respondent")]
        if blank:
            parts[0] += f" ({blank} of them never began)"
        if self.known:
            parts.insert(0, f"{self.known} known")
        parts.append(_counted(len(self.boxes), "open answer"))
        if self.changed:
            parts.append(_counted(len(self.changed), "answer") + " changed")
        if self.gone:
            parts.append(f"{self.gone} gone")
        return ", ".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """Return the report of the import as JSON values."""
        return report(self.intake) | {
            "changed": [
                {"respondent": c.respondent, "question": c.question, "why": c.why}
                for c in self.changed
            ],
            "new": len(self.new),
            "known": self.known,
            "gone": self.gone,
            "instrument": self.found.as_dict() if self.found is not None else None,
        }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""The table being built: one value a person and column, blank where none is given."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

HERE = Path(__file__).parent
FORM: dict[str, Any] = yaml.safe_load(
    (HERE / "questions.yaml").read_text(encoding="utf-8")
)
INVENTED: dict[str, Any] = yaml.safe_load(
    (HERE / "invented.yaml").read_text(encoding="utf-8")
)
AGENCIES: dict[str, str] = FORM["options"]["agency18"]
SIX_PLUS = ("6 - 10", "11 - 20", "21 - 30", "31 - 40", "41 - 50", "More than 50")
NEGATIVE = (
    "anxious",
    "awkward",
    "embarrassed",
    "isolated",
    "confused",
    "disturbed",
    "upset",
    "worried",
)
GROUPS = {
    "early_help_disabilities": ("cs_early_help", "cs_disabilities"),
    "children_in_care": ("cs_in_care", "cs_fostering", "cs_iro", "cs_residential"),
    "youth_offending": ("cs_youth_offending",),
    "general_other": ("cs_general",),
    "education": ("education",),
    "health": ("ccg", "health_general", "health_mental", "health_public"),
    "other": ("police", "youth_services", "vcs", "other"),
}
GROUP_OF = {AGENCIES[one]: group for group, some in GROUPS.items() for one in some}
ID_OF = {label: agency for agency, label in AGENCIES.items()}
FORM_OF = {"practitioner": "b_", "manager": "c_", "": ""}


def options(question: str) -> dict[str, str]:
    """Return the option ids and labels of a single or tick-list question."""
    made: dict[str, str] = FORM["options"][FORM["questions"][question]["options"]]
    return made


def scale(question: str) -> list[str]:
    """Return the labels of a grid's scale, each once, in printed order."""
    labels: list[str] = FORM["scales"][FORM["questions"][question]["scale"]]
    return list(dict.fromkeys(labels))


def rows(question: str) -> list[str]:
    """Return the row ids of a grid."""
    made: list[str] = FORM["rows"][FORM["questions"][question]["rows"]]
    return made


class People:
    """Columns of equal length, with the derived ones computed when asked for."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.columns: dict[str, list[str]] = {}
        self._derived: dict[str, Callable[[int], str]] = {
            "role2": self._role2,
            "agency7": lambda one: GROUP_OF.get(self.value("a_agency", one), ""),
            "agency_id": lambda one: ID_OF.get(self.value("a_agency", one), ""),
            "hsb_12m_band": self._band,
        }

    def value(self, column: str, one: int) -> str:
        """Return one answer; blank where the column is not filled yet."""
        return self.columns[column][one] if column in self.columns else ""

    def __getitem__(self, column: str) -> list[str]:
        if column in self._derived:
            return [self._derived[column](one) for one in range(self.count)]
        return self.columns.get(column, [""] * self.count)

    def knows(self, column: str) -> bool:
        """Tell whether a column is filled or derived."""
        return column in self.columns or column in self._derived

    def put(self, column: str, one: int, value: str) -> None:
        """Write one answer, making the column if need be."""
        self.columns.setdefault(column, [""] * self.count)[one] = value

    def are(self, column: str, *values: str) -> Mask:
        """Tell for each person whether the column holds one of the values."""
        return np.array([value in values for value in self[column]], dtype=bool)

    def matching(self, wanted: Mapping[str, Iterable[str]]) -> Mask:
        """Tell for each person whether all columns hold one of the wanted values."""
        mask = np.ones(self.count, dtype=bool)
        for column, values in wanted.items():
            mask &= self.are(column, *values)
        return mask

    def column_for(self, name: str, one: int) -> str:
        """Return the column of a pooled question (``_name``) on this person's form."""
        if not name.startswith("_"):
            return name
        return FORM_OF[self._role2(one)] + name[1:]

    def _role2(self, one: int) -> str:
        role = self.value("a_role", one)
        if not role:
            return ""
        return "practitioner" if role.startswith("Front") else "manager"

    def _band(self, one: int) -> str:
        volume = self.value(self.column_for("_hsb_12m", one), one)
        if volume in SIX_PLUS:
            return "six_plus"
        return {"None": "none", "1 - 5": "one_to_five", "Unsure": "unsure"}.get(
            volume, ""
        )

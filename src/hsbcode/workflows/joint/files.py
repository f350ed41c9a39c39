"""Joint displays written to a file of their own."""

from collections.abc import Sequence
from pathlib import Path

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.report_plan import ReportPart
from hsbcode.domain.study import Study
from hsbcode.files.writing import check_free
from hsbcode.report.assembling import Sections, whole_report
from hsbcode.report.document import JointBlock
from hsbcode.report.draft import draft_reason
from hsbcode.report.writing import check_output, write_document
from hsbcode.workflows.reporting.leaving import ready_to_leave
from hsbcode.workflows.saving_tables import VALUES, save_joint


def write_joint(
    study: Study,
    displays: Sequence[JointDisplay],
    path: Path,
    *,
    excel: bool = False,
) -> None:
    """Write displays in the format that the ending names, names on the list masked.

    ``.csv``, ``.tsv`` and ``.json`` hold them as values (``save_joint``); any other
    ending is a report with displays alone.

    Raises:
        OutputError: the file exists, its ending is not known, or it cannot be written.
    """
    values = path.suffix.casefold() in VALUES
    if values:
        check_free(path)
    else:
        check_output(path)
    asked = dict.fromkeys(name for one in displays for name in one.questions)
    document = whole_report(
        f"{study.name}: joint displays",
        Sections(joint=displays, source=study.name),
        parts=(ReportPart.JOINT,),
        draft=draft_reason(study, list(asked)),
        language=study.codebook.language,
    )
    document = ready_to_leave(document, study)
    if values:
        blocks = document.blocks
        shown = [each.display for each in blocks if isinstance(each, JointBlock)]
        save_joint(shown, path, excel=excel)
    else:
        write_document(document, path)

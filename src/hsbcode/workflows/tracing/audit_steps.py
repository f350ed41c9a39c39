"""What was decided beside coding, the versions of the codebook, the reports written."""

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.chosen_acts import ANY
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.history import versions
from hsbcode.workflows.log.history import History
from hsbcode.workflows.releases.register import releases

_DECIDING = (
    ActKind.QUOTE,
    ActKind.UNQUOTE,
    ActKind.REDACT,
    ActKind.UNREDACT,
    ActKind.UNFLAG,
    ActKind.SETTLE,
    ActKind.SPLIT,
    ActKind.JOIN,
    ActKind.MEND,
    ActKind.ROUND,
)
_WITH_REASON = (
    ActKind.QUOTE,
    ActKind.UNQUOTE,
    ActKind.REDACT,
    ActKind.UNREDACT,
    ActKind.UNFLAG,
    ActKind.SETTLE,
)
"""Acts whose body is a reason in words."""
_PAGE = 500


def decision_rows(project: Project) -> list[tuple[str | int | None, ...]]:
    """Return a row for each decision, oldest first; blind rounds stay blind."""
    log = project.log
    acts: dict[str, list[Act]] = {}
    for kind in _DECIDING:
        for act in log.of_kind(kind):
            acts.setdefault(act.press, []).append(act)
    for act in log.of_kind(ActKind.SETTING):
        if act.flag is not None:
            acts.setdefault(act.press, []).append(act)
    history = History(project, chosen=ANY)
    rows: list[tuple[str | int | None, ...]] = []
    for start in range(0, len(history), _PAGE):
        for step in history.page(start, _PAGE):
            if step.press not in acts:
                continue
            reasons = dict.fromkeys(
                text
                for act in acts[step.press]
                if act.kind in _WITH_REASON
                and project.fold.is_open(act.round)
                and (text := log.body(act.body).strip())
            )
            words = step.words + (" (taken back)" if step.taken_back else "")
            rows.append(
                (
                    step.at[:16].replace("T", " "),
                    step.by,
                    words,
                    step.answer,
                    "; ".join(reasons),
                )
            )
    return rows[::-1]


def version_rows(project: Project) -> list[tuple[str | int | None, ...]]:
    """Return a row for each version of the codebook, oldest first."""
    return [
        (
            each.number,
            each.id,
            each.act,
            each.at[:16].replace("T", " "),
            each.coder,
            each.words,
            each.codes,
        )
        for each in versions(project)
    ]


def release_rows(project: Project) -> list[tuple[str | int | None, ...]]:
    """Return a row for each file of each report that was written."""
    return [
        (
            each.number,
            each.at[:16].replace("T", " "),
            each.by,
            file.name if file else each.facts.title,
            file.sha256 if file else "",
            each.facts.scope or "the whole study",
            each.facts.protection,
            each.facts.codebook,
            each.facts.cells,
            len(each.facts.quotes),
            each.withdrawn[:16].replace("T", " "),
            each.reason,
        )
        for each in releases(project)
        for file in each.facts.files or (None,)
    ]

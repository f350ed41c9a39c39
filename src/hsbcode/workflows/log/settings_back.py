"""Taking back a setting of the study: the value it had before is set again."""

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.store import settings
from hsbcode.store.project import Project
from hsbcode.workflows.log.drafted_acts import Draft

_FOR_GOOD = {
    "area numbers": "Numbers of places stay: what was printed with them would mean "
    "other places.",
    "audit": "A random sample stays as it was drawn: who chooses again chooses.",
}
"""How settings begin that cannot be taken back, and why."""


def refuse_for_good(act: Act) -> None:
    """Refuse to take back a setting that has to stay.

    Raises:
        UsageConflict: it has to.
    """
    head = (act.flag or "").partition(":")[0]
    if act.kind == ActKind.SETTING and head in _FOR_GOOD:
        raise UsageConflict(_FOR_GOOD[head])


def settings_before(project: Project, act: Act, coder: str) -> list[Draft]:
    """Return the act that sets again what was set before ``act``.

    None where the setting was changed since: what came after it stays.
    """
    name = act.flag or ""
    given = settings.history(project.log, name)
    places = [at for at, (other, _value) in enumerate(given) if other.id == act.id]
    if not places:
        return []
    _act, value = given[places[0]]
    before = given[places[0] - 1][1] if places[0] else None
    if given[-1][1] != value or before == value:
        return []
    text = settings.to_json(name, before)
    return [Draft(ActKind.SETTING, coder, {"flag": name}, text=text)]

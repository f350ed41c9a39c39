"""What coders are called: who there is, renaming, moving codings to another name."""

from dataclasses import asdict, dataclass

from hsbcode.domain.acts import SETTLED, ActKind
from hsbcode.domain.called import PREFIX
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project
from hsbcode.store.settings import to_json
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.log.step_words import counted
from hsbcode.workflows.suggestions.sight import SHARE_SETTING, renamed_share


@dataclass(frozen=True, slots=True)
class CoderRow:
    """One person who codes, in numbers."""

    coder: str
    finished: int
    """Answers, once for each round and outside rounds."""
    codings: int
    """Outside rounds and in released ones; what is blind is not counted."""
    rounds: tuple[str, ...]
    """Rounds with a share of theirs."""
    former: tuple[str, ...]
    """Other names that are read as this one."""

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a new name would do."""

    old: str
    new: str
    presses: int
    """Steps that would be read under the new name, but those in blind rounds."""
    rounds: tuple[str, ...]
    is_lead: bool
    drafts: tuple[Draft, ...]
    own_share: bool = False
    """Whether a share of answers without suggestions was set for them alone."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return it in words."""
        lines = [
            f"{counted(self.presses, 'step')} of {self.old} would be read as "
            f"{self.new}'s."
        ]
        if self.rounds:
            lines.append(
                f"The share in {', '.join(self.rounds)} would be {self.new}'s."
            )
        if self.is_lead:
            lines.append(f"{self.new} would be the lead coder.")
        if self.own_share:
            lines.append(
                f"Their own share of answers without suggestions would be {self.new}'s."
            )
        lines.append(
            f"Nothing is rewritten: files in which {self.old} still codes under that "
            "name fit."
        )
        return tuple(lines)

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "old": self.old,
            "new": self.new,
            "steps": self.presses,
            "rounds": list(self.rounds),
            "lead": self.is_lead,
            "own_hidden_share": self.own_share,
        }


def list_coders(project: Project) -> tuple[CoderRow, ...]:
    """Return everybody who codes or has a share, by name."""
    fold, rounds = project.fold, project.rounds
    names = {coder for coder, _round in (*fold.passes, *fold.closed)}
    names |= {coder for each in rounds.values() for coder in each.coders}
    return tuple(
        CoderRow(
            coder,
            sum(
                own.finished
                for passes in (fold.passes, fold.closed)
                for (who, _round), held in passes.items()
                if who == coder
                for own in held.values()
            ),
            sum(
                len(own.codes)
                for (who, _round), held in fold.passes.items()
                if who == coder
                for own in held.values()
            ),
            tuple(each.id for each in rounds.values() if coder in each.shares),
            tuple(n for n in project.log.called.former(coder) if n != coder),
        )
        for coder in sorted(names - {SETTLED})
    )


def renaming(project: Project, old: str, new: str, by: str) -> Renaming:
    """Return what calling somebody otherwise would do; nothing is changed.

    Raises:
        UsageConflict: there is nobody of that name, or the new name is somebody's.
    """
    name = checked_name(new)
    known = {row.coder: row for row in list_coders(project)}
    if old not in known:
        raise UsageConflict(
            f"“{old}” has coded nothing here and has no share.",
            nearest(old, known) or "Coders: " + ", ".join(known) + ".",
        )
    if name == old:
        raise UsageConflict(f"{old} is called that already.")
    used = {*known, *project.log.names()}
    # A former name of their own may be taken again.
    if name in used and name not in known[old].former:
        raise UsageConflict(
            f"{name} is somebody here already, and two people cannot become one name.",
            "To move codings that were made under a wrong name: hsbcode coder "
            f"reassign PROJECT {old} {name} --since DAY",
        )
    drafts = [_setting(project, PREFIX + old, name, by)]
    if name in known[old].former:
        # Else the old name would be read as the new one and that as the old one.
        drafts.append(_setting(project, PREFIX + name, "", by))
    is_lead = project.settings.get("lead") == old
    if is_lead:
        text = to_json("lead", name)
        drafts.append(Draft(ActKind.SETTING, by, {"flag": "lead"}, text=text))
    share = renamed_share(project, old, name)
    if share is not None:
        text = to_json(SHARE_SETTING, share)
        drafts.append(Draft(ActKind.SETTING, by, {"flag": SHARE_SETTING}, text=text))
    for kept in ("place", "order"):
        value = project.settings.get(f"{kept}:{old}")
        if value is not None:
            # No flag: where somebody stopped is no step of the history.
            text = to_json(f"{kept}:{name}", value)
            drafts.append(Draft(ActKind.SETTING, by, {}, text=text))
    return Renaming(
        old,
        name,
        # how many steps a blind round took says how many codes were given in it
        sum(project.fold.is_open(act.round) for act in project.log.presses_of(old)),
        known[old].rounds,
        is_lead,
        tuple(drafts),
        share is not None,
    )


def rename(project: Project, shown: Renaming) -> str:
    """Do what was shown, in one press that undo takes back; return its id."""
    project.backups.make("before renaming")
    return write_press(project, shown.drafts)[0].press


def _setting(project: Project, key: str, name: str, by: str) -> Draft:
    before = project.settings.get(key)
    value = (
        {k: v for k, v in before.items() if k != "name"}
        if isinstance(before, dict)
        else {}
    )
    if name:
        value["name"] = name
    return Draft(ActKind.SETTING, by, {"flag": key}, text=to_json(key, value or None))

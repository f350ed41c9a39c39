"""How quotes are chosen in a project: typed, kept, read back."""

from collections.abc import Mapping, Sequence

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.questions import closed_question, options_of
from hsbcode.domain.quote_rules import MOST_QUOTES, USUAL_RULES, QuoteRules
from hsbcode.store.project import Project
from hsbcode.workflows.disclosure_setting import released_policy

_SETTING = "quote choice"


def quote_rules(project: Project) -> QuoteRules:
    """Return the rules; quotes are spread over what attributions say, coarsely.

    A project that states what they are spread over, or that they are over nothing, is
    followed.
    """
    value = project.settings.get(_SETTING)
    stated = value if isinstance(value, dict) else {}
    over = stated.get("over")
    against = stated.get("against")
    policy = released_policy(project)
    standing = project.codebook.standing
    return QuoteRules(
        k=_number(stated.get("typical"), USUAL_RULES.k),
        divergent=_number(stated.get("unlike"), USUAL_RULES.divergent),
        over=(
            tuple(str(each) for each in over)
            if isinstance(over, list)
            else _told_of_people(project)
        ),
        beside=beside_of(project),
        against={
            standing(str(code)): tuple(str(each) for each in answers)
            for code, answers in (against or {}).items()
            if isinstance(answers, list)
        }
        if isinstance(against, dict)
        else {},
        # the screen proposes what a report prints, so that references are the same
        few=policy.threshold if policy.protects else 0,
    )


def beside_of(project: Project) -> dict[str, str]:
    """Return code → the closed question whose result stands beside its quotes."""
    value = project.settings.get("beside")
    if not isinstance(value, dict):
        return {}
    standing = project.codebook.standing
    # What was said of a merged code holds unless the other one has a word of its own.
    return {
        standing(str(code)): str(question)
        for code, question in sorted(
            value.items(), key=lambda i: standing(i[0]) == i[0]
        )
    }


def set_quote_rules(
    project: Project,
    *,
    over: Sequence[str] | None = None,
    against: Mapping[str, Sequence[str]] | None = None,
    typical: int | None = None,
    unlike: int | None = None,
    coder: str = "project",
) -> None:
    """Remember how quotes are chosen; what is None stays as it is.

    Args:
        project: open for writing.
        over: closed questions that typical quotes are spread over; none: not spread.
        against: theme → answers to the question beside it that contradict the theme.
        typical: typical quotes a theme.
        unlike: quotes a theme that are unlike those.
        coder: who decides.

    Raises:
        UsageConflict: a question is not closed, a theme has no question beside it, an
            answer is not offered, or too many quotes are asked for.
        CodebookError: a code is not in the codebook.
    """
    from hsbcode.workflows.studying import read_study

    study = read_study(project)
    value = project.settings.get(_SETTING)
    stated = dict(value) if isinstance(value, dict) else {}
    if over is not None:
        stated["over"] = [closed_question(study, each).id for each in over]
    for name, number in (("typical", typical), ("unlike", unlike)):
        if number is None:
            continue
        if not 0 <= number <= MOST_QUOTES:
            raise UsageConflict(
                f"{number} quotes a theme are not possible.",
                f"0 to {MOST_QUOTES}; 2 typical and 1 unlike them are usual.",
            )
        stated[name] = number
    if against is not None:
        kept = dict(stated.get("against") or {})
        beside = beside_of(project)
        for code, answers in against.items():
            project.codebook[code]
            if code not in beside:
                raise UsageConflict(
                    f"No closed question stands beside “{code}”, so no answer to it "
                    "can contradict the theme.",
                    f"Set one: hsbcode quotes PROJECT --beside {code}=QUESTION",
                )
            offered = options_of(study, study.questions[beside[code]])
            for answer in answers:
                if answer not in offered:
                    raise UsageConflict(
                        f"“{answer[:60]}” is no answer to “{beside[code]}”.",
                        nearest(answer, offered) or f"Answers: {', '.join(offered)}",
                    )
            kept[code] = list(answers)
        stated["against"] = kept
    if stated != (value or {}):
        project.put_setting(_SETTING, stated, coder)


def _told_of_people(project: Project) -> tuple[str, ...]:
    """Return the coarsest closed question of each part of an attribution."""
    value = project.settings.get("attribution")
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    fields = value.get("fields") if isinstance(value, dict) else None
    found = []
    for one in fields if isinstance(fields, list) else []:
        ladder = one.get("ladder") if isinstance(one, dict) else None
        rungs = [r for r in ladder or [] if isinstance(r, dict) and "question" in r]
        if rungs:
            found.append(str(rungs[-1]["question"]))
    return tuple(dict.fromkeys(found))


def _number(value: object, usual: int) -> int:
    return value if isinstance(value, int) and 0 <= value <= MOST_QUOTES else usual

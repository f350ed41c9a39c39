"""Settings of the study in words: what each is, and what a change of it did."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from hsbcode.domain.acts import Act, ActKind
from hsbcode.store.project import Project
from hsbcode.store.settings import name_and_value
from hsbcode.workflows.log.step_words import counted

Told: TypeAlias = Callable[[object], str]
_SHORT = 80
"""Characters of a value that are told."""


def setting_words(name: str, value: object) -> str:
    """Return a setting with its value: ``the lead coder: amy``.

    No name on the confidential list is told, and no answer.

    Args:
        name: of the setting.
        value: what it is set to; None where it is taken away.
    """
    head, _sign, about = name.partition(":")
    if name.startswith("recode "):
        return f"the {name}: {_recode(value)}"
    if head == "audit" and about:
        return f"the random sample of {about} for the quality of codes: {_drawn(value)}"
    if head == "called" and about:
        return f"what {about} is called: {_called(about, value)}"
    label, told = _KNOWN.get(name, (name, _as_it_is))
    return f"{label}: {told(value)}"


def settings_done(project: Project, acts: tuple[Act, ...]) -> str:
    """Return what a press did to settings of the study; empty if it did nothing."""
    return "; ".join(f"set {words}" for words in _each(project, acts))


def settings_back(texts: tuple[str, ...]) -> str:
    """Return what is done by acts with these bodies, which take settings back."""
    return "; ".join(
        f"sets back {setting_words(*name_and_value(text))}" for text in texts
    )


def _each(project: Project, acts: tuple[Act, ...]) -> list[str]:
    found = []
    for act in acts:
        if act.kind == ActKind.SETTING and act.flag is not None:
            _name, value = name_and_value(project.log.body(act.body))
            found.append(setting_words(act.flag, value))
    return found


# --- values ---------------------------------------------------------------------------


def _person(value: object) -> str:
    return str(value)[:_SHORT] if value else "nobody"


def _file(value: object) -> str:
    file = _part(value, "file")
    return str(file)[:_SHORT] if file else "none"


def _stated(value: object) -> str:
    facts = _part(value, "facts")
    return counted(len(facts), "fact") if isinstance(facts, list) else "nothing"


def _switched(value: object) -> str:
    if not isinstance(value, Mapping) or not value:
        return "as usual"
    return ", ".join(f"{name} {'on' if on else 'off'}" for name, on in value.items())


def _planned(value: object) -> str:
    parts, questions = _part(value, "parts"), _part(value, "questions")
    if not isinstance(parts, list) or not parts:
        return "as usual"
    words = ", ".join(map(str, parts))
    if isinstance(questions, list) and questions:
        words += f"; on {', '.join(map(str, questions))}"
    return words


def _names(value: object) -> str:
    added, dropped = _part(value, "add"), _part(value, "drop")
    more = len(added) if isinstance(added, list) else 0
    less = len(dropped) if isinstance(dropped, list) else 0
    return f"{more} added, {less} taken off"


def _counted_words(value: object) -> str:
    return counted(len(value), "word") if isinstance(value, list) and value else "none"


def _policy(value: object) -> str:
    protection, threshold = _part(value, "protection"), _part(value, "threshold")
    return f"{protection}, threshold {threshold}" if protection else "as usual"


def _listed(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={one}" for key, one in value.items()) or "none"
    return ", ".join(map(str, value)) if isinstance(value, list) and value else "none"


def _attribution(value: object) -> str:
    fields = _part(value, "fields")
    if not isinstance(fields, list):
        return _listed(value)
    told = []
    for one in fields:
        ladder, name = _part(one, "ladder"), _part(one, "name")
        rungs = ladder if isinstance(ladder, list) else []
        steps = [str(_part(rung, "question")) for rung in rungs]
        steps += [str(word)] if (word := _part(one, "word")) else []
        told.append(f"{name}={'/'.join(steps)}")
    words = f"{', '.join(told) or 'nothing'}, shared by {_part(value, 'at_least')}"
    pattern = _part(value, "pattern")
    return f"{words}, as “{str(pattern)[:_SHORT]}”" if pattern else words


def _brought(value: object) -> str:
    files = [_part(one, "file") for one in value] if isinstance(value, list) else []
    return ", ".join(str(file)[:_SHORT] for file in files) or "none"


def _brought_beside(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, Mapping) else "none"


def _choice(value: object) -> str:
    told = []
    over = _part(value, "over")
    if isinstance(over, list):
        told.append(f"spread over {_listed(over)}")
    for name in ("typical", "unlike"):
        number = _part(value, name)
        told += [f"{number} {name}"] if number is not None else []
    against = _part(value, "against")
    if isinstance(against, Mapping) and against:
        told.append(f"{counted(len(against), 'theme')} with what contradicts")
    return ", ".join(told) or "as usual"


def _scale(value: object) -> str:
    if not isinstance(value, list) or not value:
        return "as usual"
    return ", ".join(
        f"{word} {'up to' if held else 'under'} {high} %" for word, high, held in value
    )


def _places(value: object) -> str:
    if not isinstance(value, Mapping) or not value:
        return "none"
    return ", ".join(
        f"{fact} {counted(len(numbers), 'place')}"
        for fact, kept in value.items()
        if isinstance(numbers := _part(kept, "numbers"), Mapping)
    )


def _share(value: object) -> str:
    share, own = _part(value, "share"), _part(value, "coders")
    if not isinstance(share, int | float):
        return "as usual"
    words = [f"{share:.0%} of answers"]
    if isinstance(own, Mapping):
        words += [f"{who} {float(part):.0%}" for who, part in own.items()]
    return ", ".join(words)


def _limit(value: object) -> str:
    return f"{value}" if isinstance(value, int | float) else "the model's own"


def _on(value: object) -> str:
    return "off" if value is False else "on"


def _recode(value: object) -> str:
    if not isinstance(value, Mapping) or not value.get("in_force"):
        return "not in force"
    words = f"in force, {counted(int(value.get('moved', 0)), 'person', 'people')} moved"
    for verb in ("carry", "leave"):
        questions = value.get(verb)
        if isinstance(questions, list) and questions:
            told = "carried through" if verb == "carry" else "left as answered"
            words += f", {told}: {', '.join(map(str, questions))}"
    return words


def _called(old: str, value: object) -> str:
    name, others = _part(value, "name"), _part(value, "machines")
    words = [str(name)[:_SHORT]] if name else []
    if isinstance(others, Mapping):
        words += [f"{one} on another machine" for one in sorted(set(others.values()))]
    return ", ".join(words) or old


def _drawn(value: object) -> str:
    units, of = _part(value, "units"), _part(value, "of")
    if not isinstance(units, list):
        return "none"
    return f"{len(units)} of {counted(int(str(of)), 'answer')}"


def _as_it_is(value: object) -> str:
    if value is None or value == "":
        return "none"
    plain = isinstance(value, str | int | float)
    return str(value)[:_SHORT] if plain else "changed"


def _part(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, Mapping) else None


_KNOWN: dict[str, tuple[str, Told]] = {
    "lead": ("the lead coder", _person),
    "safeguarding_contact": ("who is told of safeguarding concerns", _person),
    "instrument": ("the instrument", _file),
    "table specs": ("the table specs", _file),
    "study facts": ("what is stated about the study", _stated),
    "limits": ("limits of the report", _switched),
    "report": ("the plan of the report", _planned),
    "names": ("the list of confidential names", _names),
    "allowed words": ("words that may stand in quotes", _counted_words),
    "disclosure": ("disclosure control", _policy),
    "attribution": ("what quotes tell of people", _attribution),
    "quantity words": ("words of quantity", _scale),
    "brought tables": ("tables brought from elsewhere", _brought),
    "brought beside": ("rows of brought tables beside themes", _brought_beside),
    "joint displays": ("the joint displays", _file),
    "beside": ("results beside themes", _listed),
    "quote choice": ("how quotes are chosen", _choice),
    "area numbers": ("numbers of places", _places),
    "hidden share": ("answers with suggestions hidden", _share),
    "embeddings": ("sentence embeddings", _on),
    "suggestion limit": ("the limit of suggestions", _limit),
}

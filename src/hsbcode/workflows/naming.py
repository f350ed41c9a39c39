"""The project's confidential list of names, and where they stand.

Places come on it by themselves: the answers to a question that says where somebody
belongs (from the name of the file, or shown as a number by the instrument).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.kept_names import KINDS, KeptName, Sighting
from hsbcode.domain.survey import Kind
from hsbcode.language.kept_names import SHORTEST, NameFinder, folded_name
from hsbcode.store.project import Project

_LIST = "names"
_FORMS = {"instrument": "instrument", "table specs": "tables", "study facts": "facts"}
_FROM_FILE = "name of the file"
_LONGEST = 100
_CODE_FIELDS = (
    "label",
    "definition",
    "include_when",
    "exclude_when",
    "examples",
    "keywords",
)


def place_questions(project: Project) -> tuple[str, ...]:
    """Return the closed questions that say where people belong, in survey order.

    These are answered by the name of the file, shown as a number by the instrument,
    or were numbered for area packs before.
    """
    shown = {
        str(fact.get("id"))
        for fact in _facts_of_instrument(project)
        if fact.get("shown_as") == "number" and fact.get("kind") == "category"
    }
    numbered = project.settings.get("area numbers")
    shown |= set(numbered) if isinstance(numbered, dict) else set()
    return tuple(
        question.id
        for question in project.answers.questions().values()
        if question.kind is Kind.CLOSED
        and (question.id in shown or question.columns == (_FROM_FILE,))
    )


def kept_names(project: Project) -> tuple[KeptName, ...]:
    """Return the list: what was added and names of places, less what was dropped."""
    added, dropped = _edited(project)
    names = [*added]
    known = project.answers.questions()
    for question in place_questions(project):
        label = known[question].label
        names += [
            KeptName(value, "place", f"answer to “{label}”")
            for value in known[question].options
        ]
    for fact in _facts_of_instrument(project):
        values = fact.get("values")
        if fact.get("shown_as") == "number" and isinstance(values, list):
            why = f"value of “{fact.get('id')}” in the instrument"
            names += [KeptName(str(value), "place", why) for value in values]
    kept: dict[str, KeptName] = {}
    for name in names:
        folded = folded_name(name.name)
        # a bare number or letter is no name: it stands in every second answer
        if len(folded) >= SHORTEST and not folded.isdecimal() and folded not in dropped:
            kept.setdefault(folded, name)
    return tuple(kept.values())


def change_names(
    project: Project,
    add: Sequence[str] = (),
    drop: Sequence[str] = (),
    kind: str = "place",
    coder: str = "project",
) -> None:
    """Put names on the list, or take them off.

    Raises:
        UsageConflict: there is no such kind, a name is too short or too long to look
            for, or a name to drop is not on the list.
    """
    if kind not in KINDS:
        raise UsageConflict(
            f"There is no kind of name “{kind[:40]}”.",
            nearest(kind, KINDS) or f"Kinds are: {', '.join(KINDS)}.",
        )
    added, dropped = _edited(project)
    by_folded = {folded_name(name.name): name for name in added}
    for name in add:
        folded = folded_name(name)
        if len(folded) < SHORTEST or folded.isdecimal() or len(name) > _LONGEST:
            raise UsageConflict(
                f"“{name[:_LONGEST]}” cannot be looked for.",
                f"A name has at least {SHORTEST} letters and at most {_LONGEST} "
                "characters.",
            )
        by_folded[folded] = KeptName(" ".join(name.split()), kind)
        dropped.discard(folded)
    for name in drop:
        folded = folded_name(name)
        listed = {folded_name(each.name): each.name for each in kept_names(project)}
        if folded not in listed and folded not in by_folded:
            raise UsageConflict(
                f"“{name[:_LONGEST]}” is not on the list.",
                nearest(name, listed.values()),
            )
        if by_folded.pop(folded, None) is None or folded in listed:
            dropped.add(folded)
    value = {
        "add": [{"name": name.name, "kind": name.kind} for name in by_folded.values()],
        "drop": sorted(dropped),
    }
    if value != project.settings.get(_LIST):
        project.put_setting(_LIST, value, coder)


def name_sightings(project: Project) -> tuple[Sighting, ...]:
    """Return every place where a name on the list stands, but the list itself.

    Looked through are answers, the form (wordings, headings, answers on offer, the
    kept instrument and specs), names of files and sheets, the codebook, and the name
    of project and study.
    """
    names = kept_names(project)
    finder = NameFinder(names)
    if not finder:
        return ()
    joined = NameFinder(names, inside=True)
    found: list[Sighting] = []
    for what, where, text in _texts(project):
        within = what in ("file", "sheet", "project")
        hits = (joined if within else finder).find(text)
        times: dict[KeptName, int] = {}
        for _span, name in hits:
            times[name] = times.get(name, 0) + 1
        found += [
            Sighting(name.name, name.kind, what, where, number)
            for name, number in times.items()
        ]
    return tuple(found)


def proposed_names(project: Project) -> tuple[tuple[str, str, int], ...]:
    """Return (name, kind, answers) that the language pipeline sees in answers.

    Commonest first; what is on the list already is left out. Proposals: some are
    none, and names are missed.

    Raises:
        ModelError: the pipeline cannot be used.
        UsageConflict: the pipeline at hand finds no names.
    """
    from hsbcode.language.pipeline import names, pipeline

    language = project.codebook.language
    if not pipeline(language).finds_names:
        raise UsageConflict(
            "No language pipeline that finds names is installed.",
            "Install the extra “names”, or put names on the list with --add.",
        )
    listed = NameFinder(kept_names(project))
    seen: dict[tuple[str, str], set[str]] = {}
    for unit in _units(project):
        for name in names(unit.text, language):
            words = " ".join(unit.text[name.start : name.end].split())
            short = len(words) <= 6 and words.upper() == words
            if folded_name(words) and not short and not listed.find(words):
                kind = "person" if name.label in ("PERSON", "PER") else "place"
                seen.setdefault((words, kind), set()).add(unit.id)
    counted = [(name, kind, len(units)) for (name, kind), units in seen.items()]
    return tuple(sorted(counted, key=lambda one: (-one[2], one[0])))


def _edited(project: Project) -> tuple[list[KeptName], set[str]]:
    value = project.settings.get(_LIST)
    if not isinstance(value, dict):
        return [], set()
    added = [KeptName(str(one["name"]), str(one["kind"])) for one in value["add"]]
    return added, set(map(str, value["drop"]))


def _texts(project: Project) -> Iterator[tuple[str, str, str]]:
    """Yield (what, where, text) of everything that is looked through."""
    for unit in _units(project):
        yield "answer", unit.name, unit.text
    places = place_questions(project)
    for question in project.answers.questions().values():
        yield "form", f"{question.id}, label", question.label
        yield "form", f"{question.id}, wording", question.text
        for column in question.columns:
            yield "form", f"{question.id}, heading of a column", column
        if question.id not in places:
            for option in question.options:
                yield "form", f"{question.id}, an answer on offer or given", option
    for setting, form in _FORMS.items():
        value = project.settings.get(setting)
        if isinstance(value, dict):
            yield from _of_form(form, value.get("form", value), "")
            file = str(value.get("file") or "")
            yield "file", f"{file} (kept as {form})", file
    for wave, name, *_rest in project.answers.sources():
        yield "file", f"{name} (wave {wave})", name
    yield from _sheets(project)
    book = project.codebook
    yield "codebook", "title", book.title
    for code in book:
        for field in _CODE_FIELDS:
            said = getattr(code, field)
            text = said if isinstance(said, str) else "\n".join(said)
            yield "codebook", f"{code.id}, {field}", text
    yield "project", "name of the project file", project.path.name
    yield "project", "name of the study", project.name
    if project.study != project.name:
        yield "project", "id of the study", project.study


def _of_form(form: str, value: object, at: str) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of a kept form, each with the entry it stands in."""
    if isinstance(value, str):
        yield "form", f"{form}, {at}" if at else form, value
    elif isinstance(value, list):
        for one in value:
            yield from _of_form(form, one, at)
    elif isinstance(value, dict):
        if value.get("shown_as") == "number":
            return  # the list itself
        name = value.get("id")
        for key, one in value.items():
            if key not in ("id", "file"):
                where = f"{name}, {key}" if isinstance(name, str) and name else at
                yield from _of_form(form, one, where or key)


def _sheets(project: Project) -> Iterator[tuple[str, str, str]]:
    from hsbcode.files.map_files import parse_map

    for name, text in project.answers.maps():
        if text and (sheet := parse_map(text, name).sheet):
            yield "sheet", f"of {name}", sheet


def _units(project: Project) -> Iterator[Any]:
    for question in project.answers.questions().values():
        if question.is_open:
            yield from project.answers.all_units(question.id)


def _facts_of_instrument(project: Project) -> Sequence[Mapping[str, object]]:
    value = project.settings.get("instrument")
    form = value.get("form") if isinstance(value, dict) else None
    facts = form.get("facts") if isinstance(form, dict) else None
    return facts if isinstance(facts, list) else ()

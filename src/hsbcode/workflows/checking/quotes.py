"""The quotes of a draft held against the answers of a project."""

import re
from collections.abc import Iterator

from hsbcode.domain.drafts import Checked, Draft, DraftVerdict, Passage, PassageKind
from hsbcode.domain.study import Study
from hsbcode.quotes.draft_quotes import FEWEST, Answers, QuoteFound, fragments_of, plain
from hsbcode.results.drafts.checking import quoted_spans
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_specs

_HOLDING_BACK = ("no_quote", "identifiable", "safeguarding")
_SAID = (
    r"(?:said|wrote|put\sit|explained|told|commented|answered|says|writes|noted|added|"
    r"described|felt)"
)
_SOMEBODY = (
    r"(?:respondent|practitioner|manager|worker|carer|participant|volunteer|member|"
    r"another|one|person|people)s?"
)
_OF_SOMEBODY = re.compile(
    rf"^[\s,.]*[–—-]\s*\w|\b{_SOMEBODY}\b(?:\s\w+){{0,4}}\s{_SAID}\b"
    rf"|\b{_SAID}\s(?:\w+\s){{0,3}}{_SOMEBODY}\b",
    re.IGNORECASE,
)


def check_quotes(project: Project, study: Study, draft: Draft) -> Iterator[Checked]:
    """Yield a verdict for each quote of four words or more.

    Labels and wordings of the survey in quotation marks are no quotes.
    """
    answers = Answers(
        (unit for units in study.units.values() for unit in units),
        project.answers.changed_units(),
        _flags(project),
    )
    labels = _labels(project, study)
    for passage in draft.passages:
        if passage.kind in (PassageKind.AROUND, PassageKind.HEADING):
            continue
        for quote, start, attributed in _quotes(passage):
            if len(quote.split()) < FEWEST or plain(quote).strip(" .,?!") in labels:
                continue
            line = passage.line + passage.text.count("\n", 0, start)
            yield _judged(quote, line, answers.find(quote), attributed)


def _quotes(passage: Passage) -> Iterator[tuple[str, int, bool]]:
    """Yield (quote, offset, whether somebody who answered is named)."""
    spans = quoted_spans(passage.text)
    if passage.kind is PassageKind.QUOTE and not spans:
        yield passage.text.strip(), 0, True
    for start, end in spans:
        around = passage.text[max(0, start - 80) : start]
        after = passage.text[end : end + 80]
        named = _OF_SOMEBODY.search(after) or _OF_SOMEBODY.search(around)
        attributed = passage.kind is PassageKind.QUOTE or named is not None
        yield passage.text[start + 1 : end - 1], start, attributed


def _judged(quote: str, line: int, found: QuoteFound, attributed: bool) -> Checked:
    made = Checked(line, quote, "quote", DraftVerdict.RIGHT, "", quote)
    unit = found.unit

    def told(verdict: DraftVerdict, reason: str) -> Checked:
        references = (unit.name,) if unit is not None else ()
        return Checked(line, quote, "quote", verdict, reason, quote, references)

    if unit is None:
        if attributed:
            return told(DraftVerdict.WRONG, "No answer holds these words.")
        reason = "No answer holds these words; they may be somebody else's."
        return told(DraftVerdict.DOUBTFUL, reason)
    if not found.exact:
        reason = f"It is not word for word; {unit.name} is the answer most like it."
        return told(DraftVerdict.WRONG, reason)
    if found.replaced:
        reason = f"{unit.name} has been changed or withdrawn since."
        return told(DraftVerdict.WRONG, reason)
    if found.flags:
        flags = ", ".join(flag.replace("_", " ") for flag in found.flags)
        return told(
            DraftVerdict.WRONG,
            f"{unit.name} must not be quoted; it is flagged {flags}.",
        )
    if not fragments_of(quote):
        return made
    return told(DraftVerdict.RIGHT, f"It is word for word in {unit.name}.")


def _flags(project: Project) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for held in project.fold.passes.values():
        for unit, own in held.items():
            flags = {flag for flag in own.flags if flag in _HOLDING_BACK}
            if flags:
                found.setdefault(unit, set()).update(flags)
    return {unit: tuple(sorted(flags)) for unit, flags in found.items()}


def _labels(project: Project, study: Study) -> frozenset[str]:
    specs = kept_specs(project)
    texts = [spec.title for spec in specs.tables] if specs is not None else []
    for question in study.questions.values():
        texts += [question.label, question.text, *question.columns, *question.options]
        texts.append(question.text.rpartition(" – ")[2])
        texts += [question.text.partition(" – ")[0], question.label.partition(": ")[0]]
    texts.append(study.codebook.title)
    for code in study.codebook:
        texts += [code.label, code.definition, *code.examples]
        for rule in (code.definition, code.include_when, code.exclude_when):
            texts += [rule[start + 1 : end - 1] for start, end in quoted_spans(rule)]
    return frozenset(plain(text).strip(" .,?!") for text in texts)

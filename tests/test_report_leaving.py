"""Before a document leaves: names are masked, and each quote is proved once more."""

from dataclasses import replace

import pytest

from hsbcode.domain.errors import OutputError
from hsbcode.domain.kept_names import KeptName
from hsbcode.domain.study import Study
from hsbcode.report.document import Document, Paragraph, QuotationBlock
from hsbcode.report.quotes_in import quotes_in
from hsbcode.workflows.reporting.leaving import ready_to_leave
from tests.report_documents import document_of
from tests.reporting_study import Said, make_study

TEXTS = (
    "The family in Fernhill would not open the door to any of us at first.",
    "It took a year of visits until she said one word about what had happened.",
    "We have no money for the work, and everybody knows that by now.",
    "Trust is all there is; without it the visits are only visits.",
    "Nobody told us who else was seeing the boy, so he told it all four times.",
    "They expect to be judged by us, and now and then they are, too.",
)


def study() -> Study:
    said = [Said(f"p{n}", text, "trust") for n, text in enumerate(TEXTS)]
    roles = {each.person: ["Nurse"] for each in said}
    made = make_study(said, closed={"role": roles})
    return replace(made, names=(KeptName("Fernhill", "place"),))


def tampered(document: Document, change: dict[str, str]) -> Document:
    quote = next(quotes_in(document))
    block = QuotationBlock(replace(quote, **change))  # type: ignore[arg-type]
    return replace(document, blocks=(*document.blocks, block))


def test_a_sound_document_leaves_with_its_names_masked() -> None:
    made = study()
    document = replace(document_of(made), blocks=(Paragraph("Seen in Fernhill."),))
    found = ready_to_leave(document, made)
    assert found.blocks == (Paragraph("Seen in [place]."),)
    whole = ready_to_leave(document_of(made), made)
    printed = list(quotes_in(whole))
    assert len(printed) == 3
    assert all("Fernhill" not in quote.text for quote in printed)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": "They expect to be loved by us."}, "word for word"),
        ({"unit": "p9-challenge-1"}, "must not be quoted"),
        ({"source": "0" * 64}, "not the one that was quoted"),
    ],
)
def test_what_is_not_what_somebody_wrote_does_not_leave(
    change: dict[str, str], told: str
) -> None:
    made = study()
    with pytest.raises(OutputError) as caught:
        ready_to_leave(tampered(document_of(made), change), made)
    assert told in caught.value.message
    for text in TEXTS:
        assert text[:20] not in caught.value.message


def test_an_answer_flagged_meanwhile_does_not_leave() -> None:
    made = study()
    document = document_of(made)
    quote = next(quotes_in(document))
    flagged = replace(made, held_back=frozenset({quote.unit}))
    with pytest.raises(OutputError, match="must not be quoted"):
        ready_to_leave(document, flagged)

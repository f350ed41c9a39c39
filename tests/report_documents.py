"""Documents to write in tests, with hostile text wherever text can stand."""

from hsbcode.domain.agreement import (
    AgreementReport,
    CodeAgreement,
    CoderPair,
    Coefficient,
    Interval,
    PairAgreement,
    SetAgreement,
)
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.study import Study
from hsbcode.quotes import quote_table
from hsbcode.report.assembling import report_document
from hsbcode.report.document import Document, Footnote, Heading, Paragraph
from hsbcode.report.draft import draft_reason
from hsbcode.report.limits import FoundFacts, limit_sentences, limits_of
from hsbcode.report.methods import methods_facts, methods_sentences
from hsbcode.results import frequency_table, theme_by_answer_table, theme_table
from tests.reporting_study import HOSTILE, Said, make_study


def agreement() -> AgreementReport:
    defined = Coefficient(0.7149, Interval(0.605, 0.8))
    undefined = Coefficient(None, None, "no variation")
    pair = PairAgreement(("ann", "bob"), 40, 20, 3, 2, 15, 0.875, defined)
    return AgreementReport(
        coders=("ann", "bob"),
        units=60,
        shared=40,
        codings=100,
        codes=(
            CodeAgreement("money", 40, 80, 0.55, 0.875, 0.89, defined, (pair,)),
            CodeAgreement("spare", 40, 80, 0.0, 1.0, None, undefined, ()),
        ),
        sets=(SetAgreement("masi", defined, 40),),
        matrix=(CoderPair(("ann", "bob"), 40, defined),),
        disagreements=(),
        resamples=500,
        seed=1,
        method="500 resamples of respondents.",
    )


def hostile_study() -> Study:
    texts = [text for text in HOSTILE if text.strip()]
    book = Codebook(
        tuple(
            Code(f"c{n}", text, definition=text)
            for n, text in enumerate(HOSTILE)
            if text.strip()
        ),
        title=HOSTILE[0],
    )
    said = [
        Said(f"p{n}", text, ";".join(code.id for code in book))
        for n, text in enumerate(texts)
    ]
    roles = {f"p{n}": [texts[n % len(texts)]] for n in range(len(texts))}
    return make_study(
        [*said, Said("late", "not done", None)], closed={"role": roles}, book=book
    )


def document_of(study: Study, title: str = "A report") -> Document:
    labels = {code.id: code.label for code in study.codebook}
    return report_document(
        title,
        quotes=[
            quote_table(
                study,
                "challenge",
                attribution=("role",),
                closed_beside={next(iter(labels)): "role"},
            )
        ],
        tables=[
            frequency_table(study, "role", "T1"),
            theme_table(study, "challenge", "T2"),
            theme_by_answer_table(study, "challenge", "role", "T3"),
        ],
        agreement=[("Challenges", agreement())],
        labels=labels,
        methods=methods_sentences(
            methods_facts(study, ["challenge"], agreement=[("Challenges", agreement())])
        ),
        limits=limit_sentences(limits_of(FoundFacts())),
        draft=draft_reason(study, ["challenge"]),
    )


def hostile_document() -> Document:
    document = document_of(hostile_study(), HOSTILE[0])
    extra = [
        block
        for text in HOSTILE
        for block in (Heading(text, 3), Paragraph(text), Footnote("1", text))
    ]
    return Document(document.title, (*document.blocks, *extra), HOSTILE[3])

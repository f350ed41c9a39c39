"""Methods, limits and the draft mark follow from facts."""

from dataclasses import replace

from hsbcode.domain.counting import Standing
from hsbcode.report.draft import draft_reason
from hsbcode.report.methods import (
    SuggestionUse,
    methods_facts,
    methods_sentences,
)
from tests.report_documents import agreement
from tests.reporting_study import Said, make_study


def mixed() -> list[Said]:
    return [
        Said("a", "x", "money"),
        Said("b", "x", "money", standing=Standing.SETTLED),
        Said("c", "x", "money", standing=Standing.LEAD),
        Said("d", "x", "money", standing=Standing.UNSETTLED),
        Said("e", "x", None),
        Said("f", "x", None),
    ]


def test_a_draft_says_how_much_is_missing() -> None:
    assert draft_reason(make_study(mixed()), ["challenge"]) == (
        "of 6 answers, 2 not yet coded, 1 coded differently and not settled, "
        "1 counted provisionally by the lead coder's pass."
    )
    done = make_study([Said("a", "x", "money"), Said("b", "x", "")])
    assert draft_reason(done, ["challenge", "tools"]) == ""


def test_methods_say_who_coded_and_whose_coding_counts() -> None:
    study = make_study(mixed(), held_back=["a-challenge-1"])
    text = " ".join(methods_sentences(methods_facts(study, ["challenge"])))
    for words in (
        "Answers to “Challenges” were coded; 6 in all.",
        "2 people coded (ann, bob); 1 answer was finished by two or more.",
        "1 by an agreed decision, 1 by the only coder, 1 provisionally by the lead "
        "coder (ann).",
        "Outside the figures are 1 on which coders differ and 2 not yet coded.",
        f"“Test frame” has 8 codes, version {study.codebook.content_version}.",
        "rounded half up",
        "1 answer was held back",
        "They come from: export.csv.",
        "was not computed",
    ):
        assert words in text


def test_agreement_and_suggestions_are_told_from_facts() -> None:
    facts = methods_facts(
        make_study(mixed()),
        ["challenge"],
        agreement=[("Challenges", agreement())],
        suggestions=SuggestionUse(30, 12, 80),
    )
    text = " ".join(methods_sentences(facts))
    assert "(Krippendorff's alpha, MASI distance) was: 0.71 (95 % interval" in text
    assert "0.61 to 0.80) over 40 answers to “Challenges”. 500 resamples" in text
    assert "suggestions for 30 answers; 12 of 80 codes" in text
    hidden = replace(facts, suggestions=SuggestionUse(0, 0, 80))
    assert "were not shown while coding" in " ".join(methods_sentences(hidden))


def test_agreement_is_told_for_each_question_and_the_method_once() -> None:
    both = [("Challenges", agreement()), ("Tools", agreement())]
    facts = methods_facts(make_study(mixed()), ["challenge"], agreement=both)
    text = " ".join(methods_sentences(facts))
    assert "answers to “Challenges”; 0.71" in text
    assert "answers to “Tools”. " in text
    assert text.count("500 resamples of respondents.") == 1


def test_people_who_only_opened_the_form_are_told() -> None:
    study = make_study(mixed(), people=["gone"])
    gone = replace(study.respondents[0], began=False)
    study = replace(study, respondents=(gone, *study.respondents[1:]))
    text = " ".join(methods_sentences(methods_facts(study, ["challenge"])))
    assert "7 people opened the form; 1 of them answered nothing" in text


def test_nothing_coded_is_said_plainly() -> None:
    text = " ".join(methods_sentences(methods_facts(make_study([]), ["challenge"])))
    assert "Nobody has finished an answer yet." in text
    assert "no answer was finished by two" in text

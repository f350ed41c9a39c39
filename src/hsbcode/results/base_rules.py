"""Base rules BR1 to BR8: who is the whole that a percentage is of.

A rule is named in the spec or follows from the question, and is printed either way.
"""

from enum import StrEnum

from hsbcode.domain.closed_form import ClosedQuestion, QuestionType
from hsbcode.results.specs import TableSpecError


class BaseRule(StrEnum):
    """The rules by name; BR2 is the switch for not knowing, beside any of them."""

    ITEM = "BR1"
    UNSURE = "BR2"
    TICKED = "BR3"
    EVERYONE = "BR4"
    RECODED = "BR5"
    FOLLOW_UP = "BR6"
    SPLIT = "BR7"
    CODED = "BR8"


WORDS = {
    BaseRule.ITEM: "people who answered the item",
    BaseRule.TICKED: "people who ticked anything, none of the above included",
    BaseRule.EVERYONE: "everyone in scope; a blank may mean no, not known or skipped",
    BaseRule.RECODED: "people who answered; those moved by the recode stay inside",
    BaseRule.FOLLOW_UP: "people who answered the follow-up list",
    BaseRule.SPLIT: "people who answered and whose group is known",
    BaseRule.CODED: "people with at least one coded, codable answer",
}


def natural_rule(question: ClosedQuestion, recoded: bool = False) -> BaseRule:
    """Return the rule that follows from how a question was asked."""
    if recoded:
        return BaseRule.RECODED
    if question.base == "coded":
        return BaseRule.CODED
    if question.type is not QuestionType.MULTI:
        return BaseRule.ITEM
    if question.base == "asked":
        return BaseRule.EVERYONE
    if any(option.exclusive for option in question.options):
        return BaseRule.TICKED
    return BaseRule.FOLLOW_UP


def base_rule(
    table: str, question: ClosedQuestion, name: str, recoded: bool = False
) -> BaseRule:
    """Return the rule for a question in a table.

    Args:
        table: id of the table, for the message.
        question: the question whose answers are counted.
        name: the rule the spec names; '' takes the natural one.
        recoded: the question is corrected by codes.

    Raises:
        TableSpecError: the rule does not fit how the question was asked.
    """
    natural = natural_rule(question, recoded)
    if not name or name == natural:
        return natural
    try:
        wanted = BaseRule(name)
    except ValueError:
        raise TableSpecError(
            f"Table {table}: there is no base rule “{name[:20]}”.",
            f"For {question.id} it is {natural}.",
        ) from None
    if wanted is BaseRule.SPLIT and natural is not BaseRule.EVERYONE:
        return wanted
    reason = {
        BaseRule.EVERYONE: "the list has no “none of the above”, so a blank may be "
        "an answer",
        BaseRule.TICKED: "the list has a “none of the above”, so a blank is no answer",
    }.get(natural, f"its base is {WORDS[natural]}")
    raise TableSpecError(
        f"Table {table}: base rule {wanted} does not fit {question.id}: {reason}.",
        f"Use {natural} ({WORDS[natural]}).",
    )

"""The small language of claims: ``s1 > 50``, ``each(diff(a, b), diff(c, d)) > 10``.

A side is a number, a figure's id, a pattern of ids (``t2_*``), or a function:
``each``, ``min``, ``max``, ``sum``, ``diff``, ``share(option)``, ``argmin(question)``,
``argmax(question)``. Values are unrounded where a base is printed.
"""

import re
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction

from hsbcode.domain.errors import nearest
from hsbcode.domain.figures import Figure, FigureList, Kind, Unit
from hsbcode.results.figure_checks.counts import bounds

_TOKEN = re.compile(r"\s*(>=|<=|==|[<>(),]|[^\s<>=(),]+)")
_OPERATORS = (">", "<", ">=", "<=", "==")
_DEEPEST = 20


class Unreadable(Exception):  # noqa: N818 - it is a sentence, not a failure
    """A predicate that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one side can be, from ``low`` to ``high``, and how it is called."""

    low: Fraction
    high: Fraction
    name: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of two values; ``holds`` is None where both are possible."""

    left: Value
    operator: str
    right: Value

    @property
    def holds(self) -> bool | None:
        """Whether it holds for all possible values, or for none."""
        left, right = self.left, self.right
        match self.operator:
            case ">":
                return _decided(left.low > right.high, left.high <= right.low)
            case ">=":
                return _decided(left.low >= right.high, left.high < right.low)
            case "<":
                return _decided(left.high < right.low, left.low >= right.high)
            case "<=":
                return _decided(left.high <= right.low, left.low > right.high)
            case _:
                apart = left.high < right.low or left.low > right.high
                return _decided(left.low == left.high == right.low == right.high, apart)


def _decided(true: bool, false: bool) -> bool | None:
    return True if true else False if false else None


def comparisons(predicate: str, figures: FigureList) -> tuple[Comparison, ...]:
    """Read a predicate.

    Raises:
        Unreadable: with a sentence that says what was not understood.
    """
    tokens = _TOKEN.findall(predicate)
    if "".join(tokens) != re.sub(r"\s", "", predicate):
        raise Unreadable("it is no comparison")
    return _Reader(tokens, figures).read()


class _Reader:
    def __init__(self, tokens: list[str], figures: FigureList) -> None:
        self.tokens = tokens
        self.figures = figures
        self.at = 0
        self.depth = 0

    def read(self) -> tuple[Comparison, ...]:
        if self.peek().startswith("arg") and self.tokens[1:2] == ["("]:
            return self.extreme()
        left = self.side()
        operator = self.take()
        if operator not in _OPERATORS:
            raise Unreadable(f"“{operator or 'the end'}” stands where > or < belongs")
        right = self.side()
        if self.peek():
            raise Unreadable(f"“{self.peek()}” is left over")
        return tuple(Comparison(a, operator, b) for a in left for b in right)

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def side(self) -> list[Value]:
        if self.peek() == "each" and self.tokens[self.at + 1 : self.at + 2] != ["("]:
            self.take()
            if self.peek() == "of":
                self.take()
        token = self.take()
        if not token or token in _OPERATORS or token in "(),":
            raise Unreadable("a figure or number is missing")
        if self.peek() == "(":
            return self.function(token)
        number = re.fullmatch(r"-?\d+(\.\d+)?%?", token)
        if number:
            exact = Fraction(token.rstrip("%"))
            return [Value(exact, exact, token)]
        return [_value(figure) for figure in self.named(token)]

    def named(self, token: str) -> list[Figure]:
        by_id = self.figures.by_id
        if token in by_id:
            return [by_id[token]]
        found = [f for f in by_id.values() if fnmatchcase(f.id, token)]
        if not found:
            hint = nearest(token[:80], by_id)
            raise Unreadable(f"there is no figure “{token[:80]}”. {hint}".strip())
        return found

    def arguments(self) -> list[str]:
        """Return the plain words in brackets."""
        self.take()
        words: list[str] = []
        while self.peek() not in (")", ""):
            token = self.take()
            if token != ",":
                words.append(token)
        self.take()
        return words

    def function(self, name: str) -> list[Value]:
        if name == "share":
            return [_value(self.shared(" ".join(self.arguments())))]
        if name not in ("each", "min", "max", "sum", "diff"):
            raise Unreadable(f"there is no function “{name[:80]}”")
        self.take()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable("the brackets lie too deep in each other")
        values: list[Value] = []
        while True:
            values += self.side()
            token = self.take()
            if token == ")":
                break
            if token != ",":
                raise Unreadable("a bracket is not closed")
        self.depth -= 1
        return _combined(name, values)

    def shared(self, option: str) -> Figure:
        """Return the only share of everyone asked that gives an option."""
        found = [
            figure
            for figure in self.figures.figures
            if figure.keep == (option,)
            and figure.filter is None
            and figure.unit is Unit.PERCENT
            and figure.kind is Kind.EXACT
        ]
        if len(found) != 1:
            raise Unreadable(
                f"{len(found) or 'no'} figures are the share of “{option[:80]}”"
            )
        return found[0]

    def extreme(self) -> tuple[Comparison, ...]:
        """Read ``argmin(question) == row``: one row of a battery before the others."""
        function = self.take()
        question = "".join(self.arguments())
        if function not in ("argmin", "argmax") or self.take() != "==":
            raise Unreadable("“argmin(question) == row” is expected")
        row = self.take()
        if self.peek():
            raise Unreadable(f"“{self.peek()}” is left over")
        rows = [
            figure
            for figure in self.figures.figures
            if len(figure.measure) == 1
            and figure.measure[0].startswith(f"{question}.")
            and figure.filter is None
            and figure.unit is Unit.PERCENT
            and figure.kind is Kind.EXACT
        ]
        if not rows:
            raise Unreadable(f"no figure belongs to “{question[:80]}”")
        usual = Counter(figure.keep for figure in rows).most_common(1)[0][0]
        rows = [figure for figure in rows if figure.keep == usual]
        mine = [f for f in rows if f.measure[0] == f"{question}.{row}"]
        others = [f for f in rows if f.measure[0] != f"{question}.{row}"]
        if not mine or not others:
            raise Unreadable(f"no figure belongs to “{row[:80]}” of “{question[:80]}”")
        operator = "<" if function == "argmin" else ">"
        return tuple(
            Comparison(_value(mine[0]), operator, _value(other)) for other in others
        )


def _value(figure: Figure) -> Value:
    low, high = bounds(figure)
    return Value(low, high, f"{figure.id} {figure.printed}", (figure.id,))


def _combined(name: str, values: list[Value]) -> list[Value]:
    if name == "each":
        return values
    figures = tuple(i for value in values for i in value.figures)
    label = f"{name}({', '.join(value.name for value in values)})"
    lows = [value.low for value in values]
    highs = [value.high for value in values]
    if name == "diff":
        if len(values) != 2:
            raise Unreadable("diff takes two figures")
        first, second = values
        low, high = first.low - second.high, first.high - second.low
        shown = f"{first.name} less {second.name} = {_range(low, high)} points"
        return [Value(low, high, shown, figures)]
    if name == "sum":
        return [Value(sum(lows, Fraction(0)), sum(highs, Fraction(0)), label, figures)]
    pick = min if name == "min" else max
    return [Value(pick(lows), pick(highs), label, figures)]


def _range(low: Fraction, high: Fraction) -> str:
    least, most = f"{float(low):.1f}", f"{float(high):.1f}"
    return least if least == most else f"{least} to {most}"

"""Codings from rows of a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.agreement.from_table import codings_from_rows
from hsbcode.domain.errors import AgreementError

ROWS = [
    (2, "u1", "ada", "trust;time"),
    (3, "u1", "ben", ""),
    (4, "u2", " ada ", " time ; ;trust;"),
]


def test_rows_become_codings_and_sorted_codes() -> None:
    codings, codes = codings_from_rows(ROWS, "codings.csv")
    assert codings == {
        "u1": {"ada": frozenset({"trust", "time"}), "ben": frozenset()},
        "u2": {"ada": frozenset({"trust", "time"})},
    }
    assert codes == ("time", "trust")


def test_the_same_unit_and_coder_twice_names_both_rows() -> None:
    rows = [*ROWS, (9, "u1", "ada", "trust")]
    with pytest.raises(AgreementError, match="rows 2 and 9") as raised:
        codings_from_rows(rows, "codings.csv")
    assert "codings.csv" in raised.value.message
    assert "ada" in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "two coders, and there is none"),
        ([(2, "u1", "ada", "x"), (3, "u2", "ada", "x")], "only “ada” coded"),
        ([(2, "u1", "ada", "x"), (3, "", "ben", "x")], "row 3: the column “unit”"),
        ([(2, "u1", " ", "x")], "row 2: the column “coder”"),
    ],
)
def test_what_cannot_be_compared_is_said(
    rows: list[tuple[int, str, str, str]], message: str
) -> None:
    with pytest.raises(AgreementError, match=message) as raised:
        codings_from_rows(rows, "codings.csv")
    assert raised.value.message.startswith("codings.csv")
    assert raised.value.hint


names = st.text(min_size=1, max_size=20).filter(lambda name: bool(name.strip()))
code_names = names.map(lambda name: name.replace(";", ",").strip())


@given(st.dictionaries(names, st.frozensets(code_names, max_size=4), min_size=1))
def test_any_text_survives_in_a_cell(units: dict[str, frozenset[str]]) -> None:
    by_name = {unit.strip(): codes for unit, codes in units.items()}
    rows = [
        (number, unit, coder, ";".join(codes))
        for number, (unit, coder, codes) in enumerate(
            (unit, coder, codes)
            for coder in ("a", "\u202eb\x1b[0m")
            for unit, codes in by_name.items()
        )
    ]
    codings, codes = codings_from_rows(rows, "t.csv")
    assert codings == {
        unit: {"a": given, "\u202eb\x1b[0m": given} for unit, given in by_name.items()
    }
    assert codes == tuple(sorted(frozenset[str]().union(*by_name.values())))

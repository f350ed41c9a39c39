"""Codings from a table ``unit, coder, codes``, such as other tools write."""

from collections.abc import Sequence

from hsbcode.domain.errors import AgreementError


def codings_from_rows(
    rows: Sequence[tuple[int, str, str, str]], source: str
) -> tuple[dict[str, dict[str, frozenset[str]]], tuple[str, ...]]:
    """Read codings and the codes that occur in them.

    Args:
        rows: number of the row in the file, unit, coder, codes separated by ``;``.
            No codes = no code applies; an absent row = not coded. Blanks around
            names do not count.
        source: name of the file, for errors.

    Returns:
        Unit → coder → codes, and the codes in order of the alphabet.

    Raises:
        AgreementError: no unit or coder in a row, the same unit and coder in two
            rows, or fewer than two coders.
    """
    codings: dict[str, dict[str, frozenset[str]]] = {}
    seen: dict[tuple[str, str], int] = {}
    for number, *cells in rows:
        unit, coder, codes = (cell.strip() for cell in cells)
        for column, name in (("unit", unit), ("coder", coder)):
            if not name:
                raise AgreementError(
                    f"{source}, row {number}: the column “{column}” is empty.",
                    "Every row needs a unit and a coder; only codes may be empty.",
                )
        if (unit, coder) in seen:
            raise AgreementError(
                f"{source}, rows {seen[unit, coder]} and {number}: the same unit is "
                f"coded twice by “{coder}”.",
                "Write all codes of a unit into one row, separated by “;”.",
            )
        seen[unit, coder] = number
        codings.setdefault(unit, {})[coder] = frozenset(
            code for part in codes.split(";") if (code := part.strip())
        )
    coders = sorted({coder for by in codings.values() for coder in by})
    if len(coders) < 2:
        only = f"only “{coders[0]}” coded anything" if coders else "there is none"
        raise AgreementError(
            f"{source}: agreement needs two coders, and {only}.",
            "Put the codings of all coders into one table: unit, coder, codes.",
        )
    used = {code for by in codings.values() for given in by.values() for code in given}
    return codings, tuple(sorted(used))

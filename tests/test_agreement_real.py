"""A real set of three coders against other programs; skipped where it is absent."""

import csv
from itertools import combinations
from pathlib import Path

import krippendorff
import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from hsbcode.agreement.report import measure
from hsbcode.domain.agreement import AgreementReport
from hsbcode.workflows.agreement_results import FoundAgreement, WantedAgreement
from hsbcode.workflows.table_agreement import agreement_of_file
from tests.agreement_codings import Codings
from tests.test_agreement_reference import masi

DATA = Path(__file__).parents[2] / "shared" / "data" / "enisear_appraisal" / "data.csv"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.exists(), reason="no set of several coders here"),
]


def read() -> Codings:
    codings: Codings = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = frozenset(filter(None, row["codes"].split(";")))
            codings.setdefault(row["id"], {})[row["coder"]] = given
    return codings


@pytest.fixture(scope="module")
def codings() -> Codings:
    return read()


@pytest.fixture(scope="module")
def report(codings: Codings) -> AgreementReport:
    codes = sorted(
        {c for by in codings.values() for given in by.values() for c in given}
    )
    return measure(codings, codes=codes, resamples=0, more=True)


def test_row_43_alpha_per_code_of_a_real_set(
    codings: Codings, report: AgreementReport
) -> None:
    assert (report.shared, report.coders) == (1001, ("a1", "a2", "a3"))
    assert len(report.codes) == 7
    for code in report.codes:
        data = np.array(
            [
                [float(code.code in by[who]) for by in codings.values()]
                for who in report.coders
            ]
        )
        expected = krippendorff.alpha(data, level_of_measurement="nominal")
        assert code.alpha.value == pytest.approx(expected, abs=1e-9)
        for pair in code.pairs:
            first, second = (data[report.coders.index(who)] for who in pair.coders)
            assert pair.kappa.value == pytest.approx(
                cohen_kappa_score(first, second), abs=1e-9
            )


def test_row_43_alpha_over_sets_of_a_real_set(
    codings: Codings, report: AgreementReport
) -> None:
    triples = [
        (who, u, given) for u, by in codings.items() for who, given in by.items()
    ]
    oracle = AnnotationTask(triples, masi).alpha()
    assert report.headline.alpha.value == pytest.approx(oracle, abs=1e-9)
    for one, two in combinations(report.coders, 2):
        of_two = AnnotationTask([t for t in triples if t[0] in (one, two)], masi)
        (pair,) = (each for each in report.matrix if each.coders == (one, two))
        assert pair.alpha.value == pytest.approx(of_two.alpha(), abs=1e-9)
        (left,) = (each for each in report.left_out if each.coder not in (one, two))
        assert left.alpha.value == pytest.approx(pair.alpha.value)


def test_a_real_set_without_a_project(report: AgreementReport, tmp_path: Path) -> None:
    """The file as it is, with a text column, needs only the name of its unit column."""
    text = DATA.read_text(encoding="utf-8").replace("id,", "unit,", 1)
    table = tmp_path / "t.csv"
    table.write_text(text, encoding="utf-8")
    steps = agreement_of_file(table, WantedAgreement(resamples=0, more=True))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: FoundAgreement = end.value
            break
    assert found.report == report

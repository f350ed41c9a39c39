"""What docs/suggestions.md tells people to type works as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

from hsbcode.suggest import prior, prior_weights, ridge

DOCS = Path(__file__).parents[1] / "docs" / "suggestions.md"


def test_the_example_runs_as_printed() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.S)
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    codes, scores, kind = shown.stdout.splitlines()
    assert codes == "('water', 'paths')"
    water, paths = (float(score) for score in re.findall(r"\d\.\d", scores))
    assert water > paths
    assert kind in ("definition", "keywords")


def test_the_formulas_name_the_numbers_in_use() -> None:
    told = DOCS.read_text("utf-8")
    assert f"w1 = {prior.START[0]}, w2 = {prior.START[1]}" in told
    assert f"over codes + {prior.FAINT})" in told
    assert f"expect {prior.EXPECTED} codes" in told
    assert f"(K + {ridge.NOISE} I)" in told
    assert f"or {ridge.SHARED} across questions" in told
    assert f"+ {ridge.LEVEL} + {ridge.LEVEL} if the same question" in told
    first, *rest = prior_weights.OWN
    assert f"({first:.0f}, {rest[0]:.0f}, {rest[1]:.0f})" in told

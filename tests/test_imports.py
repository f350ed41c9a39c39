"""Starting is cheap: heavy libraries are entered at the moment they are needed."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = frozenset(
    {
        *("numpy", "scipy", "sklearn", "spacy", "pandas", "jinja2", "xlsxwriter"),
        "vl_convert",
    }
)
WORKFLOWS = tuple(
    f"hsbcode.workflows.{name}"
    for name in (
        "agreeing",
        "care",
        "codebook.frame",
        "coders",
        "coding",
        "evaluating",
        "log.history",
        "opening",
        "shipped",
        "studying",
        "suggesting",
        "tabulating",
        "log.undoing",
    )
)
"""What the opened application and most commands use; the others read files, choose
quotes and write reports, and are themselves entered only when that is asked for."""

_BEFORE = "import sys; there = set(sys.modules)"
_AFTER = "import json; print(); print(json.dumps(sorted(set(sys.modules) - there)))"
_HELP = """
sys.argv = ["hsbcode", "--help"]
from hsbcode.cli.app import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def loaded(code: str) -> set[str]:
    """Return the modules a fresh interpreter holds after running ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{_BEFORE}\n{code}\n{_AFTER}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def tops(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def skip_if_missing(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"there is no {module}")


def test_the_domain_needs_the_standard_library_only() -> None:
    names = sorted(
        f"hsbcode.domain.{path.stem}"
        for path in (ROOT / "src/hsbcode/domain").glob("[!_]*.py")
    )
    found = loaded("import hsbcode.domain\nimport " + ", ".join(names))
    assert set(names) <= found
    assert tops(found) - set(sys.stdlib_module_names) == {"hsbcode"}
    assert "sqlite3" not in found
    assert {m for m in found if m.startswith("hsbcode.")} == {*names, "hsbcode.domain"}


def test_a_bare_help_is_light() -> None:
    skip_if_missing("hsbcode.cli.app")
    assert tops(loaded(_HELP)) & (HEAVY | {"textual"}) == set()


@pytest.mark.parametrize("module", [*WORKFLOWS, "hsbcode.tui.app"])
def test_workflows_and_the_app_open_without_heavy_libraries(module: str) -> None:
    skip_if_missing(module)
    found = loaded(f"import {module}")
    assert module in found
    assert tops(found) & HEAVY == set()


def test_the_measuring_itself_sees_heavy_libraries() -> None:
    assert "numpy" in tops(loaded("import hsbcode.numbers.resampling"))

"""Whatever the screen does can be done without it: at the prompt or by a command."""

import io
import re
from pathlib import Path

import pytest
from typer.main import get_command

from hsbcode.cli.command_line import app
from hsbcode.cli.line_mode.prompt import COMMANDS as LINES
from hsbcode.cli.line_mode.session import run_lines
from hsbcode.store.project import Project
from hsbcode.tui.commands import COMMANDS
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]

TYPED = {
    "digit": "1 to 9",
    "code_key": ";",
    "find": "/",
    "choose": "+",
    "finish": "empty line",
    "no_code": "0",
    "undo": "u",
    "redo": "U",
    "span": "s",
    "apply_span": "s",
    "memo": "m",
    "notes": "M",
    "flag": "f",
    "next": "n",
    "previous": "p",
    "next_open": "N",
    "jump": "g",
    "first": "g",
    "last": "g",
    "next_page": "g",
    "previous_page": "g",
    "accept": "a",
    "reject": "x",
    "accept_all": "A",
    "reopen": "r",
    "define": "d",
    "why": "why",
    "came_from": "g",
    "pin": "P",
    "alike": "=",
    "filter": "F",
    "stays": "y",
    "word": "F",
    "order": "o",
    "search": "S",
    "question": "Q",
    "list": "w",
    "parts": "|",
    "progress": "i",
    "history": "H",
    "everybody": "H",
    "go_there": "g",
    "help": "?",
    "quit": "q",
}
"""Command → how a line of ``--plain`` begins that does it."""

RUN = {
    "import": "import",
    "as_open": "import --map",
    "as_closed": "import --map",
    "as_tick": "import --map",
    "as_ticks": "import --map",
    "as_id": "import --map",
    "drop": "import --map",
    "keep": "import --map",
    "join": "import --map",
    "break": "import --map",
    "headers": "import --map",
    "rename": "import --map",
    "map": "import --map",
    "form": "import --instrument",
    "next_unfit": "import --dry-run",
    "leave_import": "import --dry-run",
    "results": "results",
    "results_of": "results",
    "codebook_of": "codebook show",
    "codebook": "codebook show",
    "enter": "trace",
    "search_tables": "tables --table",
    "split": "tables --by",
    "figure": "tables --bars",
    "released": "tables --disclosure",
    "copy_table": "tables --table",
    "save_table": "tables --output",
    "recodes": "recode",
    "recode_carry": "recode --carry",
    "recode_leave": "recode --leave",
    "recode_apply": "recode --apply",
    "recode_end": "recode --take-back",
    "recode_next": "recode",
    "this_answer": "history --answer",
    "take_back": "undo --press",
    "mend": "mend",
    "suggestions": "evaluate",
    "suggestions_of": "evaluate",
    "judge": "evaluate",
    "judge_stop": "evaluate",
    "technical": "evaluate --detail",
    "limit": "evaluate --choose",
    "code_help": "codebook improve",
    "take": "codebook improve --take",
    "help_answers": "codebook improve",
    "help_undo": "codebook undo",
    "code_add": "codebook add",
    "code_define": "codebook redefine",
    "code_rename": "codebook rename",
    "code_move": "codebook move",
    "code_merge": "codebook merge",
    "code_split": "codebook split",
    "code_retire": "codebook retire",
    "code_comment": "codebook comment",
    "code_queue": "codebook queue",
    "book_undo": "codebook undo",
    "book_redo": "codebook undo --redo",
    "code_answers": "codebook show",
    "code_find": "codebook show",
    "code_history": "codebook history",
    "queue_digit": "codebook queue",
    "queue_fits": "codebook queue",
    "queue_none": "codebook queue",
    "queue_other": "codebook queue",
    "queue_several": "codebook queue",
    "queue_undo": "codebook queue",
    "queue_redo": "codebook queue",
    "queue_next": "codebook queue",
    "queue_previous": "codebook queue",
    "leave": "code",
    "rounds": "round status",
    "rounds_of": "round status",
    "round_next": "round status",
    "round_draw": "round draw",
    "round_assign": "round assign",
    "round_begin": "round begin",
    "round_code": "code --round",
    "round_package": "round package",
    "round_merge": "merge",
    "round_release": "round release",
    "round_agree": "agree --round",
    "round_settle": "round settle",
    "agree_talk": "round settle --code",
    "agree_question": "agree --question",
    "agree_level": "agree --level",
    "agree_where": "agree --round",
    "agree_again": "agree",
    "settle_digit": "round settle --codes",
    "settle_key": "round settle --codes",
    "settle_find": "round settle --codes",
    "settle_as": "round settle",
    "settle_it": "round settle --reason",
    "settle_none": "round settle --codes",
    "settle_undo": "round settle",
    "settle_redo": "round settle",
    "settle_votes": "round settle --hide-votes",
    "settle_code": "round settle --code",
    "settle_done": "round settle --list",
    "settle_equal": "round settle --equal",
    "settle_close": "round settle --close",
    "quotes": "quotes",
    "quotes_of": "quotes",
    "accept_quote": "quote accept",
    "accept_theme": "quote accept --theme",
    "better_quote": "quote better",
    "swap_quote": "quote swap --reason",
    "refuse_quote": "quote refuse --reason",
    "free_quote": "quote free",
    "kind_of_quote": "quote accept --unlike",
    "shows_quote": "quote accept --shows",
    "trim_quote": "quote cut",
    "whole_quote": "quote whole",
    "redact_quote": "quote redact --role",
    "names_in_quote": "redact",
    "flag_quote": "flags --clear",
    "undo_quote": "quote undo",
    "redo_quote": "quote undo --redo",
    "copy_quote": "quotes",
    "copy_theme": "quotes",
    "trace_quote": "trace",
    "decided_quotes": "quote decided",
    "check_coding": "quotes --check-list",
    "next_open_theme": "quotes",
    "to_report": "report",
    "report": "report",
    "report_of": "report",
    "report_tick": "report --parts",
    "report_enter": "trace",
    "report_earlier": "report --parts",
    "report_later": "report --parts",
    "write_report": "report --output",
    "stop_report": "report",
    "keep_plan": "report --keep",
    "undo_plan": "undo --press",
    "redo_plan": "undo --press",
    "copy_part": "report --parts",
    "before_report": "report",
    "written_reports": "releases",
    "report_quotes": "quotes",
    "settle_next": "round settle",
    "settle_previous": "round settle",
}
"""Command → ``hsbcode`` command that does it, with the option."""

SCREEN_ONLY = {
    "palette": "finds commands by name; --help and ? list them",
    "cover": "hides what is painted; at the prompt clear does it",
    "copy": "the terminal's own selection",
}
"""What has no meaning without a screen, and why."""

MOVES = re.compile(
    r"(up|down|word_(left|right|up|down)|longer|shorter|scroll_\w+|column_\w+|"
    r"table_\w+|steps?_(up|down)|newest|oldest|next_table|previous_table|show_list|"
    r"pane|leave_(span|results|recodes|history|book|queue|dialog)|"
    r"recode_(up|down|scroll|scroll_back)|"
    r"book_(up|down|page_up|page_down|first|last|scroll)|"
    r"round_(up|down|scroll)|leave_(rounds|agreement|settling)|settle_scroll|"
    r"quote_(up|down|scroll|scroll_up)|quotes_pane|(next|previous)_theme|leave_quotes|"
    r"report_(up|down|page_up|page_down|left|right|home|end|pane)|leave_report|"
    r"agree_(up|down|page_up|page_down|first|last|scroll)|"
    r"judged_\w+|help_(up|down|page_up|page_down|scroll)|leave_(judged|help))"
)
"""Moving the cursor about what is printed whole without a screen."""


def test_every_command_of_the_screen_has_its_pair() -> None:
    without = {
        each.id
        for each in COMMANDS
        if each.id not in TYPED | RUN | SCREEN_ONLY and not MOVES.fullmatch(each.id)
    }
    assert without == set(), "add it to the line mode or to a command, and here"


def test_no_pair_is_left_over() -> None:
    known = {each.id for each in COMMANDS}
    assert set(TYPED | RUN | SCREEN_ONLY) <= known


def test_every_line_is_one_that_the_prompt_lists() -> None:
    listed = " ".join(f" {words.replace(',', ' ')} " for words, _does in LINES)
    for name, start in TYPED.items():
        assert f" {start}" in listed, name


def test_every_command_that_is_named_exists() -> None:
    for name, words in RUN.items():
        there = get_command(app)
        for word in words.split():
            if word.startswith("--"):
                options = {option for each in there.params for option in each.opts}
                assert word in options, name
            else:
                there = there.commands[word]  # type: ignore[attr-defined]


def type_lines(path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Type lines at the prompt as amy."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{x}\n" for x in lines)))
    assert run_lines(path, "amy", "", "") == 0


def test_accept_all_pin_next_open_and_results_at_the_prompt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = tmp_path / "p.hsb"
    answers = ["There is danger for staff", "Trust takes time", "None"]
    make_project(path, answers).close()
    typed = ["A", "", "0", "g 1", "N", "P 9 trust", "P x", "9", "R", "q"]
    type_lines(path, monkeypatch, *typed)
    said = capsys.readouterr().out
    assert "Accepted: Balancing risk. u takes them back one by one." in said
    assert "9 is now " in said
    assert "A digit is given to a code as: P 3 code" in said
    assert "My codes, of 2 finished answers:" in said
    assert "Balancing risk: 1" in said
    with Project.open(path, write=False) as project:
        units = project.answers.unit_ids(next(iter(project.answers.questions())))
        codes = [set(project.fold.unit("amy", unit).codes) for unit in units]
    assert codes == [{"risk"}, set(), {"trust"}]


def test_what_the_prompt_says_has_no_frames_no_marks_and_no_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = tmp_path / "p.hsb"
    make_project(path, ["There is danger for staff", "Trust takes time"]).close()
    lines = ["1", "m later", "f come_back", "", "p", "H", "i", "M", "Q", "R", "?", "q"]
    type_lines(path, monkeypatch, *lines)
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\r" not in said
    odd = set(re.findall(r"[\u2190-\u21ff\u2500-\u27bf\u2690]", said))
    assert odd == set()

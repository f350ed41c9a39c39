"""All about the code under the cursor: rules, numbers, what was said, examples."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.tui.plain import joined, one_line, plain, shortened
from hsbcode.workflows.codebook.use import Example
from hsbcode.workflows.codebook.view import AboutCode

_ANSWER = 200


class CodebookDetail(VerticalScroll, can_focus=False):
    """What a coder wants to know before changing a code."""

    DEFAULT_CSS = """
    CodebookDetail {
        border: round $foreground 40%;
        border-title-color: $foreground;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & > Static { height: auto; }
    }
    """

    about: reactive[AboutCode | None] = reactive[AboutCode | None](None, init=False)
    words: reactive[str] = reactive("", init=False)
    """What is said where there is no code."""

    def compose(self) -> ComposeResult:
        """One text that grows."""
        yield Static(plain(""), markup=False)

    def watch_about(self, about: AboutCode | None) -> None:
        """Tell about another code."""
        self.border_title = plain(about.code.label if about else "")
        parts = told(about) if about is not None else [plain(self.words)]
        self.query_one(Static).update(joined(parts))
        self.scroll_home(animate=False)

    def watch_words(self) -> None:
        """Say why there is no code."""
        if self.about is None:
            self.query_one(Static).update(plain(self.words))


def told(about: AboutCode) -> list[Content]:
    """Return one text a line."""
    code = about.code
    place = " › ".join((*about.path, code.label))
    lines = [plain(one_line(f"{place} ({code.id})"), "bold")]
    if about.state:
        lines.append(plain(one_line(about.state), "bold"))
    if about.queue is not None:
        waiting = ", ".join(f"{who} {count}" for who, count in about.queue.by_coder)
        why = "under an older definition" if about.queue.why == "redefined" else ""
        lines.append(_labelled("to look at", " ".join(filter(None, (waiting, why)))))
    lines.append(plain(one_line(about.use.words)))
    for label, text in (
        ("", code.definition),
        ("include", code.include_when),
        ("exclude", code.exclude_when),
        ("e.g.", " / ".join(code.examples)),
        ("keywords", ", ".join(code.keywords)),
        ("only for", ", ".join(code.questions)),
        ("same as", ", ".join(code.same_as)),
    ):
        if text:
            lines.append(_labelled(label, text) if label else plain(text))
    if not code.definition and code.kind != "container":
        lines.append(plain("It has no definition yet: e writes one.", "dim"))
    lines += [
        _labelled(f"{each.coder}, {each.when}:", each.text) for each in about.comments
    ]
    lines += [answer_line(example) for example in about.examples]
    return lines


def answer_line(example: Example) -> Content:
    """Return one answer with a code: its name, whose, the coded words, the text."""
    who = ", ".join(example.coders)
    words = "".join(f" “{one_line(each)}” in" for each in example.words)
    text = shortened(example.unit.text, _ANSWER)
    return _labelled(f"{example.unit.name} ({who}):{words}", text)


def _labelled(label: str, text: str) -> Content:
    return joined([plain(one_line(label), "bold"), plain(text)], " ")

"""``codebook add|rename|move|retire|restore|merge|split|redefine|undo``.

Each shows what it would do and asks; ``--yes`` does not ask, ``--preview`` only shows.
"""

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import make, open_to
from hsbcode.cli.codebook_options import (
    NO_WORDS,
    CodeName,
    Definition,
    Editor,
    Examples,
    Exclude,
    Include,
    Json,
    Keywords,
    Preview,
    ProjectFile,
    Yes,
)
from hsbcode.domain.errors import UsageConflict


def add_to(group: typer.Typer) -> None:
    """Add these commands."""
    for name, command in (
        ("add", add),
        ("rename", rename),
        ("move", move),
        ("retire", retire),
        ("restore", restore),
        ("merge", merge),
        ("split", split),
        ("redefine", redefine),
        ("undo", undo),
    ):
        group.command(name)(command)


def add(
    project: ProjectFile,
    label: str = typer.Argument(help="What it is called."),
    id_: str = typer.Option("", "--id", help="Its id; one is made from the label."),
    under: str = typer.Option("", help="The code above it, by id or label."),
    question: list[str] = typer.Option([], help="Only for this question; repeatable."),
    kind: str = typer.Option("content", help="Its kind; container only holds others."),
    key: str = typer.Option("", help="One or two letters that give it after ;"),
    definition: Definition = None,
    include: Include = None,
    exclude: Exclude = None,
    example: Examples = NO_WORDS,
    keyword: Keywords = NO_WORDS,
    coder: Editor = "lead",
    json: Json = False,
) -> None:
    """Add a code; prints its id."""
    from hsbcode.workflows.codebook.edits import adding, make_edit
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing

    words = _words(definition, include, exclude, example, keyword)
    who = checked_name(coder)
    with open_for_writing(project) as opened:
        proposed = adding(
            opened,
            label,
            id_=id_,
            parent=under,
            questions=question,
            kind=kind,
            key=key,
            words=words,
        )
        version = make_edit(opened, proposed, who)
    if json:
        printing.as_json({"changed": True, "version": version, **proposed.as_dict()})
    else:
        printing.data(proposed.code)


def rename(
    project: ProjectFile,
    code: CodeName,
    label: str = typer.Argument(help="Its new label."),
    coder: Editor = "lead",
    yes: Yes = False,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Give a code another label; its id and its codings stay."""
    from hsbcode.workflows.codebook.edits import renaming

    with open_to(project, write=not preview) as opened:
        wanted = renaming(opened, code, label)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def move(
    project: ProjectFile,
    code: CodeName,
    under: str = typer.Argument("", help="The code above it; none = the top."),
    coder: Editor = "lead",
    yes: Yes = False,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Put a code, and all below it, under another one."""
    from hsbcode.workflows.codebook.edits import moving

    with open_to(project, write=not preview) as opened:
        wanted = moving(opened, code, under)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def retire(
    project: ProjectFile,
    code: CodeName,
    coder: Editor = "lead",
    yes: Yes = False,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Take a code out of use; what is coded with it stays."""
    from hsbcode.workflows.codebook.edits import retiring

    with open_to(project, write=not preview) as opened:
        wanted = retiring(opened, code)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def restore(
    project: ProjectFile,
    code: CodeName,
    coder: Editor = "lead",
    yes: Yes = False,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Take a retired, merged or split code into use again."""
    from hsbcode.workflows.codebook.edits import restoring

    with open_to(project, write=not preview) as opened:
        wanted = restoring(opened, code)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def merge(
    project: ProjectFile,
    codes: list[str] = typer.Argument(
        help="The codes that go, then the one they become; by id or label."
    ),
    coder: Editor = "lead",
    yes: Yes = False,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Make several codes one. No coding is changed: they are read as the last code.

    An answer with both counts once; memos and comments stay; undo makes them two again.
    """
    from hsbcode.workflows.codebook.merging import merging

    with open_to(project, write=not preview) as opened:
        wanted = merging(opened, codes[:-1], codes[-1])
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def split(
    project: ProjectFile,
    code: CodeName,
    into: list[str] = typer.Option(
        [], help="A code it becomes, by label or id; at least two."
    ),
    coder: Editor = "lead",
    yes: Yes = False,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Split a code into two or more; then go through its answers (codebook queue)."""
    from hsbcode.workflows.codebook.merging import splitting

    with open_to(project, write=not preview) as opened:
        wanted = splitting(opened, code, into)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def redefine(
    project: ProjectFile,
    code: CodeName,
    definition: Definition = None,
    include: Include = None,
    exclude: Exclude = None,
    example: Examples = NO_WORDS,
    keyword: Keywords = NO_WORDS,
    same_meaning: bool = typer.Option(
        False, "--same-meaning", help="Only worded better: nothing to look at again."
    ),
    coder: Editor = "lead",
    yes: Yes = False,
    preview: Preview = False,
    json: Json = False,
) -> None:
    """Define a code anew; what was coded under the older definition becomes a queue.

    What is not given stays. Other examples or keywords alone leave no queue.
    """
    from hsbcode.workflows.codebook.edits import redefining

    words = _words(definition, include, exclude, example, keyword)
    if not words:
        raise UsageConflict(
            "Nothing is to be changed.",
            "Give --definition, --include, --exclude, --example or --keyword.",
        )
    with open_to(project, write=not preview) as opened:
        wanted = redefining(opened, code, words, same_meaning=same_meaning)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def undo(
    project: ProjectFile,
    redo: bool = typer.Option(False, "--redo", help="Do again what undo took back."),
    coder: Editor = "lead",
) -> None:
    """Take back the last edit of the frame, whoever made it."""
    from hsbcode.workflows.codebook.edits import undo_edit
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing

    with open_for_writing(project) as opened:
        undone = undo_edit(opened, checked_name(coder), redo=redo)
    done = "Done again" if redo else f"Taken back: {undone.words}"
    printing.narrate(f"{done}.")


def _words(
    definition: str | None,
    include: str | None,
    exclude: str | None,
    example: list[str],
    keyword: list[str],
) -> dict[str, str | tuple[str, ...]]:
    given: dict[str, str | tuple[str, ...] | None] = {
        "definition": definition,
        "include_when": include,
        "exclude_when": exclude,
        "examples": tuple(example) or None,
        "keywords": tuple(keyword) or None,
    }
    return {name: value for name, value in given.items() if value is not None}

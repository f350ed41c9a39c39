"""``codebook add|rename|move|retire|restore|merge|split|redefine|undo``.

Each shows what it would do and asks; ``--yes`` does not ask, ``--preview`` only shows.
"""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import make, open_to
from hsbcode.domain.errors import UsageConflict

_PROJECT = typer.Argument(help="The project file.")
_CODE = typer.Argument(help="The code, by id or label.")
_CODER = typer.Option("lead", help="Who makes the change; their undo reaches it.")
_YES = typer.Option(False, "--yes", help="Do not ask.")
_PREVIEW = typer.Option(False, "--preview", help="Show what it would do, and no more.")
_JSON = typer.Option(False, "--json", help="As JSON.")
_DEFINITION = typer.Option(None, help="What it stands for.")
_INCLUDE = typer.Option(None, help="When to give it.")
_EXCLUDE = typer.Option(None, help="When not to.")
_EXAMPLE = typer.Option([], help="An example; repeatable.")
_KEYWORD = typer.Option([], help="A word that speaks for it; repeatable.")


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
    project: Path = _PROJECT,
    label: str = typer.Argument(help="What it is called."),
    id_: str = typer.Option("", "--id", help="Its id; one is made from the label."),
    under: str = typer.Option("", help="The code above it, by id or label."),
    question: list[str] = typer.Option([], help="Only for this question; repeatable."),
    kind: str = typer.Option("content", help="Its kind; container only holds others."),
    key: str = typer.Option("", help="One or two letters that give it after ;"),
    definition: str | None = _DEFINITION,
    include: str | None = _INCLUDE,
    exclude: str | None = _EXCLUDE,
    example: list[str] = _EXAMPLE,
    keyword: list[str] = _KEYWORD,
    coder: str = _CODER,
    json: bool = _JSON,
) -> None:
    """Add a code; prints its id."""
    from hsbcode.workflows.codebook_edits import adding, make_edit
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
    project: Path = _PROJECT,
    code: str = _CODE,
    label: str = typer.Argument(help="Its new label."),
    coder: str = _CODER,
    yes: bool = _YES,
    preview: bool = _PREVIEW,
    json: bool = _JSON,
) -> None:
    """Give a code another label; its id and its codings stay."""
    from hsbcode.workflows.codebook_edits import renaming

    with open_to(project, write=not preview) as opened:
        wanted = renaming(opened, code, label)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def move(
    project: Path = _PROJECT,
    code: str = _CODE,
    under: str = typer.Argument("", help="The code above it; none = the top."),
    coder: str = _CODER,
    yes: bool = _YES,
    preview: bool = _PREVIEW,
    json: bool = _JSON,
) -> None:
    """Put a code, and all below it, under another one."""
    from hsbcode.workflows.codebook_edits import moving

    with open_to(project, write=not preview) as opened:
        wanted = moving(opened, code, under)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def retire(
    project: Path = _PROJECT,
    code: str = _CODE,
    coder: str = _CODER,
    yes: bool = _YES,
    preview: bool = _PREVIEW,
    json: bool = _JSON,
) -> None:
    """Take a code out of use; what is coded with it stays."""
    from hsbcode.workflows.codebook_edits import retiring

    with open_to(project, write=not preview) as opened:
        wanted = retiring(opened, code)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def restore(
    project: Path = _PROJECT,
    code: str = _CODE,
    coder: str = _CODER,
    yes: bool = _YES,
    preview: bool = _PREVIEW,
    json: bool = _JSON,
) -> None:
    """Take a retired, merged or split code into use again."""
    from hsbcode.workflows.codebook_edits import restoring

    with open_to(project, write=not preview) as opened:
        wanted = restoring(opened, code)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def merge(
    project: Path = _PROJECT,
    codes: list[str] = typer.Argument(
        help="The codes that go, then the one they become; by id or label."
    ),
    coder: str = _CODER,
    yes: bool = _YES,
    preview: bool = _PREVIEW,
    json: bool = _JSON,
) -> None:
    """Make several codes one. No coding is changed: they are read as the last code.

    An answer with both counts once; memos and comments stay; undo makes them two again.
    """
    from hsbcode.workflows.codebook_merging import merging

    with open_to(project, write=not preview) as opened:
        wanted = merging(opened, codes[:-1], codes[-1])
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def split(
    project: Path = _PROJECT,
    code: str = _CODE,
    into: list[str] = typer.Option(
        [], help="A code it becomes, by label or id; at least two."
    ),
    coder: str = _CODER,
    yes: bool = _YES,
    preview: bool = _PREVIEW,
    json: bool = _JSON,
) -> None:
    """Split a code into two or more; then go through its answers (codebook queue)."""
    from hsbcode.workflows.codebook_merging import splitting

    with open_to(project, write=not preview) as opened:
        wanted = splitting(opened, code, into)
        make(opened, wanted, coder, yes=yes, preview=preview, json=json)


def redefine(
    project: Path = _PROJECT,
    code: str = _CODE,
    definition: str | None = _DEFINITION,
    include: str | None = _INCLUDE,
    exclude: str | None = _EXCLUDE,
    example: list[str] = _EXAMPLE,
    keyword: list[str] = _KEYWORD,
    same_meaning: bool = typer.Option(
        False, "--same-meaning", help="Only worded better: nothing to look at again."
    ),
    coder: str = _CODER,
    yes: bool = _YES,
    preview: bool = _PREVIEW,
    json: bool = _JSON,
) -> None:
    """Define a code anew; what was coded under the older definition becomes a queue.

    What is not given stays. Other examples or keywords alone leave no queue.
    """
    from hsbcode.workflows.codebook_edits import redefining

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
    project: Path = _PROJECT,
    redo: bool = typer.Option(False, "--redo", help="Do again what undo took back."),
    coder: str = _CODER,
) -> None:
    """Take back the last edit of the frame, whoever made it."""
    from hsbcode.workflows.codebook_edits import undo_edit
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

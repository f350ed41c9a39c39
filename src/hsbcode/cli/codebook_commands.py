"""``codebook show|check|export``; the other commands stand beside this file."""

from dataclasses import asdict
from pathlib import Path

import typer

from hsbcode.cli import (
    codebook_edit_commands,
    codebook_heads_commands,
    codebook_help_commands,
    codebook_import_commands,
    codebook_talk_commands,
    printing,
)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    group = typer.Typer(
        name="codebook",
        help="The code frame: look at it, change it, go through what a change leaves.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command("show")(show)
    group.command("check")(check)
    codebook_edit_commands.add_to(group)
    codebook_talk_commands.add_to(group)
    codebook_help_commands.add_to(group)
    codebook_import_commands.add_to(group)
    group.command("export")(export)
    codebook_heads_commands.add_to(group)
    app.add_typer(group)


def show(
    project: Path = typer.Argument(help="The project file."),
    code: str = typer.Argument("", help="One code, by id or label."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Print the frame as a tree with answers and coders; or all about one code."""
    from hsbcode.workflows.codebook.use import Use, uses
    from hsbcode.workflows.opening import open_project

    if code:
        _show_code(project, code, json=json)
        return
    with open_project(project, write=False) as opened:
        book = opened.codebook
        used = uses(opened)
    if json:
        printing.as_json(
            {
                "version": book.version,
                "content_version": book.content_version,
                "title": book.title,
                "codes": [
                    asdict(each) | used.get(each.id, Use()).as_dict() for each in book
                ],
            }
        )
        return
    if not len(book):
        printing.narrate(
            "No codes yet. Take a frame with: hsbcode codebook import PROJECT FILE, "
            "make one with: hsbcode codebook add PROJECT LABEL, or while coding with /"
        )
        return
    rows = []
    for each in book.in_tree_order():
        use = used.get(each.id, Use())
        state = each.status if each.status == "retired" else ""
        if each.merged_into:
            state = f"merged into {book.label(each.merged_into)}"
        elif each.split_into:
            state = "split into " + ", ".join(map(book.label, each.split_into))
        rows.append(
            (
                "  " * book.depth(each.id) + each.label,
                each.id,
                each.key,
                "" if each.kind == "content" else each.kind,
                str(use.answers or ""),
                str(use.people or ""),
                ", ".join(use.coders),
                state,
            )
        )
    header = ("code", "id", "key", "kind", "answers", "people", "coders", "")
    printing.columns(rows, header)


def _show_code(project: Path, name: str, *, json: bool) -> None:
    from hsbcode.workflows.codebook.comments import comments_on
    from hsbcode.workflows.codebook.history import versions
    from hsbcode.workflows.codebook.use import examples, find_code, use_together
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        book = opened.codebook
        code = find_code(book, name)
        use = use_together(opened, [code.id])
        said = comments_on(opened, code.id)
        answers = examples(opened, book.standing(code.id))
        edits = versions(opened, code.id)
    if json:
        printing.as_json(
            asdict(code)
            | {
                "use": use.as_dict(),
                "comments": [each.as_dict() for each in said],
                "answers": [each.as_dict() for each in answers],
                "history": [each.as_dict() for each in edits],
            }
        )
        return
    rules = [
        (
            name.replace("_", " "),
            "; ".join(value) if isinstance(value, tuple) else value,
        )
        for name, value in asdict(code).items()
        if value not in ("", (), None, False) and name not in ("label", "wordings")
    ]
    printing.data(code.label)
    printing.columns((f"  {name}", str(value)) for name, value in rules)
    printing.data(f"  {use.words}")
    for each in said:
        printing.data(f"  {each.coder}, {each.when}: {each.text}")
    for answer in answers:
        words = "".join(f" [{words}]" for words in answer.words)
        text = " ".join(answer.unit.text.split())
        printing.data(
            f"  {answer.unit.name} ({', '.join(answer.coders)}){words}  {text}"
        )
    for edit in edits:
        printing.data(f"  v{edit.number}  {edit.when}  {edit.coder}  {edit.words}")


def check(
    file: str = typer.Argument(help="A codebook file, or a shipped name."),
) -> None:
    """Check a codebook file (.yaml, .xlsx, .csv) and count what it holds."""
    from hsbcode.workflows.codebook.frame import read_codebook
    from hsbcode.workflows.shipped import codebook_path

    book = read_codebook(codebook_path(file))
    without = [code.label for code in book if not code.keywords and code.can_be_applied]
    printing.data(
        f"{file}: sound; {len(book)} codes, {len(book.children(None))} themes"
    )
    if without:
        printing.narrate(
            f"{len(without)} codes have no keywords, so nothing is suggested for them "
            "before people have coded: "
            + ", ".join(without[:8])
            + (" …" if len(without) > 8 else "")
        )


def export(
    project: Path = typer.Argument(help="The project file."),
    output: Path = typer.Option(
        ..., "-o", "--output", help="A .yaml, .xlsx or .csv file."
    ),
) -> None:
    """Write the project's frame to a file; never over an existing one."""
    from hsbcode.workflows.codebook.frame import write_codebook
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        book = opened.codebook
    write_codebook(book, output)
    printing.data(str(output))

"""Codebooks as tables: one row a code, headings as people write them."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from hsbcode.domain.codebook import KINDS, STATUSES, Code, Codebook
from hsbcode.domain.errors import CodebookError, OutputError, nearest
from hsbcode.domain.ids import code_id, slug
from hsbcode.files.codebook_headings import HEADINGS, rows_of
from hsbcode.files.codebook_parents import Parents
from hsbcode.files.source_tables import SourceTable

_TRUE = ("yes", "true", "x", "1", "y")
_FALSE = ("", "no", "false", "0", "n")


def table_to_codes(table: SourceTable) -> tuple[Code, ...]:
    """Return the codes of a table with headings.

    ``theme`` names the parent by label or path ``A > B`` (or by id); a parent that is
    only named becomes a code. The codes still have to pass ``domain.codebook.check``.

    Raises:
        CodebookError: names the file and the row or heading.
    """
    frame = _Frame(table.file)
    for number, given in rows_of(table):
        frame.add(given, number)
    return frame.codes()


def codes_to_table(codebook: Codebook) -> list[list[str]]:
    """Return headings and rows that ``table_to_codes`` reads back to the same codes.

    Raises:
        OutputError: names the first code that a table cannot keep exactly.
    """
    names = list(HEADINGS)
    labels = Counter(code.label.casefold() for code in codebook)
    rows = [names]
    for code in codebook:
        theme = ""
        if code.parent is not None:
            line = [codebook[above] for above in codebook.ancestors(code.id)]
            plain = all(
                labels[c.label.casefold()] == 1 and " > " not in c.label for c in line
            )
            # A path that could be misread gives way to the id.
            path = " > ".join(c.label for c in reversed(line))
            theme = path if plain else code.parent
        rows.append([_cell(code, name, theme) for name in names])
    table = SourceTable(
        file="the codebook",
        sha256="",
        rows=tuple(tuple(row) for row in rows),
        numbers=tuple(range(1, len(rows) + 1)),
        lines=(),
    )
    again = {code.id: code for code in table_to_codes(table)}
    for code in codebook:
        # What was merged or split is the project's to know: it keeps it at an import.
        bare = replace(code, merged_into="", split_into=(), wordings=())
        if again.get(code.id) != bare:
            raise OutputError(
                f"Code “{code.id}” cannot be kept exactly in a spreadsheet: an "
                f"example, keyword or label holds a line break, “ | ”, “;” or “ > ”, "
                f"or blanks around it.",
                "Write the codebook as .yaml.",
            )
    return rows


@dataclass(slots=True)
class _Frame:
    """The rows read so far; parents are found when all are there."""

    file: str
    entries: list[tuple[Code, str, int]] = field(default_factory=list)

    def add(self, given: dict[str, str], number: int) -> None:
        label = given.get("code", "").strip()
        where = f"{self.file}, row {number}"
        if not label:
            raise CodebookError(f"{where}: the code has no name.")
        above, _, last = label.rpartition(" > ")
        theme = given.get("theme", "").strip()
        if above and not theme and "id" not in given:
            theme, label = above.strip(), last.strip()
        self.entries.append((_code(given, label, where), theme, number))

    def codes(self) -> tuple[Code, ...]:
        self._ids()
        found = Parents([code for code, _, _ in self.entries])
        themes = [(theme, number) for _, theme, number in self.entries]
        for place, (theme, _) in enumerate(themes):
            if theme:
                code = self.entries[place][0]
                found.place(code, found.find_or_make(theme, code))
        return found.codes()

    def _ids(self) -> None:
        """Make ids from labels; a label met again under another theme gets both."""
        taken = {code.id for code, _, _ in self.entries if code.id}
        rows: dict[tuple[str, str, tuple[str, ...]], int] = {}
        for place, (code, theme, number) in enumerate(self.entries):
            if code.id:
                continue
            same = (code.label.casefold(), theme.casefold(), code.questions)
            if same in rows:
                raise CodebookError(
                    f"{self.file}, row {number}: the code “{code.label}” stands in row "
                    f"{rows[same]} already.",
                    "Keep one of the two rows.",
                )
            rows[same] = number
            prefix = "_".join((theme, *code.questions))
            wishes = [code_id(code.label), slug(f"{prefix}_{code.label}")]
            wishes += [f"{wishes[0]}_{n}" for n in range(2, len(self.entries) + 3)]
            made = next(wish for wish in wishes if wish not in taken)
            taken.add(made)
            self.entries[place] = (replace(code, id=made), theme, number)


def _code(given: dict[str, str], label: str, where: str) -> Code:
    def word(name: str, default: str, known: tuple[str, ...]) -> str:
        value = given.get(name, default).strip().casefold()
        if value not in known:
            raise CodebookError(
                f"{where}, {name}: “{value[:60]}” is not known.",
                nearest(value, known) or "Known are: " + ", ".join(known),
            )
        return value

    report = word("report", "no", (*_TRUE, *_FALSE)) in _TRUE
    return Code(
        id=given.get("id", "").strip(),
        label=label,
        kind=word("kind", "content", KINDS),
        questions=_words(given.get("questions", "")),
        same_as=_words(given.get("same_as", "")),
        definition=given.get("definition", ""),
        include_when=given.get("include", ""),
        exclude_when=given.get("exclude", ""),
        examples=_parts(given.get("example", ""), r"\n| \| "),
        keywords=_words(given.get("keywords", "")),
        key=given.get("key", "").strip(),
        report=report,
        status=word("status", "active", STATUSES),
    )


def _words(cell: str) -> tuple[str, ...]:
    return _parts(cell, ";|\n" if ";" in cell else ",|\n")


def _parts(cell: str, pattern: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(pattern, cell))
    return tuple(part for part in parts if part)


def _cell(code: Code, name: str, theme: str) -> str:
    def joined(words: tuple[str, ...]) -> str:
        alone = len(words) == 1 and "," in words[0]
        return words[0] + ";" if alone else "; ".join(words)

    return {
        "code": code.label,
        "theme": theme,
        "definition": code.definition,
        "include": code.include_when,
        "exclude": code.exclude_when,
        "example": "\n".join(code.examples),
        "keywords": joined(code.keywords),
        "id": code.id,
        "key": code.key,
        "kind": code.kind,
        "questions": joined(code.questions),
        "same_as": joined(code.same_as),
        "report": "yes" if code.report else "no",
        "status": code.status,
    }[name]

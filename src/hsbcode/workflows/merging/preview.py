"""What would come in, counted: in a blind round only what is finished is told."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from hsbcode.domain.acts import ActKind
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.codebook_heads import heads_of, shared_base, together
from hsbcode.domain.merging import Coming, ComingBy, FileComing, NewCode
from hsbcode.store.codebooks import CHOICE, from_json, parents
from hsbcode.store.incoming import Incoming
from hsbcode.store.project import Project

_COUNTED = [f.name for f in fields(ComingBy) if f.name not in ("coder", "blind")]
_BY_CODER = f"""
SELECT coder,
  count(DISTINCT CASE WHEN kind IN ('apply', 'remove', 'finish', 'reopen')
                      THEN unit END),
  sum(kind = '{ActKind.APPLY}'),
  sum(kind = '{ActKind.FINISH}'),
  sum(kind IN ('{ActKind.REMOVE}', '{ActKind.REOPEN}')),
  sum(kind IN ('{ActKind.NOTE}', '{ActKind.COMMENT}')),
  sum(kind = '{ActKind.FLAG}'),
  sum(kind = '{ActKind.CODEBOOK}'),
  sum(kind = '{ActKind.SETTING}' AND flag IS NOT NULL),
  sum(kind = '{ActKind.ROUND}'),
  sum(kind NOT IN ('apply', 'finish', 'remove', 'reopen', 'note', 'comment', 'flag',
                   'codebook', 'setting', 'round')),
  count(*)
FROM incoming.acts GROUP BY coder ORDER BY coder
"""
_CLOSED = f"""
round IS NOT NULL AND kind NOT IN ('{ActKind.ROUND}', '{ActKind.SETTLE}')
AND round NOT IN (SELECT value FROM json_each(?))
"""
_IN_CLOSED = f"SELECT DISTINCT coder FROM incoming.acts WHERE {_CLOSED}"
_FINISHED = f"""
SELECT coder, count(DISTINCT unit) FROM incoming.acts
WHERE kind = '{ActKind.FINISH}' AND {_CLOSED}
  AND id NOT IN (SELECT ends FROM incoming.acts WHERE ends IS NOT NULL) GROUP BY coder
"""
"""How many answers stand finished in rounds but some."""


def what_comes(
    project: Project, incoming: Incoming, files: Sequence[FileComing]
) -> Coming:
    """Return what would come in from files that are staged."""
    rows = incoming.count(_BY_CODER)
    coders = _blinded(
        project,
        incoming,
        [ComingBy(str(row[0]), **_numbers(row)) for row in rows],
    )
    coming = Coming(tuple(files), coders)
    edits = incoming.acts(ActKind.CODEBOOK)
    if not edits:
        return coming
    known = parents(project.log)
    frames = {}
    for act in edits:
        text = incoming.body(act.body)
        frames[act.id] = from_json(text, act.id)
        also = json.loads(text).get("also_from", ()) if act.flag == CHOICE else ()
        made_from = (act.codebook,) if act.codebook else ()
        known[act.id] = (*made_from, *map(str, also))
    heads = heads_of(known)
    now = project.codebook
    new = {
        code.id: NewCode(code.id, code.label, act.coder)
        for act in reversed(edits)
        for code in frames[act.id]
        if code.id not in now
    }

    def frame(version: str) -> Codebook:
        return frames.get(version) or project.codebook_at(version)

    base = frame(shared_base(known, heads)) if len(heads) > 1 else now
    both = together(base, {head: frame(head) for head in heads})
    return replace(
        coming,
        new_codes=tuple(new.values()),
        same_named=both.same_named,
        heads=len(heads),
    )


def _numbers(row: tuple[object, ...]) -> dict[str, Any]:
    return dict(zip(_COUNTED, (int(str(cell)) for cell in row[1:]), strict=True))


def _blinded(
    project: Project, incoming: Incoming, coders: Sequence[ComingBy]
) -> tuple[ComingBy, ...]:
    """Mark who codes in a round that is not released, and count what may be told."""
    rounds = project.rounds
    closed = [each for each in rounds.values() if each.is_closed]
    shares = {coder for each in closed for coder in each.coders}
    # A round that comes in with the file has not been released here, either.
    told = json.dumps([each.id for each in rounds.values() if not each.is_closed])
    blind = {str(row[0]) for row in incoming.count(_IN_CLOSED, (told,))}
    counted = {
        str(coder): int(str(finished))
        for coder, finished in incoming.count(_FINISHED, (told,))
    }
    called = project.log.called
    return tuple(
        replace(each, blind=True, finished=counted.get(each.coder, 0))
        if each.coder in blind or called.name(each.coder) in shares
        else each
        for each in coders
    )

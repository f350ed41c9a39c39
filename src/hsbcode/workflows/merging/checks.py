"""What acts from other files may not say, beyond the form of their rows."""

import json
from collections.abc import Sequence

from hsbcode.domain.acts import FLAGS, ActKind, Origin
from hsbcode.domain.codebook import check
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.rounds import Round, read_rounds
from hsbcode.store.codebooks import from_json
from hsbcode.store.incoming import Incoming
from hsbcode.store.project import Project
from hsbcode.store.staging import JUDGEMENTS, Refused, StagedFile


class Checks:
    """Looks at what is staged beside what the project knows.

    Each check raises ``Refused`` with the rest of a sentence about the file.
    """

    def __init__(self, project: Project, incoming: Incoming) -> None:
        self._project = project
        self._incoming = incoming

    def of_share(self, staged: StagedFile, coder: str, share: Sequence[str]) -> None:
        """Refuse acts on other answers, on others' acts, on words not there."""
        strange = self._incoming.count(
            "SELECT 1 FROM incoming.acts WHERE rowid > ? AND unit IS NOT NULL AND unit "
            "NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
            (staged.after, json.dumps(share)),
        )
        if strange:
            raise Refused(f"codes answers that are not in {coder}'s share")
        loose = self._incoming.count(
            "SELECT 1 FROM incoming.acts i WHERE i.rowid > ? AND i.ends IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM incoming.acts o WHERE o.id = i.ends "
            "AND o.coder = i.coder AND o.round IS i.round) "
            "AND NOT EXISTS (SELECT 1 FROM main.acts m WHERE m.id = i.ends "
            "AND m.coder = i.coder AND m.round IS i.round) LIMIT 1",
            (staged.after,),
        )
        if loose:
            raise Refused("takes back steps of others: it was altered")
        beyond = self._incoming.count(
            "SELECT 1 FROM incoming.acts i JOIN main.units u ON u.id = i.unit "
            "JOIN main.boxes b ON b.id = u.box WHERE i.rowid > ? "
            'AND i."end" IS NOT NULL AND i."end" > '
            "length(CAST(b.text AS BLOB)) LIMIT 1",
            (staged.after,),
        )
        if beyond:
            raise Refused("marks words where an answer has none: it was altered")

    def frames(self, staged: StagedFile, *, every_parent: bool) -> None:
        """Refuse edits of the codebook that hold no sound frame."""
        edits = self._incoming.acts(ActKind.CODEBOOK, after=staged.after)
        if not edits:
            return
        known = {act.id for act in self._project.log.of_kind(ActKind.CODEBOOK)}
        known |= {act.id for act in self._incoming.acts(ActKind.CODEBOOK)}
        for act in edits:
            try:
                check(from_json(self._incoming.body(act.body)))
            except (
                HsbcodeError,
                ValueError,
                TypeError,
                KeyError,
                AttributeError,
                RecursionError,
            ) as error:
                raise Refused("holds a codebook that is not sound") from error
            if every_parent and act.codebook not in known:
                raise Refused("changes a codebook that is not here")

    def known(self, staged: StagedFile) -> None:
        """Refuse codes, flags and origins that nobody here has ever had."""

        def used(column: str, kind: str = "kind") -> set[str]:
            rows = self._incoming.count(
                f"SELECT DISTINCT {column} FROM incoming.acts WHERE rowid > ? "
                f"AND {column} IS NOT NULL AND kind = {kind}",
                (staged.after,),
            )
            return {str(row[0]) for row in rows}

        codes = used("code", f"'{ActKind.APPLY}'")
        codes -= {code.id for code in self._project.codebook}
        frames = [
            from_json(self._incoming.body(act.body))
            for act in self._incoming.acts(ActKind.CODEBOOK)
        ]
        if codes:
            edits = self._project.log.of_kind(ActKind.CODEBOOK)
            frames += [self._project.codebook_at(act.id) for act in edits]
        codes -= {code.id for frame in frames for code in frame}
        flags = used("flag", f"'{ActKind.FLAG}'") - set(FLAGS)
        if codes or flags or used("origin") - set(map(str, Origin)):
            raise Refused("gives codes or flags that are not here: it was altered")

    def rounds(self) -> None:
        """Refuse steps that no round can be read from."""
        log = self._project.log
        steps = [(act, log.body(act.body)) for act in log.of_kind(ActKind.ROUND)]
        steps += [
            (act, self._incoming.body(act.body))
            for act in self._incoming.acts(ActKind.ROUND)
        ]
        try:
            for each in read_rounds(steps).values():
                if each.frozen is not None:
                    dict(each.frozen.seen)
        except (
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            RecursionError,
        ) as error:
            raise Refused("holds a round that is not sound") from error

    def not_backdated(self, each: Round, staged: StagedFile) -> None:
        """Refuse judgements numbered as if a round had held them at its release."""
        if each.frozen is None:
            return
        for act in self._incoming.acts(*JUDGEMENTS, after=staged.after):
            if each.frozen.holds(act):
                raise Refused(
                    f"numbers steps as if the round {each.id} had held them when it "
                    "was released: it was altered"
                )

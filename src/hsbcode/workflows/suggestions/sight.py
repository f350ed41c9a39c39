"""What a coder may see suggested, and the record of what they saw.

For a share of the answers, chosen by a hash, and for the audit sample suggestions stay
hidden until the answer is finished, so that the study can show what they did to the
coders. In a round nothing is suggested, or for a random half of each share, by its
design. Every face of coding asks here, and shows nothing where ``hides`` says so.
"""

from collections.abc import Sequence

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.showings import (
    FROM_CODEBOOK,
    NONE,
    OFF,
    USUAL_SEED,
    USUAL_SHARE,
    HiddenShare,
    Showing,
)
from hsbcode.store.project import Project
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.rounds.drawing import random_half
from hsbcode.workflows.rounds.reading import round_of
from hsbcode.workflows.suggestions.audit_sample import audit_wholes

HIDDEN = "Suggestions are hidden for this answer by design."
IN_TITLE = "suggestions hidden for this answer by design"
"""The same for the frame of the codes."""
SHARE_SETTING = "hidden share"


class Sight:
    """What one coder sees of suggestions in one pass."""

    def __init__(self, own: CoderPass) -> None:
        self._own = own
        self._settings: object = None
        self._share = HiddenShare()
        self._audit: frozenset[str] = frozenset()
        self._half: frozenset[str] | None = None
        """The answers of a round that are coded with suggestions; None outside."""
        if own.round is not None:
            drawn = round_of(own.project, own.round)
            self._half = frozenset()
            if drawn.suggestions == "half":
                seed = drawn.drawn.get("seed")
                seed = seed if isinstance(seed, int) else 0
                self._half = random_half(drawn.share(own.coder), seed, own.coder)

    @property
    def suggests(self) -> bool:
        """Whether anything is suggested in this pass at all."""
        return self._half is None or bool(self._half)

    def hides(self, unit: str) -> bool:
        """Whether nothing may be suggested for an answer now.

        Outside rounds that ends when it is finished.
        """
        if self._half is not None:
            return self.is_blind(unit)
        return not self._own.held(unit).finished and self.is_blind(unit)

    def is_blind(self, unit: str) -> bool:
        """Whether an answer is coded without suggestions by design, finished or not."""
        if self._half is not None:
            return unit not in self._half
        settings = self._own.project.settings
        if settings is not self._settings:
            # A new mapping is read after each change of a setting.
            self._settings = settings
            self._share = hidden_share(self._own.project)
            self._audit = audit_wholes(self._own.project)
        if self._audit and self._own.project.fold.whole_of(unit) in self._audit:
            return True
        return self._share.hides(unit, self._own.coder)

    def show(
        self,
        unit: str,
        run: str,
        suggested: Sequence[tuple[str, float | None]],
        *,
        hidden: bool = False,
    ) -> str:
        """Keep what is suggested for an answer; written with the next act on it.

        Args:
            unit: the answer.
            run: of the model; empty where the codebook alone suggests.
            suggested: (code, score), the strongest first; no score from the codebook.
            hidden: whether it is kept from the coder, to compare with.

        Returns:
            What goes with the act: ``off`` where hidden, ``none`` for no suggestion,
            else the id of the showing.
        """
        if not suggested:
            return OFF if hidden else NONE
        own = self._own
        codes = tuple(code for code, _score in suggested)
        scores = tuple(
            None if score is None else round(score, 4) for _code, score in suggested
        )
        name = own.project.log.new_id()
        own.sees(
            Showing(name, unit, own.coder, run or FROM_CODEBOOK, codes, scores, hidden)
        )
        return OFF if hidden else name


def hidden_share(project: Project) -> HiddenShare:
    """Return the project's hidden share; the usual one until something else is set."""
    value = project.settings.get(SHARE_SETTING)
    if not isinstance(value, dict):
        return HiddenShare()
    own = value.get("coders", {})
    return HiddenShare(
        float(value.get("share", USUAL_SHARE)),
        int(value.get("seed", USUAL_SEED)),
        {str(who): float(share) for who, share in own.items()},
    )


def set_hidden_share(
    project: Project, share: str, whose: str = "", coder: str = "project"
) -> HiddenShare:
    """Set for how many answers suggestions are hidden; return what holds now.

    Args:
        project: open for writing.
        share: a percentage, as ``20%``, or a share 0..1.
        whose: one coder's own share; empty: everybody's who has none.
        coder: who sets it.

    Raises:
        UsageConflict: it is no share.
    """
    wanted = read_share(share)
    held = hidden_share(project)
    own = dict(held.own)
    if whose:
        own[whose] = wanted
    now = HiddenShare(held.share if whose else wanted, held.seed, own)
    if now != held:
        value = {"share": now.share, "seed": now.seed, "coders": now.own}
        project.put_setting(SHARE_SETTING, value, coder)
    return now


def renamed_share(project: Project, old: str, new: str) -> dict[str, object] | None:
    """Return the setting with a coder's own share under a new name; None if none."""
    held = hidden_share(project)
    if old not in held.own:
        return None
    own = {new if who == old else who: share for who, share in held.own.items()}
    return {"share": held.share, "seed": held.seed, "coders": own}


def read_share(typed: str) -> float:
    """Return a share 0..1 that was typed as such or as a percentage.

    Raises:
        UsageConflict: it is none.
    """
    text = typed.strip()
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = -1.0
    if text.endswith("%") or number > 1:
        number /= 100
    if not 0 <= number <= 1:
        raise UsageConflict(
            f"“{typed}” is no share of the answers.", "Give a percentage, as 20%."
        )
    return number

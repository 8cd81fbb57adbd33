"""What an event does, row by row, in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from quarterdeck.areas.rules.carrying import put_elsewhere
from quarterdeck.areas.views.words import parts_of, phrase
from quarterdeck.core.lineage import EventKind, Quality, Succession, Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.web.templatetags.quarterdeck.library import language


@dataclass(frozen=True, slots=True)
class Onward:
    """What a unit becomes, with how much of it, how well that is known, and where it was read.

    `heir` takes over its open work; `own` where this very event begins it, so that it may be chosen as heir.
    """

    unit: Unit
    shares: list[str]
    quality: str
    evidence: str
    heir: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """The table of an event: who becomes whom, who is new, and who only passes under another parent."""

    ended: list[tuple[Unit, list[Onward]]]
    created: list[Unit]
    along: list[tuple[Unit, Unit]]


def rows_of(change: AreaChange, others: Mapping[str, Unit] | None = None) -> Rows:
    """An event as its page tells it; units that pass along under another parent are told apart.

    `others` are versions that other events begin: an event may add a part to one of them.
    """
    along = [] if change.event.kind is EventKind.MOVE else put_elsewhere(change)
    passing = {old.uid for old, _new in along}
    after = {**(others or {}), **{unit.uid: unit for unit in change.begun}}
    ended = [
        (
            unit,
            [
                _onward(one, after[one.successor], change)
                for one in change.successions
                if one.predecessor == unit.uid and one.successor in after
            ],
        )
        for unit in change.ended
        if unit.uid not in passing
    ]
    coming = {one.successor for one in change.successions}
    return Rows(ended, [unit for unit in change.begun if unit.uid not in coming], along)


def _onward(one: Succession, unit: Unit, change: AreaChange) -> Onward:
    known = [share.quality for share in one.shares.values()]
    quality = Quality.worst(known) if known else Quality.UNKNOWN
    evidence = "" if quality is Quality.EXACT else phrase(one.evidence)
    return Onward(
        unit, parts_of(one), quality.label(language()), evidence,
        heir=change.heirs.get(one.predecessor) == one.successor,
        own=any(new.uid == one.successor for new in change.begun),
    )  # fmt: skip

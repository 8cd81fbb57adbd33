"""What passed to heirs when events took force, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quarterdeck.areas.models import AreaEvent, Transfer
from quarterdeck.core.links import Moved, Told, told


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing that passed, and when it was given back, if it was."""

    room: str
    told: Told
    given_back_at: datetime | None


def passed(events: Sequence[AreaEvent]) -> list[Passed]:
    """What passed when these events took force, room by room."""
    kept = list(Transfer.objects.filter(event__in=events).order_by("room", "kind", "id"))
    words = told([Moved(one.room, one.kind, one.ref, one.origin, one.heir) for one in kept])
    return [Passed(one.room, said, one.given_back_at) for one, said in zip(kept, words, strict=True)]

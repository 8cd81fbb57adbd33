"""How an upstream page shows what hangs on its thing in rooms that it does not know.

Each room registers in its apps.py what it can say about a kind of thing ("indicator", "document"); the page of
that thing asks for all of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import Message
from quarterdeck.core.rights import Actor, Right


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link to a page of `room` about something that hangs on the thing asked for.

    `label` says how it hangs on it ("measures this indicator"). `needs` is the right without which the page refuses: a
    page offers such a link only to those who have it (`open_to`).
    """

    room: str
    title: str
    url: str
    label: str
    needs: Right | None = None


Finder = Callable[[str], Sequence[Backlink]]
ManyFinder = Callable[[Sequence[str]], Mapping[str, Sequence[Backlink]]]
_FINDERS: dict[str, list[Finder]] = {}
_MANY_FINDERS: dict[str, list[ManyFinder]] = {}


def register_backlinks(kind: str, function: Finder) -> None:
    """Let `function(ref)` answer for things of `kind`; registering it again changes nothing."""
    finders = _FINDERS.setdefault(kind, [])
    if function not in finders:
        finders.append(function)


def register_backlinks_of_many(kind: str, function: ManyFinder) -> None:
    """The same for a function that answers for several things at once, by their refs: for pages that list them."""
    finders = _MANY_FINDERS.setdefault(kind, [])
    if function not in finders:
        finders.append(function)


def backlinks(kind: str, ref: str) -> list[Backlink]:
    """Everything that hangs on the thing `ref` of `kind`, in the order of registration; empty if nothing."""
    return backlinks_of_many(kind, [ref])[ref]


def backlinks_of_many(kind: str, refs: Sequence[str]) -> dict[str, list[Backlink]]:
    """Everything that hangs on each of the things `refs` of `kind`."""
    found = {ref: [link for function in _FINDERS.get(kind, ()) for link in function(ref)] for ref in refs}
    for function in _MANY_FINDERS.get(kind, ()):
        for ref, links in function(refs).items():
            found[ref].extend(links)
    return found


def open_to(actor: Actor, links: Iterable[Backlink]) -> list[Backlink]:
    """Those of the links whose pages do not refuse the actor."""
    return [one for one in links if one.needs is None or one.needs in actor.rights]


@dataclass(frozen=True, slots=True)
class Touched:
    """What an event of areas touches in one room: how many things, where to see them, and what is proposed.

    `what` names them ("Open tasks"), `proposal` says what becomes of them when the event takes force; `moves` tells
    whether activation moves them by itself. `examples` are a few of them.
    """

    room: str
    what: Message
    count: int
    proposal: Message
    moves: bool = False
    url: str = ""
    examples: tuple[Backlink, ...] = ()

    @property
    def more(self) -> int:
        """How many there are besides the examples; 0 where none are given."""
        return max(self.count - len(self.examples), 0) if self.examples else 0


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that passed from an ended unit's body to its heir: enough to find it again and to give it back."""

    room: str
    kind: str
    ref: str
    origin: str
    heir: str


@dataclass(frozen=True, slots=True)
class Follower:
    """How one room follows when areas change.

    `touched` says what an event would touch; `transfer` moves it, inside the transaction that activates the event,
    and tells what it moved; `give_back` undoes exactly that; `depending` lists what has come to hang on new units
    since (uids), which then can no longer be taken back.
    """

    room: str
    touched: Callable[[AreaChange], Sequence[Touched]]
    transfer: Callable[[AreaChange, Actor, datetime], Sequence[Moved]]
    give_back: Callable[[AreaChange, Sequence[Moved], Actor, datetime], None]
    depending: Callable[[AreaChange], Sequence[Touched]]


_FOLLOWERS: dict[str, Follower] = {}


def register_follower(follower: Follower) -> None:
    """Let a room follow the changes of areas; registering it again changes nothing. Upstream rooms register first."""
    _FOLLOWERS[follower.room] = follower


def followers() -> tuple[Follower, ...]:
    """Every room that follows, in the order of the flow."""
    return tuple(_FOLLOWERS.values())


@dataclass(frozen=True, slots=True)
class Told:
    """A thing that passed, in words for its page: what it is and in which role, its title and page, from and to whom.

    `origin` and `heir` are names; empty where there is none.
    """

    what: Message
    title: str
    url: str
    origin: str
    heir: str


Teller = Callable[[Sequence[Moved]], Sequence[Told]]
_TELLERS: dict[str, Teller] = {}


def register_teller(room: str, function: Teller) -> None:
    """Let `function` tell in words, one for one, the things of `room` that passed."""
    _TELLERS[room] = function


def told(moved: Sequence[Moved]) -> list[Told]:
    """Things of any rooms in words, in the order given; where no room tells, as they were kept."""
    found: dict[Moved, Told] = {}
    for room in dict.fromkeys(one.room for one in moved):
        mine = [one for one in moved if one.room == room]
        found |= zip(mine, _TELLERS.get(room, _plainly)(mine), strict=True)
    return [found[one] for one in moved]


def _plainly(moved: Sequence[Moved]) -> list[Told]:
    return [Told(Message(one.kind), one.ref, "", one.origin, one.heir) for one in moved]


Consequence = Callable[[str, Actor, datetime], None]
_CONSEQUENCES: dict[str, list[Consequence]] = {}


def register_consequence(act: str, function: Consequence) -> None:
    """Let `function(ref, by, at)` follow an act of an upstream room; registering it again changes nothing."""
    there = _CONSEQUENCES.setdefault(act, [])
    if function not in there:
        there.append(function)


def consequences(act: str) -> tuple[Consequence, ...]:
    """What rooms downstream do when `act` ("review closed") is done, inside its transaction."""
    return tuple(_CONSEQUENCES.get(act, ()))

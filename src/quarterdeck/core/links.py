"""How an upstream page shows what hangs on its thing in rooms that it does not know.

Each room registers in its apps.py what it can say about a kind of thing ("indicator", "document"); the page of
that thing asks for all of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link to a page of `room` about something that hangs on the thing asked for.

    `label` says how it hangs on it ("measures this indicator").
    """

    room: str
    title: str
    url: str
    label: str


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

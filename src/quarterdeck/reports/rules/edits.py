"""Changes of a text whose original is kept: what the text is now, and which place is which in both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters [start, end) of a text become `new`."""

    start: int
    end: int
    new: str

    @property
    def growth(self) -> int:
        """By how many characters the text becomes longer."""
        return len(self.new) - (self.end - self.start)


Place = tuple[int, int]


def applied(original: str, edits: Iterable[Edit]) -> str:
    """`original` with `edits`, whose places are in the original and do not overlap.

    >>> applied("tăng 6,32%, giảm 9%", [Edit(5, 9, "3,62"), Edit(17, 18, "8")])
    'tăng 3,62%, giảm 8%'
    """
    parts, at = [], 0
    for one in sorted(edits, key=lambda one: one.start):
        parts += [original[at : one.start], one.new]
        at = one.end
    return "".join([*parts, original[at:]])


def standing(edits: Iterable[Edit]) -> Iterator[tuple[Edit, Place]]:
    """Each edit with the place of its new words in the changed text, in order."""
    grown = 0
    for one in sorted(edits, key=lambda one: one.start):
        start = one.start + grown
        yield one, (start, start + len(one.new))
        grown += one.growth


def shifted(places: Iterable[int], edits: Iterable[Edit]) -> list[int]:
    """Where places of the original, in order, are in the changed text; what begins within an edit begins with it.

    >>> shifted([0, 5, 12], [Edit(5, 9, "3,625")])
    [0, 5, 13]
    """
    found: list[int] = []
    rest = sorted(edits, key=lambda one: one.start)
    grown, at = 0, 0
    for place in places:
        while at < len(rest) and rest[at].end <= place:
            grown += rest[at].growth
            at += 1
        found.append((min(place, rest[at].start) if at < len(rest) else place) + grown)
    return found


def in_original(place: Place, edits: Iterable[Edit]) -> Place:
    """Where a place of the changed text was in the original; one that touches an edit grows to the whole of it.

    >>> edits = [Edit(5, 9, "3,625")]
    >>> in_original((13, 15), edits), in_original((6, 8), edits), in_original((0, 4), edits)
    ((12, 14), (5, 9), (0, 4))
    """
    start, end = place
    before, within, touched = 0, 0, []
    for one, (new_start, new_end) in standing(edits):
        if new_end <= start:
            before += one.growth
        elif new_start < end:
            within += one.growth
            touched.append(one)
    first, last = start - before, end - before - within
    if touched:
        return min(first, touched[0].start), max(last, touched[-1].end)
    return first, last


def moved(place: Place, edit: Edit) -> Place:
    """Where a place of a text is after `edit` of that text; one that touches the edit covers the whole new words.

    >>> moved((10, 12), Edit(2, 4, "abcd")), moved((1, 3), Edit(2, 4, "abcd")), moved((0, 2), Edit(2, 4, "abcd"))
    ((12, 14), (1, 6), (0, 2))
    """
    start, end = place
    if end <= edit.start:
        return place
    if start >= edit.end:
        return start + edit.growth, end + edit.growth
    return min(start, edit.start), max(end, edit.end) + edit.growth


def joined(original: str, edits: Sequence[Edit], edit: Edit) -> tuple[Edit, list[Edit]]:
    """An edit of the changed text as one of the original, and the earlier edits that it swallows.

    >>> before = [Edit(5, 9, "3,62")]
    >>> joined("tăng 6,32%", before, Edit(5, 9, "3,6"))
    (Edit(start=5, end=9, new='3,6'), [Edit(start=5, end=9, new='3,62')])
    """
    now = applied(original, edits)
    swallowed = {one: place for one, place in standing(edits) if place[0] < edit.end and edit.start < place[1]}
    start = min([edit.start, *(place[0] for place in swallowed.values())])
    end = max([edit.end, *(place[1] for place in swallowed.values())])
    first, last = in_original((start, end), edits)
    return Edit(first, last, now[start : edit.start] + edit.new + now[edit.end : end]), list(swallowed)

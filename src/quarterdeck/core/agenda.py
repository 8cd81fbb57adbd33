"""What may be put before a review, whichever room it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a review should look at.

    `kind` says what it is ("gap", "difficulty", "task"), `ref` is its key in the room it comes from; the two
    together are unique on an agenda. `evidence` holds what proves it, as plain values that can be stored.
    A `matter` has no key: its title tells it from others. The heavier `weight`, the earlier it is dealt with.
    """

    kind: str
    ref: str
    title_vi: str
    title_en: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    weight: int = 0

    def title(self, lang: str) -> str:
        """The title in Vietnamese for "vi", else in English."""
        return self.title_vi if lang == "vi" else self.title_en


def in_order(items: Iterable[Item]) -> list[Item]:
    """The items by weight, heaviest first, then by kind and ref; of two with the same key the heavier stays.

    >>> [one.ref for one in in_order([Item("gap", "a", "", "", weight=1), Item("gap", "b", "", "", weight=2)])]
    ['b', 'a']
    """
    ordered = sorted(items, key=lambda item: (-item.weight, item.kind, item.ref))
    kept: dict[tuple[str, str, str], Item] = {}
    for item in ordered:
        kept.setdefault((item.kind, item.ref, "" if item.ref else item.title_vi), item)
    return list(kept.values())

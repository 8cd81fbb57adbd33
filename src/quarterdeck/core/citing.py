"""Which things of downstream rooms may cite documents of the register, and who may say so.

Each room registers in its apps.py how one of its things is found by its ref; the register keeps the citations.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quarterdeck.core.errors import NotFound
from quarterdeck.core.links import Backlink
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right


@dataclass(frozen=True, slots=True)
class Citer:
    """A kind of thing that may cite: the right that it takes, and the pages of some of them by their refs.

    `find` leaves out refs of nothing. The label of a page says how it hangs on what it cites ("task that cites it").
    `settled` tells why the citations of a thing stay as they are, and the remedy; None while they may change.
    """

    kind: str
    right: Right
    find: Callable[[Sequence[str]], Mapping[str, Backlink]]
    settled: Callable[[str], tuple[Message, str] | None] = lambda _ref: None

    def one(self, ref: str) -> Backlink:
        """The page of one thing; `NotFound` where there is none."""
        found = self.find([ref]).get(ref)
        if found is None:
            raise NotFound(gettext_noop("There is no such page."))
        return found


_CITERS: dict[str, Citer] = {}


def register_citer(citer: Citer) -> None:
    """Let things of a kind cite documents; registering it again changes nothing."""
    _CITERS[citer.kind] = citer


def citer(kind: str) -> Citer:
    """How things of a kind cite; `NotFound` for a kind that no room registered."""
    if kind not in _CITERS:
        raise NotFound(gettext_noop("There is no such page."))
    return _CITERS[kind]

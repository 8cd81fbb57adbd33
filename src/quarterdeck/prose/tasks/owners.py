"""Owners told behind the act, in brackets: "Rà soát quỹ đất (Sở Tài chính, trước 30/6)", "… (Action: Works, May)"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quarterdeck.prose.tasks.bodies import named
from quarterdeck.prose.tasks.deadlines import tells_time
from quarterdeck.prose.tasks.lists import split
from quarterdeck.prose.tasks.order import Order
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.subjects import is_body

# Words that brackets with an owner hold at most, and words of an act before them at least.
_LONGEST = 24
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Owner:
    """Who is told in the brackets that open at token `opened`, and the tokens where the time stands."""

    names: tuple[str, ...]
    opened: int
    time: tuple[int, int]


def owned(s: Sentence, found: Sequence[Order], at: int) -> list[Order]:
    """The orders of a sentence, the last with the owner that brackets at its end tell; an act at `at` where none is."""
    told = _owner(s, at)
    if told is None:
        return list(found)
    if found:
        last = found[-1]
        if last.assignees or last.last <= told.opened or last.act >= told.opened:
            return list(found)
        return [*found[:-1], replace(last, last=told.opened, assignees=told.names, time=told.time)]
    if not s.is_verb(s.after_adverbs(at)):
        return []
    return [Order(at, at, told.opened, "", told.names, "owner", told.time)]


def _owner(s: Sentence, at: int) -> _Owner | None:
    """The owner in the brackets that end a sentence: behind a label, or a body with a time and nothing else."""
    end = len(s.tokens)
    while end > at and s.tokens[end - 1].key in ".;":
        end -= 1
    if end <= at + _FEWEST or s.tokens[end - 1].key not in ")]":
        return None
    opened = next((i for i in range(end - 2, max(at + 1, end - _LONGEST), -1) if s.tokens[i].key in "(["), None)
    if opened is None:
        return None
    first, last = opened + 1, end - 1
    label = s.at("who_labels", first) or s.at("act_labels", first)
    if label and (first + label >= last - 1 or s.tokens[first + label].key not in ":-"):
        return None
    first += label + 1 if label else 0
    if not label and not is_body(s, first):
        return None
    names, rest = _names(s, first, last)
    dated = rest < last and tells_time(s, rest, last)
    return _Owner(names, opened, (rest, last)) if names and (label or dated) else None


def _names(s: Sentence, first: int, last: int) -> tuple[tuple[str, ...], int]:
    """Those named from `first` on, and the token behind them."""
    if not s.words.clarity.bodies.head_first:
        rest = next((i for i in range(first + 1, last) if s.tokens[i].key in ",;" and tells_time(s, i, last)), last)
        rest = next((i for i in range(first + 1, rest) if s.tokens[i].key == ";"), rest)
        return split(s, first, rest), rest
    found = named(s, first)
    if found is None or found.end > last:
        return (), last
    lead = s.words.clarity.lead.at(s.tokens, found.end) if found.end < last else None
    rest = found.end + (lead[0] if lead else 0)
    plain = rest == last or s.tokens[rest].key in ",;:-" or tells_time(s, rest, last)
    return (found.names, rest) if plain else ((), last)

"""Which indicator a number speaks of, and how sure that is."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from quarterdeck.prose import names
from quarterdeck.prose.catalogue import Catalogue, IndicatorEntry
from quarterdeck.prose.doubts import (
    has_noun,
    has_other_owner,
    has_other_subject,
    has_unknown,
    is_clear,
    is_restricted,
    is_source,
    of_other_time,
    restricted,
    stands_alone,
)
from quarterdeck.prose.lines import DELIMITERS, Line, Slot, clause_start
from quarterdeck.prose.names import Mention
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.text import lower_form
from quarterdeck.prose.units import CURRENCIES, PERCENT, base_of, fits
from quarterdeck.prose.words import LANGUAGES, tokens, words_of

_NEAR_TAIL, _AROUND = 9, 4
# Only what is a percentage itself is said in these.
_OF_RATES = frozenset({"share", "portion", "contribution"})


class Bound(NamedTuple):
    """The indicators a number may speak of (several where names are alike) and how sure that is.

    strength: "strong"; "weak" where unknown words stand between, where the name is an everyday word or was misspelt;
    "partial" where the words restrict it to a part; "" where nothing was found.
    """

    codes: frozenset[str] = frozenset()
    strength: str = ""
    mention: Mention | None = None
    rule: str = ""


NOTHING = Bound()


@lru_cache(maxsize=1024)
def is_rate(names: tuple[str, ...], unit: str) -> bool:
    """Whether an indicator with these names is itself a rate of growth."""
    if unit != "%":
        return False
    return any(
        "up" in mark.kinds
        for name, lang in zip(names, LANGUAGES, strict=False)
        for mark in words_of(lang).marks.marks([one.text for one in tokens(lower_form(name))])
    )


def is_growth(entry: IndicatorEntry) -> bool:
    """Whether the indicator is itself a rate of growth on the same period (GRDP growth)."""
    return is_rate(tuple(entry.names.get(lang, "") for lang in LANGUAGES), entry.unit)


def bind(line: Line, slot: Slot, relation: Relation, catalogue: Catalogue, carried: Bound) -> Bound:
    """The indicator of the number of `slot`; `carried` is that of the number before it."""
    if not catalogue.indicators:
        return NOTHING
    bound = _bound(line, slot, relation, catalogue, carried)
    if bound.strength == "strong" and of_other_time(line, slot):
        return bound._replace(strength="weak")
    return bound


def _bound(line: Line, slot: Slot, relation: Relation, catalogue: Catalogue, carried: Bound) -> Bound:
    fitting = [one for one in (_fitting(m, slot, relation, catalogue) for m in line.indicators) if one]
    counted = _counted(line, slot, fitting)
    if counted is not None:
        bound = _judged(line, slot, counted, "noun")
        stop = line.index(slot.head_end)
        acted = has_unknown(line, clause_start(line, line.index(slot.head_start), stop), stop)
        return bound._replace(strength="weak") if acted and bound.strength == "strong" else bound
    head = _in_head(line, slot, fitting)
    tail = _in_tail(line, slot, fitting)
    around = _around(line, slot, catalogue) if head is None else None
    whole = _fitting(around, slot, relation, catalogue) if around is not None else None
    if whole is not None and (tail is None or tail.weight < whole.weight):
        narrowed = is_restricted(line, slot.head_start, slot.head_end)
        return Bound(whole.codes, "partial" if narrowed else "strong", whole, "around")
    if tail is not None and (head is None or _is_part(tail, head, catalogue)):
        return _after(line, slot, tail)
    if head is not None:
        return _judged(line, slot, head, "subject")
    if slot.quantity.unit not in PERCENT and (beyond := _beyond(line, slot, fitting)):
        return _judged(line, slot, beyond, "object")
    return _carry(line, slot, relation, catalogue, carried)


def _fitting(mention: Mention, slot: Slot, relation: Relation, catalogue: Catalogue) -> Mention | None:
    """`mention` with those of its indicators that such a number can speak of."""
    codes = _compatible(mention.codes, slot, relation, catalogue)
    if codes == mention.codes:
        return mention
    return mention._replace(codes=codes) if codes else None


def _compatible(codes: frozenset[str], slot: Slot, relation: Relation, catalogue: Catalogue) -> frozenset[str]:
    """Those of the indicators that such a number can speak of: a percentage can of most."""
    unit = slot.quantity.unit
    if unit in PERCENT and relation.kind not in _OF_RATES:
        return codes
    return frozenset(code for code in codes if compatible(catalogue.indicator(code), unit, relation))


def compatible(entry: IndicatorEntry, unit: str, relation: Relation) -> bool:
    """Whether a number in `unit` with this relation can speak of `entry`."""
    if unit not in PERCENT:
        base = base_of(entry.unit)[0]
        return fits(unit, base) or (unit in CURRENCIES and base in CURRENCIES)
    if relation.kind in _OF_RATES:
        return entry.unit == "%" and not is_growth(entry)
    return True


def _counted(line: Line, slot: Slot, found: Sequence[Mention]) -> Mention | None:
    """The name right behind a count: 310 newly established enterprises."""
    if slot.quantity.unit in PERCENT:
        return None
    at = line.index(slot.quantity.number_end)
    near = [one for one in found if at <= one.first <= at + 1 and one.start >= slot.quantity.number_end]
    return _best(near)


def _in_head(line: Line, slot: Slot, found: Sequence[Mention]) -> Mention | None:
    """The nearest name before the number; of "A of B" it is A."""
    inside = [one for one in found if slot.gap_start <= one.start and one.end <= slot.head_end]
    if not inside:
        return _behind_count(line, slot, found)
    nearest = _best([one for one in inside if one.last == max(m.last for m in inside)])
    while nearest is not None:
        before = _best([one for one in inside if one.last <= nearest.first and _joined(line, one, nearest)])
        if before is None or before.generic:
            break
        nearest = before
    return nearest


def _behind_count(line: Line, slot: Slot, found: Sequence[Mention]) -> Mention | None:
    """A name before a count that only belongs to it: "registered capital of the 310 new enterprises was…"."""
    counts = [one for one in line.quantities if one.end <= slot.head_start]
    if slot.quantity.unit in PERCENT or not counts:
        return None
    at = line.index(counts[-1].start)
    near = [one for one in found if one.last <= at and _small(line, one.last, at)]
    return _best([one for one in near if one.end <= counts[-1].start])


def _small(line: Line, first: int, last: int) -> bool:
    return 0 < last - first <= 3 and all(one.text in line.words.small["joins"] for one in line.tokens[first:last])


def _joined(line: Line, left: Mention, right: Mention) -> bool:
    between = [one.text for one in line.tokens[left.last : right.first]]
    return 0 < len(between) <= 3 and all(one in line.words.small["joins"] for one in between)


def _in_tail(line: Line, slot: Slot, found: Iterable[Mention]) -> Mention | None:
    """A name attached behind the number: 18.00% in industry and construction, 624 million USD of capital."""
    at = line.index(slot.quantity.end)
    stop = _break_after(line, at)
    limit = min(stop, at + _NEAR_TAIL, line.index(slot.tail_end) if slot.tail_end > slot.quantity.end else stop)
    near = [one for one in found if at <= one.first < limit]
    first = min((one.first for one in near), default=0)
    return _best([one for one in near if one.first == first])


def _beyond(line: Line, slot: Slot, found: Iterable[Mention]) -> Mention | None:
    """A name later in the same clause: 4,680 billion VND was collected for the state budget."""
    at = line.index(slot.quantity.end)
    stop = _break_after(line, at)
    following = line.number_after(slot.quantity.end)
    end = following.start if following is not None else line.end
    near = [one for one in found if at <= one.first < stop and one.end <= end]
    return _best(near)


def _around(line: Line, slot: Slot, catalogue: Catalogue) -> Mention | None:
    """A name with the number in its midst: "collected 4,680 billion VND for the state budget"."""
    first, last = line.index(slot.quantity.start), line.index(slot.quantity.end)
    before = [i for i in range(max(0, first - _AROUND), first) if line.tokens[i].start >= slot.head_start]
    after = list(range(last, min(len(line.tokens), last + 2 * _AROUND)))
    stop = next((k for k, i in enumerate(after) if line.tokens[i].text in DELIMITERS or line.numeric[i]), len(after))
    chosen = before + after[:stop]
    if not before or not stop:
        return None
    stretch = [line.tokens[i] for i in chosen]
    index = names.index_of(catalogue, line.words.lang)
    clear = [False] * len(stretch)
    found = names.mentions(line.text, stretch, line.words, index, clear, clear)
    return _best([one for one in found if one.first < len(before) < one.last])


def _break_after(line: Line, at: int) -> int:
    """The first token from `at` on that parts clauses, else the end of the line."""
    return next(iter(line.breaks_in(at, len(line.tokens))), len(line.tokens))


def _best(found: Sequence[Mention]) -> Mention | None:
    """The name with the most words; the tightest of them."""
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=lambda one: (one.weight, one.first - one.last))


def _is_part(tail: Mention, head: Mention, catalogue: Catalogue) -> bool:
    return any(catalogue.indicator(code).parts_of in head.codes for code in tail.codes)


def _judged(line: Line, slot: Slot, mention: Mention, rule: str) -> Bound:
    before = mention.last <= line.index(slot.quantity.start)
    first = max(mention.last, line.index(slot.before)) if before else line.index(slot.quantity.end)
    last = line.index(slot.quantity.start) if before else mention.first
    unclear = mention.guessed or not is_clear(line, first, last) or has_other_subject(line, first, last)
    unclear = unclear or (mention.generic and not stands_alone(line, mention)) or is_source(line, mention)
    unclear = unclear or has_other_owner(line, mention)
    strength = "partial" if restricted(line, mention, slot) else ("weak" if unclear else "strong")
    return Bound(mention.codes, strength, mention, rule)


def _after(line: Line, slot: Slot, mention: Mention) -> Bound:
    bound = _judged(line, slot, mention, "object")
    if is_restricted(line, slot.head_start, slot.head_end):
        return bound._replace(strength="partial")
    stop = line.index(slot.head_end)
    head_unknown = has_unknown(line, clause_start(line, line.index(slot.head_start), stop), stop)
    if bound.strength == "strong" and head_unknown and slot.quantity.unit in PERCENT:
        return bound._replace(strength="weak")
    return bound


def _carry(line: Line, slot: Slot, relation: Relation, catalogue: Catalogue, carried: Bound) -> Bound:
    """A further number of the same subject: "…, equal to 32.6% of the estimate, up 11.1%"."""
    first, last = line.index(slot.gap_start), line.index(slot.head_end)
    if not carried.codes or has_unknown(line, first, last) or has_noun(line, first, last):
        return NOTHING
    between = [one for one in line.indicators if slot.before <= one.start and one.end <= slot.head_start]
    if any(not one.codes & carried.codes for one in between):
        return NOTHING
    codes = _compatible(carried.codes, slot, relation, catalogue)
    if not codes:
        return NOTHING
    return Bound(codes, carried.strength, carried.mention, "carried")

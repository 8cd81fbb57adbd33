"""The claims of one sentence: each number with its relation, indicator, period, area and place in a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quarterdeck.core.periods import Period
from quarterdeck.prose.binding import NOTHING, Bound, bind, has_noun, has_unknown, is_growth
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.claims.claim import PART, REST, UNREADABLE, Claim
from quarterdeck.prose.claims.lists import paired
from quarterdeck.prose.claims.scope import Said, area_of, period_of, periods_said
from quarterdeck.prose.lines import Line, Slot, slots
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation, relation_of
from quarterdeck.prose.units import CURRENCIES, MONEY, PERCENT, base_of

_GROWTHS = frozenset({"growth", "growth_yoy", "growth_prev"})
_LISTED = _GROWTHS | {"share"}
_SUBJECT_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text is read against: the catalogue, and what it speaks of where it does not say so itself."""

    catalogue: Catalogue
    period: Period
    area: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What one number leaves for the next: its indicator, relation, area and period, and the whole it was.

    `doubt` says that the sentences before spoke of another period than the review's, so this one may as well.
    """

    bound: Bound = NOTHING
    relation: Relation | None = None
    quantity: Quantity | None = None
    area: tuple[str | None, str, int] | None = None
    whole_unit: str = ""
    whole_codes: frozenset[str] = frozenset()
    in_parts: bool = False
    listed: bool = False
    period: Said | None = None
    doubt: bool = False

    def at_paragraph(self) -> "Memory":
        """What outlives the end of a paragraph: nothing but the relation of a list that goes on in items."""
        return replace(START, relation=self.relation)


START = Memory()


def read_line(line: Line, frame: Frame, memory: Memory, sentence: int) -> tuple[list[Claim], Memory]:
    """The claims of `line` in order, and what the next sentence may refer to."""
    claims: list[Claim] = []
    memory = _opened(line, memory, frame.period)
    pairs = paired(line)
    compared: list[tuple[int, int]] = []
    for slot in slots(line):
        relation = _relation(line, slot, memory)
        bound = bind(line, slot, relation, frame.catalogue, memory.bound)
        if (partner := pairs.get(slot.quantity.number_start)) is not None:
            bound = partner
        bound = _sure(bound, relation, frame.catalogue)
        if memory.doubt and bound.strength == "strong":
            bound = replace(bound, strength="weak")
        part, memory = _part(line, slot, bound, memory, frame.catalogue)
        if part and not _is_component(bound, memory, frame.catalogue):
            bound = replace(bound, strength="partial") if bound.codes else bound
        if _speaks(line, slot, bound, frame, part):
            period = period_of(line, slot, frame.period, memory.period, compared)
            claims.append(_claim(line, slot, relation, bound, part, frame, memory, sentence, period))
        if relation.kind == "baseline":
            compared.append((slot.quantity.end, slot.tail_end))
        memory = _next(line, slot, relation, bound, part, memory, claims)
    return claims, memory


def _opened(line: Line, memory: Memory, review: Period) -> Memory:
    """Of the sentence before, only what this one refers to: "It equals…", "Of which…", "Đạt 32,6% dự toán"."""
    first = line.quantities[0].start if line.quantities else line.end
    opening = [mark for mark in line.marks if mark.last <= _SUBJECT_WITHIN]
    refers = any("pronoun" in mark.kinds for mark in opening)
    breaks_down = any("breakdown" in mark.kinds for mark in opening)
    silent = not has_unknown(line, 0, line.index(first)) and not any(m.end <= first for m in line.indicators)
    kept = replace(memory, in_parts=breaks_down and memory.in_parts, area=None, quantity=None)
    if breaks_down:
        rising = replace(memory.relation, sign=1) if memory.relation is not None else None
        return replace(
            kept, relation=rising, bound=NOTHING, in_parts=bool(memory.whole_unit), whole_unit=memory.whole_unit
        )
    foreign = memory.period is not None and not _overlap(memory.period[0], review)
    doubt = (memory.doubt or foreign) and not periods_said(line)
    kept = replace(kept, relation=None, whole_unit="", listed=False, in_parts=False, doubt=doubt)
    if refers and silent:
        return kept
    if silent and line.quantities and line.quantities[0].unit in PERCENT and memory.bound.codes:
        return replace(kept, bound=replace(memory.bound, strength="weak"))
    return replace(kept, bound=NOTHING, period=None)


def _overlap(left: Period, right: Period) -> bool:
    return left.start < right.end and right.start < left.end


def _relation(line: Line, slot: Slot, memory: Memory) -> Relation:
    """The relation of the number; one in a list takes the direction of the one before."""
    relation = relation_of(line, slot)
    before = memory.relation
    if relation.kind == "portion" and before is not None and before.kind == "share" and _has_subject(line, slot):
        return replace(relation, kind="share", rules=("list", *relation.rules))
    if "bare" in relation.rules and before is not None:
        kind = before.kind if before.kind == "share" else relation.kind
        return replace(relation, kind=kind, sign=before.sign, rules=("list", *relation.rules))
    if relation.kind == "level" and memory.quantity is not None and _bracketed(line, slot, memory.quantity):
        return replace(relation, kind="restated", rules=("restated",))
    if relation.kind == "level" and memory.quantity is not None and _restates(line, slot):
        same = memory.quantity.unit == slot.quantity.unit and memory.quantity.unit in MONEY
        kind = "level" if same else "restated"
        if memory.quantity.unit in PERCENT:
            kind = "change" if before is not None and before.kind in _GROWTHS else "restated"
        return replace(relation, kind=kind, rules=("restated",))
    return relation


def _restates(line: Line, slot: Slot) -> bool:
    """Whether the number says the one before again: "…, or 467 billion VND", "(tương đương 187 triệu USD)"."""
    at = line.index(slot.head_start)
    stop = line.index(slot.quantity.start)
    while at < stop and line.tokens[at].text in ",(;-":
        at += 1
    opening = next((mark for mark in line.marks if mark.first >= at), None)
    return bool(opening is not None and opening.first == at < stop and "restate" in opening.kinds)


def _bracketed(line: Line, slot: Slot, before: Quantity) -> bool:
    """A sum in brackets behind a sum in another currency."""
    opened = line.text.flat[slot.head_start : slot.quantity.start].strip() == "("
    units = {before.unit, slot.quantity.unit}
    return opened and len(units) == 2 and units <= CURRENCIES


def _sure(bound: Bound, relation: Relation, catalogue: Catalogue) -> Bound:
    """An everyday word (services) names an indicator of growth only beside a word of growth."""
    mention = bound.mention
    if mention is None or not mention.generic or bound.strength != "strong":
        return bound
    rate = any(is_growth(catalogue.indicator(code)) for code in bound.codes)
    if not rate or relation.kind in _GROWTHS or "list" in relation.rules:
        return bound
    return replace(bound, strength="weak")


def _part(line: Line, slot: Slot, bound: Bound, memory: Memory, catalogue: Catalogue) -> tuple[str, Memory]:
    """Whether the number is a part of a whole named before, and what that means for the next ones."""
    quantity = slot.quantity
    head = list(line.marks_in(slot.head_start, slot.head_end))
    own = bool(bound.codes) and bound.rule != "carried" and bound.codes != memory.whole_codes
    opened = memory.in_parts or any(mark.kinds & {"breakdown", "exhaustive"} for mark in head)
    opened = opened or (bool(memory.whole_unit) and _colon(line, slot))
    listed = memory.listed or _colon(line, slot) or any("exhaustive" in mark.kinds for mark in head)
    fits = quantity.unit in ("", memory.whole_unit)
    if memory.whole_unit and opened and fits and not own:
        kind = REST if any("rest" in mark.kinds for mark in head) else PART
        return kind, replace(memory, in_parts=True, listed=listed)
    if memory.whole_unit == quantity.unit and own and _is_component(bound, memory, catalogue):
        return PART, replace(memory, in_parts=True, listed=listed)
    return "", memory


def _of_whole(line: Line, slot: Slot) -> bool:
    """Whether the number is a whole that parts follow: "Of the 310 new enterprises, 190…", "Trong số 310…"."""
    first, last = line.index(slot.head_start), line.index(slot.quantity.start)
    return any(m.first == first and m.last == last and "of_whole" in m.kinds for m in line.marks)


def _is_component(bound: Bound, memory: Memory, catalogue: Catalogue) -> bool:
    return any(catalogue.indicator(code).parts_of in memory.whole_codes for code in bound.codes)


def _colon(line: Line, slot: Slot) -> bool:
    head = line.text.flat[slot.head_start : slot.quantity.start].strip()
    return head.startswith(":") or head.endswith(":")


def _speaks(line: Line, slot: Slot, bound: Bound, frame: Frame, part: str) -> bool:
    """Whether a number is a claim: it has a unit, or it is a bare count of a strongly named indicator."""
    if slot.quantity.unit or part or not slot.quantity.values:
        return True
    if bound.strength != "strong" or bound.rule not in ("subject", "carried") or bound.mention is None:
        return False
    start = max(bound.mention.end, slot.before)
    reached = line.text.flat[start : slot.quantity.start].strip() == ":" or any(
        "reach" in mark.kinds for mark in line.marks_in(start, slot.quantity.start)
    )
    counts = {base_of(frame.catalogue.indicator(code).unit)[0] for code in bound.codes}
    return reached and not counts & (PERCENT | MONEY)


def _next(
    line: Line, slot: Slot, relation: Relation, bound: Bound, part: str, memory: Memory, claims: Sequence[Claim]
) -> Memory:
    """What this number leaves for the next one."""
    first, last = line.index(slot.gap_start), line.index(slot.head_end)
    unknown_subject = has_unknown(line, first, last) or has_noun(line, first, last)
    kept = bound if bound.codes else (NOTHING if unknown_subject or part else memory.bound)
    area = memory.area
    if claims and claims[-1].start >= 0:
        area = (claims[-1].area, claims[-1].area_name, claims[-1].area_start)
    said = memory.period
    if claims and claims[-1].period_said and relation.kind not in ("baseline", "target"):
        said = claims[-1].period, claims[-1].as_of
    whole, codes = memory.whole_unit, memory.whole_codes
    opens = not part and relation.kind == "level" and _of_whole(line, slot)
    if not part and slot.quantity.unit and slot.quantity.unit not in PERCENT and relation.kind == "level":
        whole, codes = slot.quantity.unit, bound.codes
    return Memory(
        bound=NOTHING if part else kept,
        relation=relation if relation.kind in _LISTED or "list" in relation.rules else None,
        quantity=slot.quantity,
        area=area,
        whole_unit=whole,
        whole_codes=codes,
        in_parts=opens or (memory.in_parts and bool(part)),
        listed=memory.listed and bool(part),
        period=said,
        doubt=memory.doubt,
    )


def _claim(
    line: Line,
    slot: Slot,
    relation: Relation,
    bound: Bound,
    part: str,
    frame: Frame,
    memory: Memory,
    sentence: int,
    said_of: tuple[Period, bool, bool],
) -> Claim:
    quantity = slot.quantity
    period, said, as_of = said_of
    area, area_name, area_start = area_of(line, slot, bound, frame.area, memory.area)
    first, last = _place(slot, relation)
    start, end = line.text.span(first, last)
    sign = relation.sign if not quantity.sign else 1
    return Claim(
        start=start,
        end=end,
        quote=line.text.source[start:end],
        values=tuple(one * sign for one in quantity.values),
        step=quantity.step,
        unit=quantity.unit,
        relation=relation.kind if quantity.values else UNREADABLE,
        codes=bound.codes,
        strength=bound.strength,
        area=area,
        period=period,
        period_said=said,
        lang=line.words.lang,
        sentence=sentence,
        hedge=quantity.hedge,
        high=None if quantity.high is None else quantity.high * sign,
        over_plan=relation.over_plan,
        as_of=as_of,
        area_name=area_name,
        area_start=line.text.at[area_start] if area_start >= 0 else -1,
        part=part,
        listed=memory.listed,
        fresh=_has_subject(line, slot),
        revised=line.has("revised"),
        rules=(*relation.rules, *([bound.rule] if bound.rule else [])),
    )


def _has_subject(line: Line, slot: Slot) -> bool:
    named = any(slot.head_start <= one.start and one.end <= slot.head_end for one in line.indicators)
    return named or has_unknown(line, line.index(slot.head_start), line.index(slot.head_end))


def _place(slot: Slot, relation: Relation) -> tuple[int, int]:
    """The words of the claim: the number with the verb and the base that it depends on."""
    start, end = slot.quantity.start, slot.quantity.end
    if relation.end > relation.start:
        start, end = min(start, relation.start), max(end, relation.end)
    return start, end

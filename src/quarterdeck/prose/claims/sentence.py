"""The claims of one sentence: each number with its relation, indicator, period, area and place in a whole."""

from decimal import Decimal
from typing import NamedTuple

from quarterdeck.prose.binding import NOTHING, Bound, bind, is_growth
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.claims.calendar import is_to_come
from quarterdeck.prose.claims.claim import UNREADABLE, Claim, Place
from quarterdeck.prose.claims.clock import Spoken
from quarterdeck.prose.claims.lists import paired
from quarterdeck.prose.claims.memory import Frame, Memory, opened
from quarterdeck.prose.claims.parts import is_component, opens_parts, part_of
from quarterdeck.prose.claims.saying import after_line, saying
from quarterdeck.prose.claims.scope import Area, area_of
from quarterdeck.prose.claims.subject import subject_of
from quarterdeck.prose.claims.timeline import Timeline
from quarterdeck.prose.claims.told import Saying, Told
from quarterdeck.prose.doubts import has_noun, has_unknown
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation, relation_of
from quarterdeck.prose.slots import slots
from quarterdeck.prose.units import CURRENCIES, MONEY, PERCENT, UNCOUNTED, base_of

_GROWTHS = frozenset({"growth", "growth_yoy", "growth_prev"})
_CHANGES = frozenset({"growth_yoy", "growth_prev"})
# "Giảm 12 ha (bằng 2,2%)" is a rate of the change, "giảm 12 ha (bằng 97,8%)" what is left of the year before.
_HALF = 50
_LISTED = _GROWTHS | {"share"}
# What a number of a year to come says is meant, unless it is foreseen.
_REACHED = frozenset({"level", "share", "growth_yoy", "pct_of_plan"})


class Reading(NamedTuple):
    """What is known of one number before it becomes a claim."""

    slot: Slot
    relation: Relation
    bound: Bound
    part: str
    area: Area
    spoken: Spoken
    said: Saying


def read_line(line: Line, frame: Frame, memory: Memory, sentence: int) -> tuple[list[Claim], Memory]:
    """The claims of `line` in order, and what the next sentence may refer to."""
    claims: list[Claim] = []
    memory = opened(line, memory, frame.context.main)
    pairs = paired(line)
    timeline = Timeline(line, frame.context, memory.clock, memory.period)
    for slot in slots(line):
        relation = _relation(line, slot, memory)
        bound = bind(line, slot, relation, frame.catalogue, memory.bound)
        bound = _sure(line, slot, pairs.get(slot.quantity.number_start, bound), relation, memory, frame.catalogue)
        part, memory = part_of(line, slot, bound, memory, frame.catalogue)
        if part and bound.codes and not is_component(bound, memory, frame.catalogue):
            bound = bound._replace(strength="partial")
        area = area_of(line, slot, bound, frame.area, memory.area)
        said, told = saying(line, slot, relation, memory.told)
        subject = subject_of(line, slot, memory.subject)
        spoken = timeline.of(slot, relation, target=said.says == "target", expected=said.expected)
        meant = said.says in _REACHED and not said.expected and is_to_come(frame.context, spoken)
        if meant and not any("estimated" in one.kinds for one in line.topics_in(slot.before, slot.quantity.start)):
            said = said._replace(says="target", over=False, rule="to come")
        reading = Reading(slot, relation, bound, part, area, spoken, said)
        if _speaks(line, reading, frame):
            claims.append(_claim(line, reading, memory.listed, subject, sentence))
            memory = _left(line, reading, memory, frame, told, subject)
        else:
            memory = memory._replace(told=told, subject=subject)
    told = after_line(line, memory.told, frame.context)
    return claims, memory._replace(concepts=line.concepts, told=told, clock=timeline.after())


def _relation(line: Line, slot: Slot, memory: Memory) -> Relation:
    """The relation of the number; one in a list takes the direction of the one before."""
    relation = relation_of(line, slot)
    before = memory.relation
    if relation.kind == "portion" and before is not None and before.kind == "share" and _has_subject(line, slot):
        return relation._replace(kind="share", rules=("list", *relation.rules))
    if "bare" in relation.rules and before is not None and not relation.onto:
        kind = before.kind if before.kind == "share" else relation.kind
        return relation._replace(kind=kind, sign=before.sign, rules=("list", *relation.rules))
    if relation.kind == "" and memory.told.last in _GROWTHS and not memory.told.past and _restates(line, slot):
        return relation._replace(sign=memory.told.sign, rules=("restated", *relation.rules))
    if memory.quantity is not None and _says_change_again(line, slot, memory.quantity, memory.told):
        kind = "growth" if slot.quantity.unit in PERCENT else "change"
        return relation._replace(kind=kind, plain=kind, sign=memory.told.sign, rules=("restated",))
    if relation.kind != "level" or memory.quantity is None:
        return relation
    if _bracketed(line, slot, memory.quantity):
        return relation._replace(kind="restated", rules=("restated",))
    if not _restates(line, slot):
        return relation
    again = _restated(relation, slot.quantity, memory)
    return again._replace(plain="change") if again.kind == "change" else again


def _restated(relation: Relation, quantity: Quantity, memory: Memory) -> Relation:
    """A number that says the one before again: in the same money a level, behind a rate the change in money."""
    before = memory.quantity
    kind = "restated"
    if before is not None and before.unit == quantity.unit and before.unit in MONEY:
        kind = "level"
    elif before is not None and before.unit in PERCENT and memory.relation is not None:
        kind = "change" if memory.relation.kind in _GROWTHS else "restated"
    sign = memory.relation.sign if kind == "change" and memory.relation is not None else 1
    return relation._replace(kind=kind, sign=sign, rules=("restated",))


def _restates(line: Line, slot: Slot) -> bool:
    """Whether the words before the number say so: "…, or 467 billion VND", "(tương đương 187 triệu USD)"."""
    at = line.index(slot.head_start)
    stop = line.index(slot.quantity.start)
    while at < stop and line.tokens[at].text in ",(;-":
        at += 1
    return at < stop and any("restate" in mark.kinds for mark in line.marks_from(at, at + 1))


def _bracketed(line: Line, slot: Slot, before: Quantity) -> bool:
    """A sum in brackets behind a sum in another currency."""
    opened_here = line.text.flat[slot.head_start : slot.quantity.start].strip() == "("
    units = {before.unit, slot.quantity.unit}
    return opened_here and len(units) == 2 and units <= CURRENCIES


def _says_change_again(line: Line, slot: Slot, before: Quantity, told: Told) -> bool:
    """Whether a bracket right behind a change says it again, the rate of an amount or how much a rate makes of what is
    told before it: "reached 888 tonnes, down 0.3% (3 tonnes)", "giảm 12 ha (bằng 2,2%)"."""
    number, first = slot.quantity, line.index(before.end)
    opened = line.tokens[first : line.index(number.start)]
    if told.past or told.last not in _CHANGES or not opened or opened[0].text != "(":
        return False
    linked, last = line.mark_at[first + 1], line.index(number.end)
    equal = len(opened) == 2 and linked is not None and bool(linked.kinds & {"reach", "restate"})
    closed = last < len(line.tokens) and line.tokens[last].text == ")"
    if not closed or not (equal or len(opened) == 1) or (before.unit == "%") == (number.unit == "%"):
        return False
    if number.unit == "%":
        return bool(number.values) and (not equal or number.values[0] < _HALF)
    levels = [one for one in line.quantities if one.unit == number.unit and one.end <= before.start]
    return any(one.values and number.values and number.values[0] < one.values[0] for one in levels[-1:])


def _sure(line: Line, slot: Slot, bound: Bound, relation: Relation, memory: Memory, catalogue: Catalogue) -> Bound:
    """Less sure where the period is in doubt, where much of the official name is missing, or where nothing tells
    what the number is a percentage of."""
    if bound.strength != "strong":
        return bound
    bare = slot.quantity.unit in PERCENT and relation.kind in ("", "portion") and "list" not in relation.rules
    missing = bound.mention is not None and _is_missing(bound.mention.missing, line, memory)
    doubtful = any(_related(code, memory.doubted, catalogue) for code in bound.codes)
    if doubtful or missing or (bare and not _is_of_itself(bound, catalogue)):
        return bound._replace(strength="weak")
    return bound


def _is_of_itself(bound: Bound, catalogue: Catalogue) -> bool:
    """Whether the name says what a bare percentage is: it is that of a rate, and of one that is no growth."""
    entries = [catalogue.indicator(code) for code in bound.codes]
    if any(one.unit != "%" for one in entries):
        return False
    # "Growth of the consumer price index came to 3%": its very name says what the number is.
    spelled = bound.mention is not None and bound.mention.exact
    return spelled or not any(map(is_growth, entries))


def _is_missing(missing: frozenset[str], line: Line, memory: Memory) -> bool:
    """Whether neither this sentence nor, where this one is silent on it, the one before completes the name."""
    said = line.concepts if missing & line.concepts else memory.concepts
    return not missing <= said


def _related(code: str, others: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether an indicator is one of `others`, a component of one, or of the same whole."""
    whole = catalogue.indicator(code).parts_of
    wholes = {catalogue.indicator(other).parts_of for other in others} - {None}
    return code in others or whole in others or (whole is not None and whole in wholes)


def _speaks(line: Line, reading: Reading, frame: Frame) -> bool:
    """Whether a number is a claim: it has a unit, or it is a bare count of a strongly named indicator."""
    slot, bound = reading.slot, reading.bound
    if _is_yardstick(line, reading):
        return False
    if slot.quantity.definite and not (bound.codes or reading.part or opens_parts(line, slot)):
        return False
    if slot.quantity.unit or reading.part or not slot.quantity.values:
        return True
    if bound.strength != "strong" or bound.rule not in ("subject", "carried") or bound.mention is None:
        return False
    start = max(bound.mention.end, slot.before)
    reached = line.text.flat[start : slot.quantity.start].strip() == ":" or any(
        "reach" in mark.kinds for mark in line.marks_in(start, slot.quantity.start)
    )
    counts = {base_of(frame.catalogue.indicator(code).unit)[0] for code in bound.codes}
    return reached and not counts & UNCOUNTED


def _is_yardstick(line: Line, reading: Reading) -> bool:
    """Whether a number is only one step that another is given for: "every 1% of the plan equals 40 billion", "vốn bình
    quân 1 doanh nghiệp"."""
    quantity = reading.slot.quantity
    if quantity.values != (Decimal(1),):
        return False
    if quantity.unit not in PERCENT:
        return line.tokens[line.index(quantity.start) - 1].text in line.words.small["per_one"]
    following = line.number_after(quantity.end)
    if following is None or following.unit in PERCENT:
        return False
    return any("equal" in mark.kinds for mark in line.marks_in(quantity.end, following.start))


def _left(line: Line, reading: Reading, memory: Memory, frame: Frame, told: Told, subject: Place | None) -> Memory:
    """What this number, a claim, leaves for the next one."""
    slot, relation, bound, part = reading.slot, reading.relation, reading.bound, reading.part
    first, last = line.index(slot.gap_start), line.index(slot.head_end)
    new_subject = has_unknown(line, first, last) or has_noun(line, first, last)
    heard = bound if bound.codes else (NOTHING if new_subject else memory.bound)
    counted = slot.quantity.unit or _counted(bound, frame)
    is_whole = not part and relation.kind == "level" and counted != "" and counted not in PERCENT
    spoken = reading.spoken
    keeps_period = spoken.said and relation.kind not in ("baseline", "target") and not spoken.bracketed
    return Memory(
        bound=NOTHING if part else heard,
        relation=relation if relation.kind in _LISTED or "list" in relation.rules else None,
        quantity=slot.quantity,
        area=reading.area,
        whole_unit=counted if is_whole else memory.whole_unit,
        whole_codes=bound.codes if is_whole else memory.whole_codes,
        in_parts=(is_whole and opens_parts(line, slot)) or (memory.in_parts and bool(part)),
        listed=memory.listed and bool(part),
        period=spoken.when if keeps_period else memory.period,
        doubted=memory.doubted,
        concepts=memory.concepts,
        subject=subject,
        told=told,
        clock=memory.clock,
    )


def _counted(bound: Bound, frame: Frame) -> str:
    """The unit of a bare count: that of its indicator."""
    return next((base_of(frame.catalogue.indicator(code).unit)[0] for code in sorted(bound.codes)), "")


def _claim(line: Line, reading: Reading, listed: bool, named: Place | None, sentence: int) -> Claim:
    """The claim of a number whose subject is named at `named`; `listed` tells that its list claims to be complete."""
    slot, relation, bound, coarse = reading.slot, reading.relation, reading.bound, reading.said
    quantity, spoken = slot.quantity, reading.spoken
    area, area_name, where = reading.area
    start, end = line.text.span(*_place(slot, relation))
    sign = relation.sign * coarse.sign if not quantity.sign else 1
    return Claim(
        start=start, end=end, quote=line.text.source[start:end], values=tuple(one * sign for one in quantity.values),
        step=quantity.step, unit=quantity.unit, relation=_kind(relation, coarse) if quantity.values else UNREADABLE,
        codes=bound.codes, strength=bound.strength, area=area, period=spoken.period, period_said=spoken.said,
        lang=line.words.lang, sentence=sentence, label=quantity.label, known=quantity.definite, scale=quantity.scale,
        hedge=quantity.hedge, high=None if quantity.high is None else quantity.high * sign,
        over_plan=relation.over_plan or coarse.over, as_of=spoken.as_of, fiscal=spoken.fiscal, area_name=area_name,
        subject=_source(line, named), subject_words=" ".join(line.text.quote(*named).split()) if named else None,
        about=_source(line, (mention.start, mention.end) if (mention := bound.mention) else None),
        where=_source(line, where), part=reading.part, listed=listed, fresh=_has_subject(line, slot),
        revised=line.has("revised"), says=coarse.says, expected=coarse.expected, points=coarse.points,
        rules=(*relation.rules, *filter(None, (coarse.rule, bound.rule))),
    )  # fmt: skip


def _source(line: Line, place: Place | None) -> Place | None:
    """`place` in the text as given."""
    return line.text.span(*place) if place else None


def _kind(relation: Relation, said: Saying) -> str:
    """Its relation; a goal that something is compared with is a goal all the same."""
    return "target" if relation.kind == "baseline" and said.says == "target" else relation.kind


def _has_subject(line: Line, slot: Slot) -> bool:
    named = any(slot.head_start <= one.start and one.end <= slot.head_end for one in line.indicators)
    return named or has_unknown(line, line.index(slot.head_start), line.index(slot.head_end))


def _place(slot: Slot, relation: Relation) -> tuple[int, int]:
    """The words of the claim: the number with the verb and the base that it depends on."""
    start, end = slot.quantity.start, slot.quantity.end
    if relation.end > relation.start:
        start, end = min(start, relation.start), max(end, relation.end)
    return start, end

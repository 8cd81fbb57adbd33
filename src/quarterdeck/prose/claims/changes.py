"""What a change is measured against where the words around it leave that to the sentence or to the one before."""

from quarterdeck.prose.bases import dated_base, is_compared, names_again, to_next
from quarterdeck.prose.claims.lists import runs
from quarterdeck.prose.claims.steps import apposed, from_level_before, named_behind, stepped
from quarterdeck.prose.claims.told import Told
from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.governing import governor_of
from quarterdeck.prose.lines import BASES, Line, Slot
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation

_MOVES = frozenset({"up", "down"})
_COMPARES = frozenset({"compare", "comparative", "source", "than"})
# Times of more than a month.
_LONGER = frozenset({"months", "quarter", "half", "year", "last_months", "to_month", "to_quarter", "from_to"})
_ORDER = ("same", "previous", "year_end", "plan")
# A change on a year so long before is none on the year.
_DISTANT = 3
# Words between two bases of a list.
_LISTED = 4
_PERSONS = "persons"
_CHANGES = frozenset({"growth_yoy", "growth_prev"})
_BULLETS = frozenset("-+*•·●▪")


def moved(line: Line, slot: Slot, relation: Relation, told: Told) -> str:
    """A change on the same period, or on the one before where the words say so."""
    return _by_words(line, slot, relation, told) or _by_rest(line, slot, told)


def _by_words(line: Line, slot: Slot, relation: Relation, told: Told) -> str:
    """What the words beside the change say that it is measured against; "" where they do not."""
    if _is_yearly(line, slot):
        return "growth_yoy"
    if relation.base in ("previous", "year_end"):
        return "growth_prev"
    if own := apposed(line, slot) or stepped(line, slot.head_start, slot.tail_end):
        return own
    if told.last in _CHANGES and (_brackets_change(line, slot) or _says_again(line, slot.before, slot.quantity.start)):
        return told.last
    if told.last == "growth_prev" and _compares_moves(line, slot):
        return told.last
    if from_level_before(line, slot) or (not relation.base and named_behind(line, slot)):
        return "growth_prev"
    if not relation.base:
        return ""
    return "other" if _is_distant(line, slot) else "growth_yoy"


def _is_distant(line: Line, slot: Slot) -> bool:
    """Whether the change is one on a year long before: "tăng 600 tấn so với năm 2016" in 2021."""
    named = [one for one in line.periods if one.period is not None and one.period.kind == "A"]
    bases = [one for one in named if slot.head_start <= one.start < slot.tail_end and is_compared(line, one.start)]
    spoken = (one.period for one in line.periods if one.period is not None and not is_compared(line, one.start))
    now = next(spoken, line.current)
    base = bases[-1].period if bases else None
    return base is not None and now is not None and now.year - base.year >= _DISTANT


def _is_yearly(line: Line, slot: Slot) -> bool:
    """Whether the noun of the change says that it is a yearly one: "an annual rise of 2% in the previous quarter"."""
    governor = governor_of(line, slot)
    return governor is not None and "on_year" in governor.kinds and bool(governor.kinds & _MOVES)


def _by_rest(line: Line, slot: Slot, told: Told) -> str:
    """What a change is measured against by its subject, its sentence and those before."""
    if again := _by_restated(line, slot):
        return again
    if told.nature == "stock" and not (_of_year(line) or _shares_base(line, slot)):
        return "other"
    if slot.quantity.unit == _PERSONS and _in_month(line):
        return "growth_prev"
    follows = any("follows" in one.kinds for one in line.topics_in(slot.before, slot.quantity.start))
    if follows and told.last == "growth_prev":
        return told.last
    if step := stepped(line, line.start, slot.tail_end, named=True):
        return step
    before = _against_yearly(line, slot) or _shares_base(line, slot) or _from_period_before(line, slot)
    carried = told.base == "previous" and not _of_longer(line, slot)
    return "growth_prev" if before or carried or _is_monthly(line, slot) else "growth_yoy"


def _is_monthly(line: Line, slot: Slot) -> bool:
    """Whether prices of a month are told: what they changed by is told against the month before."""
    if "prices" not in line.topic_kinds or _of_longer(line, slot):
        return False
    said = next((one.means for one in line.periods if not is_compared(line, one.start)), "")
    return said == "month" or (not said and _in_month(line))


def _by_restated(line: Line, slot: Slot) -> str:
    """The kind of a change that is told again before its base: "tăng 6% (tương ứng tăng 3 tỷ USD) so với tháng 2"."""
    following = line.number_after(slot.quantity.end)
    if following is None or not _says_again(line, slot.quantity.end, following.start):
        return ""
    base = _base_behind(line, following.end)
    return "growth_prev" if base in ("previous", "year_end") else "growth_yoy" if base == "same" else ""


def _says_again(line: Line, start: int, end: int) -> bool:
    """Whether the words between two numbers say the first again: "tăng 6%, tương ứng tăng 3 tỷ USD"."""
    between = line.marks_in(start, end)
    if not any("restate" in one.kinds for one in between):
        return False
    return not has_unknown(line, line.index(start), line.index(end))


def _brackets_change(line: Line, slot: Slot) -> bool:
    """Whether brackets tell the change right before them again, by its rate: "tăng 12 tỷ đồng (+3,1%)"."""
    before = line.number_before(slot.quantity.start)
    return before is not None and line.text.flat[before.end : slot.quantity.start].strip() in ("(", "(+", "(-")


def listed(line: Line, slot: Slot) -> str:
    """The change of a number of a list whose bases are listed too: "so với tháng trước và cùng kỳ tăng lần lượt 2% và
    5%"; "" where there are not as many bases as numbers."""
    if not line.has("respectively"):
        return ""
    run = next((one for one in runs(line) if any(each.start == slot.quantity.start for each in one)), [])
    if not run or any(one.unit != "%" for one in run):
        return ""
    before, behind = line.number_before(run[0].start), line.number_after(run[-1].end)
    zones = (
        (before.end if before is not None else line.start, run[0].start),
        (run[-1].end, behind.start if behind is not None else line.end),
    )
    for first, last in zones:
        bases = [mark for mark in line.marks_in(first, last) if mark.kinds & {"same", "previous", "year_end"}]
        if len(bases) == len(run) and bases[-1].first - bases[0].last <= _LISTED * len(bases):
            own = next(mark for one, mark in zip(run, bases, strict=True) if one.start == slot.quantity.start)
            return "growth_yoy" if "same" in own.kinds else "growth_prev"
    return ""


def _of_longer(line: Line, slot: Slot) -> bool:
    """Whether a time of its own that is no month leads a number: "tăng 0,2% so với tháng trước; bình quân 8 tháng tăng
    3%"."""
    rates = (one.end for one in reversed(line.quantities) if one.end <= slot.before and one.unit == "%")
    changed = next(rates, slot.before)
    named = [one for one in line.periods if changed <= one.start < slot.quantity.start]
    own = [one.means for one in named if not is_compared(line, one.start)]
    return bool(own) and own[-1] in _LONGER


def _compares_moves(line: Line, slot: Slot) -> bool:
    """Whether the move before is compared with this one: "rose 0.5%, compared with a rise of 0.3% in May 2021"."""
    follows = [one for one in line.topics_in(slot.before, slot.quantity.start) if "follows" in one.kinds]
    if not follows or any(one.kinds & BASES for one in line.marks_in(slot.before, slot.tail_end)):
        return False
    start = line.tokens[follows[-1].first].start
    between = line.text.flat[start : slot.quantity.start]
    return "," not in between and not any(start <= one.start < slot.quantity.start for one in line.periods)


def paced(line: Line, slot: Slot) -> str:
    """What a change named by a noun is measured against: "the largest monthly increases were in trade (0.9%)"."""
    return stepped(line, line.start, slot.tail_end) or ("growth_prev" if _is_monthly(line, slot) else "growth_yoy")


def _in_month(line: Line) -> bool:
    """Whether the sentence speaks of a month: how many have work is told against the month before."""
    said = [one.period for one in line.periods if one.period is not None and not is_compared(line, one.start)]
    now = said[0] if said else line.current
    return now is not None and now.kind == "M"


def _of_year(line: Line) -> bool:
    """Whether the sentence speaks of a whole year: what a stock changed by in it is the change on the year before."""
    said = [one.period for one in line.periods if one.period is not None and not is_compared(line, one.start)]
    return bool(said) and said[0] is not None and said[0].kind == "A"


def heard(line: Line, told: Told) -> Told:
    """`told` without the base of the sentences before where this one begins anew: a paragraph, a time of its own."""
    if not told.past or not told.base:
        return told
    first = next(iter(line.tokens), None)
    anew = told.broken and (first is None or first.text not in _BULLETS)
    # Behind words of comparing a time is that of another number: "rose 2%, compared with a fall of 1% in May".
    number = line.number_after(line.start)
    behind = line.marks_in(number.end, line.end) if number is not None else ()
    compared = next((one for one in behind if "compare" in one.kinds), None)
    stop = line.tokens[compared.first].start if compared is not None else line.end
    timed = any(
        one.period is not None and one.start < stop and not is_compared(line, one.start) for one in line.periods
    )
    return told._replace(base="") if anew or timed else told


def _from_period_before(line: Line, slot: Slot) -> bool:
    """Whether a month or quarter is named with the one before: "rose 0.4% in March after…February", "between…and"."""
    governor, of = governor_of(line, slot), line.words.small["of"]
    if governor is not None and "reach" in governor.kinds and line.tokens[governor.last - 1].text in of:
        return False  # "At a slower rate of 2% in May from 3% in April": rates, whatever they are measured against.
    moves = (later for one in line.periods if (later := to_next(line, one)) is not None)
    if any(later.kind == "M" for later in moves):
        return True
    said = [one.period for one in line.periods if _is_step(line, one)]
    if len(said) < 2 or not said[0] or not said[1]:
        return False
    following = line.number_after(slot.quantity.end)
    stop = following.start if following is not None else line.end
    between = any("between" in one.kinds for one in line.topics_in(line.start, stop))
    if between:
        return said[0] in (said[1].previous(), said[1].next())
    after = any("follows" in one.kinds for one in line.topics_in(slot.quantity.end, line.end))
    return after and said[0].previous() == said[1]


def _is_step(line: Line, one: PeriodMention) -> bool:
    """Whether a time is a month or a quarter, and not what brackets add: "Quarter 1 (Jan to Mar)"."""
    at = line.index(one.start)
    bracketed = at > 0 and line.tokens[at - 1].text == "("
    return one.period is not None and one.period.kind in ("M", "Q") and not bracketed


def _against_yearly(line: Line, slot: Slot) -> bool:
    """Whether a change without a base stands beside the yearly one of the same thing: "CPI tăng 0,2%, tăng 3% so với
    cùng kỳ", "tăng 0,2% và so với cùng kỳ tăng 3%"."""
    following = _following(line, slot)
    if following is None:
        return False
    governor = governor_of(line, slot)
    if governor is not None and "reach" in governor.kinds and not governor.kinds & _MOVES:
        # What stands at a rate is not what moves behind it: "tốc độ tăng đạt 11%, tăng 0,3% so với năm 2022".
        return False
    first, stop = line.index(slot.quantity.end), line.index(following.start)
    between = line.marks_in(slot.quantity.end, following.start)
    if not any(one.kinds & _MOVES for one in between) or has_unknown(line, first, stop):
        return False
    if any(one.text in "(;:" for one in line.tokens[first:stop]):
        return False
    bases = [i for i, one in enumerate(between) if one.kinds & BASES]
    if bases:
        led = bases[0] > 0 and "compare" in between[bases[0] - 1].kinds
        return led and "same" in between[bases[0]].kinds
    if line.tokens[first].text in line.words.small["regarding"]:
        return False
    return not _contrasts(line, slot, following) and _base_behind(line, following.end) == "same"


def _shares_base(line: Line, slot: Slot) -> bool:
    """Whether the base of the next change is its own too: "xuất khẩu tăng 5%, nhập khẩu tăng 3% so với quý trước"."""
    following = _following(line, slot)
    if following is None or _contrasts(line, slot, following) or _moves_again(line, slot, following):
        return False
    timed = any(slot.quantity.end <= one.start < following.start for one in line.periods)
    opened = any(one.kinds & BASES for one in line.marks_in(slot.quantity.end, following.start))
    return not timed and not opened and _base_behind(line, following.end) in ("previous", "year_end")


def _moves_again(line: Line, slot: Slot, following: Quantity) -> bool:
    """Whether the next number is another move of the same thing, which has another base: "tăng 9%, tăng 2% so với quý
    trước"."""
    between = line.marks_in(slot.quantity.end, following.start)
    first, stop = line.index(slot.quantity.end), line.index(following.start)
    move = between[0] if len(between) == 1 else None
    return move is not None and bool(move.kinds & _MOVES) and move.last - move.first == stop - first - 1


def _contrasts(line: Line, slot: Slot, following: Quantity) -> bool:
    """Whether the next number is one that this one is compared with."""
    return any(one.kinds & _COMPARES for one in line.marks_in(slot.quantity.end, following.start)) or any(
        "follows" in one.kinds for one in line.topics_in(slot.quantity.end, following.start)
    )


def _following(line: Line, slot: Slot) -> Quantity | None:
    """The next number, where it is a percentage."""
    following = line.number_after(slot.quantity.end)
    return following if following is not None and following.unit == "%" else None


def _base_behind(line: Line, place: int) -> str:
    """The base between `place` and the next number: a word for one, else a period that is compared with."""
    following = line.number_after(place)
    stop = following.start if following is not None else line.end
    stop = next((one.start for one in line.tokens[line.index(place) : line.index(stop)] if one.text == ";"), stop)
    bases = (one for one in line.marks_in(place, stop) if one.kinds & BASES)
    found = next((one for one in bases if not names_again(line, one)), None)
    if found is not None:
        return next((kind for kind in _ORDER if kind in found.kinds), "")
    return dated_base(line, place, stop)

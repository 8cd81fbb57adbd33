"""By when a task is to be done, as written and as a day."""

from collections.abc import Callable
from datetime import date

from quarterdeck.core.clarity.dues import Deadline, choose, find_deadlines, read_due
from quarterdeck.core.clarity.moments import Anchor
from quarterdeck.core.record import record
from quarterdeck.prose.tasks.sentence import Sentence

# Where "the middle of the month" and "a month" fall, as in Viet Nam's Civil Code 2015, Art. 146.
_LIMITS = {"middle_of_month": 15, "middle_of_year": 6, "days_of_month": 30, "days_of_year": 365}
_FIRM = 3


@record(frozen=True, slots=True)
class Said:
    """A deadline as written and its last day; `dated` where it is a date or a length of time.

    `firm` where a word before it makes it a deadline ("before", "chậm nhất").
    """

    text: str = ""
    due: date | None = None
    dated: bool = False
    firm: bool = False


def said_deadline(s: Sentence, first: int, last: int, written: Callable[[], date | None]) -> Said:
    """The deadline said between two tokens: a date or a length of time, else "monthly", else "soon".

    `written` tells the day of the text; it is asked only where there is something to count from it.
    """
    if first >= last:
        return Said()
    start, end = s.tokens[first].start, s.tokens[last - 1].end
    time = s.words.clarity.time
    found = find_deadlines(s.script.key, time, Anchor(None, None, _LIMITS), start, end)
    if found:
        day = written()
        found = find_deadlines(s.script.key, time, Anchor(day, None, _LIMITS), start, end) if day else found
        chosen = choose(found, day).deadline or found[0]
        said = " ".join(s.script.text[chosen.start : chosen.end].split())
        return Said(said.strip(" ,;"), chosen.day, True, chosen.weight >= _FIRM)
    event = s.words.events.search(s.script.key, start, end)
    if event:
        return Said(" ".join(s.script.text[event.start() : event.end()].split()))
    recurring = time.recurring.search(s.script.key, start, end)
    if recurring:
        return Said(s.script.text[recurring.start() : recurring.end()])
    return _vague(s, first, last)


def urgency(s: Sentence) -> Said:
    """Whether a sentence says a deadline and how firmly, without its day."""
    found = find_deadlines(s.script.key, s.words.clarity.time, Anchor(None, None, _LIMITS))
    chosen = choose(found, None).deadline or (found[0] if found else None)
    return Said(dated=True, firm=chosen.weight >= _FIRM) if chosen is not None else Said()


def tells_time(s: Sentence, first: int, last: int) -> bool:
    """Whether a field that holds nothing else between two tokens says by when something is due."""
    return bool(_in_field(s, first, last, None))


def field_deadline(s: Sentence, first: int, last: int, written: date | None) -> Said:
    """The deadline that stands in a field of its own between two tokens, where a day needs no "by"."""
    said = _in_field(s, first, last, written)
    if said is None:
        return Said()
    begin = _past_label(s, first, last)
    return Said(s.said(begin, last), said.day, True, True)


def _in_field(s: Sentence, first: int, last: int, written: date | None) -> Deadline | None:
    begin = _past_label(s, first, last)
    if begin >= last:
        return None
    key = s.script.key[s.tokens[begin].start : s.tokens[last - 1].end]
    time = s.words.clarity.time
    told = read_due(key, time, Anchor(written, None, _LIMITS))
    told = told if told.deadline or told.rivals else read_due(key, time, Anchor(None, None, _LIMITS))
    return told.deadline or next(iter(told.rivals), None)


def _past_label(s: Sentence, first: int, last: int) -> int:
    while first < last and s.tokens[first].key in ",;:-":
        first += 1
    label = s.at("due_labels", first) if first < last else 0
    labelled = label and first + label < last and s.tokens[first + label].key in ":-"
    return first + label + 1 if labelled else first


def _vague(s: Sentence, first: int, last: int) -> Said:
    """Haste without a day, as written: "soon", "ngay"; not in a name or in what was quoted."""
    quoted = False
    for at in range(first, last):
        quoted ^= s.tokens[at].key == '"'
        length = s.at("haste", at)
        if length and not quoted and not s.words.clarity.not_vague.at(s.tokens, at):
            return Said(s.said(at, at + length))
    return Said()

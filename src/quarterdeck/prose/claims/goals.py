"""Lists of goals: items below a heading such as "Các chỉ tiêu chủ yếu:" or "II. Main targets for 2025"."""

import re
from collections.abc import Sequence

from quarterdeck.prose.claims.told import Told
from quarterdeck.prose.lines import Line
from quarterdeck.prose.periods import Context
from quarterdeck.prose.words import Mark

# A heading is no longer than this, and the words that make it one stand among its first.
_LONGEST, _WITHIN = 150, 5
# The name of an item is no longer.
_NAMED = 8
_ITEM = re.compile(r"[-–+*•●▪·]\s|\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[ivx]{1,4}|[a-zđ])[.)/:]{1,2}\s")
# The number of a section.
NUMBERED = re.compile(r"(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2}){0,2}|[a-h])[.)]\s")
# A heading whose first item follows in the same line: "Các chỉ tiêu năm 2018 1. Tăng trưởng…".
_RUNS_ON = re.compile(r"(?<=[^\W\d_] )1\.\Z|(?<=(?:19|20)\d\d )1\.\Z|(?<=[:)] )1\.\Z")
_SECTION = re.compile(r"(?:[ivx]{1,4}|\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđ]))[.)/:]\s|[-–+*•●▪·]\s")
# Without one of these no sentence opens a list of goals.
_OPENING = frozenset({"aim", "settles"})
_RESULTS = frozenset({"reach", "up", "down", "exceed"})
_BEFORE = 8


def is_listed(line: Line, told: Told) -> bool:
    """Whether the sentence belongs to a list of goals: an item, or what goes on in one."""
    if not told.goals or not opens_paragraph(line):
        return told.goals
    return _ITEM.match(line.text.lower, line.start) is not None or _has_name(line)


def _has_name(line: Line) -> bool:
    """Whether the sentence begins with the name of what it tells of: "Về xã hội: …"."""
    return any(one.text == ":" for one in line.tokens[:_NAMED])


def lists_goals(line: Line, told: Told, context: Context) -> bool:
    """Whether goals are listed behind the sentence: it is their heading, or one of them."""
    return _heads_goals(line, context) or is_listed(line, told) or opens_list(line, line.topics) or announces(line)


def announces(line: Line) -> bool:
    """Whether goals are announced that follow: "The programme is to reach the following targets by 2020."."""
    words = line.words.small["announcing"]
    goals = (one.first for one in line.topics if one.kinds & {"goal", "heading"})
    return any(first > 0 and line.tokens[first - 1].text in words for first in goals)


def opens_list(line: Line, topics: Sequence[Mark]) -> bool:
    """Whether a colon stands behind an aim or a goal that is settled, one of `topics`: "Nghị quyết đặt mục tiêu: …",
    "Đại hội thống nhất 22 chỉ tiêu, trong đó …"."""
    if not line.topic_kinds & _OPENING:
        return False
    ends = [one.last for one in topics if "aim" in one.kinds]
    if any(at < len(line.tokens) and line.tokens[at].text == ":" for at in ends):
        return True
    settled = [one.last for one in topics if "settles" in one.kinds]
    goals = [one for one in topics if one.kinds & {"goal", "heading"}] if settled else []
    if any(one.first in settled for one in goals) and not any(one.unit for one in line.quantities):
        return True  # "Quốc hội xác định hệ thống chỉ tiêu chủ yếu. GDP tăng 6%; …"
    near = any(0 <= one.first - at <= _WITHIN for one in goals for at in settled)
    return near and any(_opens_behind(line, one) for one in goals)


def _opens_behind(line: Line, goal: Mark) -> bool:
    """Whether soon behind a goal a colon stands or its parts begin, nothing told of it before."""
    for at in range(goal.last, min(goal.last + _NAMED, len(line.tokens))):
        mark = line.mark_at[at]
        if line.tokens[at].text == ":":
            return True
        if mark is not None and "breakdown" in mark.kinds:
            number = next((one for one in line.quantities if one.start >= line.tokens[at].start), None)
            return number is None or number.unit != "targets"
        if mark is not None and mark.kinds & _RESULTS and "toward" not in mark.kinds:
            return False
    return False


def opens_paragraph(line: Line) -> bool:
    """Whether the sentence is the first of its paragraph."""
    before = line.text.flat[max(0, line.start - _BEFORE) : line.start].rstrip(" \t")
    return not before or before.endswith("\n")


def _heads_goals(line: Line, context: Context) -> bool:
    section = _SECTION.match(line.text.lower, line.start)
    numbers = line.number_after(section.end() if section else line.start)
    runs_on = line.text.flat.endswith("1.", line.start, line.end)
    item = _RUNS_ON.search(line.text.flat, line.start, line.end) if runs_on else None
    numbered = numbers is not None and (item is None or numbers.start < item.start())
    ends = line.text.flat[line.end - 1] in ".;," and item is None
    if line.end - line.start > _LONGEST or numbered or ends:
        return False
    first = line.index(section.end()) if section else 0
    heads = [one for one in line.topics if first <= one.first < first + _WITHIN]
    if any("aim" in one.kinds for one in heads):
        return True
    marks = line.marks_from(first, len(line.tokens))
    done = any(one.kinds & _RESULTS and "toward" not in one.kinds for one in marks)
    if done or any("done" in one.kinds for one in line.topics):
        return False
    if any("heading" in one.kinds and "measures" not in one.kinds for one in heads):
        return True
    return any("measures" in one.kinds for one in heads) and _is_ahead(line, context)


def _is_ahead(line: Line, context: Context) -> bool:
    """Whether what the heading speaks of has not begun when the text is written."""
    named = [one.period for one in line.times if one.period is not None]
    period = named[-1] if named else context.main
    return context.known and context.written is not None and period.start > context.written

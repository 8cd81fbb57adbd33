"""What an incoming text asks of others: where it tells of a difficulty, or a unit writes to those above it. Pure.

"Difficulties: the bridge is worn out, we ask the Department to repair it" orders nothing: the matter is a difficulty,
and whoever is asked is whom it is put to.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from quarterdeck.prose.tasks import Task
from quarterdeck.prose.text import lower_form

_LONGEST = 600  # characters of a matter
_ITEMS = 40  # items under one heading
_ITEM = r"(?:[-–+*•]|(?:\d+|[a-zđ]|[ivx]+)[.)])"
_TROUBLE = {
    "vi": r"(?:khó khăn|vướng mắc|tồn tại|hạn chế|bất cập)",
    "en": r"(?:difficult(?:y|ies)|obstacles?|problems?|shortcomings?)",
}
_ASKING = {
    "vi": r"(?:kiến nghị|đề xuất|đề nghị)",
    "en": r"(?:requests?|recommendations?|proposals?)",
}
_SOME = {"vi": r"(?:(?:những|một số|các|nội dung)\s)?", "en": r"(?:(?:some|main|our)\s)?"}
_REQUEST: Mapping[str, re.Pattern[str]] = {
    "vi": re.compile(r"(?:đề nghị|kiến nghị|đề xuất|kính mong|mong)\b"),
    "en": re.compile(r"(?:[\w' ]{0,40}\b(?:asks?|requests?|proposes?|recommends?|(?:is|are) (?:asked|requested))\b)"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """A matter that a unit cannot settle alone: its place, its words, and the tasks by which it asks others."""

    start: int
    end: int
    matter: str
    tasks: tuple[Task, ...]

    @property
    def to(self) -> list[str]:
        """Who is asked, each once."""
        return list(dict.fromkeys(name for task in self.tasks for name in task.assignees))


def requests(text: str, tasks: Sequence[Task], lang: str, *, from_below: bool) -> list[Request]:
    """The tasks that are requests, by their matters. `from_below`: a unit below the province writes."""
    low, found = lower_form(text), dict[int, Request]()
    if lang not in _REQUEST or len(low) != len(text):
        return []
    for task in tasks:
        start = _matter(text, low, task, lang, from_below)
        if start is None:
            continue
        one = found.get(start, Request(start, task.end, "", ()))
        end = max(one.end, task.end)
        found[start] = replace(one, end=end, matter=" ".join(text[start:end].split()), tasks=(*one.tasks, task))
    return list(found.values())


def _matter(text: str, low: str, task: Task, lang: str, from_below: bool) -> int | None:
    """Where the matter of a request begins; None for a task that is none."""
    line = text.rfind("\n", 0, task.start) + 1
    asks = _REQUEST[lang].match(low, task.start, task.end) is not None
    told = _label(_TROUBLE[lang], lang).match(low, line, task.start)
    if told and asks:
        return max(told.end(), task.start - _LONGEST)
    under = _under_asking(low, line, lang)
    if (under and (asks or not task.assigner)) or (asks and from_below):
        return _sentence(text, max(line, task.start - _LONGEST), task.start)
    return None


@cache
def _label(words: str, lang: str) -> re.Pattern[str]:
    """A line that begins by naming what it tells: "Khó khăn, vướng mắc: …"."""
    return re.compile(rf"\s*(?:{_ITEM}\s+)?{_SOME[lang]}{words}\b[^.:;\n]{{0,60}}:\s*")


@cache
def _list(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An item of a list of requests, and a heading that announces one."""
    before = rf"\s*(?:{_ITEM}\s+)?{_SOME[lang]}(?:{_TROUBLE[lang]}\b[^.;\n]{{0,60}})?"
    heading = re.compile(rf"{before}{_ASKING[lang]}\b[^.;\n]{{0,60}}$")
    return re.compile(rf"\s*(?:{_ITEM}\s|{_REQUEST[lang].pattern})"), heading


def _under_asking(low: str, line: int, lang: str) -> bool:
    """Whether the line is an item of a list under a heading that announces requests, or begins with such a word."""
    if _label(_ASKING[lang], lang).match(low, line):
        return True
    item, heading = _list(lang)
    for _ in range(_ITEMS):
        if line == 0 or not item.match(low, line):
            return False
        above = low.rfind("\n", 0, line - 1) + 1
        if heading.match(low[above : line - 1]):
            return True
        line = above
    return False


def _sentence(text: str, first: int, place: int) -> int:
    """Where the sentence at `place` begins, after the sign of an item."""
    start = max(text.rfind(". ", first, place) + 2, first) if ". " in text[first:place] else first
    sign = re.compile(rf"\s*{_ITEM}?\s*").match(text, start, place)
    return sign.end() if sign else start

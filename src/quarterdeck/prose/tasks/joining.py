"""One task that a text says twice, in its lead and again below, is one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quarterdeck.core.clarity.bodies import organisation_of, same
from quarterdeck.prose.tasks.task import Task
from quarterdeck.prose.tasks.words import OrderWords
from quarterdeck.prose.text import fold

_WORD = re.compile(r"\w{3,}")
_ANY_WORD = re.compile(r"\w+")
# Only the first tasks of a text are said again below, so that time stays linear in their number.
_LEADING = 3
_ALIKE = 0.5
_FEWEST = 3
_GOES_ON = {"goes on", "programme"}


def joined(words: OrderWords, text: str, tasks: Sequence[Task]) -> list[Task]:
    """The tasks of `text`, each once: a task of the lead takes in the one that a later paragraph says again."""
    kept = _completed(words, tasks)
    for leading in kept[:_LEADING]:
        later = text.find("\n", leading.end)
        again = next((one for one in kept if 0 <= later < one.start and _repeats(words, leading, one)), None)
        if again is not None and leading in kept:
            kept[kept.index(again)] = _both(leading, again)
            kept.remove(leading)
    return kept


def _completed(words: OrderWords, tasks: Sequence[Task]) -> list[Task]:
    """The tasks without those that only say by when the one before is due: "; hoàn thành trong tháng 6"."""
    kept: list[Task] = []
    for one in tasks:
        before = kept[-1] if kept else None
        told = fold(one.what).replace(fold(one.deadline), " ") if one.deadline else ""
        bare = bool(told) and not set(_ANY_WORD.findall(told)) - words.completing
        if bare and before is not None and not before.deadline and before.assignees == one.assignees:
            kept[-1] = replace(before, end=one.end, deadline=one.deadline, due=one.due)
        else:
            kept.append(one)
    return kept


def _repeats(words: OrderWords, one: Task, other: Task) -> bool:
    """Whether `other` gives the same body anew what `one` gave it; what only goes on in a list gives more."""
    if _GOES_ON & set(other.rules):
        return False
    bodies = words.clarity.bodies
    whom = [organisation_of(name, bodies) for task in (one, other) for name in task.assignees]
    if len(one.assignees) != 1 or len(whom) != 2 or not same(whom[0], whom[1], bodies):
        return False
    first, second = (set(_WORD.findall(fold(task.what))) for task in (one, other))
    fewer = min(len(first), len(second))
    return fewer >= _FEWEST and len(first & second) >= _ALIKE * fewer


def _both(one: Task, other: Task) -> Task:
    fuller = max((one, other), key=lambda task: len(set(_WORD.findall(task.what))))
    return replace(
        other,
        assigner=other.assigner or one.assigner,
        what=fuller.what,
        deadline=other.deadline or one.deadline,
        due=other.due or one.due,
        origin=other.origin or one.origin,
        rules=(*other.rules, "said twice"),
    )

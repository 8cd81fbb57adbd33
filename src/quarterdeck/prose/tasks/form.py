"""Tasks as other programs read them."""

from collections.abc import Iterable
from typing import Any

from quarterdeck.prose.tasks.task import Task


def to_json(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """The list "tasks" of what is read from a text; places are half-open, in characters of the source."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "assigner": one.assigner or None,
            "assignee": one.assignee or None,
            "what": one.what,
            "deadline": one.deadline or None,
            "due": one.due.isoformat() if one.due else None,
            "origin": one.origin or None,
            "missing": list(one.missing),
            "rules": list(one.rules),
        }
        for one in tasks
    ]

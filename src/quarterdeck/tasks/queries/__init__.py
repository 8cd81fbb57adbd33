"""Reads of tasks: lists with their standing, one task as a letter, what is not clear about a draft."""

from quarterdeck.tasks.queries.lists import (
    Stood,
    counts,
    events,
    for_agenda,
    of_indicator,
    of_organisation,
    stand,
    standings,
    task,
    tasks,
    waiting_for,
)

__all__ = [
    "Stood",
    "counts",
    "events",
    "for_agenda",
    "of_indicator",
    "of_organisation",
    "stand",
    "standings",
    "task",
    "tasks",
    "waiting_for",
]

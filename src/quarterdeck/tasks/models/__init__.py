"""Tasks, what happened to them, and how they are followed."""

from quarterdeck.tasks.models.events import Extension, Override, Rung, TaskEvent
from quarterdeck.tasks.models.following import CooperatingPart, Milestone, MilestoneChange, Progress, SheetMapping
from quarterdeck.tasks.models.tasks import Task, TaskGroup

__all__ = [
    "CooperatingPart",
    "Extension",
    "Milestone",
    "MilestoneChange",
    "Override",
    "Progress",
    "Rung",
    "SheetMapping",
    "Task",
    "TaskEvent",
    "TaskGroup",
]

"""Which tasks a text gives: who orders, whom, what, by when, and where it came from."""

from quarterdeck.prose.tasks.asking import asked_for
from quarterdeck.prose.tasks.form import to_json
from quarterdeck.prose.tasks.reading import read
from quarterdeck.prose.tasks.task import Task

__all__ = ["Task", "asked_for", "read", "to_json"]

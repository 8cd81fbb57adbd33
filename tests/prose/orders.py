"""The tasks that are read in a text, as the tests of the orders of offices ask for them."""

from datetime import date

from quarterdeck.prose.tasks import Task, read

WRITTEN = date(2025, 3, 3)


def tasks(text: str) -> list[Task]:
    """The tasks of a text that was written on `WRITTEN`."""
    return read(text, written=WRITTEN)


def told(text: str) -> list[tuple[str, str]]:
    """Who is to do what."""
    return [(one.assignee, one.what) for one in tasks(text)]

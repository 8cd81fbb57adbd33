"""One writer of the register at a time."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from quarterdeck.areas.models import Revision
from quarterdeck.areas.queries.register import ask_again, forget

Params = ParamSpec("Params")
Result = TypeVar("Result")


def one_writer(action: Callable[Params, Result]) -> Callable[Params, Result]:
    """Run an action in one transaction of which there is only one at a time: whoever comes second sees what the first
    has done.

    SQLite has one writer anyway; on PostgreSQL the row of the revision is the lock. What a process has read of the
    register within a write that fails is forgotten.
    """

    @wraps(action)
    def alone(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        try:
            with transaction.atomic():
                _wait_for_turn()
                return action(*args, **kwargs)
        except Exception:
            forget()
            raise

    return alone


def _wait_for_turn() -> None:
    if Revision.objects.select_for_update().first() is None:
        Revision.objects.create(number=0)
    ask_again()

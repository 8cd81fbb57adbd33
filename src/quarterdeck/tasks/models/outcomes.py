"""What the store itself works out of a closed task, with the row: what is counted of it, and how late it was done."""

from typing import Any

from django.db.models import Case, F, Func, GeneratedField, IntegerField, Value, When
from django.db.models.expressions import CombinedExpression

from quarterdeck.tasks.rules import outcome as rules


class DaysBetween(Func):
    """The calendar days from the second day to the first."""

    output_field = IntegerField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        template = "CAST(julianday(%(first)s) - julianday(%(second)s) AS INTEGER)"
        return self._filled(compiler, template)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        return self._filled(compiler, "(%(first)s - %(second)s)")

    def _filled(self, compiler: Any, template: str) -> tuple[str, list[Any]]:
        (first, firsts), (second, seconds) = (compiler.compile(one) for one in self.source_expressions)
        return template % {"first": first, "second": second}, [*firsts, *seconds]


def _if(then: int, **met: object) -> Case:
    return Case(When(**met, then=Value(then)), default=Value(0), output_field=IntegerField())


def _outcome() -> Case:
    done: CombinedExpression = (
        Value(rules.DONE)
        + _if(rules.LATE, stopped_on__gt=F("counted_due"))
        + _if(rules.LATE_FIRST, stopped_on__gt=F("original_due"))
        + _if(rules.WORDS, proof="words")
        + _if(rules.PAPER, proof="paper")
        + F("extensions") * Value(rules.EXTENSION)
    )
    cancelled = When(state="cancelled", then=Value(rules.GIVEN_UP))
    return Case(cancelled, When(state="accepted", then=done), output_field=IntegerField())


def _days_late() -> Case:
    late = When(
        state="accepted", stopped_on__gt=F("counted_due"), then=DaysBetween(F("stopped_on"), F("counted_due"))
    )  # fmt: skip
    return Case(late, output_field=IntegerField())


def outcome_field() -> GeneratedField:
    """What is counted of a closed task (`rules.outcome.kind_of`); nothing while it is open."""
    return GeneratedField(expression=_outcome(), output_field=IntegerField(), db_persist=True)


def days_late_field() -> GeneratedField:
    """Calendar days after the due date that counts, of a task that was done late; nothing otherwise."""
    return GeneratedField(expression=_days_late(), output_field=IntegerField(), db_persist=True)

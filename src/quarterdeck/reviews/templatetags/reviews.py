"""Frozen evidence, kept as text, made into values again."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from quarterdeck.people.queries import posts_as_kept

register = template.Library()


@register.filter
def decimal(text: str | None) -> Decimal | None:
    """The number that was frozen as text."""
    return Decimal(text) if text else None


@register.filter
def kept_post(name: str) -> str:
    """A post as a record keeps its name, in the reader's language. One query."""
    return posts_as_kept([name]).get(name, name)


@register.filter
def isoday(text: str) -> date | None:
    """The day that was frozen as text."""
    return date.fromisoformat(text) if text else None


@register.filter
def isomoment(text: str) -> datetime | None:
    """The moment that was frozen as text."""
    return datetime.fromisoformat(text) if text else None

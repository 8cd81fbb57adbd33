"""Frozen evidence, kept as text, made into values again."""

from datetime import date, datetime
from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def decimal(text: str | None) -> Decimal | None:
    """The number that was frozen as text."""
    return Decimal(text) if text else None


@register.filter
def isoday(text: str) -> date | None:
    """The day that was frozen as text."""
    return date.fromisoformat(text) if text else None


@register.filter
def isomoment(text: str) -> datetime | None:
    """The moment that was frozen as text."""
    return datetime.fromisoformat(text) if text else None

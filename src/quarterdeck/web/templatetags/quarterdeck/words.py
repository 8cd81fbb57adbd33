"""Periods, days, names and messages in the reader's language."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quarterdeck.core.messages import Message
from quarterdeck.core.periods import Period, day_label
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.figures import missing
from quarterdeck.web.templatetags.quarterdeck.library import language, register


def period_of(value: Period | str) -> Period:
    """A Period, from itself or from its code."""
    return Period.parse(value) if isinstance(value, str) else value


@register.filter
def period(value: Period | str) -> str:
    """A period by its name: Quý I/2024, Q1 2024. Takes a Period or its code."""
    return period_of(value).label(language()) if value else ""


@register.filter(name="day")
def day_text(value: date | datetime | None) -> str:
    """27/03/2024 in Vietnamese, 27 March 2024 in English."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) and timezone.is_aware(value) else value
    if language() == "vi":
        return f"{local:%d/%m/%Y}"
    return day_label(local, "en")


@register.simple_tag
def day(value: date | datetime | None) -> SafeString:
    """A day in the reader's order, readable by machines too."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day_text(value)) if value else missing()


@register.filter
def moment(value: datetime | None) -> str:
    """A day with the hour and minute: 27/03/2024 08:30."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day_text(local)} {local:%H:%M}"


@register.filter(name="localname")
def localname_filter(thing: Any, field: str = "name") -> str:
    """`thing`'s field in the reader's language, else in the other: `{{ area|localname }}`."""
    first = language()
    for lang in (first, "en" if first == "vi" else "vi"):
        name = f"{field}_{lang}"
        text = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, "")
        if text:
            return str(text)
    return ""


@register.simple_tag
def localname(thing: Any, field: str = "name") -> str:
    """The same as a tag: `{% localname indicator "title" %}`."""
    return localname_filter(thing, field)


@register.filter
def label(member: Any) -> str:
    """The name of a member of a labelled enumeration of core, e.g. a status."""
    return member.label(language()) if hasattr(member, "label") else str(member)


@register.filter
def message(value: Message | str) -> str:
    """A core message in the reader's language."""
    return say(value)

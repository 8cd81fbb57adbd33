"""The templates that offices keep."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.figures.queries import catalogue
from quarterdeck.files.queries import content
from quarterdeck.papers.live.example import example
from quarterdeck.reports.models import OfficeTemplate
from quarterdeck.reports.queries.writing.asked import state
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.rules import Lang


def templates() -> QuerySet[OfficeTemplate]:
    """Every template that is offered, by name."""
    return OfficeTemplate.objects.filter(retired_at=None).select_related("office", "file")


def template(number: int) -> OfficeTemplate:
    """One template, offered or not; `NotFound` otherwise."""
    found = OfficeTemplate.objects.select_related("office", "file").filter(pk=number).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no template {number}."), {"number": number}),
            remedy=gettext_noop("Go back to the list of templates."),
        )
    return found


def content_of(of: OfficeTemplate) -> bytes:
    """The Word file as it was sent."""
    return bytes(content(of.file))


def knowledge_to_check(at: datetime) -> Knowledge:
    """Any state of knowledge that tells what there is: all that is known, in the present quarter."""
    day = timezone.localtime(at).date()
    return Knowledge(state(period=Period.of_day(day, "Q").code, known_on=day, at=at))


def example_of(lang: Lang) -> bytes:
    """A template to start from, with indicators of this store's own catalogue."""
    everything = list(catalogue.indicators())
    measures = catalogue.book(everything).measures
    level = next((one for one in everything if measures[one.code].adds_up and one.better == "higher"), None)
    rate = next((one for one in everything if measures[one.code].is_rate), level)
    if level is None or rate is None:
        raise NotFound(gettext_noop("There is no indicator yet to show in an example."),
                       remedy=gettext_noop("Load a catalogue of indicators first."))  # fmt: skip
    return example(lang, rate=rate.code, level=level.code, theme=level.theme.code)

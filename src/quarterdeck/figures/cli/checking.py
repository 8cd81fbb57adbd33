"""`quarterdeck query --check`: what does not fit together."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

import click
from django.utils.translation import gettext, ngettext

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import format_number
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import unit_label
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.writing.cells import SIGNED, digits_of
from quarterdeck.engine.writing.text import Names
from quarterdeck.figures.queries.engine import names, store
from quarterdeck.figures.queries.engine_asking import Wish, question_of
from quarterdeck.figures.queries.engine_checks import Finding, findings
from quarterdeck.web import clock


def tell(wish: Wish, beyond: str, lang: str) -> int:
    """Print what is found; gives the exit code, 1 where something is."""
    question = question_of(replace(wish, everything=True), clock.now())
    plan = store().plan(question)
    found = findings(store(), question, _times(beyond))
    if not found:
        click.echo(gettext("Nothing was found that does not fit together."))
        return 0
    called = names(lang, plan)
    for one in found:
        click.echo(_line(one, called, plan.world.measures[one.indicator]))
    click.echo(ngettext("{count} place to look at", "{count} places to look at", len(found)).format(count=len(found)))
    return 1


def _times(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not (found.is_finite() and found > 0):
        raise BadInput(
            Message(gettext_noop('"{text}" is no number above zero.'), {"text": text}), place="beyond",
            remedy=gettext_noop("Say how many times the median deviation counts as an outlier, such as 5."),
        )  # fmt: skip
    return found


def _line(one: Finding, called: Names, measure: Measure) -> str:
    lang = called.lang
    where = " · ".join(called.label(name, code) for name, code in one.place)
    numbers = {
        name: format_number(value, lang, digits_of(value, name, measure), name in SIGNED)
        for name, value in one.numbers.items()
    }
    if one.kind == "sum":
        words = gettext("{level} reported, {children} in the areas directly below: {gap} {unit}")
    else:
        words = gettext("changed by {change} {unit}, {deviation} times the median deviation of its peers")
    return f"{where}: {words.format(unit=unit_label(one.unit, lang), **numbers)}"

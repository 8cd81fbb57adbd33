"""`quarterdeck query --check`: what does not fit together."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext, ngettext

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import format_number, round_half_up
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Written, unit_label
from quarterdeck.engine.query import Question, Statement
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.writing.cells import SIGNED, digits_of
from quarterdeck.engine.writing.text import Names
from quarterdeck.figures.queries.engine import names, store
from quarterdeck.figures.queries.engine_asking import Wish, question_of
from quarterdeck.figures.queries.engine_checks import Finding, findings
from quarterdeck.web import clock

SHAPES = ("table", "csv", "json")
COLUMNS = (
    "kind", "indicator", "breakdown", "period", "area", "unit",
    *(one.value for one in (Statement.LEVEL, Statement.CHILDREN, Statement.GAP, Statement.CHANGE, Statement.DEVIATION)),
)  # fmt: skip
DIGITS = 2
LEAST, MOST = Decimal("0.01"), Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Found:
    """How much was found, and what is printed of it."""

    count: int
    text: str


def found(wish: Wish, beyond: str, lang: str, shape: str) -> Found:
    """What does not fit together, as words, CSV or JSON; raises `BadInput` for Parquet."""
    if shape not in SHAPES:
        raise BadInput(
            Message(gettext_noop('What is found is not written as "{shape}".'), {"shape": shape}), place="format",
            remedy=Message(gettext_noop("Use one of: {names}."), {"names": ", ".join(SHAPES)}),
        )  # fmt: skip
    times = _times(beyond)
    question = question_of(replace(wish, everything=True), clock.now())
    some = findings(store(), question, times)
    if shape == "table":
        return Found(len(some), _words(some, question, lang))
    rows = [_row(one) for one in some]
    return Found(len(some), _csv(rows) if shape == "csv" else json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _words(some: Sequence[Finding], question: Question, lang: str) -> str:
    if not some:
        return gettext("Nothing was found that does not fit together.") + "\n"
    plan = store().plan(question)
    called = names(lang, plan)
    count = ngettext("{count} place to look at", "{count} places to look at", len(some)).format(count=f"{len(some)}")
    return "\n".join([*(_line(one, called, plan.world.measures[one.indicator]) for one in some), count]) + "\n"


def _row(one: Finding) -> dict[str, str]:
    """A finding in codes and exact numbers; what its kind does not have is empty."""
    numbers = {name: f"{value:f}" for name, value in one.numbers.items() if value is not None}
    told = {"kind": one.kind, **dict(one.place), "unit": one.unit, **numbers}
    trimmed = {name: text.rstrip("0").rstrip(".") if name in numbers and "." in text else text
               for name, text in told.items()}  # fmt: skip
    return {name: trimmed.get(name, "") for name in COLUMNS}


def _csv(rows: Sequence[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _times(text: str) -> Decimal:
    try:
        told = Decimal(text)
    except InvalidOperation:
        told = Decimal(0)
    if not (told.is_finite() and LEAST <= told <= MOST):
        raise BadInput(
            Message(gettext_noop('"{text}" is no number from {least:en} to {most:en}.'),
                    {"text": text, "least": Written(LEAST), "most": Written(MOST)}), place="beyond",
            remedy=gettext_noop("Say how many times the median deviation counts as an outlier, such as 5."),
        )  # fmt: skip
    return round_half_up(told, DIGITS)


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

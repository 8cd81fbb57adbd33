"""What words of a paper rest on: figures as frozen with an assessment, and the documents that a conclusion cites."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.core.measures import Quantity, format_quantity
from quarterdeck.core.periods import Period
from quarterdeck.documents.queries.citing import Cited
from quarterdeck.documents.queries.numbers import type_of
from quarterdeck.figures.rules.finding import natural_decimals
from quarterdeck.papers.content import Run
from quarterdeck.reports.queries.figures import BADGES
from quarterdeck.reports.queries.material import Basis
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

DIGITS = 2


def evidence_words(of: Basis, evidence: Mapping[str, Any]) -> tuple[Run, ...]:
    """One piece of evidence as it was kept: what it is about, its figure with badge and door, and how it stands."""
    title = localname(evidence, "title").strip().removesuffix(".")
    if not evidence.get("value"):
        late = int(evidence.get("days_late") or 0)
        told = ngettext("{title}, {days} day late", "{title}, {days} days late", late) if late else "{title}"
        return (Run(told.format(title=title, days=late)),)
    period = str(evidence.get("period") or of.review.period)
    figure = Run(
        _number(of, str(evidence["value"]), str(evidence.get("unit") or "")),
        badge=BADGES.get(str(evidence.get("badge") or ""), ""),
        origin=of.doors.figure(str(evidence["ref"]), period, "level"),
    )
    runs = (Run(f"{title}, {of.named(Period.parse(period))}: "), figure)
    if not evidence.get("of_plan"):
        return runs
    share = _number(of, str(evidence["of_plan"]), "%", 1)
    return *runs, Run(", " + _("{share} of the plan of the year").format(share=share))


def _number(of: Basis, text: str, unit: str, most: int = DIGITS) -> str:
    value = Decimal(text)
    return format_quantity(Quantity(value, unit), of.lang, natural_decimals(value, most), with_unit=True)


def cited_words(cited: Sequence[Cited]) -> str:
    """What a conclusion cites, as a paper names it: "according to Article 3, clause 2, Directive 26-CT/TU of …"."""
    if not cited:
        return ""
    return _("according to {documents}").format(documents="; ".join(map(_document, cited)))


def _document(one: Cited) -> str:
    of = one.document
    kind = localname(type_of(of.type_code)) if of.type_code else ""
    told = _("{type} No. {number} of {day}").format(type=kind, number=of.number, day=day_text(of.signed_on)).strip()
    part = localname(one.paragraph, "label") if one.paragraph else ""
    return ", ".join(filter(None, (part, told)))

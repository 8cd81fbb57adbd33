"""Remarks in the reader's language."""

from django import template

from quarterdeck.core.measures import Scenario
from quarterdeck.figures.rules.importing import AreaFact, Column, IndicatorFact
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

register = template.Library()


@register.filter
def remark(text: str) -> str:
    """A remark kept in both languages as "Vietnamese | English"; any other remark as it is."""
    vi, bar, en = text.partition(" | ")
    return localname({"name_vi": vi, "name_en": en}) if bar else text


@register.filter
def scenario_label(code: str) -> str:
    """Actual, plan or forecast in the reader's language."""
    return Scenario(code).label(language())


@register.filter
def fact_name(fact: IndicatorFact | AreaFact) -> str:
    """The name of an indicator or a unit that a file named, in the reader's language."""
    return fact.names[language() == "en"]


@register.filter
def column_head(code: str) -> str:
    """The head of a column of a file in the reader's language."""
    return Column(code).label(language())

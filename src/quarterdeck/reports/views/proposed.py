"""The forms of proposals that are changed before they are accepted, and what each of them does."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import area
from quarterdeck.core.measures import UNITS, Qualifier
from quarterdeck.core.messages import gettext_noop
from quarterdeck.difficulties.rules import ASKS
from quarterdeck.documents.queries.numbers import types
from quarterdeck.figures.queries.catalogue import indicator
from quarterdeck.people.queries import organisation, organisations
from quarterdeck.reports.actions import intake as actions
from quarterdeck.reports.forms import DifficultyProposalForm, DocumentProposalForm, FigureProposalForm
from quarterdeck.reports.forms.desk import UNCHOSEN
from quarterdeck.reports.queries import intake as queries
from quarterdeck.reports.rules.claimed import SAYINGS
from quarterdeck.reports.rules.intake import DIFFICULTY, DOCUMENT, FIGURE
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.web import clock
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname


def _figure_form(data: Any, one: Any) -> forms.Form:
    lang, said = language(), one.row.said
    first = [code for code in said["candidates"] if code != said["indicator"]]
    listed = sorted(queries.all_indicators(), key=lambda each: each.code not in first)
    initial = {**said, "period": one.period, "replaces": one.newest.pk if one.newest else None}
    return FigureProposalForm(
        data, initial=initial | {"version": one.row.version},
        indicators=[(each.code, localname(each)) for each in listed],
        areas=[(each.code, localname(each)) for each in queries.places(clock.today())],
        units=[(each.code, each.label(lang)) for each in UNITS.values()],
        sayings=[(code, say(label)) for code, label in SAYINGS.items()],
        hedges=[(each.value, each.label(lang) or _("exact")) for each in Qualifier],
    )  # fmt: skip


def _report(one: Any, given: dict[str, Any], who: dict[str, Any]) -> str:
    rest = {name: given[name] for name in ("period", "value", "unit", "as_of", "reason", "replaces", "version")}
    rest |= {name: given[name] or default for name, default in (("breakdown", ""), ("qualifier", "exact"))}
    actions.accept_figure(
        proposal=one.row, indicator=indicator(given["indicator"]), area=area(given["area"], clock.today()),
        scenario=given["scenario"], **rest, **who,
    )  # fmt: skip
    return _('"{quote}" is reported.').format(quote=one.row.quote)


def _document_form(data: Any, one: Any) -> forms.Form:
    said = one.row.said
    listed = [(code, f"{each.name(language())} ({code})") for code, each in types().items()]
    named = next(
        (
            code
            for code, each in types().items()
            if said["type"].lower() in (each.name_vi.lower(), each.name_en.lower())
        ),
        "",
    )
    initial = {
        "number": said["number"],
        "issuer_vi": said["issuer"],
        "signed_on": said["signed_on"],
        "type_code": named,
    }
    return DocumentProposalForm(data, types=listed, initial=initial | {"version": one.row.version})


def _register(one: Any, given: dict[str, Any], who: dict[str, Any]) -> str:
    actions.accept_document(proposal=one.row, **given, **who)
    return _("{number} is registered.").format(number=given["number"])


def _heads(body: Any, area: str) -> bool:
    """Whether a body is one of the State's for a unit, and so raises what the unit's text asks for."""
    return body.area is not None and body.area.code == area and body.line == "state"


def _difficulty_form(data: Any, one: Any) -> forms.Form:
    said, choices = one.row.said, Choices(clock.today())
    routed = [body.code for name in said["to"] if (body := choices.body(name))]
    bodies = organisations(clock.today()).select_related("area")
    initial = {
        "matter": said["matter"], "asks": said["asks"], "routed_to": routed,
        "raised_on": one.row.incoming.written or clock.today(),
        "raised_by": [each.code for each in bodies if _heads(each, said.get("sender", ""))],
    }  # fmt: skip
    return DifficultyProposalForm(
        data, initial=initial | {"version": one.row.version},
        bodies=[(each.code, localname(each)) for each in bodies],
        asks=[UNCHOSEN, *((code, say(label)) for code, label in ASKS.items())],
    )  # fmt: skip


def _raise(one: Any, given: dict[str, Any], who: dict[str, Any]) -> str:
    bodies = {name: [organisation(code) for code in given[name]] for name in ("raised_by", "routed_to")}
    rest = {name: given[name] for name in ("matter", "asks", "raised_on", "version")}
    actions.accept_difficulty(proposal=one.row, **bodies, **rest, **who)
    return _("The difficulty is put to those who can settle it.")


FORMS: dict[str, tuple[Callable[[Any, Any], forms.Form], Callable[..., str], str]] = {
    FIGURE: (_figure_form, _report, gettext_noop("Report the figure")),
    DOCUMENT: (_document_form, _register, gettext_noop("Register the document")),
    DIFFICULTY: (_difficulty_form, _raise, gettext_noop("Put the difficulty")),
}

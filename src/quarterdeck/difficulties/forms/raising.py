"""Raise a difficulty, and hand it over."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions import Particulars
from quarterdeck.difficulties.forms.fields import (
    AmountField,
    Choices,
    VersionForm,
    ask_choices,
    body_choices,
    labelled,
    text,
)
from quarterdeck.difficulties.queries import calls, watch
from quarterdeck.difficulties.queries.limits import money_unit
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.web.forms import DayField
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

NONE: Choices = [("", "–")]


class RaiseForm(forms.Form):
    """A new difficulty. A unit raises in its own name; the specialists of the Office choose who asks."""

    raised_by = forms.MultipleChoiceField(
        label=_("Raised by"), widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Hold Ctrl to choose several units that ask for the same."),
    )  # fmt: skip
    concerns = forms.ChoiceField(label=_("Raised for"), initial=rules.UNIT)
    concerned = forms.CharField(
        label=_("Name of the enterprise or project"), required=False, max_length=250,
        help_text=_("Only where it is raised for one; never the name of a private person."),
    )  # fmt: skip
    matter_vi = text(
        _("The matter, in Vietnamese"), 4, "vi",
        help_text=_("What stands in the way, since when. As the unit said it."),
    )  # fmt: skip
    impact_vi = text(_("What it delays or costs"), 2, "vi", required=False)
    tried_vi = text(_("What was tried"), 2, "vi", required=False)
    ground = forms.CharField(
        label=_("Legal ground"), required=False, max_length=1000,
        help_text=_("The article on which the request rests or at which it stumbles, as it is cited."),
    )  # fmt: skip
    asks = forms.ChoiceField(label=_("Asks for"))
    amount = AmountField(label=_("Amount asked for"))
    watch_entry = forms.ChoiceField(
        label=_("Case that is to leave the watch list"), required=False,
        help_text=_("Only where it asks for that."),
    )  # fmt: skip
    indicator_code = forms.ChoiceField(
        label=_("Indicator it holds back"), required=False,
        help_text=_("The difficulty is then shown on the page of that indicator."),
    )  # fmt: skip
    routed_to = forms.MultipleChoiceField(
        label=_("Put to"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Choose nothing and the rules choose; hold Ctrl to choose several."),
    )  # fmt: skip
    raised_on = DayField(label=_("Raised on"))
    call = forms.ChoiceField(
        label=_("Reply to a call"), required=False, help_text=_("The difficulty then counts as the unit's reply.")
    )
    matter_en = text(_("The matter, in English"), 3, "en", required=False)
    impact_en = text(_("What it delays or costs, in English"), 2, "en", required=False)
    tried_en = text(_("What was tried, in English"), 2, "en", required=False)
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        actor: Actor,
        day: date,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        own = [] if rules.acts_for_all(actor) else [actor.organisation]
        begin = {"raised_by": own, "raised_on": day, "form_key": secrets.token_hex(16)}
        super().__init__(data, initial=begin | dict(initial or {}))
        bodies = body_choices(day)
        self.fields["raised_by"].choices = self.fields["routed_to"].choices = bodies
        self.fields["asks"].choices = ask_choices()
        self.fields["concerns"].choices = labelled(rules.CONCERNS.items())
        self.fields["indicator_code"].choices = [*NONE, *((one.code, localname(one)) for one in indicators())]
        entries = [(one.code, f"{one.code} · {localname(one, 'subject')}") for one in watch.standing_on_list()]
        self.fields["watch_entry"].choices = NONE + entries
        self.fields["amount"].help_text = _("In {unit}; only where money is asked for.").format(
            unit=money_unit(language())
        )
        self.fields["raised_on"].widget.attrs["max"] = day.isoformat()
        found = calls.calls().filter(state="open").order_by("due") if not own else calls.open_for(actor.organisation)
        self.fields["call"].choices = [*NONE, *((one.code, f"{one.code} · {localname(one, 'title')}") for one in found)]
        if own:
            self.fields["raised_by"].choices = [body for body in bodies if body[0] in own]
            self.fields["raised_by"].widget.attrs["size"] = 1
            self.fields["raised_by"].help_text = ""
        for name in ("watch_entry", "call"):
            if len(self.fields[name].choices) == 1:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Who asks that a case leave the watch list names the case, where there is one."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("asks") == "watch_list" and "watch_entry" in self.fields and not given.get("watch_entry"):
            self.add_error("watch_entry", _("Choose the case that is to leave the list: its owner is then asked."))
        return given

    def particulars(self) -> Particulars:
        """What is told beside the matter."""
        given = self.cleaned_data
        names = ("concerns", "concerned", "impact_vi", "impact_en", "tried_vi", "tried_en", "ground", "amount")
        case = watch.entry(given["watch_entry"]) if given.get("watch_entry") else None
        return Particulars(**{name: given[name] for name in names}, watch_entry=case)


class HandOverForm(VersionForm):
    """To whom a difficulty passes, and why."""

    origin = forms.ChoiceField(label=_("Handed over by"))
    to = forms.ChoiceField(label=_("Handed over to"))
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why the other organisation can settle it; it is kept in the history."),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, asked: Choices, day: date, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["origin"].choices = asked
        self.fields["to"].choices = NONE + body_choices(day)

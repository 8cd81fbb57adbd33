"""Answer, return, and do the steps of what asks for money."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.difficulties.actions import Basis, Said
from quarterdeck.difficulties.forms.fields import (
    AmountField,
    Choices,
    DocumentField,
    VersionForm,
    labelled,
    text,
    told_field,
)
from quarterdeck.difficulties.queries.limits import money_unit
from quarterdeck.difficulties.rules.support import DECISION, DOCUMENT, OUTCOMES
from quarterdeck.web.forms import DayField
from quarterdeck.web.templatetags.quarterdeck.library import language


class AnswerForm(VersionForm):
    """The answer of a post; `version` is the version of the difficulty that the form was opened with."""

    answered_by = forms.ChoiceField(label=_("Answered by"))
    answer_vi = text(
        _("The answer, in Vietnamese"), 6, "vi",
        help_text=_("What the unit is to do or will receive, from whom and by when."),
    )  # fmt: skip
    answer_en = text(_("The answer, in English"), 3, "en", required=False)
    ground = forms.CharField(
        label=_("Legal basis"), required=False, max_length=1000,
        help_text=_("The article that says so, as it is cited; the handbook prints it with the answer."),
    )  # fmt: skip
    document = DocumentField(help_text=_("By which it is answered, as it is printed."))
    valid_until = DayField(
        label=_("Holds until"), required=False,
        help_text=_("The last day on which the answer holds, where its ground ends on a known day."),
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, posts: Choices, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["answered_by"].choices = posts

    def basis(self) -> Basis:
        """On what the answer rests."""
        given = self.cleaned_data
        return Basis(given["ground"], given["document"], given["valid_until"])


class InterimForm(VersionForm):
    """How far it is, while the answer is not there."""

    answered_by = forms.ChoiceField(label=_("Said by"))
    answer_vi = text(
        _("How far it is, in Vietnamese"), 4, "vi",
        help_text=_("What was done so far and what comes next. It stays unanswered and keeps its last day."),
    )  # fmt: skip
    promised_by = DayField(label=_("The answer is promised by"), required=False)
    answer_en = text(_("How far it is, in English"), 2, "en", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, posts: Choices, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["answered_by"].choices = posts


class ToldForm(VersionForm):
    """Speak for others: how they said so; without others only the version."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, others: bool, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if others:
            self.fields["told"] = told_field()


class NilForm(forms.Form):
    """A unit has no difficulty; where somebody else enters it, how the unit said so."""

    unit = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, others: bool, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if others:
            self.fields["told"] = told_field()


class ReturnForm(ToldForm):
    """Why an answer does not help."""

    reason = forms.CharField(
        label=_("What is still unsettled"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisation asked reads this and answers again."),
    )  # fmt: skip


class StepForm(VersionForm):
    """What came out of one step of the way to the money."""

    post = forms.ChoiceField(label=_("Done by"))
    done_on = DayField(label=_("Done on"))
    words_vi = text(_("What came out, in Vietnamese"), 4, "vi")
    outcome = forms.ChoiceField(label=_("Decision"), required=False)
    amount = AmountField(label=_("Amount granted"))
    document = DocumentField(help_text=_("As it is printed."))
    words_en = text(_("What came out, in English"), 2, "en", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, step: str, posts: Choices, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["post"].choices = posts
        if step == DECISION:
            self.fields["outcome"].choices = labelled(OUTCOMES.items())
            self.fields["outcome"].required = True
            unit = money_unit(language())
            self.fields["amount"].help_text = _("In {unit}; empty where it is refused.").format(unit=unit)
        else:
            del self.fields["outcome"], self.fields["amount"]
        self.fields["words_vi"].required = step != DOCUMENT
        self.fields["document"].required = step == DOCUMENT

    def said(self) -> Said:
        """What came out of the step."""
        given = self.cleaned_data
        return Said(
            given["words_vi"], given["words_en"], given.get("outcome", ""), given.get("amount"), given["document"]
        )

"""The forms of intake: what is taken in, and each proposal as it is to be written."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.figures.rules import numbers
from quarterdeck.reports.forms.desk import FILES, ActForm, Pairs, TextForm, told
from quarterdeck.web.forms import DayField


class IntakeForm(TextForm):
    """A published text or an incoming report, chosen as a file or pasted, and its day."""

    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True,
        help_text=_("Word (.docx), PDF with text in it, HTML or plain text."),
        widget=forms.ClearableFileInput(attrs={"accept": FILES, "data-max-bytes": settings.UPLOAD_LIMIT_BYTES}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or paste the text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    written = DayField(
        label=_("Day of the text"), required=False,
        help_text=_("From it “this quarter” and “before 15 April” are counted. Left empty, the text tells its day."),
    )  # fmt: skip


class FigureProposalForm(ActForm):
    """A figure as it is to be reported."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    area = forms.ChoiceField(label=_("Area"))
    period = forms.CharField(label=_("Period"), max_length=30, help_text=_("Like 2024-Q1, 2024-03 or 2024."))
    scenario = forms.ChoiceField(
        label=_("Kind of figure"), choices=[("actual", _("actual")), ("plan", _("plan")), ("forecast", _("forecast"))]
    )
    breakdown = forms.ChoiceField(label=_("What is said of it"), required=False)
    value = forms.CharField(
        label=_("Value"), max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal", "data-focus": True})
    )
    unit = forms.ChoiceField(label=_("Unit"))
    qualifier = forms.ChoiceField(label=_("Hedge"), required=False)
    as_of = DayField(label=_("Data cut on"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, indicators: Pairs, areas: Pairs, units: Pairs, sayings: Pairs, hedges: Pairs, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {"indicator": indicators, "area": areas, "unit": units, "breakdown": sayings, "qualifier": hedges}
        for name, pairs in offered.items():
            self.fields[name].choices = pairs

    def clean_period(self) -> Period:
        """The period."""
        try:
            return Period.parse(self.cleaned_data["period"].strip())
        except BadInput as wrong:
            raise forms.ValidationError(told(wrong)) from None

    def clean_value(self) -> Decimal:
        """The number; one that can be read in two ways is asked about, never guessed."""
        try:
            return numbers.storable(numbers.settled(numbers.typed(self.cleaned_data["value"].removesuffix("%"))))
        except BadInput as wrong:
            raise forms.ValidationError(told(wrong)) from None


class DocumentProposalForm(ActForm):
    """A cited document as it is to be registered."""

    number = forms.CharField(label=_("Number and symbol"), max_length=100)
    type_code = forms.ChoiceField(label=_("Type"), required=False)
    issuer_vi = forms.CharField(label=_("Issuer, in Vietnamese"), max_length=250)
    signed_on = DayField(label=_("Day of signing"), required=False)
    abstract_vi = forms.CharField(
        label=_("Abstract, in Vietnamese"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-focus": True}),
    )

    def __init__(self, *args: Any, types: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type_code"].choices = [("", _("as the number says")), *types]


class DifficultyProposalForm(ActForm):
    """A matter as it is to be put to those who can settle it."""

    matter = forms.CharField(label=_("The matter"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    asks = forms.ChoiceField(label=_("What is asked for"))
    raised_by = forms.MultipleChoiceField(label=_("Raised by"), widget=forms.SelectMultiple(attrs={"size": 6}))
    routed_to = forms.MultipleChoiceField(label=_("Put to"), widget=forms.SelectMultiple(attrs={"size": 6}))
    raised_on = DayField(label=_("Raised on"))

    def __init__(self, *args: Any, bodies: Pairs, asks: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raised_by"].choices = self.fields["routed_to"].choices = bodies
        self.fields["asks"].choices = asks

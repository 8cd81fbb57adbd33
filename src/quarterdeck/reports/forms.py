"""The forms of the draft desk: what is put before the check, what is decided, what a department answers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.periods import Period
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.figures.rules import numbers
from quarterdeck.prose.sources import Source, open_source, read_plain
from quarterdeck.reports.queries.drafts import Against, against, choices
from quarterdeck.reports.rules.desk import OUTCOMES
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

Pairs = Sequence[tuple[str, str]]
# What stands first where nothing is to be taken for chosen.
UNCHOSEN = ("", _("choose"))
FILES = ".docx,.pdf,.html,.htm,.txt"


class AgainstField(forms.ChoiceField):
    """The figures that a text is held against: those of a review, or a named vintage."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Held against"))
        super().__init__(**options)

    def offer(self) -> None:
        """What there is to choose from today; the latest review stands first."""
        of_reviews, named = choices()
        self.choices = [
            *([(_("Figures of a review"), [(f"review:{one.code}", f"{localname(one, 'title')} · {one.code}")
                                          for one in of_reviews])] if of_reviews else []),
            *([(_("A named vintage"), [(f"vintage:{one.code}", f"{localname(one)} · {one.code}")
                                       for one in named])] if named else []),
        ]  # fmt: skip

    def clean(self, value: Any) -> Against:
        """What was chosen."""
        kind, _colon, code = super().clean(value).partition(":")
        try:
            return against(**{f"{kind}_code": code})
        except NotFound as gone:
            raise forms.ValidationError(say(gone.message)) from gone


class TextForm(forms.Form):
    """A text that is chosen as a file or pasted."""

    def clean(self) -> dict[str, Any]:
        """Either a readable file or a text; the file wins. `source` is what was read."""
        data = super().clean() or {}
        upload = data.get("file")
        if upload:
            data["content"] = upload.read()
            try:
                data["source"] = open_source(data["content"], upload.name)
            except BadInput as wrong:
                self.add_error("file", _told(wrong))
        elif str(data.get("text", "")).strip():
            data["source"] = self._pasted(str(data["text"]).replace("\r\n", "\n"))
        else:
            self.add_error("file", _("Choose a file or paste a text."))
        return data

    def _pasted(self, text: str) -> Source | None:
        """A pasted text; one in an old encoding is read as Unicode, as a file would be."""
        try:
            return read_plain(text.encode())
        except BadInput as wrong:
            self.add_error("text", _told(wrong))
            return None


class DraftForm(TextForm):
    """A text chosen as a file or pasted, and the figures that it is held against."""

    against = AgainstField(help_text=_("Every number of the text is compared with these figures."))
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # what is read says itself that it is empty, with the remedy
        help_text=_("Word (.docx), PDF with text in it, HTML or plain text. Word files come back with their own look."),
        widget=forms.ClearableFileInput(attrs={"accept": FILES, "data-max-bytes": settings.UPLOAD_LIMIT_BYTES}),
    )
    text = forms.CharField(
        label=_("Or paste the text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["against"].offer()


class AgainForm(forms.Form):
    """Check a draft again, against the same figures or others."""

    against = AgainstField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["against"].offer()


class ActForm(forms.Form):
    """Only the version of the finding that the actor saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class WordsForm(ActForm):
    """What is to stand in the text instead."""

    words = forms.CharField(
        label=_("What is to stand there instead"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "data-focus": True}),
    )  # fmt: skip


class AsideForm(ActForm):
    """Why a finding is set aside."""

    why = forms.CharField(
        label=_("Why it is set aside"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "data-focus": True}),
        help_text=_("It stays with the draft and on its certificate, with your post and the hour."),
    )  # fmt: skip


class AskForm(ActForm):
    """Which organisation is asked, and what."""

    organisation = forms.ChoiceField(label=_("Who is asked"))
    question = forms.CharField(
        label=_("Question"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "data-focus": True}),
        help_text=_("The sentence, the finding and the figure are sent along."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = bodies if self.initial.get("organisation") else [UNCHOSEN, *bodies]


class MeansForm(ActForm):
    """Which indicator words of the text mean."""

    words = forms.CharField(
        label=_("Words of the text"), max_length=120, widget=forms.TextInput(attrs={"data-focus": True}),
        help_text=_("Only the words that name the indicator, without numbers."),
    )  # fmt: skip
    indicator = forms.ChoiceField(
        label=_("The indicator they mean"),
        help_text=_("The choice is remembered: the next text that says so is read the same way."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes: dict[str, list[tuple[str, str]]] = {}
        for one in indicators():
            themes.setdefault(localname(one.theme), []).append((one.code, localname(one)))
        known = list(themes.items())
        self.fields["indicator"].choices = known if self.initial.get("indicator") else [UNCHOSEN, *known]


class AnswerForm(forms.Form):
    """What the organisation that was asked answers."""

    outcome = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("In words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How you know: the document, the calculation, the report."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["outcome"].choices = [(code, say(label)) for code, label in OUTCOMES.items()]


class TemplateForm(forms.Form):
    """An office's own Word template, and the name by which the office finds it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx with live references. It is checked before it is kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx", "data-max-bytes": settings.UPLOAD_LIMIT_BYTES}),
    )


class FillForm(forms.Form):
    """From which figures, for which period and area, and in which language a template is filled."""

    against = AgainstField(label=_("Figures"))
    lang = forms.ChoiceField(label=_("Language"), choices=[("vi", _("Vietnamese")), ("en", _("English"))])
    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("Like 2024-Q1; that of the review if left out.")
    )
    area = forms.CharField(
        label=_("Area"), required=False, max_length=40, help_text=_("The code of a unit; the province if left out.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["against"].offer()


def _told(wrong: BadInput) -> str:
    return " ".join(one for one in (say(wrong.message), say(wrong.remedy)) if one)


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
            raise forms.ValidationError(_told(wrong)) from None

    def clean_value(self) -> Decimal:
        """The number; one that can be read in two ways is asked about, never guessed."""
        try:
            return numbers.storable(numbers.settled(numbers.typed(self.cleaned_data["value"].removesuffix("%"))))
        except BadInput as wrong:
            raise forms.ValidationError(_told(wrong)) from None


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

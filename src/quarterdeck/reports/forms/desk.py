"""The forms of the draft desk: what is put before the check, what is decided, what a department answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.prose.sources import Source, open_source, read_plain
from quarterdeck.reports.queries.drafts import Against, against, choices
from quarterdeck.reports.rules.desk import OUTCOMES
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

Pairs = Sequence[tuple[str, str]]
# What stands first where nothing is to be taken for chosen.
UNCHOSEN = ("", _("choose"))
FILES = ".docx,.pdf,.html,.htm,.txt"


def told(wrong: BadInput) -> str:
    """What is wrong and what to do, as the error of a field."""
    return " ".join(one for one in (say(wrong.message), say(wrong.remedy)) if one)


def _called(review: Any) -> str:
    """A review as it is chosen; one whose figures still change says so."""
    title = localname(review, "title")
    return title if review.vintage_id is not None else _("{title} (figures not frozen yet)").format(title=title)


class AgainstField(forms.ChoiceField):
    """The figures that a text is held against: those of a review, or a named vintage."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Held against"))
        super().__init__(**options)

    def offer(self) -> None:
        """What there is to choose from today; the newest review whose figures are frozen is chosen."""
        of_reviews, named = choices()
        self.choices = [
            *([(_("Figures of a review"), [(f"review:{one.code}", _called(one)) for one in of_reviews])]
              if of_reviews else []),
            *([(_("A named vintage"), [(f"vintage:{one.code}", f"{localname(one)} · {day_text(one.known_on)}")
                                       for one in named])] if named else []),
        ]  # fmt: skip
        frozen = next((one for one in of_reviews if one.vintage_id is not None), None)
        self.initial = f"review:{frozen.code}" if frozen else None

    def clean(self, value: Any) -> Against:
        """What was chosen."""
        kind, _colon, code = super().clean(value).partition(":")
        try:
            return against(**{f"{kind}_code": code})
        except NotFound as gone:
            raise forms.ValidationError(say(gone.message)) from gone


class TextForm(forms.Form):
    """A text that is chosen as a file or pasted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("file", "text"):
            self.fields[name].either = True  # one of both is needed: neither is called optional

    def clean(self) -> dict[str, Any]:
        """Either a readable file or a text, not both. `source` is what was read."""
        data = super().clean() or {}
        upload, pasted = data.get("file"), str(data.get("text", "")).strip()
        if upload and pasted:
            self.add_error("text", _("Both a file and a text are here. Take one of them away."))
        elif upload:
            data["content"] = upload.read()
            try:
                data["source"] = open_source(data["content"], upload.name)
            except BadInput as wrong:
                self.add_error("file", told(wrong))
        elif pasted:
            data["source"] = self._pasted(str(data["text"]).replace("\r\n", "\n"))
        else:
            self.add_error("file", _("Choose a file or paste a text."))
        return data

    def _pasted(self, text: str) -> Source | None:
        """A pasted text; one in an old encoding is read as Unicode, as a file would be."""
        try:
            return read_plain(text.encode())
        except BadInput as wrong:
            self.add_error("text", told(wrong))
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
        help_text=_("How you know: the document, the calculation, the report. A new figure needs no words."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["outcome"].choices = [(code, say(label)) for code, label in OUTCOMES.items()]
        self.fields["answer"].either = True  # it depends on the answer whether words are needed


def _named_besides(areas: Pairs, code: str) -> Pairs:
    """A unit that only the address names, as a commune; whether there is one is told where it is filled."""
    return [] if not code or code in dict(areas) else [(code, code)]


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
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, areas: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["against"].offer()
        self.fields["area"].choices = [*areas, *_named_besides(areas, str(self.data.get("area", "")))]

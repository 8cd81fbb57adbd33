"""Enter a document: what is printed on it, what the registers ask, whom it binds, what it does to others."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from quarterdeck.documents.forms.choices import DIRECTIONS, Choices, type_choices
from quarterdeck.documents.queries.bodies import bodies_with, kind_name, lives_on, to_bind
from quarterdeck.documents.queries.book import urgencies
from quarterdeck.documents.queries.numbers import read_number
from quarterdeck.documents.queries.register import RELATIONS, find
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language

RELATION_ROWS = 3
TEXT_LIMIT = 500_000


class RegisterForm(forms.Form):
    """A document as it was signed. The type follows from the number unless the number leaves it open."""

    number = forms.CharField(
        label=_("Number and symbol"), max_length=100,
        help_text=_("As printed: 26-CT/TU, 1683/QĐ-UBND, 09/2019/NĐ-CP, 12729/VPCP-KGVX."),
    )  # fmt: skip
    type_code = forms.ChoiceField(label=_("Type"), required=False)
    signed_on = DayField(label=_("Day of signing"))
    issuer_vi = forms.CharField(
        label=_("Issuer, in Vietnamese"), max_length=250,
        widget=forms.TextInput(attrs={"list": "issuers-vi", "lang": "vi", "autocomplete": "off"}),
    )  # fmt: skip
    issuer_en = forms.CharField(
        label=_("Issuer, in English"), max_length=250, required=False,
        widget=forms.TextInput(attrs={"list": "issuers-en", "lang": "en", "autocomplete": "off"}),
    )  # fmt: skip
    abstract_vi = forms.CharField(
        label=_("Abstract, in Vietnamese"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "lang": "vi"}),
        help_text=_("The words under the type on the first page."),
    )  # fmt: skip
    abstract_en = forms.CharField(
        label=_("Abstract, in English"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )  # fmt: skip
    urgency = forms.ChoiceField(label=_("Urgency"), required=False)
    direction = forms.ChoiceField(
        label=_("Direction"), required=False,
        help_text=_("Outgoing is what your own body, or one above it whose register you keep, has issued."),
    )  # fmt: skip
    received_on = DayField(label=_("Arrived on"), required=False, help_text=_("Of an incoming document."))
    signer = forms.CharField(label=_("Signed by"), required=False, max_length=250)
    recipients = forms.CharField(
        label=_("Recipients"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("To whom it is addressed, as printed at its foot."),
    )  # fmt: skip
    copies = forms.IntegerField(label=_("Copies"), required=False, min_value=1, max_value=100_000)
    archive = forms.CharField(
        label=_("Keeper of the copy"), required=False, max_length=250, help_text=_("Of an outgoing document."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File"), required=False, max_length=255,
        help_text=_("At most 20 MB, kept as it comes. Never a document of state secrecy."),
    )  # fmt: skip

    text = forms.CharField(
        label=_("Text"), required=False, max_length=TEXT_LIMIT, strip=True, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only where the file is a picture, or there is none: its paragraphs can then be found and cited."),
    )  # fmt: skip
    bound = forms.MultipleChoiceField(label=_("Who must act"), required=False)
    again = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    bound_kinds = forms.MultipleChoiceField(label=_("Every body of a kind"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = to_bind()
        self.fields["bound"].choices = [(one.code, one.code) for _kind, some in self.groups for one in some]
        self.fields["bound_kinds"].choices = [(kind, kind) for kind, _some in self.groups]
        self.fields["direction"].choices = [("", _("as the issuer says")), *DIRECTIONS]
        self.fields["type_code"].choices = [("", _("as the number says")), *type_choices()]
        self.fields["urgency"].choices = [("", _("none")), *urgencies(language())]
        self.fields["file"].widget.attrs["data-max-bytes"] = settings.UPLOAD_LIMIT_BYTES

    def read_as(self, number: str) -> None:
        """Offer only the types that this number leaves open; the only one is chosen."""
        codes = read_number(number).type_codes
        if codes:
            narrowed = type_choices(codes)
            first: Choices = [] if len(narrowed) == 1 else [("", _("choose"))]
            self.fields["type_code"].choices = first + narrowed

    def clean_file(self) -> UploadedFile | None:
        """The file, unless it is too large."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(translation.gettext("The file is larger than 20 MB. Choose a smaller one."))
        return file

    def bodies(self) -> list[dict[str, Any]]:
        """The bodies to choose from, a group for each kind, with those that are chosen."""
        chosen, kinds = (set(self[name].value() or ()) for name in ("bound", "bound_kinds"))
        return [
            {"kind": kind, "name": kind_name(kind, language()), "all": kind in kinds,
             "open": kind in kinds or any(one.code in chosen for one in some),
             "rows": [(one, one.code in chosen) for one in some]}
            for kind, some in self.groups
        ]  # fmt: skip

    def bodies_chosen(self) -> list[Any]:
        """The bodies chosen one by one, and all of the kinds chosen that live on the day of signing."""
        given, day = self.cleaned_data, self.cleaned_data.get("signed_on")
        codes = list(given["bound"])
        for kind, some in self.groups:
            if kind in given["bound_kinds"]:
                codes += [one.code for one in some if lives_on(one, day)]
        return bodies_with(codes)


class RelationForm(forms.Form):
    """One thing that the document does to an earlier one of the register."""

    kind = forms.ChoiceField(label=_("This document"), required=False)
    target = forms.CharField(
        label=_("the earlier document"), required=False, max_length=130,
        widget=forms.TextInput(attrs={"list": "registered", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "–"), *((kind, say(label)) for kind, (label, _by) in RELATIONS.items())]

    def clean(self) -> dict[str, Any]:
        """Both or neither; the number must be that of one registered document."""
        given: dict[str, Any] = self.cleaned_data
        kind, target = given.get("kind"), given.get("target")
        if bool(kind) != bool(target):
            self.add_error(
                "target" if kind else "kind", translation.gettext("Give both the relation and the earlier document.")
            )
        elif target:
            given["document"] = self._one(target)
        return given

    def _one(self, text: str) -> Any:
        found = find(text)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{one.number} #{one.pk}" for one in found)
            self.add_error(
                "target",
                translation.gettext("Several documents bear this number; write one of: {names}.").format(names=names),
            )
        else:
            self.add_error(
                "target", translation.gettext("This number is not in the register; register that document first.")
            )
        return None


RelationRows = forms.formset_factory(
    RelationForm, extra=RELATION_ROWS, max_num=RELATION_ROWS, absolute_max=RELATION_ROWS
)


def pairs_of(rows: Any) -> list[tuple[str, Any]]:
    """The relations given, as the action takes them, each once."""
    pairs = [(row["kind"], row["document"]) for row in rows.cleaned_data if row.get("document")]
    return list(dict.fromkeys(pairs))

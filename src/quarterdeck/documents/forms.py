"""The forms of the register: filter, and enter a document with what it does to others."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from quarterdeck.documents.queries.book import urgencies
from quarterdeck.documents.queries.numbers import read_number, types
from quarterdeck.documents.queries.register import RELATIONS, find, issuers, types_used, years
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language

RELATION_ROWS = 3
SORT_LABELS = {
    "newest": _("newest first"),
    "oldest": _("oldest first"),
    "registered": _("registered last"),
    "number": _("by number"),
}
Choices = list[tuple[str, Any]]


def type_choices(codes: Any = None) -> Choices:
    """Types of documents as code and name, all of them or those in `codes`."""
    known = [(code, f"{one.name(language())} ({code})") for code, one in types().items()]
    return [choice for choice in known if codes is None or choice[0] in codes]


class FilterForm(forms.Form):
    """What the register shows; values that make no sense are left out rather than refused."""

    search = forms.CharField(label=_("Words"), required=False, max_length=200)
    type_code = forms.ChoiceField(label=_("Type"), required=False)
    issuer = forms.ChoiceField(label=_("Issuer"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        every: Choices = [("", _("all"))]
        self.fields["type_code"].choices = every + type_choices(types_used())
        self.fields["issuer"].choices = every + [(name, name) for name in issuers()]
        self.fields["year"].choices = [*every, *((str(year), str(year)) for year in years()), ("undated", _("undated"))]
        self.fields["search"].widget.input_type = "search"

    def conditions(self) -> dict[str, str]:
        """The conditions that are given and make sense, as `queries.register.listed` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


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
    file = forms.FileField(
        label=_("File"), required=False, max_length=255,
        help_text=_("At most 20 MB, kept as it comes. Never a document of state secrecy."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
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

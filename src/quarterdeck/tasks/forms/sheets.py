"""Take in a follow-up sheet: the file, what its columns mean, and what to do with its rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quarterdeck.tasks.queries.sheet_columns import ColumnShown, DaysAsked, Question
from quarterdeck.tasks.rules import RESULT_KINDS
from quarterdeck.tasks.rules.sheets import BY_DEFAULT, DAY_FIRST, LABELS, MONTH_FIRST, NAMES, Field
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text

LISTS = {Field.LEAD: "bodies", Field.COOPERATING: "bodies", Field.DOCUMENT: "documents"}


class SheetFileForm(forms.Form):
    """A follow-up sheet as an office keeps it."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("Excel (.xlsx, .xls), OpenDocument (.ods) or CSV in UTF-8."),
        widget=forms.ClearableFileInput(attrs={"data-max-bytes": settings.UPLOAD_LIMIT_BYTES}),
    )  # fmt: skip


class ColumnsForm(forms.Form):
    """What each column means, what stands for every row whose cell is empty, and whom unknown names mean."""

    name = forms.CharField(
        label=gettext_lazy("Name of this mapping"), max_length=200,
        help_text=gettext_lazy("The next sheet with the same headings is read in the same way."),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, columns: Sequence[ColumnShown], questions: Sequence[Question],
        defaults: Mapping[str, str], initial: Mapping[str, Any], days: Sequence[DaysAsked] = (), usual_result: str = "",
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial))
        self.columns, self.questions, self.days, self.usual_result = columns, questions, days, usual_result
        fields = [(one.value, say(LABELS[one])) for one in Field]
        for place, column in enumerate(columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=column.name, choices=fields, initial=column.field.value
            )
        for one in BY_DEFAULT:
            self.fields[f"default_{one.value}"] = _default(one, defaults.get(one.value, ""))
        self.fields["default_result"].help_text = _(
            "It is then the result of every row whose cell is empty, and all of them are accepted against these same "
            "words. Where nothing fits all: “{usual}”, and the acceptor decides what satisfies it."
        ).format(usual=usual_result)
        for one in days:
            self.fields[f"days_{one.field.value}"] = _order_field(one)
        for place, question in enumerate(questions):
            self.fields[f"meant_{place}"] = forms.CharField(
                label=f"{say(LABELS[question.field])}: {question.said}", required=False, max_length=300,
                initial=question.meant, widget=_listed(question.field, question.near),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Somebody must have assigned the tasks: a column says who, or it is said for the whole sheet."""
        given: dict[str, Any] = super().clean() or {}
        if Field.ASSIGNER not in given.values() and not given.get("default_assigner"):
            self.add_error("default_assigner", _("No column says who assigned the tasks: name the post here."))
        return given

    def column_fields(self) -> list[tuple[ColumnShown, Any]]:
        """Each column with its field of the form."""
        return [(column, self[f"column_{place}"]) for place, column in enumerate(self.columns)]

    def default_fields(self) -> list[Any]:
        """The fields for what stands in no cell."""
        return [self[f"default_{one.value}"] for one in BY_DEFAULT]

    def day_fields(self) -> list[Any]:
        """The fields that ask in which order a column writes its days."""
        return [self[f"days_{one.field.value}"] for one in self.days]

    def refuse_without_result(self, rows: int) -> None:
        """Say that every row would be refused because nothing says what will be there at the end."""
        self.add_error("default_result", ngettext(
            "Nothing in the sheet says what will be there at the end: its {count} row would be refused. Choose the "
            "column of the results, or give one result here.",
            "Nothing in the sheet says what will be there at the end: all {count} rows would be refused. Choose the "
            "column of the results, or give one result here.", rows,
        ).format(count=rows))  # fmt: skip

    def question_fields(self) -> list[tuple[Question, Any]]:
        """Each unknown name with its field of the form."""
        return [(question, self[f"meant_{place}"]) for place, question in enumerate(self.questions)]

    def chosen(self) -> dict[str, str]:
        """By heading the field that was chosen."""
        given = self.cleaned_data
        return {column.name: given[f"column_{place}"] for place, column in enumerate(self.columns)}

    def values(self, known: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """What words of the sheet mean: those known, those answered now, and the defaults for empty cells."""
        found = {field: dict(some) for field, some in known.items()}
        for one in BY_DEFAULT:
            said = self.cleaned_data.get(f"default_{one.value}", "").strip()
            found.setdefault(one.value, {}).pop("", None)
            if said:
                found[one.value][""] = said
        for asked in self.days:
            found.setdefault(asked.field.value, {})[DAY_FIRST] = self.cleaned_data[f"days_{asked.field.value}"]
        for place, question in enumerate(self.questions):
            said = self.cleaned_data.get(f"meant_{place}", "").strip()
            found.setdefault(question.field.value, {}).pop(question.said, None)
            if said:
                found[question.field.value][question.said] = said
        return found


class TakeInForm(forms.Form):
    """What to do with the rows that were looked at."""

    reason = forms.CharField(
        label=gettext_lazy("Why tasks are issued although the check warns"), required=False, max_length=1000,
        help_text=gettext_lazy("Kept with each of them. Without it they are not taken in."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    good_only = forms.BooleanField(required=False, widget=forms.HiddenInput)


def _listed(field: Field, near: str = "") -> forms.TextInput:
    listed = LISTS.get(field, "posts" if field in NAMES else "")
    attributes = {"list": f"list-{listed}", "autocomplete": "off", "spellcheck": "false"}
    if near:
        attributes["placeholder"] = _("perhaps {name}").format(name=near)
    return forms.TextInput(attrs=attributes)


def _order_field(of: DaysAsked) -> forms.ChoiceField:
    """In which order a column writes its days, each with what an unclear cell of it then means."""
    told = {DAY_FIRST: (_("the day first"), of.day_first), MONTH_FIRST: (_("the month first"), of.month_first)}
    read = _("{order}: “{cell}” is {day}")
    choices = [
        (order, read.format(order=words, cell=of.example, day=day_text(day)) if day else words)
        for order, (words, day) in told.items()
    ]
    help_text = "" if of.sure else _("No cell of the column tells, or cells tell both: choose.")
    return forms.ChoiceField(
        label=_("How “{column}” writes its days").format(column=say(LABELS[of.field])), choices=choices,
        initial=of.order, help_text=help_text, widget=forms.RadioSelect,
    )  # fmt: skip


def _default(field: Field, value: str) -> forms.Field:
    label = say(LABELS[field])
    if field is Field.RESULT_KIND:
        kinds = [("", _("as the sentence says")), *((kind, say(words)) for kind, words in RESULT_KINDS.items())]
        return forms.ChoiceField(label=label, required=False, choices=kinds, initial=value)
    if field is Field.ISSUED_ON:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.CharField(label=label, required=False, max_length=10, widget=widget, initial=value)
    listed = field in NAMES or field is Field.DOCUMENT
    widget = _listed(field) if listed else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=300, widget=widget, initial=value)

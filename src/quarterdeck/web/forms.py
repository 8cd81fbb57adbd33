"""What the forms of every room share: days as browsers pick them, and failures shown beside their fields."""

from typing import Any

from django import forms

from quarterdeck.core.errors import QuarterdeckError, Secret
from quarterdeck.web.gates import say


class DayField(forms.DateField):
    """A day, picked or typed as 2024-03-27 or 27/03/2024."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y"])
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)


def show_failure(form: forms.Form, failure: QuarterdeckError) -> None:
    """Put an expected failure beside the field that its place names, else above the form.

    What is secret is not shown again, and `forget` tells the page to drop what the browser kept of the form.
    """
    field = failure.place if failure.place in form.fields else None
    if isinstance(failure, Secret):
        form.forget = True
        form.data = {name: value for name, value in form.data.items() if not _is_text(form, name)}
    form.add_error(field, " ".join(part for part in (say(failure.message), say(failure.remedy)) if part))


def _is_text(form: forms.Form, name: str) -> bool:
    return isinstance(getattr(form.fields.get(name), "widget", None), forms.Textarea | forms.TextInput)

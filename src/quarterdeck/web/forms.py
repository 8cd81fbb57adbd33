"""What the forms of every room share: days as browsers pick them, and failures shown beside their fields."""

from typing import Any

from django import forms

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.web.gates import say


class DayField(forms.DateField):
    """A day, picked or typed as 2024-03-27 or 27/03/2024."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y"])
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)


def show_failure(form: forms.Form, failure: QuarterdeckError) -> None:
    """Put an expected failure beside the field that its place names, else above the form."""
    field = failure.place if failure.place in form.fields else None
    form.add_error(field, " ".join(part for part in (say(failure.message), say(failure.remedy)) if part))
